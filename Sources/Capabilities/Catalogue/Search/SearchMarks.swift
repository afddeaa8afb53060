import Matching

/// What companies and people are found by as a whole.
struct SearchMarks {
    private var domain = Domain()
    private var email = Email()

    static func company(_ number: Int64) -> String { "company \(number)" }

    /// The registrable domain of a website or an address; nil for what has none.
    mutating func domain(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        domain.read(bytes.span)
        return domain.kind == .none ? nil : String(decoding: domain.text, as: UTF8.self)
    }

    mutating func email(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        email.read(bytes.span)
        return email.text.isEmpty ? nil : String(decoding: email.text, as: UTF8.self)
    }

    static func lei(_ text: String) -> String? {
        let isOne =
            text.utf8.count == 20 && text.utf8.allSatisfy { $0 < 128 } && text.allSatisfy { $0.isLetter || $0.isNumber }
        return isOne ? "lei " + text.uppercased() : nil
    }

    /// What somebody typed who looks for companies, if it is one thing and not words.
    mutating func company(typed text: String) -> String? {
        guard let word = SearchMarks.oneWord(text) else { return nil }
        return SearchMarks.lei(word) ?? (word.contains(".") ? domain(word) : nil)
    }

    /// What somebody typed who looks for people, if it is one thing and not words.
    mutating func person(typed text: String) -> String? {
        guard let word = SearchMarks.oneWord(text), word.contains(".") else { return nil }
        return word.contains("@") ? email(word) : domain(word)
    }

    private static func oneWord(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.count == 1 ? String(words[0]) : nil
    }
}
