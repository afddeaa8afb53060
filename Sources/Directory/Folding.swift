import Foundation

/// Texts in the form in which they are compared.
package enum Folding {
    /// The text without the difference of case, and of the ways to write one letter.
    package static func key(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return text.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
    }

    /// Whether two names of a schema are one: they are ASCII, and their case means nothing.
    static func isSame(_ name: some StringProtocol, _ other: some StringProtocol) -> Bool {
        name.utf8.count == other.utf8.count && zip(name.utf8, other.utf8).allSatisfy { lower($0) == lower($1) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    static func key(_ text: String, of attribute: Attribute) -> String {
        attribute.isCaseExact ? text : key(text)
    }
}
