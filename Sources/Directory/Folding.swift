import Foundation

/// Texts in the form in which they are compared.
package enum Folding {
    /// The text without the difference of case, and of the ways to write one letter.
    package static func key(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return text.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
    }

    static func key(_ text: String, of attribute: Attribute) -> String {
        attribute.isCaseExact ? text : key(text)
    }
}
