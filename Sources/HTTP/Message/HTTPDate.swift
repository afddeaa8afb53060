package import Telemetry

/// The date form of header fields, as in `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    package static func write(_ moment: Timestamp) -> String {
        let days = moment.seconds.floorDivided(by: 86400)
        let date = CivilDate(daysSince1970: days)
        let second = moment.seconds - days * 86400
        return weekdays[date.weekday] + ", " + twoDigits(date.day) + " " + months[date.month - 1] + " \(date.year) "
            + twoDigits(Int(second / 3600)) + ":" + twoDigits(Int(second / 60 % 60)) + ":"
            + twoDigits(Int(second % 60)) + " GMT"
    }

    /// Reads the form that every sender has had to use since 1999; the two older ones give `nil`.
    package static func read(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
            let day = number(parts[1], digits: 2), let year = number(parts[3], digits: 4),
            let date = CivilDate(year: year, month: month + 1, day: day), parts[0] == weekdays[date.weekday] + ","
        else { return nil }
        let time = parts[4].split(separator: ":", omittingEmptySubsequences: false).map { number($0, digits: 2) }
        guard time.count == 3, let hour = time[0], let minute = time[1], let second = time[2], hour < 24, minute < 60,
            second <= 60
        else { return nil }
        return Timestamp(seconds: date.daysSince1970 * 86400 + Int64(hour * 3600 + minute * 60 + second))
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}
