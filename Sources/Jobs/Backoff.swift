import Telemetry

/// How long a job that failed waits before it is tried again: the attempt's number to a power, in seconds.
package struct Backoff: Sendable, Hashable {
    package let power: Int
    package let longest: Duration
    /// The part of the wait, from 0 to 1, by which chance makes it longer or shorter.
    package let jitter: Double

    package init(power: Int, longest: Duration, jitter: Double = 0.1) {
        self.power = power
        self.longest = longest
        self.jitter = jitter
    }

    /// 1 s, 16 s, 81 s, 4 min, 10 min, 21 min … up to a day: twenty attempts last a week.
    package static let standard = Backoff(power: 4, longest: .days(1))

    /// The wait after the attempt with this number, counted from 1; `chance` is drawn from 0 to 1.
    package func delay(afterAttempt attempt: Int, chance: Double) -> Duration {
        let limit = longest.components.seconds
        var seconds: Int64 = 1
        for _ in 0..<power where seconds < limit {
            let (product, overflowed) = seconds.multipliedReportingOverflow(by: Int64(max(1, attempt)))
            seconds = overflowed ? limit : product
        }
        let wait = min(.seconds(seconds), longest)
        return wait + wait * (jitter * (2 * chance - 1))
    }
}
