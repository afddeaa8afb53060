import HTTP
import Synchronization

/// How many calls the org has had in the last 24 hours, and how many it may have, as each answer tells.
package struct Usage: Hashable, Sendable {
    package let used: Int
    package let limit: Int

    package init(used: Int, limit: Int) {
        self.used = used
        self.limit = limit
    }

    /// Reads `api-usage=18/5000`, whatever is told beside it.
    package init?(parsing text: String) {
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == " " }) {
            guard part.hasPrefix("api-usage=") else { continue }
            let numbers = part.dropFirst("api-usage=".count).split(separator: "/").map { Int($0) }
            guard numbers.count == 2, let used = numbers[0], let limit = numbers[1], used >= 0, limit >= 0 else {
                return nil
            }
            self.init(used: used, limit: limit)
            return
        }
        return nil
    }
}

/// Counts the calls that one org has had from us, and keeps what it told last about all of its calls.
package final class CallCounter: Sendable {
    package struct Counts: Hashable, Sendable {
        /// Calls that Salesforce counted, because it said so in the answer: for single records and queries …
        package var rest = 0
        /// … and for Bulk jobs, their polls included.
        package var bulk = 0
        /// Calls without an answer, which may have been counted.
        package var unanswered = 0
        package var usage: Usage?

        package var counted: Int { rest + bulk }
    }

    private let state = Mutex(Counts())

    package init() {}

    package var counts: Counts { state.withLock { $0 } }

    func answered(_ call: Call, _ fields: Fields) {
        note(fields)
        guard fields.contains("Sforce-Limit-Info") else { return }
        state.withLock { counts in
            if call.isBulk { counts.bulk += 1 } else { counts.rest += 1 }
        }
    }

    /// Salesforce tells its figures with a refusal, too, but counts nothing that it does not let in.
    func refused(_ call: Call, _ fields: Fields, _ error: SalesforceError) {
        if error.code == .invalidSession || error.code == .requestLimit { note(fields) } else { answered(call, fields) }
    }

    /// Keeps what another way has told about the org's calls.
    package func note(_ usage: Usage) { state.withLock { $0.usage = usage } }

    private func note(_ fields: Fields) {
        if let usage = fields["Sforce-Limit-Info"].flatMap({ Usage(parsing: $0) }) { note(usage) }
    }

    func unanswered() { state.withLock { $0.unanswered += 1 } }
}
