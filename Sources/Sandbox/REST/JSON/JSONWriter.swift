/// Writes JSON straight into bytes; commas come by themselves.
///
/// ```swift
/// var json = JSONWriter()
/// json.beginObject()
/// json.key("id")
/// json.text(id)
/// json.endObject()
/// ```
struct JSONWriter {
    private(set) var bytes: [UInt8]
    private var needsComma = false

    init(capacity: Int = 512) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    mutating func beginObject() { begin(UInt8(ascii: "{")) }
    mutating func endObject() { end(UInt8(ascii: "}")) }
    mutating func beginArray() { begin(UInt8(ascii: "[")) }
    mutating func endArray() { end(UInt8(ascii: "]")) }

    mutating func key(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(json: name)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func key(_ name: String) {
        text(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func null() { literal("null") }
    mutating func flag(_ flag: Bool) { if flag { literal("true") } else { literal("false") } }

    mutating func integer(_ number: some BinaryInteger) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    /// A number as Java prints it, which is how the answers of an org have it: `1200.0`, `3.5E8`.
    mutating func number(_ number: Double) {
        separate()
        number.appendJavaText(to: &bytes)
        needsComma = true
    }

    mutating func text(_ text: String) {
        separate()
        var text = text
        text.withUTF8 { bytes.append(quoting: $0) }
        needsComma = true
    }

    mutating func text(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(quoting: text)
        needsComma = true
    }

    /// A text that needs no escape, such as an id or the name of a field.
    mutating func plain(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    mutating func plain(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(quoted: text)
        needsComma = true
    }

    /// A datetime as it is stored, `2024-05-01T12:30:00.000Z`, which answers have with `+0000` in the place of the Z.
    mutating func moment(stored text: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(storedMoment: text)
        needsComma = true
    }

    /// The quoted name and the colon, written beforehand.
    mutating func key(written key: [UInt8]) {
        separate()
        bytes.append(contentsOf: key)
        needsComma = false
    }

    mutating func text(_ text: String?) {
        if let text { self.text(text) } else { null() }
    }

    /// A value that is JSON already.
    mutating func raw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// A value that the body writes as JSON, all of it.
    mutating func compose(_ body: (inout [UInt8]) -> Void) {
        separate()
        body(&bytes)
        needsComma = true
    }

    mutating func value(_ value: JSON) {
        switch value {
        case .null: null()
        case .flag(let flag): self.flag(flag)
        case .integer(let number): integer(number)
        case .number(let number): self.number(number)
        case .text(let text): self.text(text)
        case .array(let values):
            beginArray()
            for value in values { self.value(value) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.name)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func literal(_ text: StaticString) {
        separate()
        bytes.append(json: text)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}

extension [UInt8] {
    /// Appends JSON as it stands in the source.
    mutating func append(json text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a text between quotes, with what needs an escape escaped.
    mutating func append(quoting text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        var plainStart = 0
        for index in text.indices where text[index].isEscapedInJSON {
            append(contentsOf: UnsafeBufferPointer(rebasing: text[plainStart..<index]))
            plainStart = index + 1
            append(escaped: text[index])
        }
        append(contentsOf: UnsafeBufferPointer(rebasing: text[plainStart...]))
        append(UInt8(ascii: "\""))
    }

    /// Appends a text that needs no escape between quotes.
    mutating func append(quoted text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        append(contentsOf: text)
        append(UInt8(ascii: "\""))
    }

    /// Appends a datetime as it is stored, `2024-05-01T12:30:00.000Z`, as answers have it.
    mutating func append(storedMoment text: UnsafeBufferPointer<UInt8>) {
        append(UInt8(ascii: "\""))
        append(contentsOf: UnsafeBufferPointer(rebasing: text.dropLast()))
        append(json: "+0000\"")
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case 0x22: append(json: "\\\"")
        case 0x5C: append(json: "\\\\")
        case 0x08: append(json: "\\b")
        case 0x0C: append(json: "\\f")
        case 0x0A: append(json: "\\n")
        case 0x0D: append(json: "\\r")
        case 0x09: append(json: "\\t")
        default:
            append(json: "\\u00")
            append(byte >> 4 + UInt8(ascii: "0"))
            append(byte & 15 < 10 ? byte & 15 + UInt8(ascii: "0") : byte & 15 - 10 + UInt8(ascii: "a"))
        }
    }
}

extension UInt8 {
    var isEscapedInJSON: Bool { self < 0x20 || self == 0x22 || self == 0x5C }
}

extension JSON {
    /// The value as the text of JSON.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }
}
