import Telemetry

extension SOQL {
    /// A word of the query and its place.
    struct Name: Sendable {
        let text: String
        let at: Int
    }

    /// A field, perhaps by way of relationships: `Account.Owner.Name`.
    struct Path: Sendable {
        let parts: [Name]

        var at: Int { parts[0].at }
        var last: Name { parts[parts.count - 1] }
        var text: String { parts.map(\.text).joined(separator: ".") }
    }

    struct Call: Sendable {
        let name: Name
        let arguments: [Argument]
    }

    enum Argument: Sendable {
        case expression(Expression)
        case literal(Literal)
    }

    indirect enum Expression: Sendable {
        case path(Path)
        case call(Call)

        var at: Int {
            switch self {
            case .path(let path): path.at
            case .call(let call): call.name.at
            }
        }
    }

    struct Query: Sendable {
        var at = 0
        var items: [Item] = []
        var from = From(object: Path(parts: [Name(text: "", at: 0)]), alias: nil)
        /// `FROM Contact c, c.Account a`: further names for parents.
        var parents: [From] = []
        var scope: Name?
        var condition: Condition?
        var grouping: Grouping?
        var having: Condition?
        var order: [Order] = []
        var limit: Count?
        var offset: Count?
        var isForUpdate = false
        var marking: Marking?
    }

    /// `FOR VIEW` and `FOR REFERENCE`: the rows count as seen, or as come across.
    enum Marking: Sendable {
        case viewed, referenced
    }

    /// A number that a clause holds, and its place.
    struct Count: Sendable {
        let value: Int
        let at: Int
    }

    struct From: Sendable {
        let object: Path
        let alias: Name?
    }

    enum Item: Sendable {
        case expression(Expression, alias: Name?)
        case subquery(Query)
        case typeOf(TypeOf)
    }

    /// `TYPEOF What WHEN Account THEN Phone ELSE Name END`.
    struct TypeOf: Sendable {
        let relationship: Path
        let branches: [Branch]
        let otherwise: [Path]

        struct Branch: Sendable {
            let object: Name
            let fields: [Path]
        }
    }

    struct Grouping: Sendable {
        enum Kind: Sendable { case plain, rollup, cube }

        let kind: Kind
        let keys: [Expression]
    }

    struct Order: Sendable {
        let key: Expression
        let isDescending: Bool
        /// `nil` where the query does not say: first.
        let nullsFirst: Bool?
    }

    indirect enum Condition: Sendable {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case comparison(Comparison)
    }

    struct Comparison: Sendable {
        enum Operator: String, Sendable {
            case equal = "=", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
            case like = "LIKE", isIn = "IN", notIn = "NOT IN", includes = "INCLUDES", excludes = "EXCLUDES"
        }

        enum Right: Sendable {
            case value(Literal)
            case list([Literal])
            case query(Query)
        }

        let left: Expression
        let operation: Operator
        let at: Int
        let right: Right
    }

    struct Literal: Sendable {
        enum Value: Sendable, Equatable {
            case null
            case flag(Bool)
            case string(String)
            /// As it was written, and its value.
            case number(String, Double)
            case date(CivilDate)
            case dateTime(Timestamp)
            /// Milliseconds since midnight.
            case time(Int64)
            case range(DateLiteral)
            /// `USD5000`: an amount in a currency of its own.
            case amount(currency: String, Double)
        }

        let value: Value
        let at: Int
    }
}
