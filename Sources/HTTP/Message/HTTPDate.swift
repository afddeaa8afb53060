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
            func put(_ text: StaticString, _ start: Int, _ count: Int, at place: Int) {
                for offset in 0..<count { bytes[place + offset] = text.utf8Start[start + offset] }
            }
            func put(_ number: Int, at place: Int) {
                bytes[place] = UInt8(48 + number / 10 % 10)
                bytes[place + 1] = UInt8(48 + number % 10)
            }
            put("Ddd, dd Mmm yyyy hh:mm:ss GMT", 0, length, at: 0)
            put("SunMonTueWedThuFriSat", date.weekday * 3, 3, at: 0)
            put(date.day, at: 5)
            put("JanFebMarAprMayJunJulAugSepOctNovDec", (date.month - 1) * 3, 3, at: 8)
            put(date.year / 100, at: 12)
            put(date.year, at: 14)
            put(Int(second / 3600), at: 17)
            put(Int(second / 60 % 60), at: 20)
            put(Int(second % 60), at: 23)
            return length
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
