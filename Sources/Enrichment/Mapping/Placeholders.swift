/// Texts that people type where they know nothing, such as `n/a`.
package struct Placeholders: Sendable, Hashable {
    /// Compared without case and without blanks around them.
    package var texts: [String] { didSet { (lowered, longest) = Placeholders.prepared(texts) } }
    private var lowered: Set<String>
    /// In bytes.
    private var longest: Int

    package init(_ texts: [String]) {
        self.texts = texts
        (lowered, longest) = Placeholders.prepared(texts)
    }

    package static let usual = Placeholders([
        "n/a", "na", "none", "null", "unknown", "test", "tbd", "-", "--", ".", "x", "xxx", "not available",
        "not provided", "[not provided]",
    ])

    package func has(_ value: FieldValue) -> Bool {
        // A letter in the other case may take two bytes more or less.
        guard case .text(let text) = value.kept, text.utf8.count <= longest * 3 else { return false }
        return lowered.contains(text.lowercased())
    }

    private static func prepared(_ texts: [String]) -> (Set<String>, Int) {
        let lowered = Set(texts.map { $0.lowercased() })
        return (lowered, lowered.map(\.utf8.count).max() ?? 0)
    }
}

extension Placeholders: Codable {
    private enum Key: String, CodingKey { case texts }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.container(keyedBy: Key.self).decode([String].self, forKey: .texts))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(texts, forKey: .texts)
    }
}
