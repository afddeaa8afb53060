import Capabilities
import Enrichment
import HTTP
import Jobs
import Telemetry

/// When a job runs, as it stands in a form.
struct ScheduleForm: Sendable, Equatable {
    var every = "none"
    var weekday = Schedule.Weekday.monday.rawValue
    var from = ""
    var month = "1"
    var day = "1"
    var time = "00:00"
    var zone = Schedule.defaultZone

    init() {}

    init(_ schedule: Schedule?) {
        guard let schedule else { return }
        time = schedule.time.description
        zone = schedule.zone.name
        switch schedule.frequency {
        case .daily: every = "day"
        case .weekly(let weekday): (every, self.weekday) = ("week", weekday.rawValue)
        case .fortnightly(let date): (every, from) = ("fortnight", date.description)
        case .monthly(let day): (every, self.day) = ("month", String(day))
        case .quarterly(let month, let day): (every, self.month, self.day) = ("quarter", String(month), String(day))
        }
    }

    init(_ form: Query) {
        every = form["every"] ?? every
        weekday = form["weekday"] ?? weekday
        from = form["from"]?.trimmed ?? from
        month = form["month"] ?? month
        day = form["day"]?.trimmed ?? day
        time = form["at"]?.trimmed ?? time
        zone = form["zone"]?.trimmed ?? zone
    }

    /// The schedule that it says, nil where the job runs by hand; throws with all that is wrong.
    func schedule() throws(ScheduleFaults) -> Schedule? {
        guard every != "none" else { return nil }
        var sentences: [String] = []
        let clock = TimeOfDay(time)
        if clock == nil { sentences.append("Give the time of day as in 00:00 or 18:30.") }
        let place = try? Zone(named: zone)
        if place == nil { sentences.append("Choose a time zone, such as America/New_York.") }
        var frequency: Schedule.Frequency?
        switch every {
        case "day": frequency = .daily
        case "week": frequency = Schedule.Weekday(rawValue: weekday).map { .weekly(on: $0) }
        case "fortnight":
            frequency = CivilDate(iso8601: from).map { .fortnightly(from: $0) }
            if frequency == nil {
                sentences.append("Choose the day of the first run, from which every second week counts.")
            }
        case "month": frequency = Int(day).map { .monthly(day: $0) }
        case "quarter": if let month = Int(month), let day = Int(day) { frequency = .quarterly(month: month, day: day) }
        default: break
        }
        guard let frequency, let clock, let place else {
            if sentences.isEmpty { sentences.append("Say on which day the job runs.") }
            throw ScheduleFaults(sentences: sentences)
        }
        do {
            return try Schedule(frequency, at: clock, in: place)
        } catch {
            throw ScheduleFaults(sentences: [error.description])
        }
    }
}

struct ScheduleFaults: Error {
    let sentences: [String]
}
