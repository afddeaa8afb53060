import Synchronization

/// The body of a request on its way from the task that makes it to the curl thread; bounded, so that it waits for the
/// network.
final class RequestPipe: Sendable {
    /// What lies here unsent before the task has to wait.
    static let capacity = 256 * 1024

    enum Reading {
        case bytes(Int)
        case nothingYet
        case end
        case failed
    }

    private let state = Mutex(State())

    private struct State {
        var chunks: [[UInt8]] = []
        /// How much of the first chunk is sent.
        var offset = 0
        var buffered = 0
        var isReaderWaiting = false
        var end: Result<Void, any Error>?
        var writer: CheckedContinuation<Void, any Error>?
        var isClosed = false

        mutating func takeWaiting() -> Bool {
            defer { isReaderWaiting = false }
            return isReaderWaiting
        }
    }

    // MARK: - In the writer's task

    /// Waits until there is room; returns whether the curl thread was waiting for bytes. Throws when nobody reads.
    func write(_ chunk: [UInt8]) async throws -> Bool {
        guard !chunk.isEmpty else { return false }
        try await withCheckedThrowingContinuation { (writer: CheckedContinuation<Void, any Error>) in
            let ready: Result<Void, any Error>? = state.withLock { state in
                if state.isClosed { return .failure(CancellationError()) }
                if state.buffered < RequestPipe.capacity { return .success(()) }
                state.writer = writer
                return nil
            }
            if let ready { writer.resume(with: ready) }
        }
        return state.withLock { state in
            state.chunks.append(chunk)
            state.buffered += chunk.count
            return state.takeWaiting()
        }
    }

    /// Ends the body, well or with the error of whoever made it; returns whether the curl thread was waiting.
    func end(_ result: Result<Void, any Error>) -> Bool {
        state.withLock { state in
            state.end = result
            return state.takeWaiting()
        }
    }

    // MARK: - On the curl thread

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        let (reading, writer) = state.withLock { state in
            guard let chunk = state.chunks.first else {
                switch state.end {
                case .success: return (Reading.end, nil as CheckedContinuation<Void, any Error>?)
                case .failure: return (.failed, nil)
                case nil:
                    state.isReaderWaiting = true
                    return (.nothingYet, nil)
                }
            }
            let count = min(buffer.count, chunk.count - state.offset)
            buffer.copyBytes(from: chunk[state.offset..<state.offset + count])
            state.offset += count
            state.buffered -= count
            if state.offset == chunk.count {
                state.chunks.removeFirst()
                state.offset = 0
            }
            return (.bytes(count), state.buffered < RequestPipe.capacity ? state.writer.take() : nil)
        }
        writer?.resume()
        return reading
    }

    /// The error of whoever made the body, once it has failed.
    var failure: (any Error)? {
        state.withLock { state in
            if case .failure(let error) = state.end { error } else { nil }
        }
    }

    /// Tells the writer that nobody reads any more.
    func close() {
        let writer = state.withLock { state in
            state.isClosed = true
            state.chunks = []
            return state.writer.take()
        }
        writer?.resume(throwing: CancellationError())
    }
}
