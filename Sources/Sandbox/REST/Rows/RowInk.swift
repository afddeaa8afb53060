import Glibc

/// Writes into memory that is there already, and counts what it would have needed once that is full.
struct RowInk {
    private let start: UnsafeMutablePointer<UInt8>
    private let room: Int
    private(set) var needed = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        guard let start = buffer.baseAddress else { preconditionFailure("There is no memory to write into.") }
        self.start = start
        room = buffer.count
    }

    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
        defer { needed += bytes.count }
        guard let from = bytes.baseAddress, needed + bytes.count <= room else { return }
        memcpy(start + needed, from, bytes.count)
    }

    mutating func put(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { put($0) } }

    mutating func put(_ text: StaticString) {
        put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { put($0) }
    }

    /// A text that needs no escape, between quotes.
    mutating func put(quoted text: UnsafeBufferPointer<UInt8>) {
        put("\"")
        put(text)
        put("\"")
    }

    /// A text between quotes, with what needs an escape escaped.
    mutating func put(quoting text: UnsafeBufferPointer<UInt8>) {
        guard text.contains(where: \.isEscapedInJSON) else { return put(quoted: text) }
        var quoted: [UInt8] = []
        quoted.append(quoting: text)
        put(quoted)
    }

    /// A datetime as it is stored, `2024-05-01T12:30:00.000Z`, as answers have it.
    mutating func put(storedMoment text: UnsafeBufferPointer<UInt8>) {
        put("\"")
        put(UnsafeBufferPointer(rebasing: text.dropLast()))
        put("+0000\"")
    }
}
