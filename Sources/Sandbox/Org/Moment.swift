import Telemetry

extension Timestamp {
    /// As datetimes are stored: to the second, but written with its milliseconds, as in `2024-05-01T12:30:00.000Z`.
    var stored: String {
        Timestamp(seconds: seconds).iso8601.dropLast() + ".000Z"
    }
}
