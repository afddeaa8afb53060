import Dispatch
import Synchronization

/// A few threads for slow computation, so that it takes neither the cooperative pool nor the server's threads.
final class BoundedThreads: Sendable {
    private let queues: [DispatchQueue]
    private let waitingLimit: Int
    private let state = Mutex((waiting: 0, next: 0))

    init(label: String, threads: Int, waitingLimit: Int) {
        queues = (0..<threads).map { DispatchQueue(label: "\(label).\($0)") }
        self.waitingLimit = waitingLimit
    }

    /// Runs the work on one of the threads; throws *busy* when too much waits already, rather than promise it for later.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () -> Result<Value, CryptoError>
    ) async throws(CryptoError) -> Value {
        guard let turn = nextTurn() else {
            throw CryptoError(
                .busy,
                "Too many passwords or keys are waiting to be computed; try again in a few seconds."
            )
        }
        let result = await withCheckedContinuation { continuation in
            queues[turn].async {
                let result = work()
                self.state.withLock { $0.waiting -= 1 }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }

    /// How many are being computed or wait for it.
    var waiting: Int { state.withLock { $0.waiting } }

    private func nextTurn() -> Int? {
        state.withLock { state in
            guard state.waiting < waitingLimit else { return nil }
            state.waiting += 1
            state.next = (state.next + 1) % queues.count
            return state.next
        }
    }
}
