/// How the records of a run came out; figures of several batches add up.
package struct Counts: Sendable, Equatable {
    package var matched = 0
    package var companyOnly = 0
    package var noMatch = 0
    package var errors = 0
    package var reasons: [NoMatchReason: Int] = [:]
    /// Of those with a match, the ones that are written.
    package var enriched = 0
    /// Records that wait for the next run, and records that are not under management.
    package var deferred = 0
    package var notOwned = 0
    package var credits = 0
    /// Of the people who were enriched and have an e-mail address, what is known of it.
    package var emails: [EmailQuality: Int] = [:]
    /// Of an undo, the records that were enriched and are no more.
    package var takenBack = 0

    package init() {}

    package init(_ plan: Plan) {
        for outcome in plan.outcomes { add(outcome) }
    }

    /// What was paid, of records that are counted elsewhere.
    package init(creditsOnly counts: Counts) { credits = counts.credits }

    /// Each record is exactly one of these.
    package var total: Int { matched + companyOnly + noMatch + errors }

    mutating func add(_ outcome: Plan.Outcome) {
        switch outcome.status {
        case .matched: matched += 1
        case .companyOnly: companyOnly += 1
        case .noMatch(let reason):
            noMatch += 1
            reasons[reason, default: 0] += 1
        case .error: errors += 1
        }
        if outcome.isEnriched { enriched += 1 }
        if let hold = outcome.hold {
            if hold.isDeferred { deferred += 1 } else { notOwned += 1 }
        }
        if outcome.price == .credit { credits += 1 }
        credits += outcome.followUps.count { $0.price == .credit }
    }

    /// Records of which not all was written are errors, though they were enriched.
    package mutating func complain(of outcomes: [Plan.Outcome]) {
        for outcome in outcomes {
            switch outcome.status {
            case .matched: matched -= 1
            case .companyOnly: companyOnly -= 1
            case .noMatch(let reason):
                noMatch -= 1
                reasons[reason, default: 0] -= 1
            case .error: continue
            }
            errors += 1
        }
    }

    package static func + (one: Counts, other: Counts) -> Counts {
        var sum = one
        sum.matched += other.matched
        sum.companyOnly += other.companyOnly
        sum.noMatch += other.noMatch
        sum.errors += other.errors
        sum.reasons.merge(other.reasons) { $0 + $1 }
        sum.enriched += other.enriched
        sum.deferred += other.deferred
        sum.notOwned += other.notOwned
        sum.credits += other.credits
        sum.takenBack += other.takenBack
        sum.emails.merge(other.emails) { $0 + $1 }
        return sum
    }
}

/// What a preview shows of one field over all records.
package struct FieldTotals: Sendable, Equatable {
    package var set = 0
    package var cleared = 0
    package var left: [LeaveReason: Int] = [:]
    package var misfits: [Misfit: Int] = [:]
    /// Of those set, how many take the place of another value.
    package var replaced = 0

    package init() {}

    package static func of(_ plan: Plan) -> [CRMField: FieldTotals] {
        var totals: [CRMField: FieldTotals] = [:]
        for outcome in plan.outcomes {
            for entry in outcome.patch.entries { totals[entry.field, default: FieldTotals()].add(entry) }
        }
        return totals
    }

    private mutating func add(_ entry: Patch.Entry) {
        switch entry.action {
        case .set:
            set += 1
            if !entry.before.isBlank { replaced += 1 }
        case .clear: cleared += 1
        case .leave(let reason): left[reason, default: 0] += 1
        }
        for rejected in entry.misfits { misfits[rejected.misfit, default: 0] += 1 }
    }
}

/// How a run ended: never well when a record failed.
package enum RunEnding: String, Sendable, Hashable, CaseIterable {
    case succeeded, partial, failed, stopped

    package init(_ counts: Counts, wasStopped: Bool = false) {
        self =
            if wasStopped {
                .stopped
            } else if counts.errors == 0 {
                .succeeded
            } else {
                counts.errors == counts.total ? .failed : .partial
            }
    }
}
