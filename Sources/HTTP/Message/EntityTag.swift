/// Names one state of a resource, so that a client can ask for it only if it changed.
package struct EntityTag: Sendable, Equatable, CustomStringConvertible {
    package let text: String
    package let isWeak: Bool

    /// The text may hold printable ASCII; quotes and other bytes are left out.
    package init(_ text: String, isWeak: Bool = false) {
        self.text = String(decoding: text.utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 }, as: UTF8.self)
        self.isWeak = isWeak
    }

    /// Reads `"abc"` or `W/"abc"`.
    package init?(parsing field: some StringProtocol) {
        var rest = Substring(field)
        isWeak = rest.hasPrefix("W/")
        if isWeak { rest = rest.dropFirst(2) }
        guard rest.utf8.count >= 2, rest.utf8.first == 0x22, rest.utf8.last == 0x22 else { return nil }
        rest = rest.dropFirst().dropLast()
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x22 }) else { return nil }
        text = String(rest)
    }

    package var description: String { (isWeak ? "W/\"" : "\"") + text + "\"" }

    /// Whether an If-None-Match names this tag. Strong and weak are one here, as RFC 9110 asks for.
    package func isNamed(inNoneMatch field: String) -> Bool {
        EntityTag.list(field) { $0.text == text }
    }

    /// Whether an If-Match names this tag; a weak tag never matches.
    package func isNamed(inMatch field: String) -> Bool {
        EntityTag.list(field) { !isWeak && !$0.isWeak && $0.text == text }
    }

    private static func list(_ field: String, contains matches: (EntityTag) -> Bool) -> Bool {
        if field.withoutBlanks == "*" { return true }
        // A comma may stand inside the quotes, so the list is walked, not split.
        var rest = Substring(field)
        while let quote = rest.firstIndex(of: "\"") {
            let isWeak = rest[..<quote].hasSuffix("W/")
            let start = rest.index(after: quote)
            guard let end = rest[start...].firstIndex(of: "\"") else { return false }
            if matches(EntityTag(String(rest[start..<end]), isWeak: isWeak)) { return true }
            rest = rest[rest.index(after: end)...]
        }
        return false
    }
}
