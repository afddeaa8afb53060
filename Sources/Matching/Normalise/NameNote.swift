/// What people write behind a company's name that is none of it: `Acme GmbH - do not call`, `Acme / Accounts Payable`,
/// `Acme (old)`, `Acme*`. It may as well be a part of the name, as of a branch; so the name without it is another name.
enum NameNote {
    /// Where the last note begins of what stands before `end`; nil when there is none, or nothing before it.
    static func start(in text: Span<UInt8>, before end: Int) -> Int? {
        var end = end
        while end > 0, isBlank(text[end - 1]) { end -= 1 }
        guard end > 1 else { return nil }
        if let open = opening(of: text[end - 1]) {
            return text.extracting(..<end).lastIndex(of: open).flatMap { nameEnd(text, before: $0) }
        }
        if text[end - 1] == Mark.star { return nameEnd(text, before: end - 1) }
        var index = end - 1
        while index > 0 {
            if isBlank(text[index - 1]), isDivider(text, at: index) { return nameEnd(text, before: index) }
            index -= 1
        }
        return nil
    }

    /// Behind the last letter before a note; nil when nothing is left.
    private static func nameEnd(_ text: Span<UInt8>, before index: Int) -> Int? {
        var end = index
        while end > 0, isBlank(text[end - 1]) { end -= 1 }
        return end > 0 ? end : nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func opening(of byte: UInt8) -> UInt8? {
        switch byte {
        case Mark.closingRound: Mark.openingRound
        case Mark.closingSquare: Mark.openingSquare
        default: nil
        }
    }

    /// A dash of any length, a stroke or an upright line with blanks around it.
    private static func isDivider(_ text: Span<UInt8>, at index: Int) -> Bool {
        let count =
            switch text[index] {
            case Mark.dash, Mark.stroke, Mark.line: 1
            // En dash and em dash.
            case 0xE2
            where index + 2 < text.count && text[index + 1] == 0x80 && (0x93...0x94).contains(text[index + 2]): 3
            default: 0
            }
        return count > 0 && index + count < text.count && isBlank(text[index + count])
    }

    private enum Mark {
        static let openingRound = UInt8(ascii: "("), closingRound = UInt8(ascii: ")")
        static let openingSquare = UInt8(ascii: "["), closingSquare = UInt8(ascii: "]")
        static let star = UInt8(ascii: "*"), dash = UInt8(ascii: "-")
        static let stroke = UInt8(ascii: "/"), line = UInt8(ascii: "|")
    }
}

extension Span<UInt8> {
    fileprivate func lastIndex(of byte: UInt8) -> Int? {
        var index = count - 1
        while index >= 0 {
            if self[index] == byte { return index }
            index -= 1
        }
        return nil
    }
}
