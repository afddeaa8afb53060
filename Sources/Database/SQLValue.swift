/// What crosses the boundary to the database: a value as both engines can keep it.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
    case flag(Bool)
}

/// The types that both engines share, by the words of our schema.
package enum SQLType: Sendable {
    case integer, real, text, bytes, flag

    /// Not known before the value is seen.
    case any

    /// The type of the value itself where the declared one says nothing.
    func refined(by value: SQLValue) -> SQLType {
        guard self == .any else { return self }
        return switch value {
        case .null: .any
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .bytes: .bytes
        case .flag: .flag
        }
    }

    /// A list without elements whose type PostgreSQL can compare with the left side of `IN`.
    var emptyList: StaticString {
        switch self {
        case .integer: "(SELECT CAST(NULL AS BIGINT) WHERE FALSE)"
        case .real: "(SELECT CAST(NULL AS DOUBLE PRECISION) WHERE FALSE)"
        case .text, .any: "(SELECT CAST(NULL AS TEXT) WHERE FALSE)"
        case .bytes: "(SELECT CAST(NULL AS BYTEA) WHERE FALSE)"
        case .flag: "(SELECT CAST(NULL AS BOOLEAN) WHERE FALSE)"
        }
    }

    /// How an error calls a value of this type.
    var words: String {
        switch self {
        case .integer: "a whole number"
        case .real: "a number"
        case .text: "a text"
        case .bytes: "bytes"
        case .flag: "true or false"
        case .any: "another value"
        }
    }
}
