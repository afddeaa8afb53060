// Texts are counted by code points, as SQLite does.

extension FormulaFunction {
    func onTexts(_ operands: [FormulaValue]) -> FormulaValue {
        let text = operands.first?.text ?? ""
        switch self {
        case .join: return FormulaValue(text: operands.map(\.text).joined())
        case .left: return .part(of: text, from: 0, count: operands[1].count)
        case .right:
            let count = operands[1].count
            return .part(of: text, from: max(0, text.unicodeScalars.count - count), count: count)
        case .middle: return .part(of: text, from: max(0, operands[1].count - 1), count: operands[2].count)
        case .length: return .number(Double(text.unicodeScalars.count))
        case .upper: return FormulaValue(text: text.uppercased())
        case .lower: return FormulaValue(text: text.lowercased())
        case .trim:
            let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r"]
            let inner = text.unicodeScalars.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }
            return FormulaValue(text: String(String.UnicodeScalarView(inner.reversed())))
        case .begins: return .flag(text.unicodeScalars.starts(with: operands[1].text.unicodeScalars))
        case .contains: return .flag(FormulaFunction.position(of: operands[1].text, in: text, from: 1) > 0)
        case .find:
            let start = operands.count > 2 ? operands[2].count : 1
            return .number(Double(FormulaFunction.position(of: text, in: operands[1].text, from: start)))
        case .substitute: return FormulaValue(text: text.replacing(operands[1].text, with: operands[2].text))
        case .padLeft: return FormulaFunction.padded(operands, atStart: true)
        case .padRight: return FormulaFunction.padded(operands, atStart: false)
        case .textOfNumber: return operands[0].number.map { .text(FormulaValue.text(of: $0)) } ?? .null
        case .value: return FormulaFunction.number(text).map { .number($0) } ?? .null
        case .isNumber: return .flag(FormulaFunction.number(text) != nil)
        case .includes:
            return .flag(text.split(separator: ";").contains { $0 == operands[1].text })
        case .regex:
            guard let regex = try? Regex(operands[1].text) else { return .flag(false) }
            return .flag((try? regex.wholeMatch(in: text)) != nil)
        case .lineBreak: return .text("<br>")
        case .hyperlink:
            let target = operands.count > 2 ? operands[2].text : "_blank"
            return .text("<a href=\"\(text)\" target=\"\(target)\">\(operands[1].text)</a>")
        case .image: return FormulaFunction.image(operands)
        default: return operands[0]
        }
    }

    /// Where a text begins in another, counted from one; zero when it does not occur there.
    private static func position(of part: String, in text: String, from start: Int) -> Int {
        let haystack = Array(text.unicodeScalars)
        let needle = Array(part.unicodeScalars)
        guard start >= 1, haystack.count - needle.count >= start - 1 else { return 0 }
        for index in (start - 1)...(haystack.count - needle.count)
        where haystack[index..<(index + needle.count)].elementsEqual(needle) {
            return index + 1
        }
        return 0
    }

    /// A text cut or filled up to the length.
    private static func padded(_ operands: [FormulaValue], atStart: Bool) -> FormulaValue {
        let text = operands[0].text.unicodeScalars
        let length = operands[1].count
        let fill = Array((operands.count > 2 ? operands[2].text : " ").unicodeScalars)
        guard text.count < length, !fill.isEmpty else { return .part(of: operands[0].text, from: 0, count: length) }
        var padding = String.UnicodeScalarView()
        for index in 0..<min(length - text.count, 32000) { padding.append(fill[index % fill.count]) }
        return FormulaValue(text: atStart ? String(padding) + String(text) : String(text) + String(padding))
    }

    /// A number written plainly, blanks around it forgiven.
    private static func number(_ text: String) -> Double? {
        let digits = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        guard digits.contains(where: \.isNumber), digits.allSatisfy({ "0123456789.+-".contains($0) }) else {
            return nil
        }
        return Double(String(digits)).flatMap { $0.isFinite ? $0 : nil }
    }

    private static func image(_ operands: [FormulaValue]) -> FormulaValue {
        var style = ""
        if operands.count > 3, let height = operands[2].number, let width = operands[3].number {
            style =
                " style=\"height:\(FormulaValue.text(of: height))px; width:\(FormulaValue.text(of: width))px;\""
        }
        return .text("<img src=\"\(operands[0].text)\" alt=\"\(operands[1].text)\"\(style) border=\"0\"/>")
    }
}

extension FormulaValue {
    fileprivate static func part(of text: String, from start: Int, count: Int) -> FormulaValue {
        FormulaValue(text: String(text.unicodeScalars.dropFirst(start).prefix(count)))
    }

    /// A number of characters: whole, and not below zero.
    fileprivate var count: Int {
        guard let number else { return 0 }
        return Int(max(0, min(number, 1_000_000)))
    }
}
