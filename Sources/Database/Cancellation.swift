import Dispatch
import Synchronization

/// Stops a transaction's statement when nobody waits for its answer any more, and never the next one's.
final class Cancellation: Sendable {
    private enum State {
        case waiting, cancelled, finished
        case running(@Sendable () -> Void)
    }

    private let state = Mutex(State.waiting)

    /// From now on `cancel` stops what runs; throws when that was asked for before.
    func begin(_ interrupt: @escaping @Sendable () -> Void) throws {
        try state.withLock { state in
            if case .cancelled = state { throw CancellationError() }
            state = .running(interrupt)
        }
    }

    /// After this nothing is stopped; waits for an interruption under way.
    func end() {
        state.withLock { $0 = .finished }
    }

    /// Stops what runs, again and again until the transaction ends: what is stopped between two statements goes on with
    /// the next one.
    func cancel() {
        let mustRepeat = state.withLock { state in
            switch state {
            case .running(let interrupt):
                interrupt()
                return true
            case .waiting:
                state = .cancelled
                return false
            case .cancelled, .finished: return false
            }
        }
        if mustRepeat {
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { self.cancel() }
        }
    }
}
