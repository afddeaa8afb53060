package import Telemetry

/// The date form of header fields, as in `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let length = 29

    package static func write(_ moment: Timestamp) -> String {
        let days = moment.seconds.floorDivided(by: 86400)
        let date = CivilDate(daysSince1970: days)
        let second = moment.seconds - days * 86400
        // Written in one go: it stands in the head of many an answer.
        return String(unsafeUninitializedCapacity: length) { bytes in
            var place = 0
            func put(_ text: some Sequence<UInt8>) {
                for byte in text {
                    bytes[place] = byte
                    place += 1
                }
            }
            func put(digits number: Int) { put([UInt8(48 + number / 10 % 10), UInt8(48 + number % 10)]) }
            put(weekdays[date.weekday].utf8)
            put(", ".utf8)
            put(digits: date.day)
            put(" ".utf8)
            put(months[date.month - 1].utf8)
            put(" ".utf8)
            put(digits: date.year / 100)
            put(digits: date.year)
            put(" ".utf8)
            put(digits: Int(second / 3600))
            put(":".utf8)
            put(digits: Int(second / 60 % 60))
            put(":".utf8)
            put(digits: Int(second % 60))
            put(" GMT".utf8)
            return place
        }
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

    private static func number(_ text: Substring, digits: Int) -> Int? {
        text.utf8.count == digits && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
    }
}
