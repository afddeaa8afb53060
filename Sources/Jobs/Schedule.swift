package import Telemetry

/// When something happens again and again, on the clock of a place.
///
/// A time that is skipped on its day, because clocks are put forward, happens at the first moment after the gap; a time
/// that comes twice happens the first time only.
package struct Schedule: Sendable, Hashable {
    package enum Frequency: Sendable, Hashable {
        case daily
        case weekly(on: Weekday)
        /// Every fourteenth day from the given one on, and never before it.
        case fortnightly(from: CivilDate)
        /// A day that a month does not have means its last.
        case monthly(day: Int)
        /// In the month, in the third after it and so on, round the year.
        case quarterly(month: Int, day: Int)
    }

    package enum Weekday: String, CaseIterable, Sendable, Codable {
        case sunday, monday, tuesday, wednesday, thursday, friday, saturday
    }

    package let frequency: Frequency
    package let time: TimeOfDay
    package let zone: Zone

    /// Fails for a month or a day that no calendar has.
    package init(_ frequency: Frequency, at time: TimeOfDay = .midnight, in zone: Zone) throws(ScheduleError) {
        switch frequency {
        case .daily, .weekly, .fortnightly: break
        case .monthly(let day): guard 1...31 ~= day else { throw .day }
        case .quarterly(let month, let day):
            guard 1...12 ~= month else { throw .month }
            guard 1...31 ~= day else { throw .day }
        }
        self.frequency = frequency
        self.time = time
        self.zone = zone
    }

    /// Where the product's days begin unless an organisation says otherwise.
    package static let defaultZone = "America/New_York"

    /// The first occurrence after the moment.
    package func next(after moment: Timestamp) -> Timestamp {
        // A gap can move the occurrence of one day into the next, so the search begins a day early.
        var day = zone.local(at: moment).date.daysSince1970 - 1
        while true {
            let date = frequency.first(onOrAfter: CivilDate(daysSince1970: day))
            let occurrence = zone.moment(of: date, secondOfDay: time.secondOfDay)
            if occurrence > moment { return occurrence }
            day = date.daysSince1970 + 1
        }
    }
}

/// A time on the clock, to the minute.
package struct TimeOfDay: Sendable, Hashable {
    package let hour: Int
    package let minute: Int

    package init?(hour: Int, minute: Int) {
        guard 0...23 ~= hour, 0...59 ~= minute else { return nil }
        self.init(checkedHour: hour, minute: minute)
    }

    private init(checkedHour hour: Int, minute: Int) {
        self.hour = hour
        self.minute = minute
    }

    package static let midnight = TimeOfDay(checkedHour: 0, minute: 0)

    var secondOfDay: Int64 { Int64(hour * 3600 + minute * 60) }
}

package enum ScheduleError: Error, Equatable, CustomStringConvertible {
    case day
    case month

    package var description: String {
        switch self {
        case .day: "The day of a month is a number from 1 to 31."
        case .month: "The month is a number from 1 to 12."
        }
    }
}

extension Schedule.Frequency {
    /// The first day, from the given one on, that is a day of this frequency.
    fileprivate func first(onOrAfter date: CivilDate) -> CivilDate {
        let days = date.daysSince1970
        switch self {
        case .daily:
            return date
        case .weekly(let weekday):
            let wait = (weekday.number - date.weekday + 7) % 7
            return CivilDate(daysSince1970: days + Int64(wait))
        case .fortnightly(let anchor):
            let elapsed = days - anchor.daysSince1970
            guard elapsed > 0 else { return anchor }
            return CivilDate(daysSince1970: days + (14 - elapsed % 14) % 14)
        case .monthly(let day):
            return date.first(day: day) { _ in true }
        case .quarterly(let month, let day):
            return date.first(day: day) { ($0 - month) % 3 == 0 }
        }
    }
}

extension Schedule.Weekday {
    /// 0 is Sunday.
    var number: Int {
        switch self {
        case .sunday: 0
        case .monday: 1
        case .tuesday: 2
        case .wednesday: 3
        case .thursday: 4
        case .friday: 5
        case .saturday: 6
        }
    }
}

extension CivilDate {
    /// The first date from this one on that is the day, or the last day, of a month that is asked for.
    fileprivate func first(day: Int, inMonth isWanted: (Int) -> Bool) -> CivilDate {
        var year = year
        var month = month
        while true {
            let last = CivilDate.length(ofMonth: month, year: year)
            if isWanted(month), let date = CivilDate(year: year, month: month, day: min(day, last)), date >= self {
                return date
            }
            month += 1
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }
}
