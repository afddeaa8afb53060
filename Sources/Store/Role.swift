import Database

/// What a person, or a key, may do.
package enum Role: String, CaseIterable, Sendable, Codable, SQLConvertible, SQLReadable, RowDecodable {
    /// Everything.
    case admin
    /// Uses the product.
    case member
    /// Reads everything, the audit log included, and changes nothing.
    case auditor

    /// Whether one of this role may hand out the other: never more than one has.
    package func covers(_ other: Role) -> Bool {
        self == .admin || self == other
    }
}
