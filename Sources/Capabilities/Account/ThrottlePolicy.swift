import Store

/// How long to wait after failures: not at all at first, then twice as long each time.
struct ThrottlePolicy {
    let free: Int
    let first: Duration
    let longest: Duration
    /// Failures count as long as one came at least so lately.
    let memory: Duration

    /// A person mistypes a few times; a guesser gets a hundred guesses a day.
    static let account = ThrottlePolicy(free: 5, first: .seconds(15), longest: .seconds(900), memory: .seconds(86400))
    /// Many people may share one address.
    static let address = ThrottlePolicy(free: 30, first: .seconds(15), longest: .seconds(900), memory: .seconds(86400))
    /// Nobody needs many links.
    static let reset = ThrottlePolicy(free: 3, first: .seconds(300), longest: .seconds(3600), memory: .seconds(86400))

    /// The wait after so many failures in a row.
    func delay(afterFailures failures: Int) -> Duration {
        guard failures >= free else { return .zero }
        return min(longest, first * (1 << min(failures - free, 20)))
    }

    static func of(_ kind: Throttle.Kind) -> ThrottlePolicy {
        switch kind {
        case .account: account
        case .address: address
        case .reset: reset
        }
    }
}
