/// A field of a CRM record by its API name, or through one relationship, as in `Account.Website`.
package struct CRMField: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(_ name: String) { self.init(rawValue: name) }

    package var description: String { rawValue }

    /// The name of the relationship through which the field is reached, nil for a field of the record itself.
    package var relationship: String? {
        rawValue.firstIndex(of: ".").map { String(rawValue[..<$0]) }
    }

    package static func < (one: CRMField, other: CRMField) -> Bool { one.rawValue < other.rawValue }
}

extension CRMField: ExpressibleByStringLiteral {
    package init(stringLiteral name: String) { self.init(rawValue: name) }
}

extension CRMField: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
