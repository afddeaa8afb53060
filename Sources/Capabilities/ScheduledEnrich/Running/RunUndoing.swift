import Crypto
import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Plans how what a run wrote is taken back: batch by batch, from its own plans and what the org holds now.
struct RunUndoing: Sendable {
    let steps: RunSteps

    /// The batch of the source that has this place among them.
    func plan(_ place: Int, of run: Run, _ calls: OrgCalls, _ lease: Lease) async throws {
        guard let source = run.source else { return }
        let found = try await steps.database.read { db -> Found? in
            let batches = try RunBatch.list(of: source, in: run.organisation, on: db).filter { $0.state == .settled }
            guard place < batches.count,
                let plan = try RunBatch.plan(of: batches[place].number, of: source, in: run.organisation, on: db)
            else { return nil }
            let batch = batches[place]
            return Found(
                object: batch.follows == nil ? run.object : .contact,
                plan: plan,
                written: try RunRecord.written(in: batch.number, of: source, in: run.organisation, on: db),
                made: try MadeRecord.list(of: batch.number, of: source, in: run.organisation, on: db),
                lines: try RunFollowUp.list(of: batch.number, of: source, in: run.organisation, on: db)
            )
        }
        guard let found else {
            try await keep(nil, run, lease)
            return
        }
        let changes = found.changes
        let present = try await present(Dictionary(grouping: changes, by: \.record), found.object, of: run, calls)
        let follow = try await FollowUpMarks(found.made, of: run, steps, calls)
        let undo = Undo.plan(found.object, changes, made: follow.removals, present: present, marks: follow.marks)
        let lines = found.lines.filter { line in line.state == .made && found.made.contains { $0.key == line.key } }
        try await keep(undo, run, lease, taking: lines, staying: follow.staying)
    }

    /// What a batch of the source has planned, written and made.
    private struct Found: Sendable {
        let object: CRMObject
        let plan: Plan
        let written: Set<String>
        let made: [MadeRecord]
        let lines: [RunFollowUp]

        var changes: [Settlement.Written] {
            let enriched = Set(lines.filter { $0.state == .enriched }.map(\.key))
            let followed = plan.followUps.filter { enriched.contains($0.key) }.flatMap { one in
                one.record.map { record in
                    one.entries.map {
                        Settlement.Written(record, $0.field, before: $0.before, after: $0.after.kept, $0.origin)
                    }
                } ?? []
            }
            return plan.changed.filter { written.contains($0.record.text) }.flatMap(\.written) + followed
        }
    }

    /// What the org holds now in the fields that were written.
    private func present(
        _ changes: [CRMID: [Settlement.Written]],
        _ object: CRMObject,
        of run: Run,
        _ calls: OrgCalls
    ) async throws -> [CRMID: Record] {
        let schema = try await steps.schema(object.name, of: run)
        let fields = Set(changes.values.flatMap { $0.map(\.field) })
        let query = RunQuery(object, MatchInputs(object), reading: fields, in: schema, parent: nil)
        return try await steps.records(changes.keys.sorted(), query, of: run, calls)
    }

    /// `lines` are the follow-ups of the source that are taken back, except those that stay for a reason.
    private func keep(
        _ plan: Plan?,
        _ run: Run,
        _ lease: Lease,
        taking lines: [RunFollowUp] = [],
        staying reasons: [CRMID: String] = [:]
    ) async throws {
        let now = steps.clock.now()
        let step = RunStep(organisation: run.organisation, run: run.id)
        try await steps.database.write { db in
            try lease.confirm(on: db)
            if let plan, !plan.outcomes.isEmpty || !plan.removals.isEmpty || !lines.isEmpty {
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
                try RunFollowUp.insert(
                    lines,
                    staying: reasons,
                    batch: run.batches,
                    of: run.id,
                    connection: run.connection,
                    in: run.organisation,
                    on: db
                )
                try Run.planned(run.id, in: run.organisation, resumesAfter: nil, on: db)
            }
            // One that only removes what was made has no records, but is a batch.
            if let plan, plan.outcomes.isEmpty, !plan.removals.isEmpty || !lines.isEmpty {
                try Run.addBatch(of: run.id, in: run.organisation, on: db)
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
            for row in try await org.rows(some, of: query.object.name, query.names) {
                guard let row else { continue }
                let record = try reading.record(row)
                records[record.id] = record
            }
        }
        return records
    }
}
