import Glibc
import Telemetry

// MARK: - Numbers

extension FormulaFunction {
    /// Nothing when an operand is missing, or when there is no such number.
    func calculate(_ operands: [Double?]) -> FormulaValue {
        guard let first = operands[0] else { return .null }
        guard operands.count > 1 else { return FormulaValue(number: calculate(first)) }
        guard let second = operands[1] else { return .null }
        return FormulaValue(number: calculate(first, second))
    }

    private func calculate(_ number: Double) -> Double {
        switch self {
        case .absolute: abs(number)
        case .ceiling: number.rounded(.awayFromZero)
        case .floor: number.rounded(.towardZero)
        case .upwards: number.rounded(.up)
        case .downwards: number.rounded(.down)
        case .exponential: exp(number)
        case .logarithm: log(number)
        case .decimalLogarithm: log10(number)
        default: number.squareRoot()
        }
    }

    private func calculate(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .add: return left + right
        case .subtract: return left - right
        case .multiply: return left * right
        case .divide: return right == 0 ? .nan : left / right
        case .power: return pow(left, right)
        case .modulo: return right == 0 ? .nan : fmod(left, right)
        default:
            guard abs(right) <= 15 else { return left }
            let scale = pow(10, right.rounded(.towardZero).magnitude)
            return right < 0
                ? (left / scale).rounded(.toNearestOrAwayFromZero) * scale
                : (left * scale).rounded(.toNearestOrAwayFromZero) / scale
        }
    }
}

// MARK: - The calendar

extension FormulaFunction {
    func onCalendar(_ operands: [FormulaValue]) -> FormulaValue {
        switch (self, operands.first) {
        case (.date, _): return FormulaFunction.date(operands.map(\.number))
        case (.year, .date(let days)): return .number(Double(CivilDate(daysSince1970: days).year))
        case (.month, .date(let days)): return .number(Double(CivilDate(daysSince1970: days).month))
        case (.day, .date(let days)): return .number(Double(CivilDate(daysSince1970: days).day))
        case (.weekday, .date(let days)): return .number(Double(CivilDate(daysSince1970: days).weekday + 1))
        case (.textOfDate, .date(let days)): return .text(CivilDate(daysSince1970: days).description)
        case (.textOfMoment, .moment(let moment)):
            let text = Timestamp(seconds: moment.seconds).iso8601
            return .text(text.prefix(10) + " " + text.dropFirst(11))
        case (.dateOfMoment, .moment(let moment)): return .date(moment.seconds.floorDivided(by: 86400))
        case (.dateOfText, .text(let text)):
            return CivilDate(iso8601: text).map { .date($0.daysSince1970) } ?? .null
        case (.momentOfText, .text(let text)):
            return Timestamp(iso8601: text.hasSuffix("Z") ? text : text + "Z").map { .moment($0) } ?? .null
        case (.daysBetween, .date(let left)):
            if case .date(let right) = operands[1] { return .number(Double(left - right)) }
        case (.timeBetween, .moment(let left)):
            if case .moment(let right) = operands[1] { return .number((left - right).inSeconds / 86400) }
        case (.addDays, .date(let days)):
            if let more = FormulaFunction.days(operands[1]) { return FormulaFunction.date(days, more) }
        case (.addMonths, .date(let days)):
            if let months = FormulaFunction.days(operands[1]) { return FormulaFunction.date(days, months: months) }
        case (.addToMoment, .moment(let moment)):
            if let days = operands[1].number, abs(days) < 4_000_000 {
                // To the millisecond, as a moment is kept.
                return .moment(moment + .milliseconds(Int64((days * 86_400_000).rounded())))
            }
        default: break
        }
        return .null
    }

    /// A number of days or months, its fraction cut off, within any calendar's reach.
    private static func days(_ value: FormulaValue) -> Int64? {
        guard let number = value.number, abs(number) < 4_000_000 else { return nil }
        return Int64(number)
    }

    private static func date(_ days: Int64, _ more: Int64) -> FormulaValue {
        let day = CivilDate(daysSince1970: days + more)
        return 0...9999 ~= day.year ? .date(day.daysSince1970) : .null
    }

    private static func date(_ parts: [Double?]) -> FormulaValue {
        let numbers = parts.map { part in part.flatMap { abs($0) < 10000 ? Int($0) : nil } }
        guard let year = numbers[0], let month = numbers[1], let day = numbers[2], 0...9999 ~= year,
            let date = CivilDate(year: year, month: month, day: day)
        else { return .null }
        return .date(date.daysSince1970)
    }

    /// The last day of a month stays the last day, and a day that the other month lacks becomes its last.
    private static func date(_ days: Int64, months: Int64) -> FormulaValue {
        let start = CivilDate(daysSince1970: days)
        let count = Int64(start.year) * 12 + Int64(start.month) - 1 + months
        let year = Int(count.floorDivided(by: 12))
        guard 0...9999 ~= year else { return .null }
        let month = Int(count - Int64(year) * 12) + 1
        let last = CivilDate.length(ofMonth: month, year: year)
        let wasLast = start.day == CivilDate.length(ofMonth: start.month, year: start.year)
        let day = CivilDate(year: year, month: month, day: wasLast ? last : min(start.day, last))
        return day.map { .date($0.daysSince1970) } ?? .null
    }
}
