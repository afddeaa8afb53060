import Database
import Enrichment
import Salesforce
import Store
import Telemetry

/// Looks right before a batch is written which of its records have changed in the org since they were read.
struct RunDrift: Sendable {
    let steps: RunSteps

    /// Takes those that changed out of the batch, and tells whether there are any. They are read and planned again; where the
    /// plan was approved as it is, or was made anew already, they are errors instead.
    func takeOut(of plan: Plan, _ batch: RunBatch, of run: Run, _ calls: OrgCalls) async throws -> Bool {
        let changed = plan.changed(amongst: try await marks(of: plan, run, calls))
        guard !changed.isEmpty else { return false }
        Log.info("Records changed in the org before they were written.", ["run": run.id, "records": changed.count])
        let isAgain = run.purpose == .enrich && batch.origin == nil
        let page = isAgain ? try await read(changed, of: run, calls) : RecordPage(run.object, [])
        let now = steps.clock.now()
        try await steps.database.write { db in
            if isAgain, !page.records.isEmpty {
                try RunRecord.remove(page.records.map(\.id), from: run.id, in: run.organisation, on: db)
                try RunFollowUp.remove(
                    following: page.records.map(\.id),
                    from: run.id,
                    in: run.organisation,
                    on: db
                )
                guard let stored = try Run.find(run.id, in: run.organisation, on: db) else { return }
                try RunBatch.insert(
                    stored.batches,
                    of: run.id,
                    in: run.organisation,
                    page,
                    origin: batch.number,
                    on: db
                )
                try Run.addBatch(of: run.id, in: run.organisation, on: db)
                try RunStep(organisation: run.organisation, run: run.id).enqueue(RunStep.plan, at: now, on: db)
            } else {
                try RunRecord.fail(RunDrift.words(for: changed), of: run.id, in: run.organisation, on: db)
            }
        }
        return true
    }

    private static func words(for records: [CRMID]) -> [CRMID: String] {
        let words =
            "Somebody changed the record after it was planned, so nothing was written; run again to plan it anew."
        return Dictionary(uniqueKeysWithValues: records.map { ($0, words) })
    }

    /// The marks that records have now. One question for all: which records of the batch's range have changed since the
    /// newest of its marks; the others are as they were.
    private func marks(of plan: Plan, _ run: Run, _ calls: OrgCalls) async throws -> [CRMID: String] {
        let changed = plan.outcomes.filter { !$0.patch.isEmpty }
        guard let first = changed.map(\.record).min().flatMap({ RecordID($0.text) }),
            let last = changed.map(\.record).max().flatMap({ RecordID($0.text) }),
            let newest = changed.compactMap({ Timestamp(salesforce: $0.version) }).max()
        else { return [:] }
        var marks: [CRMID: String] = [:]
        let org = try await steps.org(of: run, calls)
        let query: SOQL =
            """
            SELECT Id, SystemModstamp FROM \(plan.object.name) \
            WHERE SystemModstamp >= \(newest) AND Id >= \(first) AND Id <= \(last)
            """
        _ = try await org.query(query) { row in
            guard let id = row.id.flatMap({ CRMID($0.text) }), let mark = row.text("SystemModstamp") else { return }
            marks[id] = Record.mark(mark)
        }
        return marks
    }

    private func read(_ ids: [CRMID], of run: Run, _ calls: OrgCalls) async throws -> RecordPage {
        let query = try await RunPreparation(run, steps).query
        let records = try await steps.records(ids, query, of: run, calls)
        return RecordPage(run.object, records.values.sorted { $0.id < $1.id })
    }
}
