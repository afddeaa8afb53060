/// One piece of a page as it stands in the text.
enum MarkupToken: Equatable {
    case open(name: String, attributes: [Attribute], selfClosing: Bool)
    case close(name: String)
    case text(String)
    case doctype

    struct Attribute: Equatable {
        let name: String
        let value: String?
    }
}

/// Cuts a page into tags and text, strictly: what a browser would mend without a word is a fault here.
struct MarkupReader {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var line = 1
    private(set) var faults: [WellFormed.Fault] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func next() -> MarkupToken? {
        guard index < bytes.count else { return nil }
        guard bytes[index] == UInt8(ascii: "<") else { return .text(readText()) }
        if starts(with: "<!--") {
            fault("a comment is sent to the reader; say it in the code")
            skip(past: "-->")
            return next()
        }
        if starts(with: "<!") {
            skip(past: ">")
            return .doctype
        }
        if starts(with: "</") {
            index += 2
            let name = readName()
            if !take(">") { fault("the closing tag </\(name) does not end with >") }
            return .close(name: name)
        }
        index += 1
        let name = readName()
        guard !name.isEmpty else {
            fault("a < that begins no tag; write &lt;")
            return .text("<")
        }
        return readTag(name)
    }

    private mutating func readTag(_ name: String) -> MarkupToken {
        var attributes: [MarkupToken.Attribute] = []
        while index < bytes.count {
            skipSpace()
            if take(">") { return .open(name: name, attributes: attributes, selfClosing: false) }
            if take("/>") { return .open(name: name, attributes: attributes, selfClosing: true) }
            guard let attribute = readAttribute(of: name) else { break }
            if attributes.contains(where: { $0.name == attribute.name }) {
                fault("<\(name)> has the attribute \(attribute.name) twice")
            }
            attributes.append(attribute)
        }
        fault("the tag <\(name) does not end")
        index = bytes.count
        return .open(name: name, attributes: attributes, selfClosing: false)
    }

    private mutating func readAttribute(of tag: String) -> MarkupToken.Attribute? {
        let name = readName()
        guard !name.isEmpty else {
            fault("<\(tag)> holds something that is no attribute")
            return nil
        }
        guard take("=") else { return .init(name: name, value: nil) }
        guard take("\"") else {
            fault("the value of \(name) in <\(tag)> is not in double quotes")
            return nil
        }
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") { advance() }
        let value = String(decoding: bytes[start..<index], as: UTF8.self)
        if !take("\"") { fault("the value of \(name) in <\(tag)> does not end") }
        let following = index < bytes.count ? bytes[index] : UInt8(ascii: ">")
        if !Self.isSpace(following), following != UInt8(ascii: ">"), following != UInt8(ascii: "/") {
            fault("no space after the attribute \(name) in <\(tag)>")
        }
        checkReferences(value)
        return .init(name: name, value: value)
    }

    private mutating func readText() -> String {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { advance() }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        checkReferences(text)
        return text
    }

    /// Every & begins one of the references that we write.
    private mutating func checkReferences(_ text: String) {
        for piece in text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).dropFirst() {
            let name = String(decoding: piece.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
            let isNumber = name.hasPrefix("#") && Int(name.dropFirst()) != nil
            guard piece.contains(UInt8(ascii: ";")), isNumber || Self.references.contains(name) else {
                fault("an & that begins no known reference; write &amp;")
                continue
            }
        }
    }

    private static let references: Set<String> = ["amp", "lt", "gt", "quot", "nbsp"]

    private mutating func readName() -> String {
        let start = index
        while index < bytes.count, Self.isNameByte(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func take(_ text: StaticString) -> Bool {
        guard starts(with: text) else { return false }
        index += text.utf8CodeUnitCount
        return true
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private mutating func skip(past text: StaticString) {
        while index < bytes.count, !starts(with: text) { advance() }
        index = min(bytes.count, index + text.utf8CodeUnitCount)
    }

    private mutating func skipSpace() {
        while index < bytes.count, Self.isSpace(bytes[index]) { advance() }
    }

    private mutating func advance() {
        if bytes[index] == 0x0A { line += 1 }
        index += 1
    }

    private mutating func fault(_ message: String) {
        faults.append(WellFormed.Fault(line: line, message: message))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
