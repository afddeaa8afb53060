import Dispatch
import Synchronization

/// Holds up the body of a transaction, whose thread may block, until a test lets it go on.
final class Gate: Sendable {
    private struct NeverOpened: Error {}

    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    /// Blocks until the gate is opened; throws when nobody does, so that a broken test ends.
    func pass() throws {
        guard semaphore.wait(timeout: .now() + 30) == .success else { throw NeverOpened() }
    }
}

/// Counts how often a body is run.
final class Attempts: Sendable {
    private let made = Mutex(0)

    var count: Int { made.withLock { $0 } }

    /// The number of this attempt, from one.
    func next() -> Int {
        made.withLock { count in
            count += 1
            return count
        }
    }
}
