/// Reads JSON (RFC 8259) strictly: one value, UTF-8, no more than a hundred levels deep.
struct JSONReader {
    /// The text is no JSON; where it ceases to be is all that is told, because the text may hold a customer's data.
    struct Unreadable: Error, Equatable, CustomStringConvertible {
        let offset: Int

        var description: String { "The answer is not readable as JSON from byte \(offset) on." }
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    private static let deepest = 100

    static func read(_ bytes: [UInt8]) throws(Unreadable) -> JSON {
        let result = bytes.withUnsafeBufferPointer { bytes in
            Result { () throws(Unreadable) in
                var reader = JSONReader(bytes: bytes)
                return try reader.document()
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func document() throws(Unreadable) -> JSON {
        let value = try value()
        skipBlanks()
        guard position == bytes.count else { throw unreadable }
        return value
    }

    private var unreadable: Unreadable { Unreadable(offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard let next, UInt32(next) == byte.value else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(Unreadable) -> JSON {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .list(try list())
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Unreadable) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[index] else { throw unreadable }
            position += 1
        }
        return value
    }

    private mutating func object() throws(Unreadable) -> JSONObject {
        try descend()
        var object = JSONObject()
        skipBlanks()
        if take("}") {
            depth -= 1
            return object
        }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw unreadable }
            let name = try text()
            skipBlanks()
            guard take(":") else { throw unreadable }
            object.members.append(JSONObject.Member(name: name, value: try value()))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw unreadable }
        depth -= 1
        return object
    }

    private mutating func list() throws(Unreadable) -> [JSON] {
        try descend()
        var list: [JSON] = []
        skipBlanks()
        if take("]") {
            depth -= 1
            return list
        }
        repeat {
            list.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw unreadable }
        depth -= 1
        return list
    }

    private mutating func descend() throws(Unreadable) {
        position += 1
        depth += 1
        guard depth <= JSONReader.deepest else { throw unreadable }
    }

    private mutating func number() throws(Unreadable) -> JSON {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func digits() throws(Unreadable) {
        let start = position
        while let byte = next, (48...57).contains(byte) { position += 1 }
        guard position > start else { throw unreadable }
    }

    private mutating func text() throws(Unreadable) -> String {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        // Most texts have no escape and are taken as they lie.
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try validated(bytes[start..<position])
        }
        var content = Array(bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return try validated(content[...])
            case UInt8(ascii: "\\"): content += try escaped().utf8
            case 0x20...: content.append(byte)
            default: throw unreadable
            }
        }
        throw unreadable
    }

    private func validated(_ text: some Collection<UInt8>) throws(Unreadable) -> String {
        guard let text = String(validating: text, as: UTF8.self) else { throw unreadable }
        return text
    }

    private mutating func escaped() throws(Unreadable) -> String {
        guard let byte = next else { throw unreadable }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return String(Unicode.Scalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return String(try scalar())
        default: throw unreadable
        }
    }

    private mutating func scalar() throws(Unreadable) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        // Above the basic plane a scalar is written as two halves.
        guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw unreadable }
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        else { throw unreadable }
        return scalar
    }

    private mutating func unit() throws(Unreadable) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unreadable }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }
}
