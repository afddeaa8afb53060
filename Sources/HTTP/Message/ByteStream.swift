import Synchronization

/// A body that is made while it is sent.
package struct ByteStream: Sendable {
    /// Known beforehand or not; when it is, exactly so many bytes have to be written.
    package let length: Int?
    /// Writes the body. Throwing breaks the answer off, so that the client sees that it is not whole.
    package let write: @Sendable (ByteWriter) async throws -> Void

    package init(length: Int? = nil, _ write: @escaping @Sendable (ByteWriter) async throws -> Void) {
        self.length = length
        self.write = write
    }

    /// Sends what the sequence gives.
    package init(length: Int? = nil, _ pieces: some AsyncSequence<[UInt8], any Error> & Sendable) {
        self.init(length: length) { writer in
            for try await piece in pieces { try await writer.write(piece) }
        }
    }
}

/// Takes the bytes of a streamed body; waits while the client is slower than we are.
package struct ByteWriter: Sendable {
    private let accept: @Sendable ([UInt8]) async throws -> Void

    package init(_ accept: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.accept = accept
    }

    package func write(_ bytes: [UInt8]) async throws {
        if !bytes.isEmpty { try await accept(bytes) }
    }

    package func write(_ text: String) async throws { try await write(Array(text.utf8)) }
}

/// Events that go out as they come, with a sign of life in between.
package struct EventStream: Sendable {
    package let events: AsyncStream<ServerSentEvent>
    package let heartbeat: Duration

    package init(_ events: AsyncStream<ServerSentEvent>, heartbeat: Duration = .seconds(15)) {
        self.events = events
        self.heartbeat = heartbeat
    }

    /// Writes events and heartbeats until the stream ends or the writer fails.
    func write(to writer: ByteWriter, sleep: @escaping @Sendable (Duration) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in events { try await writer.write(event.text) }
            }
            group.addTask {
                while true {
                    try await sleep(heartbeat)
                    try await writer.write(ServerSentEvent.heartbeat)
                }
            }
            // Whoever ends first, by the end of the events or by a client that left, ends the other.
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

/// Gathers what a stream writes.
final class Collected: Sendable {
    private let gathered = Mutex<[UInt8]>([])

    func append(_ bytes: [UInt8]) { gathered.withLock { $0 += bytes } }

    var bytes: [UInt8] { gathered.withLock { $0 } }
}
