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

    /// What is sent, and how an answer is told from another.
    struct Rows: Sendable {
        let upload: IngestRows.Upload
        let operation: IngestOperation
        let object: APIName
        /// The column by which the org's answer tells one row from another.
        let key: String
        /// The column that names the record that a row is about, where that is another.
        var record: String?
    }

    /// What came of it: the ids of the records that were saved, by the keys of their rows.
    struct Saved: Sendable {
        var ids: [String: CRMID] = [:]
    }

    /// Carries out the effect of this number, unless that was done before. `settle` runs in the transaction that ends it.
    func send(
        _ number: Int,
        _ rows: Rows,
        settle: @escaping @Sendable (Saved, [RunRefusal], isolated Connection) throws -> Void = { _, _, _ in }
    ) async throws -> [RunRefusal] {
        let effect = try await intended(number, rows)
        if effect.endedAt == nil {
            let (saved, refusals) = try await perform(effect, rows)
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

    private func intended(_ number: Int, _ rows: Rows) async throws -> RunEffect {
        let digest = Base64.encode(Digest.sha256(rows.upload.bytes), .url)
        let now = steps.clock.now()
        let effect = try await steps.database.write { db -> RunEffect? in
            let known = try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db)
            if let effect = known.first(where: { $0.number == number }) { return effect }
            try RunEffect.intend(
                number,
                digest: digest,
                size: rows.upload.rows,
                of: batch.number,
                of: run.id,
                in: run.organisation,
                at: now,
                on: db
            )
            return try RunEffect.list(of: batch.number, of: run.id, in: run.organisation, on: db)
                .first { $0.number == number }
        }
        guard let effect, effect.digest == digest else {
            throw RunFailure(
                sentence:
                    "What was about to be written is not what the plan says any more, so nothing was sent; undo the "
                    + "run and start it again."
            )
        }
        return effect
    }

    private func perform(_ effect: RunEffect, _ rows: Rows) async throws -> (Saved, [RunRefusal]) {
        let org = try await steps.org(of: run, calls)
        var saved = Saved()
        var refusals: [RunRefusal] = []
        _ = try await org.ingest(
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
        } _: { result in
            guard let key = result.sent(rows.key),
                let record = CRMID(rows.record.flatMap { result.sent($0) } ?? key)
            else { throw UnreadableRecord() }
            if case .saved(let id, _) = result.outcome, let made = CRMID(id.text) {
                saved.ids[key] = made
            } else if let refusal = RunRefusal(result, of: record) {
                refusals.append(refusal)
            }
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
