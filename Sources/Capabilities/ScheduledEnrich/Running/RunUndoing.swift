import Crypto
import Database
import Enrichment
import Salesforce
import Store
import Telemetry

/// Plans how what a run wrote is taken back: batch by batch, from its own plans and what the org holds now.
struct RunUndoing: Sendable {
    let steps: RunSteps

    /// The batch of the source that has this place among them.
    func plan(_ place: Int, of run: Run, _ calls: OrgCalls) async throws {
        guard let source = run.source else { return }
        let found = try await steps.database.read { db -> Found? in
            let batches = try RunBatch.list(of: source, in: run.organisation, on: db).filter { $0.state == .settled }
            guard place < batches.count,
                let plan = try RunBatch.plan(of: batches[place].number, of: source, in: run.organisation, on: db)
            else { return nil }
            let number = batches[place].number
            return Found(
                plan: plan,
                written: try RunRecord.written(in: number, of: source, in: run.organisation, on: db),
                made: try MadeRecord.list(of: number, of: source, in: run.organisation, on: db).map(\.record)
            )
        }
        guard let found else {
            try await keep(nil, run)
            return
        }
        let changed = found.plan.changed.filter { found.written.contains($0.record.text) }
        let present = try await present(changed, of: run, calls)
        let made = found.made.map { Plan.Removal($0, version: "") }
        let marks = Dictionary(uniqueKeysWithValues: found.made.map { ($0, "") })
        let undo = Undo.plan(run.object, changed.flatMap(\.written), made: made, present: present, marks: marks)
        try await keep(undo, run)
    }

    /// What a batch of the source has planned, written and made.
    private struct Found: Sendable {
        let plan: Plan
        let written: Set<String>
        /// Nobody else writes into these, so that they go as they are.
        let made: [CRMID]
    }

    /// What the org holds now in the fields that were written.
    private func present(_ outcomes: [Plan.Outcome], of run: Run, _ calls: OrgCalls) async throws -> [CRMID: Record] {
        let schema = try await steps.schema(run.object.name, of: run)
        let fields = Set(outcomes.flatMap { $0.patch.changes.map(\.field) })
        let query = RunQuery(run.settings, MatchInputs(run.object), reading: fields, in: schema, parent: nil)
        return try await steps.records(outcomes.map(\.record), query, of: run, calls)
    }

    private func keep(_ plan: Plan?, _ run: Run) async throws {
        let now = steps.clock.now()
        let step = RunStep(organisation: run.organisation, run: run.id)
        try await steps.database.write { db in
            if let plan, !plan.outcomes.isEmpty || !plan.removals.isEmpty {
                let document = plan.document
                let digest = document.digest(by: Digest.sha256)
                try RunBatch.insert(
                    run.batches,
                    of: run.id,
                    in: run.organisation,
                    plan: plan.outcomes.count,
                    on: db
                )
                try RunBatch.keep(
                    document,
                    digest: digest,
                    of: run.batches,
                    of: run.id,
                    in: run.organisation,
                    at: now,
                    on: db
                )
                try RunRecord.insert(
                    plan,
                    at: document.places,
                    batch: run.batches,
                    of: run.id,
                    in: run.organisation,
                    on: db
                )
                try Run.planned(run.id, in: run.organisation, resumesAfter: nil, on: db)
            }
            try Run.read(
                plan?.outcomes.count ?? 0,
                next: Run.Place(locator: nil, nextQuery: plan == nil ? nil : run.queryPart + 1),
                of: run.id,
                in: run.organisation,
                on: db
            )
            try step.enqueue(RunStep.write, at: now, on: db)
        }
    }
}

extension RunSteps {
    /// Reads records by their ids; those that are not there are left out.
    func records(
        _ ids: [CRMID],
        _ query: RunQuery,
        of run: Run,
        _ calls: OrgCalls
    ) async throws -> [CRMID: Record] {
        let org = try await org(of: run, calls)
        let reading = RecordReading(query, at: clock.now())
        var records: [CRMID: Record] = [:]
        for start in stride(from: 0, to: ids.count, by: CollectionLimit.read) {
            let some = ids[start..<min(start + CollectionLimit.read, ids.count)].compactMap { RecordID($0.text) }
            for row in try await org.rows(some, of: run.object.name, query.names) {
                guard let row else { continue }
                let record = try reading.record(row)
                records[record.id] = record
            }
        }
        return records
    }
}
