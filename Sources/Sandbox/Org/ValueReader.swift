/// Reads the values of one field as they come in a request, and says what is wrong with them in Salesforce's words.
struct ValueReader: Sendable {
    let field: Field

    /// The value to store; texts are read as the field's type.
    func read(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        switch field.type {
        case .boolean: try flag(value)
        case .int, .long: try integer(value)
        case .double, .currency, .percent: try number(value)
        default: try text(value, options)
        }
    }

    private func text(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        guard case .text(let text) = value else { return value }
        guard !text.isEmpty else { return .null }
        if field.length > 0, text.utf8.count > field.length, text.utf16.count > field.length {
            throw OrgError(
                "STRING_TOO_LONG",
                "\(field.label): data value too large: \(text) (max length=\(field.length))",
                fields: [field.name]
            )
        }
        return value
    }

    private func flag(_ value: Scalar) throws(OrgError) -> Scalar {
        switch value {
        case .null: return .flag(false)
        case .flag: return value
        case .text(let text):
            switch text.lowercased() {
            case "true", "1": return .flag(true)
            case "false", "0", "": return .flag(false)
            default: throw wrongType(text)
            }
        case .integer(let number): return .flag(number != 0)
        case .number: throw wrongType("\(value)")
        }
    }

    private func integer(_ value: Scalar) throws(OrgError) -> Scalar {
        switch value {
        case .text(let text):
            if text.isEmpty { return .null }
            guard let number = Int64(text) else { throw wrongType(text) }
            return .integer(number)
        case .number(let number): return .integer(Int64(number))
        default: return value
        }
    }

    private func number(_ value: Scalar) throws(OrgError) -> Scalar {
        switch value {
        case .text(let text):
            if text.isEmpty { return .null }
            guard let number = Double(text) else { throw wrongType(text) }
            return .number(number)
        case .integer(let number): return .number(Double(number))
        default: return value
        }
    }

    private func wrongType(_ text: String) -> OrgError {
        OrgError(
            "INVALID_TYPE_ON_FIELD_IN_RECORD",
            "\(field.label): value not of required type: \(text)",
            fields: [field.name]
        )
    }
}
