package import Jobs
import Telemetry

extension Schedule {
    /// How often, in a word or two.
    package var interval: String {
        switch frequency {
        case .daily: "Daily"
        case .weekly: "Weekly"
        case .fortnightly: "Every two weeks"
        case .monthly: "Monthly"
        case .quarterly: "Quarterly"
        }
    }

    /// On which days, at what time and where, as in `every Friday at 00:00, America/New_York`.
    package var words: String {
        let days =
            switch frequency {
            case .daily: "every day"
            case .weekly(let weekday): "every \(weekday.title)"
            case .fortnightly(let date): "every two weeks from \(date) on"
            case .monthly(let day): day == 31 ? "on the last day of every month" : "on day \(day) of every month"
            case .quarterly(let month, let day): "on day \(day) of \(Schedule.quarter(from: month))"
            }
        return "\(days) at \(time), \(zone.name)"
    }

    /// The months of a quarterly schedule, from the first of the year on.
    private static func quarter(from month: Int) -> String {
        let names = stride(from: (month - 1) % 3, to: 12, by: 3).map { monthNames[$0] }
        return names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    package static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension Schedule.Weekday {
    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
