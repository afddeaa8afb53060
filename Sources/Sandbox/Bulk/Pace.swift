import Synchronization
import Telemetry

/// Tells those at work on jobs when to stop, and whoever asks them when they have.
final class Pace: Sendable {
    private let state = Mutex((isStopping: false, atWork: 0))

    /// Whether the batch that is under way shall be the last.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    func working(_ work: () async -> Void) async {
        state.withLock { $0.atWork += 1 }
        await work()
        state.withLock { $0.atWork -= 1 }
    }

    /// Returns once nobody is at work any more.
    func stop() async {
        state.withLock { $0.isStopping = true }
        while state.withLock({ $0.atWork > 0 }) {
            do {
                try await Log.current.clock.sleep(.milliseconds(10))
            } catch {
                return
            }
        }
    }
}
