package import Telemetry

/// A query in Salesforce's language. Literal text is code; an interpolated value is quoted by its type.
///
/// ```swift
/// let query: SOQL = "SELECT \(fields) FROM \(object) WHERE Email = \(email) AND CreatedDate >= \(since)"
/// ```
package struct SOQL: Hashable, Sendable {
    /// The whole statement, as it is sent.
    package private(set) var text: String

    private init(text: String) { self.text = text }

    /// What Salesforce takes of one statement, in characters.
    package static let longestStatement = 100_000
    /// What Salesforce takes between two quotes, in characters.
    package static let longestLiteral = 4000

    package static func + (left: SOQL, right: SOQL) -> SOQL { SOQL(text: left.text + right.text) }

    /// Conditions of which all have to hold; each stands in parentheses, because AND and OR may not be mixed without.
    package static func all(_ conditions: [SOQL]) -> SOQL { joined(conditions, by: " AND ") }

    /// Conditions of which one has to hold.
    package static func any(_ conditions: [SOQL]) -> SOQL { joined(conditions, by: " OR ") }

    private static func joined(_ conditions: [SOQL], by word: String) -> SOQL {
        precondition(!conditions.isEmpty, "A condition of no conditions cannot be written.")
        if conditions.count == 1 { return conditions[0] }
        return SOQL(text: conditions.map { "(" + $0.text + ")" }.joined(separator: word))
    }

    /// A condition as Salesforce itself wrote it, such as the one of a list view.
    ///
    /// Only for text that came from Salesforce: nothing in it is quoted.
    package static func wordForWord(_ text: String) -> SOQL { SOQL(text: text) }
}

extension SOQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text: text) }

    package init(stringInterpolation: Interpolation) { self.init(text: stringInterpolation.text) }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: String) { text += SOQL.quoted(value) }
        package mutating func appendInterpolation(_ value: String?) { text += value.map(SOQL.quoted) ?? "NULL" }
        package mutating func appendInterpolation(_ value: RecordID) { text += SOQL.quoted(value.text) }
        package mutating func appendInterpolation(_ value: Int) { text += String(value) }
        package mutating func appendInterpolation(_ value: DecimalText) { text += value.description }
        package mutating func appendInterpolation(_ value: Bool) { text += value ? "TRUE" : "FALSE" }
        package mutating func appendInterpolation(_ value: CivilDate) { text += value.description }
        package mutating func appendInterpolation(_ value: Timestamp) { text += value.withMilliseconds }
        package mutating func appendInterpolation(_ value: FieldContent) { text += SOQL.literal(value) }

        package mutating func appendInterpolation(_ name: APIName) { text += name.text }

        package mutating func appendInterpolation(_ names: [APIName]) {
            text += names.map(\.text).joined(separator: ",")
        }

        package mutating func appendInterpolation(_ part: SOQL) { text += part.text }

        /// The list behind `IN`; a list of nothing is one that no record can be in.
        package mutating func appendInterpolation(in values: [FieldContent]) {
            text += values.isEmpty ? "(NULL)" : "(" + values.map(SOQL.literal).joined(separator: ",") + ")"
        }

        package mutating func appendInterpolation(in ids: [RecordID]) {
            appendInterpolation(in: ids.map { .reference($0) })
        }

        package mutating func appendInterpolation(in texts: [String]) {
            appendInterpolation(in: texts.map { .text($0) })
        }

        /// The pattern behind `LIKE`; what stands for other characters does so only where the pattern says it.
        package mutating func appendInterpolation(like pattern: LikePattern) { text += pattern.quoted }
    }
}

/// A pattern behind `LIKE`, made of a text in which nothing stands for anything else.
package enum LikePattern: Hashable, Sendable {
    case begins(with: String)
    case ends(with: String)
    case contains(String)

    fileprivate var quoted: String {
        switch self {
        case .begins(let text): "'" + SOQL.escaped(text, inPattern: true) + "%'"
        case .ends(let text): "'%" + SOQL.escaped(text, inPattern: true) + "'"
        case .contains(let text): "'%" + SOQL.escaped(text, inPattern: true) + "%'"
        }
    }
}

extension SOQL {
    /// A value as a literal of its type: texts and ids stand in quotes, dates and numbers may not.
    fileprivate static func literal(_ value: FieldContent) -> String {
        switch value {
        case .clear: "NULL"
        case .text(let text): quoted(text)
        case .reference(let id): quoted(id.text)
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        case .integer, .decimal, .date, .moment: value.plainText
        }
    }

    fileprivate static func quoted(_ text: String) -> String { "'" + escaped(text, inPattern: false) + "'" }

    fileprivate static func escaped(_ text: String, inPattern: Bool) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case "'": escaped += "\\'"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            case "\r": escaped += "\\r"
            case "\t": escaped += "\\t"
            case "\u{8}": escaped += "\\b"
            case "\u{C}": escaped += "\\f"
            case "%" where inPattern: escaped += "\\%"
            case "_" where inPattern: escaped += "\\_"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let digits = String(scalar.value, radix: 16)
                    escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }
}
