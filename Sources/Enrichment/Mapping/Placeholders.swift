/// Texts that people type where they know nothing, such as `n/a`.
package struct Placeholders: Sendable, Hashable, Codable {
    /// Compared without case and without blanks around them.
    package var texts: [String]

    package init(_ texts: [String]) { self.texts = texts }

    package static let usual = Placeholders([
        "n/a", "na", "none", "null", "unknown", "test", "tbd", "-", "--", ".", "x", "xxx", "not available",
        "not provided", "[not provided]",
    ])

    package func has(_ value: FieldValue) -> Bool {
        guard case .text(let text) = value.kept else { return false }
        let lower = text.lowercased()
        return texts.contains { $0.lowercased() == lower }
    }
}
