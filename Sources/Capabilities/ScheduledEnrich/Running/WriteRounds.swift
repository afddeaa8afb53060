import Enrichment
import Salesforce
import Store

/// Some records that are sent together.
struct WriteRound: Equatable, Sendable {
    /// From 1, in the order in which they are sent.
    let number: Int
    let records: [CRMID]
    let wait: Duration
}

/// In which rounds the records of a batch are sent: perhaps a few first, then the rest, then those again that were
/// refused for a reason that passes. It follows from the answers alone, so that it can be followed again after a crash.
struct WriteRounds: Sendable {
    private var waiting: [[CRMID]]
    private var number = 0
    private var again: [CRMID] = []
    private var refused: [CRMID: RunRefusal] = [:]
    private var retries = 0
    private(set) var failures: [CRMID: RunRefusal] = [:]
    private(set) var figures = Breakers.Figures()
    private let patience: LockPatience

    init(_ records: [CRMID], canary: Int?, patience: LockPatience = LockPatience()) {
        self.patience = patience
        if let canary, canary > 0, canary < records.count {
            waiting = [Array(records[..<canary]), Array(records[canary...])]
        } else {
            waiting = records.isEmpty ? [] : [records]
        }
    }

    var hasMore: Bool { !waiting.isEmpty || !again.isEmpty }

    mutating func next() -> WriteRound? {
        if !waiting.isEmpty {
            number += 1
            return WriteRound(number: number, records: waiting.removeFirst(), wait: .zero)
        }
        guard !again.isEmpty else { return nil }
        // A fixed chance: the waits of several runs differ by when they began.
        guard let round = patience.round(after: retries, group: again.count, chance: 0.5) else {
            for record in again { failures[record] = refused[record] }
            again = []
            return nil
        }
        retries += 1
        number += 1
        let records = again
        again = []
        return WriteRound(number: number, records: records, wait: round.wait)
    }

    mutating func ended(_ round: WriteRound, _ refusals: [RunRefusal]) {
        var answers: [CRMID: RunRefusal] = [:]
        for refusal in refusals { answers[refusal.record] = refusal }
        if retries == 0 { figures.sent += round.records.count }
        for record in round.records {
            guard let refusal = answers[record] else { continue }
            refused[record] = refusal
            if refusal.isPassing {
                again.append(record)
            } else {
                failures[record] = refusal
                figures.refused += 1
            }
        }
    }

    /// Sends no more; what was not sent fails for this reason.
    mutating func stop(_ reason: String) {
        for records in waiting {
            for record in records {
                failures[record] = RunRefusal(record, code: "STOPPED", words: reason, isPassing: true)
            }
        }
        for record in again { failures[record] = refused[record] }
        (waiting, again) = ([], [])
    }
}
