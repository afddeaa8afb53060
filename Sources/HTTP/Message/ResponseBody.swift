/// What comes after an answer's head.
package enum ResponseBody: Sendable {
    case empty
    case bytes([UInt8])
    case text(String)
    case stream(ByteStream)
    case events(EventStream)

    /// The length, where it is known before sending.
    package var count: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.count
        case .text(let text): text.utf8.count
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
