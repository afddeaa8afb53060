import Dispatch
import Synchronization

/// Hands chunks of rows from the task that makes them to the connection's thread, which may block; a few at most wait.
final class LoadPipe: Sendable {
    static let chunkSize = 1000
    private static let limit = 4

    private struct State {
        var chunks: [[[SQLValue]]] = []
        var sender: CheckedContinuation<Bool, Never>?
        var isFinished = false
        var isStopped = false
        var hasBegun = false
        var error: (any Error)?
    }

    private let state = Mutex(State())
    private let ready = DispatchSemaphore(value: 0)

    /// Waits until there is room; false when nobody takes chunks any more.
    func send(_ chunk: [[SQLValue]]) async -> Bool {
        await withCheckedContinuation { continuation in
            let answer: Bool? = state.withLock { state in
                guard !state.isStopped else { return false }
                state.chunks.append(chunk)
                guard state.chunks.count >= LoadPipe.limit else { return true }
                state.sender = continuation
                return nil
            }
            ready.signal()
            if let answer { continuation.resume(returning: answer) }
        }
    }

    func finish(throwing error: (any Error)? = nil) {
        state.withLock { state in
            state.isFinished = true
            state.error = error
        }
        ready.signal()
    }

    /// Blocks until there is a chunk; nil after the last one.
    func next() throws -> [[SQLValue]]? {
        state.withLock { $0.hasBegun = true }
        ready.wait()
        let (chunk, sender) = try state.withLock { state in
            if let error = state.error { throw error }
            let chunk = state.chunks.isEmpty ? nil : state.chunks.removeFirst()
            defer { state.sender = nil }
            return (chunk, state.sender)
        }
        sender?.resume(returning: true)
        return chunk
    }

    /// Nobody takes chunks from now on.
    func stop() {
        let sender = state.withLock { state in
            state.isStopped = true
            defer { state.sender = nil }
            return state.sender
        }
        sender?.resume(returning: false)
    }

    /// Whether rows were asked for, which cannot be had again.
    var hasBegun: Bool { state.withLock { $0.hasBegun } }
}
