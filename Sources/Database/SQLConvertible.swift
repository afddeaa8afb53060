package import Telemetry

/// A type whose values can be bound to a statement.
package protocol SQLConvertible {
    var sqlValue: SQLValue { get }

    /// What the value is in the schema; lets PostgreSQL know the type of a `NULL`.
    static var sqlType: SQLType { get }
}

extension SQLConvertible {
    package static var sqlType: SQLType { .any }
}

/// A type whose values can be read from a column.
package protocol SQLReadable {
    /// Fails for what is no value of this type; the reader then throws an error that names the column.
    init?(sqlValue: SQLValue)

    static var sqlType: SQLType { get }
}

/// A type that goes into a column and comes out of it.
package typealias SQLStorable = SQLConvertible & SQLReadable

extension Int64: SQLStorable, RowDecodable {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(self) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self = number
    }
}

extension Int: SQLStorable, RowDecodable {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(Int64(self)) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self.init(exactly: number)
    }
}

extension Double: SQLStorable, RowDecodable {
    package static var sqlType: SQLType { .real }
    package var sqlValue: SQLValue { .real(self) }

    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .real(let number): self = number
        // SQLite keeps a real without a fraction as a whole number where the column has no type of its own.
        case .integer(let number): self.init(exactly: number)
        default: return nil
        }
    }
}

extension Bool: SQLStorable, RowDecodable {
    package static var sqlType: SQLType { .flag }
    package var sqlValue: SQLValue { .flag(self) }

    package init?(sqlValue: SQLValue) {
        switch sqlValue {
        case .flag(let flag): self = flag
        // SQLite has no type of its own for flags.
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
}

extension String: SQLStorable, RowDecodable {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(self) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self = text
    }
}

extension [UInt8]: SQLConvertible, SQLReadable, RowDecodable {
    package static var sqlType: SQLType { .bytes }
    package var sqlValue: SQLValue { .bytes(self) }

    package init?(sqlValue: SQLValue) {
        guard case .bytes(let bytes) = sqlValue else { return nil }
        self = bytes
    }
}

extension Timestamp: SQLStorable, RowDecodable {
    package static var sqlType: SQLType { .integer }
    package var sqlValue: SQLValue { .integer(microseconds) }

    package init?(sqlValue: SQLValue) {
        guard case .integer(let number) = sqlValue else { return nil }
        self.init(microseconds: number)
    }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    package static var sqlType: SQLType { Wrapped.sqlType }
    package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    package static var sqlType: SQLType { Wrapped.sqlType }

    package init?(sqlValue: SQLValue) {
        if sqlValue == .null {
            self = nil
        } else if let value = Wrapped(sqlValue: sqlValue) {
            self = value
        } else {
            return nil
        }
    }
}

extension Optional: RowDecodable where Wrapped: SQLReadable {}

extension SQLValue: SQLConvertible {
    package var sqlValue: SQLValue { self }
}

// An enumeration of words, or an identifier, is kept as its raw value: it only has to declare the conformance.

extension SQLConvertible where Self: RawRepresentable, RawValue: SQLConvertible {
    package static var sqlType: SQLType { RawValue.sqlType }
    package var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLReadable where Self: RawRepresentable, RawValue: SQLReadable {
    package static var sqlType: SQLType { RawValue.sqlType }

    package init?(sqlValue: SQLValue) {
        guard let raw = RawValue(sqlValue: sqlValue) else { return nil }
        self.init(rawValue: raw)
    }
}

extension RawRepresentable where Self: SQLConvertible, Self: SQLReadable, RawValue: SQLStorable {
    package static var sqlType: SQLType { RawValue.sqlType }
}
