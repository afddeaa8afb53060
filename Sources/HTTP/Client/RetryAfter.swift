package import Telemetry

/// The `Retry-After` field of an answer.
package enum RetryAfter {
    /// How long the other side asks to be left alone: given in seconds, or as a date by its own clock.
    package static func read(_ value: String, now: Timestamp) -> Duration? {
        if let seconds = Int64(value), seconds >= 0 { return .seconds(min(seconds, 366 * 86400)) }
        return HTTPDate.read(value).map { max(.zero, $0 - now) }
    }
}
