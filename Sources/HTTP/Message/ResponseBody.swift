/// What comes after an answer's head.
package enum ResponseBody: Sendable {
    case empty
    case bytes([UInt8])
    case text(String)
    /// Bytes of the binary itself: sent from where they lie.
    case embedded(EmbeddedBytes)
    case stream(ByteStream)
    case events(EventStream)

    /// The length, where it is known before sending.
    package var count: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.count
        case .text(let text): text.utf8.count
        case .embedded(let bytes): bytes.count
        case .stream(let stream): stream.length
        case .events: nil
        }
    }

    /// The whole body in memory: for tests, and for what has to look at it.
    package func collect() async throws -> [UInt8] {
        switch self {
        case .empty: return []
        case .bytes(let bytes): return bytes
        case .text(let text): return Array(text.utf8)
        case .embedded(let bytes): return bytes.bytes
        case .stream(let stream):
            let collected = Collected()
            try await stream.write(ByteWriter { collected.append($0) })
            return collected.bytes
        case .events(let events):
            let collected = Collected()
            for await event in events.events { collected.append(Array(event.text.utf8)) }
            return collected.bytes
        }
    }
}

/// Bytes that live as long as the process, such as those that the compiler embedded.
package struct EmbeddedBytes: Sendable {
    /// The address as a number, because a pointer says nothing about who may change what it points to.
    private let address: UInt
    package let count: Int

    /// The memory must never change and never be freed.
    package init(_ bytes: UnsafeRawBufferPointer) {
        address = UInt(bitPattern: bytes.baseAddress)
        count = bytes.count
    }

    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
    }

    package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }
}
