package import Database
import Synchronization
import Telemetry

/// A handler's hold on its job. The worker prolongs it; when another has taken the job over, the handler is cancelled.
package final class Lease: Sendable {
    let held: Held
    private let clock: WallClock
    private let state: Mutex<State>

    private struct State {
        var until: Timestamp
        var isLost = false
        var isFinished = false
        var watcher: CheckedContinuation<Void, Never>?
    }

    init(_ held: Held, until: Timestamp, clock: WallClock) {
        self.held = held
        self.clock = clock
        state = Mutex(State(until: until))
    }

    /// Throws unless the job is certainly still this handler's. To be asked right before an effect outside.
    package func check() throws {
        let now = clock.now()
        guard state.withLock({ !$0.isLost && now < $0.until }) else { throw LeaseLost() }
    }

    /// Throws unless the job is still this handler's when the transaction is kept, which then guards what it writes.
    package func confirm(on db: isolated Connection) throws {
        let changes = try db.run(
            """
            UPDATE jobs SET lease_until = lease_until
            WHERE id = \(held.id) AND claims = \(held.claims) AND state = 'leased'
            """
        )
        guard changes.rows == 1 else { throw LeaseLost() }
    }

    /// Finishes the job in the transaction of its last effect, so that both happen once or not at all. The handler then
    /// answers with `.done`.
    package func finish(on db: isolated Connection) throws {
        guard try Queue.finish([held], at: clock.now(), on: db).contains(held.id) else { throw LeaseLost() }
        state.withLock { $0.isFinished = true }
    }

    func prolong(until: Timestamp) { state.withLock { $0.until = max($0.until, until) } }

    /// Another has the job now, or it was cancelled by hand.
    func lose() {
        let watcher = state.withLock { state -> CheckedContinuation<Void, Never>? in
            // A job that its handler finished by itself is not held any more, but not lost either.
            guard !state.isFinished else { return nil }
            state.isLost = true
            defer { state.watcher = nil }
            return state.watcher
        }
        watcher?.resume()
    }

    var isLost: Bool { state.withLock { $0.isLost } }

    /// Returns when the lease is lost or the task is cancelled.
    func untilLost() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isLost || Task.isCancelled { return true }
                    state.watcher = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            let watcher = state.withLock { state in
                defer { state.watcher = nil }
                return state.watcher
            }
            watcher?.resume()
        }
    }
}

/// The job belongs to another worker now, or was cancelled: whoever gets this stops and leaves no trace.
package struct LeaseLost: Error, CustomStringConvertible {
    package var description: String {
        "The job is no longer this worker's, because its lease lapsed or it was cancelled; nothing more is done for it."
    }
}
