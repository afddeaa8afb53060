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

    var isTrue: Bool { self == .flag(true) }
}
