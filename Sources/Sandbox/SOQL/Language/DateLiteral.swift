import Telemetry

/// A date literal such as `LAST_N_MONTHS:3`: a run of calendar units counted from the one that today lies in.
struct DateLiteral: Sendable, Equatable {
    enum Unit: Sendable {
        case day, week, month, quarter, year, fiscalQuarter, fiscalYear
    }

    let unit: Unit
    /// The first unit and the one after the last; 0 is the present one.
    let units: Range<Int>

    /// What a calendar needs to know of an org and its user.
    struct Calendar: Sendable {
        var today: CivilDate
        /// 0 is Sunday.
        var firstWeekday = 0
        var fiscalYearStartMonth = 1
    }

    /// The days it stands for: the first, and the one after the last.
    func days(in calendar: Calendar) -> (start: CivilDate, end: CivilDate) {
        (day(atStartOf: units.lowerBound, calendar), day(atStartOf: units.upperBound, calendar))
    }

    private func day(atStartOf offset: Int, _ calendar: Calendar) -> CivilDate {
        let today = calendar.today
        let fiscal = calendar.fiscalYearStartMonth - 1
        switch unit {
        case .day: return DateLiteral.day(today.daysSince1970 + Int64(offset))
        case .week:
            let back = (today.weekday - calendar.firstWeekday + 7) % 7
            return DateLiteral.day(today.daysSince1970 - Int64(back) + 7 * Int64(offset))
        case .month: return month(today.month - 1 + offset)
        case .quarter: return month((today.month - 1) / 3 * 3 + 3 * offset)
        case .year: return month(12 * offset)
        case .fiscalQuarter:
            let shifted = today.month - 1 - fiscal
            return month((shifted - DateLiteral.remainder(shifted, 3)) + fiscal + 3 * offset)
        case .fiscalYear:
            let shifted = today.month - 1 - fiscal
            return month((shifted < 0 ? -12 : 0) + fiscal + 12 * offset)
        }

        /// The first of a month, counted from January of this year.
        func month(_ index: Int) -> CivilDate {
            let month = DateLiteral.remainder(index, 12)
            let year = today.year + (index - month) / 12
            return CivilDate(year: min(max(year, 1), 9999), month: month + 1, day: 1) ?? today
        }
    }

    private static func remainder(_ number: Int, _ divisor: Int) -> Int {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }

    /// A day by its number, within the years that have four digits.
    private static func day(_ number: Int64) -> CivilDate {
        CivilDate(daysSince1970: min(max(number, -719_162), 2_932_896))
    }
}

extension DateLiteral {
    /// Reads a keyword such as `TODAY`, or one such as `LAST_N_DAYS` with its number.
    init?(keyword: String, number: Int?) {
        let word = keyword.uppercased()
        if let number {
            guard let (unit, units) = DateLiteral.counted(word, min(number, 4_000_000)) else { return nil }
            self.init(unit: unit, units: units)
        } else {
            guard let (unit, units) = DateLiteral.plain[word] else { return nil }
            self.init(unit: unit, units: units)
        }
    }

    private static let plain: [String: (Unit, Range<Int>)] = {
        var words: [String: (Unit, Range<Int>)] = [
            "YESTERDAY": (.day, -1..<0), "TODAY": (.day, 0..<1), "TOMORROW": (.day, 1..<2),
            "LAST_90_DAYS": (.day, -90..<1), "NEXT_90_DAYS": (.day, 1..<91),
        ]
        for (name, unit) in names where unit != .day {
            words["LAST_\(name)"] = (unit, -1..<0)
            words["THIS_\(name)"] = (unit, 0..<1)
            words["NEXT_\(name)"] = (unit, 1..<2)
        }
        return words
    }()

    private static let names: [(String, Unit)] = [
        ("DAY", .day), ("WEEK", .week), ("MONTH", .month), ("QUARTER", .quarter), ("YEAR", .year),
        ("FISCAL_QUARTER", .fiscalQuarter), ("FISCAL_YEAR", .fiscalYear),
    ]

    /// The keywords that want a number after a colon.
    static func isCounted(_ word: String) -> Bool { counted(word.uppercased(), 1) != nil }

    private static func counted(_ word: String, _ number: Int) -> (Unit, Range<Int>)? {
        for (name, unit) in names {
            switch word {
            // Today is within the last days, whereas the present month is not within the last months.
            case "LAST_N_\(name)S": return (unit, -number..<(unit == .day ? 1 : 0))
            case "NEXT_N_\(name)S": return (unit, 1..<number + 1)
            case "N_\(name)S_AGO": return (unit, -number..<1 - number)
            default: continue
            }
        }
        return nil
    }
}
