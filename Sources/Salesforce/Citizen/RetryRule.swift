/// When a call is made again, and after which wait: a pure function of what happened.
package struct RetryRule: Hashable, Sendable {
    /// The first one included.
    package var attempts = 6
    package var firstWait: Duration = .seconds(1)
    package var longestWait: Duration = .seconds(60)
    /// A longer wish of Salesforce ends the attempts, so that whoever asked can plan the wait.
    package var longestRetryAfter: Duration = .seconds(120)

    package init(attempts: Int = 6) { self.attempts = attempts }

    package enum Decision: Hashable, Sendable {
        case refresh
        case again(after: Duration)
        case giveUp
    }

    /// What to do after an attempt; `chance` is between 0 and 1 and spreads the callers of an org over the wait.
    ///
    /// What may have had an effect is repeated only when that does no harm: a row must not be created twice.
    package func decide(
        after error: SalesforceError,
        attempt: Int,
        hasRefreshed: Bool,
        bearsRepetition: Bool,
        chance: Double
    ) -> Decision {
        switch error.remedy {
        case .refresh: return hasRefreshed ? .giveUp : .refresh
        case .retry, .wait(.concurrency):
            // A refusal with a name of its own changed nothing; only an answer that is missing leaves doubt.
            let isSafe = bearsRepetition || error.hadNoEffect || error.remedy == .wait(.concurrency)
            guard attempt < attempts, isSafe else { return .giveUp }
            if let asked = error.retryAfter {
                return asked <= longestRetryAfter ? .again(after: max(asked, .zero)) : .giveUp
            }
            let wait = backoff(attempt) * chance
            return .again(after: error.remedy == .retry ? wait : .seconds(30) + .seconds(30) * chance)
        case .wait, .adapt, .report: return .giveUp
        }
    }

    private func backoff(_ attempt: Int) -> Duration { min(firstWait * (1 << min(attempt - 1, 20)), longestWait) }
}
