import Telemetry

/// Reads the dates of public sources: `2026-03-08`, with or without a time behind it, and `08/03/2026`.
enum MappedDate {
    /// The beginning of the day in UTC; nil for what is no date.
    static func microseconds(of value: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard value.count >= 10 else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var number = 0
            for byte in value[range] {
                guard 48...57 ~= byte else { return nil }
                number = number * 10 + Int(byte - 48)
            }
            return number
        }
        let date: CivilDate?
        if value[4] == UInt8(ascii: "-"), value[7] == UInt8(ascii: "-"), let year = number(0..<4),
            let month = number(5..<7), let day = number(8..<10)
        {
            date = CivilDate(year: year, month: month, day: day)
        } else if value[2] == UInt8(ascii: "/"), value[5] == UInt8(ascii: "/"), let day = number(0..<2),
            let month = number(3..<5), let year = number(6..<10)
        {
            date = CivilDate(year: year, month: month, day: day)
        } else {
            return nil
        }
        return date.map { $0.daysSince1970 * 86_400_000_000 }
    }
}
