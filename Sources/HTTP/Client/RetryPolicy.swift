/// When a request is made again, and after which wait. A pure function of what happened.
package struct RetryPolicy: Sendable {
    /// What an attempt came to.
    package enum Outcome: Sendable {
        case status(Status, retryAfter: Duration?)
        case failed(HTTPClientError)
    }

    /// The first one included.
    package var attempts: Int
    package var statuses: Set<Int> = [408, 425, 429, 502, 503, 504]
    /// The wait after the first attempt; doubled after each further one, then spread over its upper half by chance.
    package var firstWait: Duration = .milliseconds(250)
    package var longestWait: Duration = .seconds(20)
    /// What is asked by `Retry-After` is kept to; a longer wish ends the attempts, so that the caller can plan it.
    package var longestRetryAfter: Duration = .seconds(60)
    /// Whether a request is repeated that may have had its effect already. A `POST` seldom bears that.
    package var repeatsAnyMethod = false

    package init(attempts: Int) { self.attempts = attempts }

    package static let none = RetryPolicy(attempts: 1)
    package static let standard = RetryPolicy(attempts: 4)

    /// How long to wait before the next attempt, or nil when this outcome stands; `chance` is between 0 and 1.
    package func wait(
        afterAttempt attempt: Int,
        _ method: Method,
        _ outcome: Outcome,
        chance: Double
    ) -> Duration? {
        guard attempt < attempts else { return nil }
        let mayRepeat = repeatsAnyMethod || method.isIdempotent
        switch outcome {
        case .failed(let error):
            guard error.isWorthRepeating, mayRepeat || error.wasNotSent else { return nil }
            return backoff(attempt, chance)
        case .status(let status, let retryAfter):
            guard statuses.contains(status.code), mayRepeat else { return nil }
            guard let retryAfter else { return backoff(attempt, chance) }
            return retryAfter <= longestRetryAfter ? max(retryAfter, .zero) : nil
        }
    }

    private func backoff(_ attempt: Int, _ chance: Double) -> Duration {
        let doublings = min(attempt - 1, 30)
        let full = min(firstWait * (1 << doublings), longestWait)
        return full / 2 + full / 2 * chance
    }
}

extension HTTPClientError {
    fileprivate var isWorthRepeating: Bool {
        switch code {
        case .timeout, .resolve, .connect, .connectionLost: true
        case .invalidRequest, .tls, .refusedAddress, .tooLarge, .redirects, .protocol: false
        }
    }
}
