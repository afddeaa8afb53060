/// XML in the making: elements are written whole, and what stands in them is escaped.
struct XMLText: Sendable {
    private(set) var bytes: [UInt8] = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)

    /// `<name>text</name>`, or the form that says null where there is none.
    mutating func element(_ name: StaticString, _ text: String?) {
        guard let text else { return append("<", name, " xsi:nil=\"true\"/>") }
        append("<", name, ">")
        escape(text)
        append("</", name, ">")
    }

    /// An element around what the body writes. Attributes are code, as the name is.
    mutating func element(
        _ name: StaticString,
        _ attributes: StaticString = "",
        _ body: (inout XMLText) -> Void
    ) {
        append("<", name, attributes, ">")
        body(&self)
        append("</", name, ">")
    }

    private mutating func append(_ pieces: StaticString...) {
        for piece in pieces { piece.withUTF8Buffer { bytes.append(contentsOf: $0) } }
    }

    private mutating func escape(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\r": append("&#13;")
            // XML 1.0 has no way to write these, not even as a reference.
            case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": append("\u{FFFD}")
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
