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
        var credits = credits
        return Plan(object, Planner.order(of: cases).map { outcome(cases[$0], &credits, now) })
    }

    /// The places of the cases that count, in the order in which they are priced.
    private static func order(of cases: [PlanCase]) -> [Int] {
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

    private func outcome(_ one: PlanCase, _ credits: inout CreditMeter, _ now: Timestamp) -> Plan.Outcome {
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
        outcome.followUps = followUps(one, found, now)
        settlePrice(&outcome, &credits)
        return outcome
    }

    private func export(_ one: PlanCase, _ offer: Offer) -> Plan.Export? {
        guard let patcher = policy.profileExport else { return nil }
        let patch =
            one.exported.map { patcher.patch($0.values, creating: offer) } ?? patcher.patch(creating: offer)
        return patch.isEmpty ? nil : Plan.Export(one.exported?.id, patch.changes)
    }

    /// A profile costs when something of it is written; what cannot be paid for is not written at all.
    private func settlePrice(_ outcome: inout Plan.Outcome, _ credits: inout CreditMeter) {
        guard let profile = outcome.profileToPay, outcome.isWrittenFromProfile else { return }
        switch credits.price(of: profile) {
        case .price(let price): outcome.price = price
        case .hold(let hold):
            outcome.hold = hold
            outcome.patch = Patch()
            outcome.followUps = []
            outcome.export = nil
        }
    }

    // MARK: People who moved

    private func followUps(_ one: PlanCase, _ found: Found, _ now: Timestamp) -> [FollowUp] {
        guard found.hasMoved == .yes, let person = one.person, let company = one.company else { return [] }
        func followUp(_ kind: FollowUp.Kind, _ patcher: Patcher? = nil) -> [FollowUp] {
            var followUp = FollowUp(kind, for: person.id, at: company.id, linkedTo: one.record.id)
            guard !one.followUpsMade.contains(followUp.key) else { return [] }
            let offer = Offer(company: company, person: person, status: .matched, hasMoved: .no, now: now)
            followUp.entries = patcher?.patch(creating: offer).changes ?? []
            return [followUp]
        }
        return switch policy.jobChange {
        case .updateInPlace, .companyOnly: []
        case .newLead(let patcher): followUp(.lead, patcher)
        case .newContact(let patcher): followUp(.contact, patcher)
        case .task: followUp(.task)
        }
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

extension Plan.Outcome {
    /// Whose data is written: of a follow-up that makes a record the person's, else that of the profile found.
    package var profileToPay: ProfileID? {
        followUps.first { !$0.entries.isEmpty }?.person ?? profile
    }

    /// Whether anything of a profile is written, and not only what the run says.
    fileprivate var isWrittenFromProfile: Bool {
        export != nil || followUps.contains { !$0.entries.isEmpty }
            || patch.entries.contains { entry in
                guard entry.isChange, case .mapped(let source, _, _, _)? = entry.origin else { return false }
                return !source.isOfRun
            }
    }
}
