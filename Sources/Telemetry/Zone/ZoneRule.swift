/// What holds after the last listed change of a zone, as POSIX writes it: `EST5EDT,M3.2.0,M11.1.0`.
struct ZoneRule: Sendable, Equatable {
    struct Saving: Sendable, Equatable {
        let offset: Int64
        let begins: Turn
        let ends: Turn
    }

    /// A day of every year and the local time on it, which may lie on a neighbouring day.
    struct Turn: Sendable, Equatable {
        let day: Day
        let second: Int64
    }

    enum Day: Sendable, Equatable {
        /// 1 to 365; 29 February is never counted.
        case julian(Int)
        /// 0 to 365; 29 February is counted in leap years.
        case ofYear(Int)
        /// The week 5 is the month's last.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    let standardOffset: Int64
    let saving: Saving?

    func offset(at second: Int64) -> Int64 {
        let changes = changes(around: second...second)
        return changes.last { $0.at <= second }?.offset ?? standardOffset
    }

    /// The changes of the years that the window touches and of a year on either side, in the order of time.
    func changes(around window: ClosedRange<Int64>) -> [ZoneHistory.Change] {
        guard let saving else { return [] }
        let first = CivilDate(daysSince1970: window.lowerBound.floorDivided(by: 86400)).year - 1
        let last = CivilDate(daysSince1970: window.upperBound.floorDivided(by: 86400)).year + 1
        return (first...last).flatMap { year in
            [
                ZoneHistory.Change(at: saving.begins.local(in: year) - standardOffset, offset: saving.offset),
                ZoneHistory.Change(at: saving.ends.local(in: year) - saving.offset, offset: standardOffset),
            ]
        }.sorted { $0.at < $1.at }
    }
}

extension ZoneRule.Turn {
    /// Seconds since 1970 on the local clock.
    fileprivate func local(in year: Int) -> Int64 { day.days(in: year) * 86400 + second }
}

extension ZoneRule.Day {
    fileprivate func days(in year: Int) -> Int64 {
        let newYear = CivilDate.days(year: year, month: 1, day: 1)
        switch self {
        case .julian(let day):
            let leapDay = CivilDate.length(ofMonth: 2, year: year) == 29 && day >= 60
            return newYear + Int64(day - 1) + (leapDay ? 1 : 0)
        case .ofYear(let day):
            return newYear + Int64(day)
        case .weekday(let month, let week, let weekday):
            let first = CivilDate.days(year: year, month: month, day: 1)
            let firstWeekday = CivilDate(daysSince1970: first).weekday
            var day = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day > CivilDate.length(ofMonth: month, year: year) { day -= 7 }
            return first + Int64(day - 1)
        }
    }
}

// MARK: - Reading

extension ZoneRule {
    /// Nil where the text is not a rule.
    init?(posix text: String) {
        var reader = RuleReader(text)
        guard reader.name(), let west = reader.time(upToHours: 24) else { return nil }
        guard !reader.isAtEnd else {
            self.init(standardOffset: -west, saving: nil)
            return
        }
        guard reader.name() else { return nil }
        var savingOffset = -west + 3600
        if !reader.isNext(",") {
            guard let westOfSaving = reader.time(upToHours: 24) else { return nil }
            savingOffset = -westOfSaving
        }
        guard reader.skip(","), let begins = reader.turn(), reader.skip(","), let ends = reader.turn(), reader.isAtEnd
        else { return nil }
        self.init(standardOffset: -west, saving: Saving(offset: savingOffset, begins: begins, ends: ends))
    }
}

private struct RuleReader {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) { rest = Substring(text).unicodeScalars }

    var isAtEnd: Bool { rest.isEmpty }

    func isNext(_ character: Unicode.Scalar) -> Bool { rest.first == character }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    /// A name of at least three letters, or anything between angle brackets.
    mutating func name() -> Bool {
        if skip("<") {
            while let next = rest.popFirst() { if next == ">" { return true } }
            return false
        }
        var letters = 0
        while let next = rest.first, next.isASCII, next.properties.isAlphabetic {
            rest.removeFirst()
            letters += 1
        }
        return letters >= 3
    }

    /// Seconds, written as `[+-]h[h[h]][:mm[:ss]]`.
    mutating func time(upToHours limit: Int64) -> Int64? {
        let sign: Int64 = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard let hours = number(in: 0...limit) else { return nil }
        var seconds = hours * 3600
        for unit: Int64 in [60, 1] {
            guard skip(":") else { break }
            guard let count = number(in: 0...59) else { return nil }
            seconds += count * unit
        }
        return sign * seconds
    }

    mutating func turn() -> ZoneRule.Turn? {
        guard let day = day() else { return nil }
        guard skip("/") else { return ZoneRule.Turn(day: day, second: 7200) }
        guard let second = time(upToHours: 167) else { return nil }
        return ZoneRule.Turn(day: day, second: second)
    }

    private mutating func day() -> ZoneRule.Day? {
        if skip("J") { return number(in: 1...365).map { .julian(Int($0)) } }
        guard skip("M") else { return number(in: 0...365).map { .ofYear(Int($0)) } }
        guard let month = number(in: 1...12), skip("."), let week = number(in: 1...5), skip("."),
            let weekday = number(in: 0...6)
        else { return nil }
        return .weekday(month: Int(month), week: Int(week), weekday: Int(weekday))
    }

    private mutating func number(in range: ClosedRange<Int64>) -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while let next = rest.first, ("0"..."9").contains(next), digits < 4 {
            value = value * 10 + Int64(next.value - 48)
            digits += 1
            rest.removeFirst()
        }
        return digits > 0 && range.contains(value) ? value : nil
    }
}
