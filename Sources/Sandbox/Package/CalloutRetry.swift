/// Whether and when a callout is sent again: a function of what came of it, with waits that double.
package struct CalloutRetry: Sendable, Codable, Equatable {
    /// How often a callout is sent at most.
    package var attempts = 6
    /// The wait after the first attempt, in seconds. A queueable can put itself off by whole minutes, up to ten.
    package var firstWait = 60
    /// No wait is longer, whatever the other side asks for.
    package var longestWait = 600

    package init() {}

    /// What an attempt came to.
    enum Outcome: Sendable, Equatable {
        case answered(Int, retryAfter: Duration?)
        /// No answer came; another attempt may bring one.
        case unreachable
        /// It could not be sent, and never will be as things stand.
        case impossible
    }

    enum Verdict: Sendable, Equatable {
        case done
        case again(after: Duration)
        case givenUp
    }

    func verdict(afterAttempt attempt: Int, _ outcome: Outcome) -> Verdict {
        switch outcome {
        case .answered(200...299, _): .done
        case .answered(429, let wish), .answered(500...599, let wish): again(after: attempt, wish)
        case .unreachable: again(after: attempt, nil)
        case .answered, .impossible: .givenUp
        }
    }

    private func again(after attempt: Int, _ wish: Duration?) -> Verdict {
        guard attempt < attempts else { return .givenUp }
        let doubled = Duration.seconds(firstWait * (1 << min(attempt - 1, 20)))
        return .again(after: min(wish ?? doubled, .seconds(longestWait)))
    }

    var complaint: String? {
        if !(1...20).contains(attempts) { return "A callout is sent 1 to 20 times." }
        if !(1...600).contains(firstWait) { return "The first wait is 1 to 600 seconds." }
        if !(firstWait...86_400).contains(longestWait) {
            return "The longest wait is at least the first one, and at most a day."
        }
        return nil
    }
}
