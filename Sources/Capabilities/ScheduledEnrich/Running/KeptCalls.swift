import Salesforce
import Synchronization

/// How many of a counter's calls were written down already.
final class KeptCalls: Sendable {
    private let state = Mutex((rest: 0, bulk: 0))

    /// What has come since the last time. Calls without an answer may have been counted by the org, and are taken as such.
    func take(_ counts: CallCounter.Counts) -> (rest: Int, bulk: Int) {
        state.withLock { kept in
            defer { kept = (counts.rest, counts.bulk) }
            return (counts.rest - kept.rest, counts.bulk - kept.bulk)
        }
    }
}
