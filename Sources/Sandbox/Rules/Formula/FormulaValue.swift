import Glibc
import Telemetry

/// A value while a formula is worked out; a text without characters is `null`.
enum FormulaValue: Sendable, Equatable {
    case null
    case text(String)
    case number(Double)
    case flag(Bool)
    /// Days since 1970.
    case date(Int64)
    case moment(Timestamp)
}

extension FormulaValue {
    /// Reads what the org's database holds in a field of the type.
    init(_ scalar: Scalar, as type: FormulaType) {
        switch (scalar, type) {
        case (.text(let text), .date):
            self = CivilDate(iso8601: text).map { .date($0.daysSince1970) } ?? .null
        case (.text(let text), .moment):
            self = Timestamp(iso8601: text).map { .moment($0) } ?? .null
        case (.text(let text), _): self = FormulaValue(text: text)
        case (.integer(let number), .flag): self = .flag(number != 0)
        case (.integer(let number), _): self = .number(Double(number))
        case (.number(let number), _): self = .number(number)
        case (.flag(let flag), _): self = .flag(flag)
        case (.null, .flag): self = .flag(false)
        case (.null, _): self = .null
        }
    }

    init(text: String) {
        self = text.isEmpty ? .null : .text(text)
    }

    /// Nothing when a calculation left the range of numbers.
    init(number: Double) {
        self = number.isFinite ? .number(number) : .null
    }

    /// As the org's database would hold it.
    var scalar: Scalar {
        switch self {
        case .null: .null
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .flag(let flag): .flag(flag)
        case .date(let days): .text(CivilDate(daysSince1970: days).description)
        case .moment(let moment): .text(moment.withMilliseconds)
        }
    }

    var text: String {
        if case .text(let text) = self { text } else { "" }
    }

    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    var isTrue: Bool { self == .flag(true) }

    /// Whether it comes before the other one; nothing comes before or after what is missing.
    func precedes(_ other: FormulaValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)): left < right
        case (.date(let left), .date(let right)): left < right
        case (.moment(let left), .moment(let right)): left < right
        case (.text(let left), .text(let right)):
            left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        default: false
        }
    }

    /// A number as `TEXT` writes it: plain, with at most fifteen digits that count.
    static func text(of number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        var buffer = [CChar](repeating: 0, count: 40)
        _ = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.15g", $0) }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension Timestamp {
    /// The moment as the database holds one, with the milliseconds that a calculation may leave.
    var withMilliseconds: String {
        let milliseconds = microseconds.floorDivided(by: 1000)
        let whole = Timestamp(seconds: seconds).iso8601.dropLast()
        let fraction = String(milliseconds - seconds * 1000)
        return whole + "." + String(repeating: "0", count: 3 - fraction.count) + fraction + "Z"
    }
}
