package import Database

extension Scalar: SQLConvertible {
    package var sqlValue: SQLValue {
        switch self {
        case .null: .null
        case .text(let text): .text(text)
        case .integer(let number): .integer(number)
        case .number(let number): .real(number)
        case .flag(let flag): .flag(flag)
        }
    }

    /// What a column of this type holds.
    init(_ value: SQLValue, as type: FieldType) {
        switch value {
        case .null, .bytes: self = .null
        case .text(let text): self = .text(text)
        case .flag(let flag): self = .flag(flag)
        case .real(let number): self = .number(number)
        case .integer(let number):
            switch type {
            case .boolean: self = .flag(number != 0)
            case .double, .currency, .percent: self = .number(Double(number))
            default: self = .integer(number)
            }
        }
    }

    /// What a column of this type holds in a row that lies in the database's memory.
    init(_ row: borrowing ScannedRow, _ column: Int, as type: FieldType) {
        switch row.kind(column) {
        case .null, .bytes: self = .null
        case .text: self = .text(String(decoding: row.text(column), as: UTF8.self))
        case .real: self = .number(row.real(column))
        case .integer, .flag: self = Scalar(.integer(row.integer(column)), as: type)
        }
    }

    /// The text, when it is one.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number, whole or not.
    var double: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .null, .text, .flag: nil
        }
    }

    var isEmptyText: Bool {
        if case .text(let text) = self { text.isEmpty } else { false }
    }

    var isTrue: Bool { self == .flag(true) }
}
