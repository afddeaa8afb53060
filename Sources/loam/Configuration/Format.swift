/// How a value of the configuration is written, read and shown.
struct Format<Value: Sendable>: Sendable {
    /// What stands for the value in help.
    let placeholder: String
    /// Ends the sentence "expected …".
    let expected: String
    let read: @Sendable (String) -> Value?
    var shown: @Sendable (String) -> String = { $0 }
}

extension Format where Value == String {
    static let text = Format(placeholder: "TEXT", expected: "some text") { $0.isEmpty ? nil : $0 }

    static let path = Format(placeholder: "PATH", expected: "the path of a file or directory") { text in
        text.isEmpty || text.contains("\0") ? nil : text
    }

    static func choice(_ words: String...) -> Format {
        Format(placeholder: words.joined(separator: "|"), expected: listed(words)) { words.contains($0) ? $0 : nil }
    }
}

extension Format where Value == Int {
    static func whole(_ range: ClosedRange<Int>) -> Format {
        Format(
            placeholder: "N",
            expected: "a whole number from \(grouped(range.lowerBound)) to \(grouped(range.upperBound))"
        ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    static let port = Format(placeholder: "PORT", expected: "a port from 0 (any free one) to 65535") { text in
        Int(text).flatMap { (0...65535).contains($0) ? $0 : nil }
    }

    /// A number of bytes, written `900`, `32KB`, `16MB` or `1GB`, in multiples of 1,024.
    static func bytes(_ range: ClosedRange<Int>) -> Format {
        Format(
            placeholder: "SIZE",
            expected: "a size from \(byteText(range.lowerBound)) to \(byteText(range.upperBound)) such as 32KB or 16MB"
        ) { text in
            let units: [(String, Int)] = [("KB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30), ("B", 1), ("", 1)]
            return amount(text, units: units).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension Format where Value == Duration {
    static func duration(_ range: ClosedRange<Duration>) -> Format {
        Format(
            placeholder: "TIME",
            expected: "a time from \(durationText(range.lowerBound)) to \(durationText(range.upperBound)) "
                + "such as 500ms, 30s, 5m, 12h or 30d"
        ) { text in
            let units: [(String, Int)] = [
                ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
            ]
            guard let milliseconds = amount(text, units: units) else { return nil }
            let duration = Duration.milliseconds(milliseconds)
            return range.contains(duration) ? duration : nil
        }
    }
}

extension Format {
    /// Words between commas; none when empty.
    static func list<Element>(of element: Format<Element>, expected: String) -> Format
    where Value == [Element] {
        Format(placeholder: "\(element.placeholder),...", expected: expected) { text in
            guard !text.isEmpty else { return [] }
            let words = text.split(separator: ",", omittingEmptySubsequences: false)
            let values = words.compactMap { element.read(trimmed($0)) }
            return values.count == words.count ? values : nil
        }
    }

    /// Empty means not set.
    static func optional<Wrapped>(_ wrapped: Format<Wrapped>) -> Format where Value == Wrapped? {
        Format(
            placeholder: wrapped.placeholder,
            expected: wrapped.expected,
            read: { text in text.isEmpty ? .some(nil) : wrapped.read(text).map { .some($0) } },
            shown: wrapped.shown
        )
    }
}

extension Format where Value == String {
    /// An absolute URL with one of these schemes; shown without its password.
    static func url(_ schemes: String..., example: String) -> Format {
        Format(
            placeholder: "URL",
            expected: "a URL such as \(example)",
            read: { text in
                guard let scheme = text.firstRange(of: "://").map({ text[..<$0.lowerBound].lowercased() }),
                    schemes.contains(scheme), text.count > scheme.count + 3,
                    text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
                else { return nil }
                return text
            },
            shown: withoutPassword
        )
    }
}

/// The URL with its password, if it has one, replaced.
///
/// Walks over scalars, because to Swift a colon with an accent on it is no colon; to others it is.
@Sendable func withoutPassword(_ url: String) -> String {
    var shown = url.unicodeScalars
    guard let start = shown.firstRange(of: "://".unicodeScalars)?.upperBound else { return url }
    if let at = endOfCredentials(shown[start...]), let colon = shown[start..<at].firstIndex(of: ":") {
        shown.replaceSubrange(shown.index(after: colon)..<at, with: "‹secret›".unicodeScalars)
    }
    guard let query = shown.firstIndex(of: "?") else { return String(shown) }
    let parameters = shown[shown.index(after: query)...].split(separator: "&", omittingEmptySubsequences: false)
    return String(shown[...query])
        + parameters.map { parameter in
            let name = String(parameter.prefix { $0 != "=" })
            return name.lowercased().hasSuffix("password") ? name + "=‹secret›" : String(parameter)
        }
        .joined(separator: "&")
}

/// The at sign before the host. A password may hold what should have been escaped, question marks and slashes too.
private func endOfCredentials(_ url: Substring.UnicodeScalarView) -> String.Index? {
    let authority = url.prefix { $0 != "/" }
    if let at = authority.lastIndex(of: "@") { return at }
    return authority.contains(":") ? url.prefix { $0 != "?" }.lastIndex(of: "@") : nil
}

/// A whole number with a unit behind it.
private func amount(_ text: String, units: [(suffix: String, factor: Int)]) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let suffix = trimmed(text[digits.endIndex...])
    guard let number = Int(digits),
        let factor = units.first(where: { $0.suffix.lowercased() == suffix.lowercased() })?.factor
    else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
}
