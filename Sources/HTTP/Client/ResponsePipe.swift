import Synchronization

/// The answer on its way from the curl thread to the task that reads it; bounded, so that a slow reader slows the sender.
final class ResponsePipe: Sendable {
    /// What lies here unread before the sender is asked to wait.
    static let capacity = 256 * 1024

    private let state = Mutex(State())

    private struct State {
        var head: ResponseHead?
        var headReader: CheckedContinuation<ResponseHead, any Error>?
        var chunks: [[UInt8]] = []
        var buffered = 0
        var isFull = false
        var end: Result<Void, any Error>?
        var bodyReader: CheckedContinuation<[UInt8]?, any Error>?

        mutating func takeChunk() -> [UInt8]? {
            guard !chunks.isEmpty else { return nil }
            let chunk = chunks.removeFirst()
            buffered -= chunk.count
            return chunk
        }
    }

    var hasEnded: Bool { state.withLock { $0.end != nil } }

    // MARK: - On the curl thread

    func begin(_ head: ResponseHead) {
        let reader = state.withLock { state in
            state.head = head
            return state.headReader.take()
        }
        reader?.resume(returning: head)
    }

    /// False when the pipe is full and the bytes have to be offered again once the reader has made room.
    func offer(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let (isTaken, reader) = state.withLock { state in
            guard state.buffered < ResponsePipe.capacity else {
                state.isFull = true
                return (false, nil as CheckedContinuation<[UInt8]?, any Error>?)
            }
            if let reader = state.bodyReader.take() { return (true, reader) }
            state.chunks.append(Array(bytes))
            state.buffered += bytes.count
            return (true, nil)
        }
        reader?.resume(returning: Array(bytes))
        return isTaken
    }

    /// Ends the answer; what was received before can still be read.
    func end(_ result: Result<Void, any Error>) {
        let (headReader, bodyReader) = state.withLock { state in
            if state.end == nil { state.end = result }
            return (state.headReader.take(), state.bodyReader.take())
        }
        switch result {
        case .success:
            headReader?.resume(throwing: HTTPClientError(.protocol, "The answer ended before its head did."))
            bodyReader?.resume(returning: nil)
        case .failure(let error):
            headReader?.resume(throwing: error)
            bodyReader?.resume(throwing: error)
        }
    }

    // MARK: - In the reader's task

    func head() async throws -> ResponseHead {
        try await withCheckedThrowingContinuation { reader in
            let ready: Result<ResponseHead, any Error>? = state.withLock { state in
                if let head = state.head { return .success(head) }
                if case .failure(let error) = state.end { return .failure(error) }
                state.headReader = reader
                return nil
            }
            if let ready { reader.resume(with: ready) }
        }
    }

    /// The next bytes and whether the sender was waiting for room; no bytes at the end.
    func next() async throws -> (bytes: [UInt8]?, madeRoom: Bool) {
        let (chunk, madeRoom) = state.withLock { state in
            let chunk = state.takeChunk()
            let madeRoom = state.isFull && state.buffered <= ResponsePipe.capacity / 2
            if madeRoom { state.isFull = false }
            return (chunk, madeRoom)
        }
        if let chunk { return (chunk, madeRoom) }
        let bytes: [UInt8]? = try await withCheckedThrowingContinuation { reader in
            let ready: Result<[UInt8]?, any Error>? = state.withLock { state in
                if let chunk = state.takeChunk() { return .success(chunk) }
                switch state.end {
                case .success: return .success(nil)
                case .failure(let error): return .failure(error)
                case nil:
                    state.bodyReader = reader
                    return nil
                }
            }
            if let ready { reader.resume(with: ready) }
        }
        return (bytes, madeRoom)
    }

    /// Ends the answer for a reader who gave up: nothing that was received is delivered any more.
    func abandon() {
        state.withLock { state in
            state.chunks = []
            state.buffered = 0
        }
        end(.failure(CancellationError()))
    }
}
