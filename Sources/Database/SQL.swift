/// A piece of SQL: the literal is code, an interpolated value is data and is bound, never pasted.
///
/// There is no way to make one from a `String` that was not written in the source.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// A value and the type by which PostgreSQL plans the statement, which matters when the value is `NULL`.
    struct Parameter: Sendable {
        let value: SQLValue
        let type: SQLType
    }

    /// A fragment whose text depends on the engine.
    package enum Fragment: Sendable {
        /// Locks the rows that a claim takes and skips those that another claim holds.
        case skipLocked
        case either(sqlite: StaticString, postgres: StaticString)
    }

    enum Piece: Sendable {
        case code(StaticString)
        /// Code that was put together before.
        case settled(String)
        case identifier(String)
        case parameter
        case fragment(Fragment)
    }

    private(set) var pieces: [Piece] = []
    private(set) var parameters: [Parameter] = []

    /// What cannot become a statement, found while it was put together; running it throws this.
    private(set) var flaw: DatabaseError?

    package init(stringLiteral value: StaticString) {
        pieces = [.code(value)]
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    private init() {}

    /// A statement of the schema that one text cannot say to both engines, such as a trigger.
    package static func either(sqlite: StaticString, postgres: StaticString) -> SQL {
        "\(.either(sqlite: sqlite, postgres: postgres))"
    }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    /// The same with its code in as few pieces as can be: for what is asked again and again with other values.
    package var settled: SQL {
        var settled = self
        settled.pieces = []
        var code = ""
        func close() {
            if !code.isEmpty { settled.pieces.append(.settled(code)) }
            code = ""
        }
        for piece in pieces {
            switch piece {
            case .code(let literal): code.append(literal)
            case .settled(let text): code += text
            case .identifier(let name): code.append(identifier: name)
            case .parameter, .fragment:
                close()
                settled.pieces.append(piece)
            }
        }
        close()
        return settled
    }

    /// Appends in place: a statement of many pieces is put together this way.
    package static func += (left: inout SQL, right: SQL) { left.append(right) }

    private mutating func append(_ other: SQL) {
        pieces += other.pieces
        parameters += other.parameters
        flaw = flaw ?? other.flaw
    }
}

extension SQL {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL()

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.pieces.reserveCapacity(2 * interpolationCount + 1)
            sql.parameters.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { sql.pieces.append(.code(literal)) }
        }

        /// Binds the value.
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value) {
            sql.pieces.append(.parameter)
            sql.parameters.append(Parameter(value: value.sqlValue, type: Value.sqlType))
        }

        /// Binds the value, or `NULL`. (Stated apart, because the compiler warns of an optional where none is expected.)
        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            sql.pieces.append(.parameter)
            sql.parameters.append(Parameter(value: value.sqlValue, type: Value.sqlType))
        }

        /// Binds a list in brackets, for the right side of `IN` and `NOT IN`; an empty list holds nothing in both.
        package mutating func appendInterpolation<Value: SQLConvertible>(in values: some Collection<Value>) {
            guard !values.isEmpty else {
                sql.pieces.append(.code(Value.sqlType.emptyList))
                return
            }
            for (position, value) in values.enumerated() {
                sql.pieces.append(.code(position == 0 ? "(" : ", "))
                appendInterpolation(value)
            }
            sql.pieces.append(.code(")"))
        }

        /// Binds rows, each in brackets, for what follows `VALUES`; there must be at least one.
        package mutating func appendInterpolation(rows: some Collection<[any SQLConvertible]>) {
            if rows.isEmpty || rows.contains(where: \.isEmpty) {
                sql.flaw = DatabaseError(
                    .faultyStatement,
                    "A statement was given no row to insert. Leave the statement out when there are no rows."
                )
            }
            for (position, row) in rows.enumerated() {
                if position > 0 { sql.pieces.append(.code(", ")) }
                for (column, value) in row.enumerated() {
                    sql.pieces.append(.code(column == 0 ? "(" : ", "))
                    appendInterpolation(value)
                }
                sql.pieces.append(.code(")"))
            }
        }

        /// Puts one statement's text and values into another.
        package mutating func appendInterpolation(sql other: SQL) {
            sql.append(other)
        }

        package mutating func appendInterpolation(_ fragment: Fragment) {
            sql.pieces.append(.fragment(fragment))
        }

        /// The name of a table, column or schema, quoted.
        package mutating func appendInterpolation(identifier: String) {
            sql.pieces.append(.identifier(identifier))
        }
    }
}

extension SQL {
    /// The text for an engine, with its values numbered in the order in which they appear.
    func text(for dialect: Dialect) -> String {
        var text = ""
        text.reserveCapacity(pieces.count * 24)
        var number = 0
        for piece in pieces {
            switch piece {
            case .code(let literal): text.append(literal)
            case .settled(let code): text += code
            case .identifier(let name): text.append(identifier: name)
            case .parameter:
                number += 1
                text += dialect.placeMark
                text += String(number)
            case .fragment(let fragment):
                text += dialect.text(of: fragment)
            }
        }
        return text
    }
}

extension String {
    fileprivate mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { self += String(decoding: $0, as: UTF8.self) }
    }

    /// Appends a name in quotes; of a quote within it there are then two.
    fileprivate mutating func append(identifier: String) {
        self += "\""
        self += identifier.utf8.contains(UInt8(ascii: "\"")) ? identifier.replacing("\"", with: "\"\"") : identifier
        self += "\""
    }
}

func quoted(identifier: String) -> String {
    var quoted = ""
    quoted.append(identifier: identifier)
    return quoted
}

extension String {
    /// Whether the statement begins or ends a transaction.
    var controlsTransaction: Bool {
        // As nearly all begin.
        if utf8.starts(with: "SELECT ".utf8) { return false }
        let text = drop { $0.isWhitespace }.prefix(16)
        guard let first = text.utf8.first, "abcersABCERS".utf8.contains(first) else { return false }
        let word = text.prefix { $0.isLetter }.lowercased()
        // `ROLLBACK TO` a savepoint goes on with the transaction.
        return ["begin", "start", "commit", "end", "abort"].contains(word)
            || word == "rollback" && !text.dropFirst(word.count).drop { $0.isWhitespace }.lowercased().hasPrefix("to")
    }
}

extension Sequence<SQL> {
    /// All of them in one, as in a list of conditions joined by `" AND "`.
    package func joined(separator: SQL) -> SQL {
        var whole: SQL = ""
        var isFirst = true
        for sql in self {
            if !isFirst { whole += separator }
            isFirst = false
            whole += sql
        }
        return whole
    }
}
