import Capabilities
import Telemetry

/// Writes times as people of a time zone read them, seen from now.
struct LocalTime: Sendable {
    let zone: Zone
    let now: Timestamp

    func moment(_ timestamp: Timestamp) -> Moment {
        Moment(
            iso: timestamp.iso8601,
            relative: relative(timestamp),
            stamp: "\(date(timestamp)), \(clock(timestamp))",
            exact: exact(timestamp)
        )
    }

    func moment(_ timestamp: Timestamp?) -> Moment? { timestamp.map(moment) }

    /// "21 Nov 2026, 14:05:09 (Europe/Berlin)"
    func exact(_ timestamp: Timestamp) -> String {
        "\(date(timestamp)), \(clock(timestamp, withSeconds: true)) (\(zone.name))"
    }

    /// "21 Nov 2026"
    func date(_ timestamp: Timestamp) -> String {
        LocalTime.text(zone.local(at: timestamp).date)
    }

    static func text(_ date: CivilDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

    /// "Nov 2026"
    func month(_ month: CivilMonth) -> String {
        "\(Self.months[month.firstDay.month - 1]) \(month.firstDay.year)"
    }

    /// "14:05"
    func clock(_ timestamp: Timestamp, withSeconds: Bool = false) -> String {
        let second = zone.local(at: timestamp).secondOfDay
        let text = "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
        return withSeconds ? text + ":\(twoDigits(second % 60))" : text
    }

    private func relative(_ timestamp: Timestamp) -> String {
        let seconds = (now - timestamp).inSeconds
        let isPast = seconds >= 0
        let distance = Int(seconds.magnitude)
        func phrase(_ count: Int, _ unit: String) -> String {
            let amount = "\(count) \(unit)\(count == 1 ? "" : "s")"
            return isPast ? "\(amount) ago" : "in \(amount)"
        }
        switch distance {
        case ..<10: return isPast ? "just now" : "in a moment"
        case ..<60: return phrase(distance, "second")
        case ..<3600: return phrase(distance / 60, "minute")
        case ..<(12 * 3600): return phrase(distance / 3600, "hour")
        default: return day(timestamp)
        }
    }

    private func day(_ timestamp: Timestamp) -> String {
        let date = zone.local(at: timestamp).date
        let today = zone.local(at: now).date
        switch today.daysSince1970 - date.daysSince1970 {
        case 0: return "today at \(clock(timestamp))"
        case 1: return "yesterday at \(clock(timestamp))"
        case -1: return "tomorrow at \(clock(timestamp))"
        case 2..<7: return "\(Self.weekdays[date.weekday]) at \(clock(timestamp))"
        default:
            let text = "\(date.day) \(Self.months[date.month - 1])"
            return date.year == today.year ? text : "\(text) \(date.year)"
        }
    }

    /// "4 min 12 s": a length of time in its two largest units.
    static func length(_ duration: Duration) -> String {
        let seconds = duration.inSeconds
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 10 { return "\(Int(seconds * 10) / 10).\(Int(seconds * 10) % 10) s" }
        let whole = Int(seconds)
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600: return pair(whole / 60, "min", whole % 60, "s")
        case ..<86400: return pair(whole / 3600, "h", whole / 60 % 60, "min")
        default: return pair(whole / 86400, "d", whole / 3600 % 24, "h")
        }
    }

    private static func pair(_ large: Int, _ unit: String, _ small: Int, _ smallUnit: String) -> String {
        small == 0 ? "\(large) \(unit)" : "\(large) \(unit) \(small) \(smallUnit)"
    }

    private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
