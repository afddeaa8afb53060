import Telemetry

/// Reads the values of one field as they come in a request, and says what is wrong with them in Salesforce's words.
///
/// A class, so that a list of readers is walked row by row without copying what each knows.
final class ValueReader: Sendable {
    let name: String
    let label: String
    let type: FieldType
    let length: Int
    let ordinal: Int
    private let precision: Int
    private let scale: Int
    private let digits: Int
    private let isHTML: Bool
    private let picklist: PicklistReader?

    init(_ field: Field) {
        name = field.name
        label = field.label
        type = field.type
        length = field.length
        ordinal = field.ordinal
        precision = field.precision
        scale = field.scale
        digits = field.digits
        isHTML = field.isHTML
        picklist = field.picklist.map(PicklistReader.init)
    }

    /// The value to store; texts are read as the field's type.
    func read(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        if case .null = value { return type == .boolean ? .flag(false) : .null }
        switch type {
        case .boolean: return try flag(value, options)
        case .int, .long: return try integer(value, options)
        case .double, .currency, .percent: return try number(value, options)
        case .id, .reference: return try id(value)
        case .date: return try date(value, options)
        case .datetime: return try datetime(value, options)
        case .time: return try time(value, options)
        default: return try text(value, options)
        }
    }

    func error(_ code: String, _ message: String) -> OrgError {
        OrgError(code, "\(label): \(message)", fields: [name])
    }

    /// A JSON value that cannot be read at all fails the request as broken JSON does; in CSV it fails its row.
    private func unreadable(_ value: Scalar, as word: String, _ options: SaveOptions) -> OrgError {
        let shown = value.shown
        guard !options.isBulk else {
            return error("INVALID_TYPE_ON_FIELD_IN_RECORD", "value not of required type: \(shown)")
        }
        return OrgError(
            "JSON_PARSER_ERROR",
            "Cannot deserialize instance of \(word) from \(value.token) value \(shown) or request may be missing a required field"
        )
    }
}

// MARK: - Texts

extension ValueReader {
    private func text(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        guard case .text(let given) = value else { throw unreadable(value, as: "string", options) }
        let text = trimmed(given)
        if text.isEmpty { return .null }
        switch type {
        case .picklist, .combobox:
            if let picklist { return .text(try pick(text, picklist)) }
        case .multipicklist:
            if let picklist {
                let picked = try pickSeveral(text, picklist)
                return picked.isEmpty ? .null : .text(picked)
            }
        case .email:
            guard EmailForm.isValid(text) else {
                throw error("INVALID_EMAIL_ADDRESS", "invalid email address: \(text)")
            }
        default: break
        }
        if length > 0, text.utf8.count > length, text.utf16.count > length {
            guard options.truncatesTexts else {
                throw error("STRING_TOO_LONG", "data value too large: \(text) (max length=\(length))")
            }
            return .text(String(text.prefix(length)))
        }
        return .text(text)
    }

    /// Without the blanks at its ends, which Salesforce does not keep.
    private func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return text }
        if first > 32, last > 32 { return text }
        guard let start = bytes.firstIndex(where: { $0 > 32 }), let end = bytes.lastIndex(where: { $0 > 32 }) else {
            return ""
        }
        return String(text[start...end])
    }

    private func pick(_ text: String, _ picklist: PicklistReader) throws(OrgError) -> String {
        if let known = picklist.canonical(text) { return known }
        guard !picklist.isRestricted else {
            throw error("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "bad value for restricted picklist field: \(text)")
        }
        return text
    }

    private func pickSeveral(_ text: String, _ picklist: PicklistReader) throws(OrgError) -> String {
        var values: [String] = []
        for part in text.split(separator: ";") {
            let word = trimmed(String(part))
            if word.isEmpty { continue }
            let value = try pick(word, picklist)
            if !values.contains(value) { values.append(value) }
        }
        return values.joined(separator: ";")
    }

    private func id(_ value: Scalar) throws(OrgError) -> Scalar {
        guard case .text(let given) = value else {
            throw error("MALFORMED_ID", "id value of incorrect type: \(value.shown)")
        }
        let text = trimmed(given)
        if text.isEmpty { return .null }
        guard let id = RecordID.canonical(text) else {
            throw error("MALFORMED_ID", "id value of incorrect type: \(text)")
        }
        return .text(id)
    }
}

// MARK: - Numbers and flags

extension ValueReader {
    private func flag(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        switch value {
        case .flag: return value
        case .text(let text):
            switch text.lowercased() {
            case "true", "1", "yes": return .flag(true)
            case "false", "0", "no", "": return .flag(false)
            default: throw unreadable(value, as: "boolean", options)
            }
        case .integer(let number): return .flag(number != 0)
        case .null, .number: throw unreadable(value, as: "boolean", options)
        }
    }

    private func integer(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        let number: Double
        switch value {
        case .integer(let whole):
            guard digits == 0 || whole.magnitude < ValueReader.power(digits) else { throw outside(value) }
            return value
        case .number(let given): number = given
        case .text(let text):
            if text.isEmpty { return .null }
            guard let given = ValueReader.decimal(text) else { throw unreadable(value, as: "int", options) }
            number = given
        case .null, .flag: throw unreadable(value, as: "int", options)
        }
        guard number == number.rounded() else { throw unreadable(value, as: "int", options) }
        guard number.magnitude < (digits == 0 ? 2_147_483_648 : Double(ValueReader.power(digits))) else {
            throw outside(value)
        }
        return .integer(Int64(number))
    }

    private func number(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        let number: Double
        switch value {
        case .integer(let whole): number = Double(whole)
        case .number(let given): number = given
        case .text(let text):
            if text.isEmpty { return .null }
            guard let given = ValueReader.decimal(text) else { throw unreadable(value, as: "double", options) }
            number = given
        case .null, .flag: throw unreadable(value, as: "double", options)
        }
        guard number.isFinite, precision == 0 || number.magnitude < Double(ValueReader.power(precision - scale)) else {
            throw outside(value)
        }
        return .number(scale < 15 ? rounded(number) : number)
    }

    private func outside(_ value: Scalar) -> OrgError {
        error("NUMBER_OUTSIDE_VALID_RANGE", "value outside of valid range on numeric field: \(value.shown)")
    }

    /// Rounded to the field's decimal places, halves away from zero.
    private func rounded(_ number: Double) -> Double {
        let factor = Double(ValueReader.power(scale))
        let scaled = number * factor
        return scaled.magnitude < 9e15 ? scaled.rounded(.toNearestOrAwayFromZero) / factor : number
    }

    private static func decimal(_ text: String) -> Double? {
        let utf8 = text.utf8
        guard utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 || $0 == 46 || $0 == 43 || $0 | 32 == 101 }) else {
            let digits = text.filter { $0 != "," && $0 != " " }
            return digits.utf8.count < utf8.count ? Double(digits) : nil
        }
        return Double(text)
    }

    private static func power(_ exponent: Int) -> UInt64 {
        var power: UInt64 = 1
        for _ in 0..<min(exponent, 19) { power *= 10 }
        return power
    }
}

// MARK: - Dates

extension ValueReader {
    private func date(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        guard case .text(let given) = value else { throw unreadable(value, as: "date", options) }
        let text = trimmed(given)
        if text.isEmpty { return .null }
        if CivilDate(iso8601: text) != nil { return .text(text) }
        // A datetime is taken for its day.
        if let moment = Timestamp(iso8601: ValueReader.withColon(text)) {
            return .text(String(moment.iso8601.prefix(10)))
        }
        throw unreadable(value, as: "date", options)
    }

    private func datetime(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        guard case .text(let given) = value else { throw unreadable(value, as: "datetime", options) }
        let text = trimmed(given)
        if text.isEmpty { return .null }
        if let moment = Timestamp(iso8601: ValueReader.withColon(text)) { return .text(moment.stored) }
        if CivilDate(iso8601: text) != nil { return .text(text + "T00:00:00.000Z") }
        throw unreadable(value, as: "datetime", options)
    }

    private func time(_ value: Scalar, _ options: SaveOptions) throws(OrgError) -> Scalar {
        guard case .text(let given) = value else { throw unreadable(value, as: "time", options) }
        let text = trimmed(given)
        if text.isEmpty { return .null }
        let zoned = text.hasSuffix("Z") ? text : text + "Z"
        guard let moment = Timestamp(iso8601: "1970-01-01T" + zoned) else {
            throw unreadable(value, as: "time", options)
        }
        let whole = moment.stored.dropFirst(11).prefix(8)
        let milliseconds = (moment.microseconds % 1_000_000) / 1000
        let fraction = String(1000 + milliseconds).dropFirst()
        return .text("\(whole).\(fraction)Z")
    }

    /// `+0000` as `+00:00`: the form in which Salesforce itself writes its datetimes.
    private static func withColon(_ text: String) -> String {
        let utf8 = Array(text.utf8.suffix(5))
        guard utf8.count == 5, utf8[0] == 43 || utf8[0] == 45, utf8[1...].allSatisfy({ (48...57).contains($0) }),
            text.utf8.count > 16
        else { return text }
        return text.dropLast(2) + ":" + text.suffix(2)
    }
}

extension Scalar {
    /// As an error shows it.
    var shown: String {
        switch self {
        case .null: "null"
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        }
    }

    /// What a JSON reader calls a value of this kind.
    fileprivate var token: String {
        switch self {
        case .null: "VALUE_NULL"
        case .text: "VALUE_STRING"
        case .integer: "VALUE_NUMBER_INT"
        case .number: "VALUE_NUMBER_FLOAT"
        case .flag(let flag): flag ? "VALUE_TRUE" : "VALUE_FALSE"
        }
    }
}
