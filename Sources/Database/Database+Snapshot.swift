import Dispatch
import Telemetry

extension Database {
    /// Every `read` inside the body is of one snapshot, on one connection, and changes no threads.
    ///
    /// For what reads many times and shows it together, such as a page: its figures agree with each other, and a thread
    /// that only waits to be woken costs more than a small statement. The body runs on the connection's executor; it may
    /// read and wait, but not write.
    package func snapshot<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        guard Snapshot.open(of: readers) == nil else { return try await body() }
        var repetition = Repetition(patience: options.patience)
        while true {
            let asked = ContinuousClock.now
            let lease = try await readers.lease()
            let began = ContinuousClock.now
            reading.wait.observe(seconds: (began - asked).inSeconds)
            defer { reading.seconds.observe(seconds: (ContinuousClock.now - began).inSeconds) }
            let snapshot = Snapshot(pool: readers, connection: lease.connection)
            let cancellation = Cancellation()
            do {
                let result = try await withTaskCancellationHandler {
                    try await lease.connection.hold(snapshot, cancellation, body)
                } onCancel: {
                    // PostgreSQL is told on a connection of its own, which blocks.
                    DispatchQueue.global().async { cancellation.cancel() }
                }
                readers.release(lease)
                return result
            } catch let refusal as Snapshot.CouldNotBegin where refusal.error.isWorthRepeating {
                await giveBack(lease, to: readers)
                guard let pause = repetition.next() else { throw refusal.error }
                try await Task.sleep(for: pause)
            } catch {
                await giveBack(lease, to: readers)
                throw Task.isCancelled && DatabaseError.isInterruption(error)
                    ? CancellationError() : (error as? Snapshot.CouldNotBegin)?.error ?? error
            }
        }
    }
}

/// A connection that is kept in one reading transaction while a piece of code awaits this and that.
final class Snapshot: Sendable {
    /// The transaction could not begin, so that nothing was done yet.
    struct CouldNotBegin: Error {
        let error: DatabaseError
    }

    @TaskLocal static var current: Snapshot?

    let connection: Connection
    private let pool: Pool

    init(pool: Pool, connection: Connection) {
        self.pool = pool
        self.connection = connection
    }

    /// The snapshot that the code at hand runs in, if it is one of this pool.
    static func open(of pool: Pool) -> Snapshot? {
        guard let current, current.pool === pool else { return nil }
        return current
    }
}
