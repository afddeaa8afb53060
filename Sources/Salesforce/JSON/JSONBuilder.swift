import Telemetry

/// A JSON text that is built member by member.
struct JSONBuilder {
    private(set) var text = ""

    var bytes: [UInt8] { Array(text.utf8) }

    mutating func raw(_ part: String) { text += part }

    mutating func string(_ value: String) { text.appendJSON(value) }

    /// Members, or elements, with commas between them.
    mutating func joined<Element>(_ elements: some Sequence<Element>, _ write: (inout JSONBuilder, Element) -> Void) {
        var isFirst = true
        for element in elements {
            if !isFirst { text += "," }
            isFirst = false
            write(&self, element)
        }
    }

    mutating func member(_ name: String, _ content: FieldContent) {
        string(name)
        text += ":"
        self.content(content)
    }

    mutating func content(_ content: FieldContent) {
        switch content {
        case .clear: text += "null"
        case .flag, .integer: text += content.plainText
        // Without a leading zero that JSON would not take.
        case .decimal(let number): text += number.asJSON
        case .text, .date, .moment, .reference: string(content.plainText)
        }
    }
}

extension DecimalText {
    /// JSON takes no zeros in front of other digits.
    fileprivate var asJSON: String {
        let isNegative = description.hasPrefix("-")
        var digits = isNegative ? description.dropFirst() : description[...]
        while digits.hasPrefix("0"), let second = digits.dropFirst().first, second != "." {
            digits = digits.dropFirst()
        }
        return (isNegative ? "-" : "") + digits
    }
}
