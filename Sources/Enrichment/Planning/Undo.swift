/// Takes back what a run wrote, as a plan like any other.
package enum Undo {
    /// Brings each field back to what it held, where it still holds what the run wrote; other fields are left and
    /// listed.
    ///
    /// `present` are the records as they are now. One that is no longer there is an error in the plan. `made` are
    /// records that the run has made, with their marks from then; those that nobody has touched are removed.
    package static func plan(
        _ object: CRMObject,
        _ written: [Settlement.Written],
        made: [Plan.Removal] = [],
        present: [CRMID: Record],
        marks: [CRMID: String] = [:]
    ) -> Plan {
        var changes: [CRMID: [CRMField: Settlement.Written]] = [:]
        for change in written {
            // Of several changes of one field the first says what there was, and the last what there is.
            if var earlier = changes[change.record]?[change.field] {
                earlier.after = change.after
                changes[change.record]?[change.field] = earlier
            } else {
                changes[change.record, default: [:]][change.field] = change
            }
        }
        return Plan(
            object,
            changes.map { outcome($0.key, Array($0.value.values), present[$0.key]) },
            removals: made.filter { marks[$0.record] == $0.version }
        )
    }

    /// The records that a run has made and that stay because somebody changed them; `marks` are those of now.
    package static func keptRecords(of made: [Plan.Removal], marks: [CRMID: String]) -> [CRMID] {
        made.compactMap { one in marks[one.record].flatMap { $0 == one.version ? nil : one.record } }.sorted()
    }

    /// The fields that stay because somebody changed them.
    package static func drift(of plan: Plan) -> [(record: CRMID, field: CRMField)] {
        plan.outcomes.flatMap { outcome in
            outcome.patch.entries.compactMap { $0.action == .leave(.changedSince) ? (outcome.record, $0.field) : nil }
        }
    }

    private static func outcome(
        _ id: CRMID,
        _ changes: [Settlement.Written],
        _ present: Record?
    ) -> Plan.Outcome {
        guard let present else {
            return Plan.Outcome(
                id,
                version: "",
                .error(
                    "The record is not there any more, so nothing of it can be taken back; restore it in Salesforce."
                )
            )
        }
        var outcome = Plan.Outcome(id, version: present.version, .matched)
        outcome.parent = present.parent
        outcome.patch = Patch(changes.map { entry($0, present) })
        return outcome
    }

    private static func entry(_ change: Settlement.Written, _ present: Record) -> Patch.Entry {
        guard let now = present.values[change.field] else {
            return Patch.Entry(change.field, before: .blank, .leave(.notRead), .undone)
        }
        let action: Patch.Action =
            if now.isSame(as: change.before) {
                .leave(.same)
            } else if !now.isSame(as: change.after) {
                .leave(.changedSince)
            } else {
                change.before.isBlank ? .clear : .set(change.before)
            }
        return Patch.Entry(change.field, before: now, action, .undone)
    }
}
