package import Telemetry

/// What a field of a record shall hold. A field that is to be left as it is has no content at all.
package enum FieldContent: Hashable, Sendable {
    /// Empties the field.
    case clear
    case text(String)
    case flag(Bool)
    case integer(Int)
    /// A decimal number by its digits, such as `12.50`, so that no binary fraction creeps in.
    case decimal(DecimalText)
    case date(CivilDate)
    case moment(Timestamp)
    case reference(RecordID)
}

/// A decimal number as digits, an optional sign and an optional point.
package struct DecimalText: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Nil for what is not digits with at most one point between them.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }) else {
            return nil
        }
        description = text
    }
}

extension FieldContent {
    /// Salesforce holds an empty text and no text for the same thing.
    var isClear: Bool { self == .clear || self == .text("") }

    /// As Salesforce reads it in a cell or a query, without quotes.
    var plainText: String {
        switch self {
        case .clear: ""
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .decimal(let digits): digits.description
        case .date(let date): date.description
        case .moment(let moment): moment.withMilliseconds
        case .reference(let id): id.text
        }
    }
}

extension Timestamp {
    /// As Salesforce writes moments in CSV and reads them everywhere: always with milliseconds, which are all it keeps.
    var withMilliseconds: String {
        let thousandths = microseconds.floorDivided(by: 1000)
        let whole = Timestamp(seconds: thousandths.floorDivided(by: 1000))
        let digits = String(thousandths - whole.seconds * 1000)
        let padding = String(repeating: "0", count: 3 - digits.count)
        return whole.iso8601.dropLast() + "." + padding + digits + "Z"
    }

    /// Reads what Salesforce writes: `2024-05-01T12:34:56.000+0000`, with or without a colon in the offset, or `Z`.
    package init?(salesforce text: String) {
        if let moment = Timestamp(iso8601: text) {
            self = moment
            return
        }
        let tail = text.utf8.suffix(5)
        guard let sign = tail.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let moment = Timestamp(iso8601: text.dropLast(2) + ":" + text.suffix(2))
        else { return nil }
        self = moment
    }
}
