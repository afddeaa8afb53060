/// Reads a JSON text. What stands too deep, or holds a character that no database keeps, is refused.
package struct JSONReader {
    /// Why a text is not read.
    package enum Flaw: Error, Equatable {
        case notJSON, tooDeep, nul
    }

    private let bytes: [UInt8]
    private(set) var place = 0
    private static let deepest = 24

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value that the whole text is.
    package static func read(_ bytes: [UInt8]) throws(Flaw) -> AttributeValue {
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw .notJSON }
        return value
    }

    /// The string literal that begins at a place of a text, and where it ends.
    static func string(in bytes: [UInt8], at start: Int) throws(Flaw) -> (text: String, end: Int) {
        var reader = JSONReader(bytes)
        reader.place = start
        return (try reader.string(), reader.place)
    }

    private mutating func value(depth: Int) throws(Flaw) -> AttributeValue {
        guard depth <= JSONReader.deepest else { throw .tooDeep }
        skipBlanks()
        switch peek {
        case UInt8(ascii: "{"): return .complex(try object(depth: depth))
        case UInt8(ascii: "["): return .list(try list(depth: depth))
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(Flaw) -> AttributeObject {
        place += 1
        var members: [AttributeObject.Member] = []
        var places: [String: Int] = [:]
        skipBlanks()
        if take(UInt8(ascii: "}")) { return AttributeObject() }
        while true {
            skipBlanks()
            let name = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw .notJSON }
            let value = try value(depth: depth + 1)
            // Of a name that is there twice the last counts.
            if let known = places[name] {
                members[known].value = value
            } else {
                places[name] = members.count
                members.append(.init(name: name, value: value))
            }
            skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw .notJSON }
            return AttributeObject(members)
        }
    }

    private mutating func list(depth: Int) throws(Flaw) -> [AttributeValue] {
        place += 1
        var elements: [AttributeValue] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return [] }
        while true {
            elements.append(try value(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw .notJSON }
            return elements
        }
    }

    private mutating func string() throws(Flaw) -> String {
        guard take(UInt8(ascii: "\"")) else { throw .notJSON }
        // Most texts stand as they are.
        let start = place
        while let byte = peek, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
        if peek == UInt8(ascii: "\"") {
            guard let valid = String(validating: bytes[start..<place], as: UTF8.self) else { throw .notJSON }
            place += 1
            return valid
        }
        var text = Array(bytes[start..<place])
        while let byte = peek {
            place += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let valid = String(validating: text, as: UTF8.self) else { throw .notJSON }
                return valid
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw .notJSON
            default: text.append(byte)
            }
        }
        throw .notJSON
    }

    private mutating func escape(into text: inout [UInt8]) throws(Flaw) {
        guard let byte = peek else { throw .notJSON }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal()
            if (0xD800...0xDBFF).contains(unit) {
                guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw .notJSON }
                let low = try hexadecimal()
                guard (0xDC00...0xDFFF).contains(low) else { throw .notJSON }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard unit != 0 else { throw .nul }
            guard let scalar = Unicode.Scalar(unit) else { throw .notJSON }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: throw .notJSON
        }
    }

    private mutating func hexadecimal() throws(Flaw) -> UInt32 {
        guard place + 4 <= bytes.count else { throw .notJSON }
        var unit: UInt32 = 0
        for byte in bytes[place..<place + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .notJSON }
            unit = unit << 4 | UInt32(digit)
        }
        place += 4
        return unit
    }

    private mutating func number() throws(Flaw) -> AttributeValue {
        let start = place
        while let byte = peek, isNumeric(byte) { place += 1 }
        let digits = bytes[start..<place]
        let unsigned = digits.first == UInt8(ascii: "-") ? digits.dropFirst() : digits
        guard let first = unsigned.first, (0x30...0x39).contains(first),
            !(first == 0x30 && unsigned.dropFirst().first.map { (0x30...0x39).contains($0) } == true)
        else { throw .notJSON }
        let text = String(decoding: digits, as: UTF8.self)
        if let number = Int(text) { return .integer(number) }
        guard !text.hasSuffix("."), !text.contains("+") || text.contains("e+") || text.contains("E+"),
            let number = Double(text), number.isFinite
        else { throw .notJSON }
        return .real(number)
    }

    private func isNumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
    }

    private mutating func word(_ word: StaticString, _ value: AttributeValue) throws(Flaw) -> AttributeValue {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw .notJSON }
        }
        return value
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }
}
