package import Telemetry

/// Decides what is to become of records: a pure function, of which the same cases in any order give the same plan.
package struct Planner: Sendable {
    private let object: CRMObject
    private let patcher: Patcher
    private let policy: Policy

    package init(_ object: CRMObject, _ patcher: Patcher, _ policy: Policy = Policy()) {
        (self.object, self.patcher, self.policy) = (object, patcher, policy)
    }

    /// Those that were deferred are priced first, then by id; of a record that was read twice the newer counts.
    package func plan(_ cases: [PlanCase], credits: CreditMeter, at now: Timestamp) -> Plan {
        plan(cases, cases.map { draft($0, at: now) }, credits: credits, at: now)
    }

    /// The same from what was drafted of each case before.
    package func plan(
        _ cases: [PlanCase],
        _ drafts: [Plan.Outcome],
        credits: CreditMeter,
        at now: Timestamp
    ) -> Plan {
        var credits = credits
        var taken: Set<String> = []
        let outcomes = Planner.order(of: cases).map { place in
            var outcome = drafts[place]
            outcome.followUps = followUp(cases[place], outcome.hasMoved, &taken, now).map { [$0] } ?? []
            settlePrice(&outcome, &credits)
            return outcome
        }
        return Plan(object, outcomes)
    }

    /// The places of the cases that count, in the order in which they are priced.
    private static func order(of cases: [PlanCase]) -> [Int] {
        // Nearly always they come in this order, and none twice.
        let isInOrder = zip(cases, cases.dropFirst()).allSatisfy { $0.record.id < $1.record.id }
        if isInOrder, !cases.contains(where: \.isDeferred) { return Array(cases.indices) }
        var newest: [CRMID: Int] = [:]
        newest.reserveCapacity(cases.count)
        for (place, one) in cases.enumerated() {
            if let other = newest[one.record.id], !isNewer(one.record, than: cases[other].record) { continue }
            newest[one.record.id] = place
        }
        return newest.values.sorted { one, other in
            let (isDeferred, isOtherDeferred) = (cases[one].isDeferred, cases[other].isDeferred)
            return isDeferred != isOtherDeferred ? isDeferred : cases[one].record.id < cases[other].record.id
        }
    }

    private static func isNewer(_ one: Record, than other: Record) -> Bool {
        (one.version, one.readAt) > (other.version, other.readAt)
    }

    /// What becomes of a record by itself: all but its price and what follows from it, which depend on the others.
    package func draft(_ one: PlanCase, at now: Timestamp) -> Plan.Outcome {
        let found = Found(one, policy)
        let offer = Offer(
            company: found.company,
            person: found.person,
            signals: one.signals,
            status: found.status,
            hasMoved: found.hasMoved,
            now: now
        )
        var outcome = Plan.Outcome(one.record.id, version: one.record.version, found.status)
        outcome.parent = one.record.parent
        outcome.profile = found.profile
        outcome.confidence = one.match.confidence
        outcome.evidence = one.match.evidence
        outcome.runnerUp = one.match.runnerUp
        outcome.hasMoved = found.hasMoved
        outcome.patch = patcher.patch(one.record, with: offer, lastWritten: one.lastWritten)
        if found.profile != nil { outcome.export = export(one, offer) }
        return outcome
    }

    private func export(_ one: PlanCase, _ offer: Offer) -> Plan.Export? {
        guard let patcher = policy.profileExport else { return nil }
        let patch =
            one.exported.map { patcher.patch($0.values, creating: offer) } ?? patcher.patch(creating: offer)
        return patch.isEmpty ? nil : Plan.Export(one.exported?.id, patch.changes)
    }

    /// A profile costs when something of it is written; what cannot be paid for is not written at all. Where a record is
    /// made for the person, that is what is paid for, and the company comes along.
    private func settlePrice(_ outcome: inout Plan.Outcome, _ credits: inout CreditMeter) {
        let newcomer = outcome.followUps.firstIndex(where: \.isPaid)
        let profile = newcomer.map { outcome.followUps[$0].person } ?? outcome.profile
        guard let profile, newcomer != nil || outcome.isWrittenFromProfile else { return }
        switch credits.price(of: profile) {
        case .price(let price):
            if let newcomer { outcome.followUps[newcomer].price = price } else { outcome.price = price }
        case .hold(let hold):
            outcome.hold = hold
            outcome.patch = Patch()
            outcome.followUps = []
            outcome.export = nil
        }
    }

    // MARK: People who moved

    /// Whether the case is looked at again behind its draft, for what else may be made.
    package func mayFollow(_ one: PlanCase) -> Bool { one.match.hasMoved == .yes && policy.jobChange.makes != nil }

    private func followUp(
        _ one: PlanCase,
        _ hasMoved: Moved?,
        _ taken: inout Set<String>,
        _ now: Timestamp
    ) -> FollowUp? {
        guard hasMoved == .yes, let person = one.person, let company = one.company,
            let kind = policy.jobChange.makes, let form = policy.followUpForm
        else { return nil }
        var followUp = FollowUp(kind, for: person.id, at: company.id, linkedTo: one.record.id)
        guard !one.followUpsMade.contains(followUp.key), taken.insert(followUp.key).inserted else { return nil }
        if kind != .task, one.isAtNewCompany {
            followUp.gap = .present
            return followUp
        }
        if kind == .contact, one.newAccount == nil {
            followUp.gap = .noAccount
            return followUp
        }
        let offer = Offer(company: company, person: person, status: .matched, hasMoved: .no, now: now)
        let patch = policy.jobChange.patcher?.patch(creating: offer) ?? Patch()
        var subject = FollowUpForm.Subject(followUp: followUp, person: person, company: company, old: object)
        subject.account = kind == .contact ? one.newAccount : nil
        subject.owner = one.record.owner
        followUp.complete(form.entries(patch.changes, subject))
        return followUp
    }
}

/// What a match comes to under a job's policy.
private struct Found {
    var status: EnrichStatus
    var profile: ProfileID?
    var person: Profile?
    var company: Profile?
    var hasMoved: Moved?

    init(_ one: PlanCase, _ policy: Policy) {
        hasMoved = one.match.hasMoved
        switch one.match.answer {
        case .none(let reason): status = .noMatch(reason)
        case .companyOnly(let company):
            (status, profile, self.company) = (.companyOnly, company, one.company)
        case .matched(let matched):
            if matched.kind == .person, let accuracy = one.person?.accuracy, accuracy < policy.minimumAccuracy {
                (status, hasMoved) = (.noMatch(.belowAccuracy), nil)
            } else if hasMoved == .yes, !policy.jobChange.updatesInPlace {
                (status, profile, company) = (.companyOnly, one.formerCompany?.id, one.formerCompany)
            } else {
                (status, profile, person, company) = (.matched, matched, one.person, one.company)
            }
        }
    }
}

extension JobChange {
    fileprivate var updatesInPlace: Bool { if case .updateInPlace = self { true } else { false } }
}

extension Record {
    /// The account of a contact.
    package var parent: CRMID? {
        guard object == .contact, case .text(let id)? = values["AccountId"] else { return nil }
        return CRMID(id)
    }
}

extension Record {
    /// The user whom it belongs to; nil for a queue, which can have no tasks.
    fileprivate var owner: CRMID? {
        guard case .text(let id)? = values["OwnerId"], id.hasPrefix("005") else { return nil }
        return CRMID(id)
    }
}

extension FollowUp {
    /// What it holds, if that is all without which Salesforce keeps no such record.
    mutating func complete(_ entries: [Patch.Entry]) {
        let filled = Set(entries.filter { !$0.after.isBlank }.map(\.field))
        let required: [CRMField] =
            switch kind {
            case .lead: CRMObject.lead.requiredFields
            case .contact: CRMObject.contact.requiredFields
            case .task: []
            }
        guard required.allSatisfy(filled.contains) else {
            gap = .incomplete
            return
        }
        self.entries = entries
    }
}

extension Plan.Outcome {
    /// Whether anything of a profile is written, and not only what the run says.
    fileprivate var isWrittenFromProfile: Bool {
        export != nil || patch.isFromProfile
    }
}

extension Patch {
    /// Whether anything that is written comes from a profile.
    var isFromProfile: Bool {
        entries.contains { entry in
            guard entry.isChange, case .mapped(let source, _, _, _)? = entry.origin else { return false }
            return !source.isOfRun
        }
    }
}
