package import Telemetry

/// What a field holds, in the catalogue or in a CRM.
package enum FieldValue: Sendable, Hashable {
    /// Known to be empty; a value that nobody asked for is not there at all.
    case blank
    case text(String)
    case number(DecimalNumber)
    case flag(Bool)
    case date(CivilDate)
    case moment(Timestamp)
    case list([String])

    package var isBlank: Bool {
        switch self {
        case .blank: true
        case .text(let text): text.utf8.allSatisfy { $0 <= 0x20 }
        case .list(let values): values.isEmpty
        case .number, .flag, .date, .moment: false
        }
    }

    /// As it is written in a file or a request: numbers with a point, times in UTC, lists with semicolons.
    package var text: String {
        switch self {
        case .blank: ""
        case .text(let text): text
        case .number(let number): number.description
        case .flag(let flag): flag ? "true" : "false"
        case .date(let date): date.description
        case .moment(let moment): moment.wholeSeconds.iso8601
        case .list(let values): values.joined(separator: ";")
        }
    }

    /// Whether a CRM would keep both as the same: blanks around a text, the order of a list and parts of a second are
    /// lost.
    package func isSame(as other: FieldValue) -> Bool { self == other || kept == other.kept }

    /// What is left of it once a CRM has kept it.
    package var kept: FieldValue {
        switch self {
        case .blank, .number, .flag, .date: self
        case .text(let text):
            FieldValue.isKeptAsItIs(text) ? self : isBlank ? .blank : .text(FieldValue.trimmed(text))
        case .moment(let moment): .moment(moment.wholeSeconds)
        case .list(let values):
            values.isEmpty ? .blank : .list(Set(values.map(FieldValue.trimmed)).sorted())
        }
    }

    /// Whether a text has no blanks around it and none but plain line ends: nearly all are so.
    private static func isKeptAsItIs(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, first > 0x20, last > 0x20 else { return false }
        return !text.utf8.contains(0x0D)
    }

    /// Without blanks around it, its lines ending in one way.
    private static func trimmed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var (start, end) = (0, bytes.count)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        guard bytes[start..<end].contains(0x0D) else {
            return end - start == bytes.count ? text : String(decoding: bytes[start..<end], as: UTF8.self)
        }
        var kept: [UInt8] = []
        for place in start..<end {
            if bytes[place] == 0x0D {
                kept.append(0x0A)
            } else if bytes[place] != 0x0A || place == start || bytes[place - 1] != 0x0D {
                kept.append(bytes[place])
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension FieldValue {
    /// Reads what a CRM answered for a field of this type; a text that is none of its type stays a text.
    package init(reading text: String, as type: TargetType) {
        guard !text.isEmpty else {
            self = .blank
            return
        }
        switch type {
        case .int, .long, .double, .currency, .percent: self = DecimalNumber(text).map(FieldValue.number) ?? .text(text)
        case .boolean: self = .flag(text == "true" || text == "1")
        case .date: self = CivilDate(iso8601: text).map(FieldValue.date) ?? .text(text)
        case .datetime: self = Timestamp(crm: text).map(FieldValue.moment) ?? .text(text)
        case .multipicklist: self = .list(text.split(separator: ";").map(String.init))
        default: self = .text(text)
        }
    }
}

extension Timestamp {
    fileprivate var wholeSeconds: Timestamp { Timestamp(seconds: seconds) }

    /// Reads the offset without a colon too, as in `2024-05-01T12:34:56.000+0000`.
    fileprivate init?(crm text: String) {
        if let moment = Timestamp(iso8601: text) {
            self = moment
            return
        }
        guard text.utf8.count > 5 else { return nil }
        self.init(iso8601: text.dropLast(2) + ":" + text.suffix(2))
    }
}
