/// One thing that goes wrong on purpose: what, where, and how often.
package struct Fault: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The answer comes late.
        case latency
        /// The request takes effect, and the connection closes without an answer.
        case drop
        /// The request takes effect twice, and is answered once.
        case duplicate
        /// A server error with a JSON body; the request has no effect.
        case error
        /// The HTML page that an org under maintenance shows, with 503; the request has no effect.
        case maintenance
        case expiredSession = "expired-session"
        case dailyLimit = "daily-limit"
        case concurrentLimit = "concurrent-limit"
        /// Some of the rows that are saved find themselves locked.
        case rowLocks = "row-locks"
        /// A Bulk job fails when a part of its rows is done.
        case jobFailure = "job-failure"
        /// Each batch of a Bulk job takes longer.
        case slowJob = "slow-job"
        /// A Bulk job tells another number of processed rows than it has.
        case wrongCounts = "wrong-counts"
        /// Pages of a query hold fewer rows than were asked for.
        case smallPages = "small-pages"
        case expiredLocator = "expired-locator"
        /// A refresh gives a new refresh token, and the old one is revoked.
        case rotatedRefreshToken = "rotated-refresh-token"
        /// The answer to a sign-in or refresh names another instance.
        case changedInstance = "changed-instance"
    }

    package var kind: Kind
    /// Milliseconds, percent, rows or a status: what the kind's `amount` says.
    package var amount: Int
    /// The address that `changedInstance` names.
    package var url: String?
    /// Only requests whose path fits; `*` stands for any run of characters.
    package var path: String?
    package var method: String?
    /// So many requests that fit go unharmed first.
    package var after = 0
    /// How often it strikes at most; without limit when `nil`.
    package var times: Int?
    package var probability = 1.0
    /// The same seed and the same requests bring the same strikes.
    package var seed: UInt64 = 1

    package init(_ kind: Kind, amount: Int? = nil) {
        self.kind = kind
        self.amount = amount ?? kind.amount?.usual ?? 0
    }
}

extension Fault.Kind {
    /// The number that a kind takes: its name in JSON and flags, what it may be, and what it is when nobody says.
    struct Amount: Sendable {
        let name: String
        let range: ClosedRange<Int>
        let usual: Int
    }

    var amount: Amount? {
        switch self {
        case .latency, .slowJob: Amount(name: "milliseconds", range: 0...3_600_000, usual: 1000)
        case .error: Amount(name: "status", range: 500...599, usual: 500)
        case .rowLocks: Amount(name: "percent", range: 0...100, usual: 10)
        case .jobFailure: Amount(name: "percent", range: 0...100, usual: 50)
        case .wrongCounts: Amount(name: "by", range: -1_000_000...1_000_000, usual: 1)
        case .smallPages: Amount(name: "rows", range: 1...2000, usual: 200)
        case .drop, .duplicate, .maintenance, .expiredSession, .dailyLimit, .concurrentLimit, .expiredLocator,
            .rotatedRefreshToken, .changedInstance:
            nil
        }
    }
}

extension Fault {
    /// Whether a request of this method and path is one of those it strikes.
    func fits(method: String, path: String) -> Bool {
        if let wanted = self.method, !wanted.equalsIgnoringASCIICase(method) { return false }
        guard let pattern = self.path else { return true }
        return Fault.matches(Array(path.utf8), Array(pattern.utf8))
    }

    private static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        var at = 0
        var wanted = 0
        var star: (pattern: Int, text: Int)?
        while at < text.count {
            if wanted < pattern.count, pattern[wanted] == UInt8(ascii: "*") {
                star = (wanted, at)
                wanted += 1
            } else if wanted < pattern.count, pattern[wanted] == text[at] {
                wanted += 1
                at += 1
            } else if let last = star {
                // The star takes one character more.
                star = (last.pattern, last.text + 1)
                wanted = last.pattern + 1
                at = last.text + 1
            } else {
                return false
            }
        }
        return pattern[wanted...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
