/// Reads the body of a request, and says what is wrong with it in the words and positions that Salesforce's own reader has.
struct JSONReader {
    /// Objects and arrays inside each other; deeper bodies are refused before they can exhaust the stack.
    private static let deepest = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var depth = 0

    /// Throws `JSON_PARSER_ERROR` with the line and column.
    static func read(_ bytes: [UInt8]) throws(OrgError) -> JSON {
        guard !bytes.isEmpty else {
            throw OrgError.unreadable("The HTTP entity body is required, but this request has no entity body.")
        }
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, OrgError> in
            var reader = JSONReader(bytes: buffer)
            do throws(OrgError) {
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(OrgError) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        let value = try value()
        skipBlanks()
        if index < bytes.count {
            throw unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')")
        }
        return value
    }

    private mutating func value() throws(OrgError) -> JSON {
        skipBlanks()
        guard index < bytes.count else { throw end("expected a valid value") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try nested { (reader) throws(OrgError) in try reader.object() }
        case UInt8(ascii: "["): return try nested { (reader) throws(OrgError) in try reader.array() }
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): return try word()
        default:
            throw unexpected("expected a valid value (number, String, array, object, 'true', 'false' or 'null')")
        }
    }

    private mutating func nested(_ read: (inout JSONReader) throws(OrgError) -> JSON) throws(OrgError) -> JSON {
        depth += 1
        defer { depth -= 1 }
        guard depth <= JSONReader.deepest else {
            throw OrgError.unreadable("Maximum nesting depth exceeded" + position)
        }
        return try read(&self)
    }

    private mutating func object() throws(OrgError) -> JSON {
        index += 1
        var object = JSONObject()
        skipBlanks()
        if take(UInt8(ascii: "}")) { return .object(object) }
        while true {
            skipBlanks()
            guard index < bytes.count else { throw end("expected close marker for OBJECT") }
            guard bytes[index] == UInt8(ascii: "\"") else {
                throw unexpected("was expecting double-quote to start field name")
            }
            let name = try string()
            skipBlanks()
            guard index < bytes.count else { throw end("was expecting a colon to separate field name and value") }
            guard take(UInt8(ascii: ":")) else {
                throw unexpected("was expecting a colon to separate field name and value")
            }
            skipBlanks()
            let offset = index
            object.members.append(.init(name: name, value: try value(), offset: offset))
            skipBlanks()
            if take(UInt8(ascii: "}")) { return .object(object) }
            guard index < bytes.count else { throw end("expected close marker for OBJECT") }
            guard take(UInt8(ascii: ",")) else {
                throw unexpected("was expecting comma to separate OBJECT entries")
            }
        }
    }

    private mutating func array() throws(OrgError) -> JSON {
        index += 1
        var values: [JSON] = []
        skipBlanks()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while true {
            values.append(try value())
            skipBlanks()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard index < bytes.count else { throw end("expected close marker for ARRAY") }
            guard take(UInt8(ascii: ",")) else { throw unexpected("was expecting comma to separate ARRAY entries") }
        }
    }

    // MARK: Words and numbers

    private mutating func word() throws(OrgError) -> JSON {
        let start = index
        while index < bytes.count, bytes[index].isWordByte { index += 1 }
        switch String(decoding: bytes[start..<index], as: UTF8.self) {
        case "true": return .flag(true)
        case "false": return .flag(false)
        case "null": return .null
        case let word:
            throw OrgError.unreadable(
                "Unrecognized token '\(word)': was expecting 'null', 'true', 'false' or NaN" + position
            )
        }
    }

    private mutating func number() throws(OrgError) -> JSON {
        let start = index
        var isWhole = true
        _ = take(UInt8(ascii: "-"))
        let first = index
        try digits("following minus sign in numeric value")
        if index - first > 1, bytes[first] == UInt8(ascii: "0") {
            index = first + 1
            throw OrgError.unreadable("Invalid numeric value: Leading zeroes not allowed" + position)
        }
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits("Decimal point not followed by a digit")
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits("Exponent indicator not followed by a digit")
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let number = Int64(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else {
            throw OrgError.unreadable("Numeric value (\(text)) out of range" + position)
        }
        return .number(number)
    }

    private mutating func digits(_ complaint: String) throws(OrgError) {
        let start = index
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
        guard index > start else { throw index < bytes.count ? unexpected(complaint) : end(complaint) }
    }

    // MARK: Strings

    private mutating func string() throws(OrgError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let text = try validated(bytes[start..<index])
                index += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case ..<0x20: throw controlCharacter()
            default: index += 1
            }
        }
        throw end("was expecting closing quote for a string value")
    }

    private mutating func escapedString(from start: Int) throws(OrgError) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                let text = try validated(text)
                index += 1
                return text
            case UInt8(ascii: "\\"):
                index += 1
                try escape(into: &text)
            case ..<0x20: throw controlCharacter()
            default:
                text.append(byte)
                index += 1
            }
        }
        throw end("was expecting closing quote for a string value")
    }

    private mutating func escape(into text: inout [UInt8]) throws(OrgError) {
        guard index < bytes.count else { throw end("in character escape sequence") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar()).utf8)
        default:
            index -= 1
            throw OrgError.unreadable("Unrecognized character escape \(named(byte))" + positionAfter)
        }
    }

    /// A character by its number, or by two when it lies beyond the first 65,536; half a pair becomes U+FFFD.
    private mutating func scalar() throws(OrgError) -> Unicode.Scalar {
        let high = try hexadecimal()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800..<0xDC00).contains(high), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let before = index
        index += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else {
            index = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(OrgError) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard index < bytes.count else { throw end("in character escape sequence") }
            guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
                throw unexpected("expected a hex-digit for character escape sequence")
            }
            number = number << 4 | UInt32(digit)
            index += 1
        }
        return number
    }

    private func validated(_ bytes: some Sequence<UInt8>) throws(OrgError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw OrgError.unreadable("Invalid UTF-8 start byte" + position)
        }
        return text
    }

    // MARK: Bytes

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    // MARK: Complaints

    private func unexpected(_ expectation: String) -> OrgError {
        .unreadable("Unexpected character (\(named(bytes[index]))): " + expectation + positionAfter)
    }

    private func end(_ expectation: String) -> OrgError {
        .unreadable("Unexpected end-of-input: " + expectation + position)
    }

    private func controlCharacter() -> OrgError {
        .unreadable(
            "Illegal unquoted character ((CTRL-CHAR, code \(bytes[index]))): has to be escaped using backslash to be"
                + " included in string value" + positionAfter
        )
    }

    private func named(_ byte: UInt8) -> String {
        byte < 0x20 ? "(CTRL-CHAR, code \(byte))" : "'\(Unicode.Scalar(byte))' (code \(byte))"
    }

    private var position: String { position(adding: 0) }

    /// Behind the character at hand, which is where a reader stands that has just taken it.
    private var positionAfter: String { position(adding: 1) }

    private func position(adding passed: Int) -> String {
        let (line, column) = JSONReader.place(of: index, in: bytes)
        return " at [line:\(line), column:\(column + passed)]"
    }

    /// The line and the column of a byte, counted from one.
    static func place(of index: Int, in bytes: some RandomAccessCollection<UInt8>) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(index) {
            column += 1
            if byte == 0x0A {
                line += 1
                column = 1
            }
        }
        return (line, column)
    }
}

extension OrgError {
    /// A body that is no JSON, or not the JSON that the address takes.
    static func unreadable(_ message: String) -> OrgError { OrgError("JSON_PARSER_ERROR", message) }
}

extension UInt8 {
    fileprivate var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }
}
