import Crypto
import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Sends rows to the org as one effect of a batch: written down first, sent once, ended with what the org refused.
struct RunSending: Sendable {
    let steps: RunSteps
    let run: Run
    let batch: RunBatch
    let calls: OrgCalls
    let lease: Lease
    /// Told whenever it is written down what the org will work on.
    var begun: AsyncStream<Void>.Continuation?

    /// What is sent, and how an answer is told from another.
    struct Rows: Sendable {
        let upload: IngestRows.Upload
        /// The records that the rows are about.
        let records: [CRMID]
        let operation: IngestOperation
        let object: APIName
        /// The column by which the org's answer tells one row from another.
        let key: String
        /// The records that rows are about, by their keys, where those are not the records' own ids.
        var subjects: [String: CRMID] = [:]
        /// Whether it matters which record each row became.
        var isIDWanted = true

        /// All of them, for a reason that concerns none alone.
        fileprivate func refused(_ code: String, _ words: String) -> (Saved, [RunRefusal]) {
            func refusal(_ record: CRMID) -> RunRefusal {
                RunRefusal(record, code: code, words: words, isPassing: false)
            }
            return (Saved(refusals: subjects.mapValues(refusal)), Set(records).sorted().map(refusal))
        }
    }

    /// What came of it by the keys of the rows: the ids of the records that were saved, and why others were not.
    struct Saved: Sendable {
        var ids: [String: CRMID] = [:]
        var refusals: [String: RunRefusal] = [:]
    }

    /// Carries out the effect of this number, unless that was done before. `settle` runs in the transaction that ends it.
    ///
    /// What no waiting mends is an answer like any other: every row is refused for it, so that the batch comes to its end.
    func send(
        _ number: Int,
        _ rows: Rows,
        settle: @escaping @Sendable (Saved, [RunRefusal], isolated Connection) throws -> Void = { _, _, _ in }
    ) async throws -> [RunRefusal] {
        let effect = try await intended(number, rows)
        if effect.endedAt == nil {
            let isSame = effect.digest == RunSending.digest(of: rows)
            let (saved, refusals) =
                isSame ? try await perform(effect, rows) : rows.refused("OTHER_ROWS", RunSending.otherRows)
            let now = steps.clock.now()
            try await steps.database.write { db in
                try lease.confirm(on: db)
                try RunEffect.end(
                    number,
                    refusals,
                    of: batch.number,
                    of: run.id,
                    in: run.organisation,
                    at: now,
                    on: db
                )
                try settle(saved, refusals, db)
            }
        }
        return try await steps.database.read { db in
            try RunRefusal.list(of: number, of: batch.number, of: run.id, in: run.organisation, on: db)
        }
    }

    /// Sends the records in rounds: those that are refused for a reason that passes come again. Tells who is refused for good.
    ///
    /// The first round is the effect of this number, the next that of a thousand more, and so on.
    func sendInRounds(
        _ first: Int,
        _ records: [CRMID],
        _ rows: ([CRMID]) async throws -> Rows,
        settle: @escaping @Sendable (Saved, [RunRefusal], isolated Connection) throws -> Void
    ) async throws -> [CRMID: RunRefusal] {
        let known = try await steps.database.read { db in
            try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db).map(\.number)
        }
        var rounds = WriteRounds(records, canary: nil)
        while let round = rounds.next() {
            let number = first + 1000 * (round.number - 1)
            if !known.contains(number), round.wait > .zero { try await steps.clock.sleep(round.wait) }
            rounds.ended(round, try await send(number, try await rows(round.records), settle: settle))
        }
        return rounds.failures
    }

    private static let otherRows =
        "What was about to be written is not what the plan says any more, so it was not sent; run again."
    static let doubt = "What Salesforce has written of it is not known; run again, which compares."

    private static func digest(of rows: Rows) -> String { Base64.encode(Digest.sha256(rows.upload.bytes), .url) }

    private func intended(_ number: Int, _ rows: Rows) async throws -> RunEffect {
        let digest = RunSending.digest(of: rows)
        let now = steps.clock.now()
        return try await steps.database.write { db in
            let known = try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db)
            if let effect = known.first(where: { $0.number == number }) { return effect }
            return try RunEffect.intend(
                number,
                digest: digest,
                size: rows.upload.rows,
                of: batch.number,
                of: run.id,
                in: run.organisation,
                at: now,
                on: db
            )
        }
    }

    private func perform(_ effect: RunEffect, _ rows: Rows) async throws -> (Saved, [RunRefusal]) {
        let org = try await steps.org(of: run, calls)
        var saved = Saved()
        var refusals: [RunRefusal] = []
        var isBegun = effect.remoteID != nil
        do {
            let summary = try await org.ingest(
                rows.upload,
                rows.operation,
                of: rows.object,
                resuming: effect.remoteID.flatMap { RecordID($0) },
                pace: steps.pace
            ) { job in
                try lease.check()
                try await steps.database.write { db in
                    try lease.confirm(on: db)
                    try RunEffect.keep(
                        remoteID: job.text,
                        of: effect.number,
                        of: batch.number,
                        of: run.id,
                        in: run.organisation,
                        on: db
                    )
                }
                isBegun = true
                begun?.yield()
            } _: { result in
                if case .saved = result.outcome, !rows.isIDWanted { return }
                guard let key = result.sent(rows.key), let record = rows.subjects[key] ?? CRMID(key) else {
                    throw UnreadableRecord()
                }
                if case .saved(let id, _) = result.outcome, let made = CRMID(id.text) {
                    saved.ids[key] = made
                } else if let refusal = RunRefusal(result, of: record) {
                    saved.refusals[key] = refusal
                    refusals.append(refusal)
                }
            }
            // A job that has tried no row says once for all of them why.
            if summary.untried == rows.upload.rows, let failure = summary.job.failure, failure.pause == nil {
                return rows.refused(failure.code.name, failure.wordsForPeople)
            }
        } catch let error as SalesforceError where error.pause == nil {
            let words = isBegun ? "\(error.wordsForPeople) \(RunSending.doubt)" : error.wordsForPeople
            return rows.refused(error.code.name, words)
        }
        return (saved, refusals)
    }
}

extension RunRefusal {
    /// Nil for a row that was saved.
    init?(_ result: IngestResult, of record: CRMID) {
        switch result.outcome {
        case .saved: return nil
        case .failed(let error):
            self.init(record, code: error.code.name, words: error.wordsForPeople, isPassing: error.isPassing)
        case .untried:
            self.init(
                record,
                code: "NOT_TRIED",
                words: "Salesforce ended the job before this record's turn; run again.",
                isPassing: true
            )
        }
    }
}

extension SalesforceError {
    /// For the people of the org whose record it is.
    fileprivate var wordsForPeople: String { words.isEmpty ? sentence : "\(sentence) Salesforce says: \(words)" }

    fileprivate var isPassing: Bool {
        switch remedy {
        case .wait(.lock), .wait(.concurrency), .retry: true
        case .refresh, .wait, .adapt, .report: false
        }
    }
}
