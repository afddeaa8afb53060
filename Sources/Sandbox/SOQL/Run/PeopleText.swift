import Database
import Telemetry

/// Values as people write them in the United States, for `FORMAT()`.
enum PeopleText {
    static func text(_ row: borrowing ScannedRow, _ column: Int, _ type: FieldType, scale: Int) -> String {
        switch type {
        case .currency: "$" + grouped(row.real(column), scale: max(scale, 2))
        case .double, .percent: grouped(row.real(column), scale: scale) + (type == .percent ? "%" : "")
        case .int, .long: grouped(row.real(column), scale: 0)
        case .boolean: row.integer(column) == 0 ? "false" : "true"
        case .date: date(String(decoding: row.text(column), as: UTF8.self))
        case .datetime: moment(String(decoding: row.text(column), as: UTF8.self))
        default: String(decoding: row.text(column), as: UTF8.self)
        }
    }

    /// `1,234,567.50`
    static func grouped(_ number: Double, scale: Int) -> String {
        var factor = 1.0
        for _ in 0..<min(scale, 9) { factor *= 10 }
        let scaled = (number.magnitude * factor).rounded()
        guard scaled < 9e15 else { return String(number) }
        var whole = String(Int64(scaled / factor))
        var grouped = ""
        while whole.utf8.count > 3 {
            grouped = "," + whole.suffix(3) + grouped
            whole.removeLast(3)
        }
        let fraction = Int64(scaled) % Int64(factor)
        let digits = String(fraction)
        let tail = scale == 0 ? "" : "." + String(repeating: "0", count: min(scale, 9) - digits.utf8.count) + digits
        return (number < 0 ? "-" : "") + whole + grouped + tail
    }

    /// `5/1/2024`
    private static func date(_ text: String) -> String {
        guard let date = CivilDate(iso8601: String(text.prefix(10))) else { return text }
        return "\(date.month)/\(date.day)/\(date.year)"
    }

    /// `5/1/2024, 2:05 PM`
    private static func moment(_ text: String) -> String {
        guard let moment = Timestamp(iso8601: text) else { return text }
        let (date, second) = Zone.utc.local(at: moment)
        let hour = second / 3600
        let minute = second / 60 % 60
        let clock = "\(hour % 12 == 0 ? 12 : hour % 12):\(minute < 10 ? "0" : "")\(minute) \(hour < 12 ? "AM" : "PM")"
        return "\(date.month)/\(date.day)/\(date.year), \(clock)"
    }
}
