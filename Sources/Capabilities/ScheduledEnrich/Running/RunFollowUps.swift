import Database
import Enrichment
import Jobs
import Salesforce
import Store
import Telemetry

/// Writes what follows from a batch's records: makes leads, contacts and tasks, and enriches contacts that are there.
///
/// Each is taken for this run first, so that no two make the same one; sent once, as an effect of the batch; and remembered with
/// its id in the transaction that ends the effect. Whoever comes after a crash asks the org what the effect has made.
struct RunFollowUps: Sendable {
    let sending: RunSending

    /// One object and one operation.
    private struct Lane: Sendable {
        let kind: FollowUp.Kind
        let isNew: Bool
        /// Of the first effect; those of later rounds lie ten apart.
        let number: Int

        static let all = [
            Lane(kind: .lead, isNew: true, number: 921), Lane(kind: .contact, isNew: true, number: 922),
            Lane(kind: .task, isNew: true, number: 923), Lane(kind: .contact, isNew: false, number: 924),
        ]

        func takes(_ followUp: FollowUp) -> Bool { followUp.kind == kind && (followUp.record == nil) == isNew }

        /// The column by which the org's answer tells one from another.
        var key: CRMField {
            guard isNew else { return "Id" }
            return kind == .task ? "WhoId" : PackageField.contactID
        }

        func key(of followUp: FollowUp) -> String {
            if let record = followUp.record { return record.text }
            return kind == .task ? followUp.linkedTo.text : String(followUp.person.number)
        }
    }

    private static let patience = LockPatience()
    /// As patient as with the records themselves.
    private static let rounds = 1 + patience.rounds
    private static let changed =
        "Somebody changed the contact after it was planned, so nothing was written; run again to plan it anew."
    static let unwritten = "The record that it follows was not written, so nothing was made for it; run again."
    static let ended =
        "The run ended before this was written and answered; the next run looks what is there and goes on."

    /// The keys of those that were not written.
    func write(_ plan: Plan) async throws -> Set<String> {
        let followUps = plan.followUps
        guard !followUps.isEmpty else { return [] }
        for lane in Lane.all {
            let some = followUps.filter(lane.takes)
            if !some.isEmpty { try await write(some, lane) }
        }
        let (run, batch) = (sending.run, sending.batch.number)
        let lines = try await sending.steps.database.read { db in
            try RunFollowUp.list(of: batch, of: run.id, in: run.organisation, on: db)
        }
        return Set(lines.filter { $0.state != .made && $0.state != .enriched }.map(\.key))
    }

    /// Sends all, and those again that found their record locked.
    private func write(_ followUps: [FollowUp], _ lane: Lane) async throws {
        let (run, batch, steps) = (sending.run, sending.batch.number, sending.steps)
        for round in 0..<RunFollowUps.rounds {
            let number = lane.number + round * 10
            let effect = try await steps.database.read { db in
                try RunEffect.list(of: batch, of: run.id, in: run.organisation, on: db).first { $0.number == number }
            }
            if effect?.endedAt != nil { continue }
            if effect == nil, round == 0, !lane.isNew { try await leaveChanged(followUps) }
            let keys = followUps.map(\.key)
            let claimed = try await steps.database.write { db in
                try sending.lease.confirm(on: db)
                return try RunFollowUp.claim(
                    keys,
                    of: run.id,
                    connection: run.connection,
                    in: run.organisation,
                    on: db
                )
            }
            let mine = followUps.filter { claimed.contains($0.key) }
            guard !mine.isEmpty else { return }
            if effect == nil, round > 0,
                let wait = RunFollowUps.patience.round(after: round - 1, group: mine.count, chance: 0.5)?.wait
            {
                try await steps.clock.sleep(wait)
            }
            try await send(mine, lane, number, isLast: round == RunFollowUps.rounds - 1)
        }
    }

    private func send(_ followUps: [FollowUp], _ lane: Lane, _ number: Int, isLast: Bool) async throws {
        let (run, batch) = (sending.run, sending.batch.number)
        // Those of one parent beside each other, so that their locks do not meet.
        let ordered = followUps.sorted { ($0.linkedTo, $0.key) < ($1.linkedTo, $1.key) }
        let named = Dictionary(ordered.map { (lane.key(of: $0), $0) }) { first, _ in first }
        let upload = try WrittenRows.upload(
            ordered.map { Dictionary($0.entries.map { ($0.field, $0.after.content) }) { $1 } },
            ids: lane.isNew ? nil : ordered.compactMap(\.record)
        )
        _ = try await sending.send(
            number,
            .init(
                upload: upload,
                records: ordered.map(\.linkedTo),
                operation: lane.isNew ? .insert : .update,
                object: lane.kind.object,
                key: lane.key.rawValue,
                subjects: named.mapValues(\.linkedTo)
            )
        ) { saved, _, db in
            var made: [MadeRecord] = []
            var written: [Settlement.Written] = []
            for (key, followUp) in named {
                guard let id = saved.ids[key] else {
                    let refusal = saved.refusals[key]
                    let isAgain = refusal?.isPassing == true && !isLast
                    try RunFollowUp.settle(
                        followUp.key,
                        isAgain ? .planned : .failed,
                        words: refusal?.words ?? RunSending.doubt,
                        of: run.id,
                        in: run.organisation,
                        on: db
                    )
                    continue
                }
                try RunFollowUp.settle(
                    followUp.key,
                    lane.isNew ? .made : .enriched,
                    target: id,
                    of: run.id,
                    in: run.organisation,
                    on: db
                )
                if lane.isNew {
                    made.append(
                        MadeRecord(
                            key: followUp.key,
                            object: lane.kind.object.text,
                            record: id,
                            parent: followUp.linkedTo
                        )
                    )
                }
                written += followUp.written(into: id)
            }
            try MadeRecord.insert(
                made,
                by: run.id,
                batch: batch,
                connection: run.connection,
                in: run.organisation,
                on: db
            )
            try RecordMemory.keep(written, takenBack: false, of: run.connection, in: run.organisation, on: db)
        }
    }

    /// Contacts that somebody changed since they were read are left.
    private func leaveChanged(_ followUps: [FollowUp]) async throws {
        let run = sending.run
        let org = try await sending.steps.org(of: run, sending.calls)
        var marks: [CRMID: String] = [:]
        let ids = followUps.compactMap(\.record)
        for start in stride(from: 0, to: ids.count, by: CollectionLimit.read) {
            let some = ids[start..<min(start + CollectionLimit.read, ids.count)].compactMap { RecordID($0.text) }
            for row in try await org.rows(some, of: FollowUp.Kind.contact.object, [.id, .systemModstamp]) {
                guard let row, let id = row.id.flatMap({ CRMID($0.text) }) else { continue }
                marks[id] = row.text("SystemModstamp").map { Record.mark($0) }
            }
        }
        let changed = followUps.filter { one in one.record.map { marks[$0] != one.version } ?? false }.map(\.key)
        try await sending.steps.database.write { db in
            for key in changed {
                try RunFollowUp.settle(
                    key,
                    .left,
                    words: RunFollowUps.changed,
                    of: run.id,
                    in: run.organisation,
                    on: db
                )
            }
        }
    }
}

extension RunSteps {
    /// What is made holds what it must, or the run fails with what the org lacks.
    func followUpForm(_ kind: FollowUp.Kind, because cause: FollowUp.Cause, of run: Run) async throws -> FollowUpForm {
        let schema = try await visibleSchema(kind.object, of: run)
        let faults = FollowUpForm.faults(kind, because: cause, in: schema, after: run.object)
        guard let schema, faults.isEmpty else { throw RunFailure(sentence: faults.joined(separator: " ")) }
        return FollowUpForm(kind, in: schema, after: run.object)
    }
}

extension FollowUp.Kind {
    var object: APIName {
        switch self {
        case .lead: "Lead"
        case .contact: "Contact"
        case .task: "Task"
        }
    }
}

extension FollowUp {
    /// What Loam wrote last. A record that it made holds that for its own: there is nothing else that anybody could have entered,
    /// and matching would find it empty.
    fileprivate func written(into id: CRMID) -> [Settlement.Written] {
        entries.map { entry in
            let after = entry.after.kept
            return Settlement.Written(
                id,
                entry.field,
                before: record == nil ? after : entry.before,
                after: after,
                entry.origin
            )
        }
    }
}
