import Synchronization
import Telemetry

extension Database {
    /// As `write`, for short changes that many make at the same time: on SQLite, those who wait for the one writer are
    /// carried out in one transaction and share its commit.
    ///
    /// Each is still by itself: what a body does is undone when it throws, and the others go on, of whom some may then run a
    /// second time. It sees what those before it did, and nobody is answered before the commit that keeps all of them; a
    /// commit that fails fails all. PostgreSQL makes one of several commits by itself, so that there each is a transaction.
    ///
    /// A body may run in the task of another who waits, where its own task's values are not. Once it has begun it is not
    /// stopped by a cancellation.
    @discardableResult
    package func writeTogether<Result: Sendable>(
        _ body: @escaping @Sendable (isolated Connection) throws -> Result
    ) async throws -> Result {
        guard engine == .sqlite else { return try await write(body) }
        return try await repeating(.write) {
            try await refuseInSnapshot()
            let outcome = Outcome<Result>()
            var turn = try await gathering.join { db, isApart in outcome.keep(body, on: db, isApart: isApart) }
            if case .leads = turn { turn = try await lead() }
            guard case .settled = turn else { return try await attempt(.write, on: writers, body) }
            return try outcome.get()
        }
    }

    /// Runs each body as a part of one transaction, in their order: what one does is undone when it throws, and the others
    /// go on. One commit keeps all, or nothing is kept. A body may run twice.
    package func write<Result: Sendable>(
        each bodies: [@Sendable (isolated Connection) throws -> Result]
    ) async throws -> [Swift.Result<Result, any Error>] {
        do {
            return try await write { db in
                try bodies.map { body in
                    do {
                        let result = try body(db)
                        if db.isLost { throw PartFailed() }
                        return .success(result)
                    } catch {
                        throw error.isWorthRepeating ? error : PartFailed()
                    }
                }
            }
        } catch is PartFailed {
            return try await write { db in
                try bodies.map { body in
                    do {
                        return .success(try db.savepoint(body))
                    } catch {
                        // What ends the whole transaction, or may go well in another, is not the error of one part.
                        if db.isLost || error.isWorthRepeating { throw error }
                        return .failure(error)
                    }
                }
            }
        }
    }

    /// Carries out all who wait as soon as the writer is free.
    private func lead() async throws -> Gathering.Turn {
        let asked = ContinuousClock.now
        let lease: Pool.Lease
        do {
            lease = try await writers.lease()
        } catch {
            gathering.abdicate()
            throw error
        }
        let began = ContinuousClock.now
        writing.wait.observe(seconds: (began - asked).inSeconds)
        let round = await lease.connection.transaction(of: gathering)
        writers.release(lease)
        writing.seconds.observe(seconds: (ContinuousClock.now - began).inSeconds)
        round.tell()
        return try round.turn()
    }
}

/// One of several parts failed, so that they have to be kept apart.
private struct PartFailed: Error {}

extension Error {
    fileprivate var isWorthRepeating: Bool { (self as? DatabaseError)?.isWorthRepeating == true }
}

/// How a body went that another task carried out.
private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    /// Runs the body, and tells whether it went well.
    func keep(
        _ body: (isolated Connection) throws -> Value,
        on db: isolated Connection,
        isApart: Bool
    ) -> Bool {
        do {
            let value = isApart ? try db.savepoint(body) : try body(db)
            result.withLock { $0 = .success(value) }
            return true
        } catch {
            result.withLock { $0 = .failure(error) }
            return false
        }
    }

    func get() throws -> Value {
        guard let result = result.withLock({ $0 }) else { preconditionFailure("A write was settled that never ran.") }
        return try result.get()
    }
}
