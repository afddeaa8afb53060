import Telemetry

/// The date of a mail, `Sun, 08 Mar 2026 05:00:00 +0000`.
enum MailDate {
    static func text(of moment: Timestamp) -> String {
        let days = moment.seconds.floorDivided(by: 86400)
        let second = Int(moment.seconds - days * 86400)
        let date = CivilDate(daysSince1970: days)
        return "\(weekdays[date.weekday]), \(two(date.day)) \(months[date.month - 1]) \(date.year) "
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
    }
}

private let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
