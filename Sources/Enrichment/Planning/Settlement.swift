/// What became of a plan once Salesforce had answered for each record.
package struct Settlement: Sendable, Equatable {
    /// A change that was written: what the history shows, and what an undo goes back by.
    package struct Written: Sendable, Equatable {
        package var record: CRMID
        package var field: CRMField
        package var before: FieldValue
        package var after: FieldValue
        package var origin: Patch.Origin?

        package init(
            _ record: CRMID,
            _ field: CRMField,
            before: FieldValue,
            after: FieldValue,
            _ origin: Patch.Origin? = nil
        ) {
            self.record = record
            self.field = field
            self.before = before
            self.after = after
            self.origin = origin
        }
    }

    package private(set) var counts = Counts()
    package private(set) var written: [Written] = []
    /// Of the credits that were reserved, the profiles that are paid for and those for which nothing was delivered.
    package private(set) var charged: [ProfileID] = []
    package private(set) var released: [ProfileID] = []

    /// `failures` says in words why records were not written, `undone` names the follow-ups that were not.
    package init(_ plan: Plan, failures: [CRMID: String] = [:], undone: Set<String> = []) {
        var toCharge: Set<ProfileID> = []
        var reserved: Set<ProfileID> = []
        for outcome in plan.outcomes {
            var settled = outcome
            if outcome.price == .credit, let profile = outcome.profile { reserved.insert(profile) }
            for followUp in outcome.followUps where followUp.price == .credit { reserved.insert(followUp.person) }
            if let words = failures[outcome.record] {
                settled.status = .error(words)
                settled.price = .free
            } else {
                for entry in outcome.patch.entries where entry.isChange { written.append(outcome.written(entry)) }
                // A profile is delivered by any of its records, not only by the one that carries the price.
                if outcome.price != .free, let profile = outcome.profile { toCharge.insert(profile) }
                for followUp in outcome.followUps where followUp.price != .free && !undone.contains(followUp.key) {
                    toCharge.insert(followUp.person)
                }
            }
            counts.add(settled)
        }
        charged = reserved.intersection(toCharge).sorted()
        released = reserved.subtracting(toCharge).sorted()
        counts.credits = charged.count
    }
}

extension Plan.Outcome {
    /// What is changed once it is written.
    package var written: [Settlement.Written] {
        patch.changes.map(written)
    }

    fileprivate func written(_ entry: Patch.Entry) -> Settlement.Written {
        Settlement.Written(record, entry.field, before: entry.before, after: entry.after.kept, entry.origin)
    }
}
