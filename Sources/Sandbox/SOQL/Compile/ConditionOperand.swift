import Database
import Telemetry

/// What a field is compared with.
enum ConditionOperand {
    case null
    case value(SQLValue)
    /// From the first to before the second.
    case range(SQLValue, SQLValue)
}

extension QueryCompiler {
    /// Makes of a literal what the column can be compared with; throws when it is of another type.
    func operand(_ literal: SOQL.Literal, for left: CompiledExpression) throws(OrgError) -> ConditionOperand {
        if literal.value == .null { return .null }
        switch left.type {
        case .id, .reference:
            guard case .string(let text) = literal.value else { throw mismatch(left, literal, "string") }
            if text.isEmpty { return .null }
            guard let id = RecordID.canonical(text) else {
                throw source.fault(
                    "INVALID_QUERY_FILTER_OPERATOR",
                    at: literal.at,
                    "invalid ID field: \(text.prefix(255))"
                )
            }
            return .value(.text(id))
        case .boolean:
            guard case .flag(let flag) = literal.value else { throw mismatch(left, literal, "boolean") }
            return .value(.integer(flag ? 1 : 0))
        case .int, .long:
            guard case .number(_, let number) = literal.value, number == number.rounded() else {
                throw mismatch(left, literal, "int")
            }
            return .value(.real(number))
        case .double, .currency, .percent:
            switch literal.value {
            case .number(_, let number): return .value(.real(number))
            case .amount(_, let number) where left.type == .currency: return .value(.real(number))
            default: throw mismatch(left, literal, "double")
            }
        case .date:
            switch literal.value {
            case .date(let date): return .value(.text(date.description))
            case .range(let range):
                let days = range.days(in: context.calendar)
                return .range(.text(days.start.description), .text(days.end.description))
            default: throw mismatch(left, literal, "date")
            }
        case .datetime:
            switch literal.value {
            case .dateTime(let moment): return .value(.text(moment.storedMilliseconds))
            case .range(let range):
                let days = range.days(in: context.calendar)
                return .range(.text(start(of: days.start)), .text(start(of: days.end)))
            default: throw mismatch(left, literal, "dateTime")
            }
        case .time:
            guard case .time(let time) = literal.value else { throw mismatch(left, literal, "time") }
            return .value(.text(String(Timestamp(microseconds: time * 1000).storedMilliseconds.dropFirst(11))))
        case .string, .picklist, .multipicklist, .combobox, .textarea, .email, .phone, .url, .encryptedstring, .anyType,
            .base64, .address, .location:
            guard case .string(let text) = literal.value else { throw mismatch(left, literal, "string") }
            if text.isEmpty { return .null }
            guard text.utf8.count <= 4000 || text.unicodeScalars.count <= 4000 else {
                throw source.malformed(
                    at: literal.at,
                    "String literals in a WHERE clause cannot exceed 4000 characters"
                )
            }
            return .value(.text(text))
        }
    }

    /// Midnight in the caller's zone; dates near the ends of the calendar have years of four digits in no other zone.
    private func start(of date: CivilDate) -> String {
        (1..<9999).contains(date.year)
            ? context.zone.moment(of: date).storedMilliseconds : "\(date)T00:00:00.000Z"
    }

    private func mismatch(_ left: CompiledExpression, _ literal: SOQL.Literal, _ type: String) -> OrgError {
        source.invalidField(
            at: literal.at,
            "value of filter criterion for field '\(left.identity)' must be of type \(type) and should "
                + (type == "string" ? "be enclosed in quotes" : "not be enclosed in quotes")
        )
    }
}
