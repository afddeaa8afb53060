import Database
import Enrichment
import Salesforce
import Store

/// Writes the whole profile of each record into the package's own object, one record of it for each of the org's.
struct RunExports: Sendable {
    static let object: APIName = "Loam_Profile__c"
    private static let inserting = 901
    private static let updating = 902
    private static let removing = 903
    private static let deleted = "ENTITY_IS_DELETED"

    let sending: RunSending

    /// The records whose profile the org did not take, and why.
    func write(_ plan: Plan) async throws -> [CRMID: String] {
        let exports = plan.outcomes.compactMap { outcome in outcome.export.map { (outcome.record, $0) } }
        let new = exports.filter { $0.1.record == nil }
        let known = exports.compactMap { _, export in export.record.map { ($0, export) } }
        let owners = Dictionary(exports.compactMap { record, export in export.record.map { ($0, record) } }) { $1 }
        var failures = try await insert(new, plan.object)
        for (record, refusal) in try await update(known) {
            if let owner = owners[record] { failures[owner] = refusal }
        }
        return failures.mapValues { "The record was enriched, but its Loam Profile was not written. \($0.words)" }
    }

    /// Those of the records without one whose profile the org did not take, and why.
    private func insert(_ exports: [(CRMID, Plan.Export)], _ object: CRMObject) async throws -> [CRMID: RunRefusal] {
        let lookup = CRMField("\(object.rawValue)__c")
        let run = sending.run
        let batch = sending.batch.number
        let entries = Dictionary(exports) { $1 }
        return try await sending.sendInRounds(RunExports.inserting, exports.map(\.0)) { records in
            let contents = records.compactMap { record in
                entries[record].map { RunExports.contents($0).merging([lookup: .text(record.text)]) { $1 } }
            }
            return RunSending.Rows(
                upload: try WrittenRows.upload(contents, ids: nil),
                records: records,
                operation: .insert,
                object: RunExports.object,
                key: lookup.rawValue
            )
        } settle: { saved, _, db in
            let made = saved.ids.map { record, id in
                MadeRecord(key: MadeRecord.profilePrefix + record, object: RunExports.object.text, record: id)
            }
            try MadeRecord.insert(
                made,
                by: run.id,
                batch: batch,
                connection: run.connection,
                in: run.organisation,
                on: db
            )
            let written = saved.ids.flatMap { record, id in
                CRMID(record).flatMap { entries[$0] }.map { RunExports.written($0, id) } ?? []
            }
            try RecordMemory.keep(written, takenBack: false, of: run.connection, in: run.organisation, on: db)
        }
    }

    /// Those of the profiles that the org did not take, and why.
    private func update(_ exports: [(CRMID, Plan.Export)]) async throws -> [CRMID: RunRefusal] {
        let run = sending.run
        let entries = Dictionary(exports) { $1 }
        return try await sending.sendInRounds(RunExports.updating, exports.map(\.0)) { records in
            RunSending.Rows(
                upload: try WrittenRows.upload(
                    records.map { entries[$0].map(RunExports.contents) ?? [:] },
                    ids: records
                ),
                records: records,
                operation: .update,
                object: RunExports.object,
                key: "Id"
            )
        } settle: { saved, refusals, db in
            let written = entries.flatMap { id, export in
                saved.ids[id.text] == nil ? [] : RunExports.written(export, id)
            }
            try RecordMemory.keep(written, takenBack: false, of: run.connection, in: run.organisation, on: db)
            // Somebody has deleted it; the next run makes another.
            let gone = refusals.filter { $0.code == RunExports.deleted }.map(\.record)
            try MadeRecord.forget(gone, connection: run.connection, in: run.organisation, on: db)
        }
    }

    private static let gone = "It was not there any more."

    /// Takes back what a run has made: profiles, signals and scoops, and what followed from its records. Tells what of the
    /// first three is still there; each of the others has a line of its own.
    func remove(_ removals: [Plan.Removal]) async throws -> [RunShortfall] {
        var shortfalls: [RunShortfall] = []
        guard !removals.isEmpty else { return shortfalls }
        let ours = [RunExports.object, SignalRow.Kind.intent.object, SignalRow.Kind.scoop.object]
        let objects = ours + FollowUp.Kind.allCases.map(\.object)
        for (place, object) in objects.enumerated() {
            // The first three characters of an id say of which object the record is.
            guard let prefix = try await prefix(of: object) else { continue }
            let records = removals.map(\.record).filter { $0.prefix == prefix }
            guard !records.isEmpty else { continue }
            let refused = try await remove(records, of: object, RunExports.removing + place)
            if place < ours.count {
                shortfalls += refused.map { RunShortfall(object: object.text, record: $0.record, words: $0.words) }
            }
        }
        return shortfalls
    }

    /// Nil where the connected user may not see the object, of which nothing was made then.
    private func prefix(of object: APIName) async throws -> String? {
        do {
            return try await sending.steps.prefix(of: object, in: sending.run)
        } catch let error as SalesforceError where error.status == 404 {
            return nil
        }
    }

    /// Tells which the org did not delete, and why; those that are gone anyway are not among them.
    private func remove(_ records: [CRMID], of object: APIName, _ number: Int) async throws -> [RunRefusal] {
        let (run, batch) = (sending.run, sending.batch.number)
        let refused = try await sending.sendInRounds(number, records) { records in
            RunSending.Rows(
                upload: try WrittenRows.upload(records.map { _ in [:] }, ids: records),
                records: records,
                operation: .delete,
                object: object,
                key: "Id"
            )
        } settle: { saved, refusals, db in
            let gone = refusals.filter { $0.code == RunExports.deleted }.map(\.record)
            try MadeRecord.forget(
                saved.ids.keys.compactMap { CRMID($0) } + gone,
                connection: run.connection,
                in: run.organisation,
                on: db
            )
            for one in try RunFollowUp.list(of: batch, of: run.id, in: run.organisation, on: db) {
                guard let target = one.target, let refusal = saved.refusals[target.text] else {
                    if let target = one.target, saved.ids[target.text] != nil {
                        try RunFollowUp.settle(one.key, .removed, of: run.id, in: run.organisation, on: db)
                    }
                    continue
                }
                let isGone = refusal.code == RunExports.deleted
                try RunFollowUp.settle(
                    one.key,
                    isGone ? .removed : .failed,
                    words: isGone ? RunExports.gone : refusal.words,
                    of: run.id,
                    in: run.organisation,
                    on: db
                )
            }
        }
        return refused.values.filter { $0.code != RunExports.deleted }
    }

    private static func contents(_ export: Plan.Export) -> [CRMField: FieldContent] {
        Dictionary(export.entries.map { ($0.field, $0.after.content) }) { $1 }
    }

    private static func written(_ export: Plan.Export, _ id: CRMID) -> [Settlement.Written] {
        export.entries.map { Settlement.Written(id, $0.field, before: $0.before, after: $0.after.kept, $0.origin) }
    }
}
