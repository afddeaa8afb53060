package import Telemetry

/// An account of a run, and who of its company could become its buying committee.
package struct CommitteeCase: Sendable {
    /// A person whose contact the account has.
    package struct Contact: Sendable {
        package var record: Record
        package var lastWritten: [CRMField: FieldValue]

        package init(_ record: Record, lastWritten: [CRMField: FieldValue] = [:]) {
            (self.record, self.lastWritten) = (record, lastWritten)
        }
    }

    package var account: CRMID
    package var company: Profile
    package var people: [Profile]
    package var contacts: [ProfileID: Contact]
    /// Whom the org has at this company in another place.
    package var elsewhere: Set<ProfileID> = []
    /// How many contacts of the account Loam has made before.
    package var made: Int

    package init(
        _ account: CRMID,
        _ company: Profile,
        people: [Profile],
        contacts: [ProfileID: Contact] = [:],
        made: Int = 0
    ) {
        (self.account, self.company, self.people) = (account, company, people)
        (self.contacts, self.made) = (contacts, made)
    }
}

/// Decides who of the people of a run's accounts become contacts, and whose contacts are enriched: a pure function.
package struct CommitteePlanner: Sendable {
    private let committee: BuyingCommittee
    private let patcher: Patcher
    private let form: FollowUpForm

    package init(_ committee: BuyingCommittee, _ patcher: Patcher, _ form: FollowUpForm) {
        (self.committee, self.patcher, self.form) = (committee, patcher, form)
    }

    /// Whom an account gets as contacts; `made` are the keys of those that were made before, wherever.
    package func newcomers(of one: CommitteeCase, made: Set<String>) -> [Profile] {
        let present = present(one, made)
        return members(one, present).filter { !present.contains($0.id) }
    }

    /// The accounts in the order of their ids, each with its new contacts and those that are enriched.
    package func plan(
        _ cases: [CommitteeCase],
        made: Set<String>,
        credits: CreditMeter,
        at now: Timestamp
    ) -> Plan {
        var (credits, made) = (credits, made)
        let outcomes = cases.sorted { $0.account < $1.account }.map { one in
            var outcome = Plan.Outcome(one.account, version: "", .matched)
            outcome.profile = one.company.id
            let present = present(one, made)
            for person in members(one, present) {
                guard var followUp = followUp(person, one, present, now) else { continue }
                if !present.contains(person.id) { made.insert(followUp.key) }
                settlePrice(&followUp, &credits)
                outcome.followUps.append(followUp)
            }
            return outcome
        }
        return Plan(.account, outcomes.filter { !$0.followUps.isEmpty })
    }

    private func members(_ one: CommitteeCase, _ present: Set<ProfileID>) -> [Profile] {
        committee.choose(from: one.people, present: present, made: one.made)
    }

    private func present(_ one: CommitteeCase, _ made: Set<String>) -> Set<ProfileID> {
        let before = one.people.map(\.id).filter { made.contains(FollowUp.new($0, one).key) }
        return one.elsewhere.union(one.contacts.keys).union(before)
    }

    private func followUp(
        _ person: Profile,
        _ one: CommitteeCase,
        _ present: Set<ProfileID>,
        _ now: Timestamp
    ) -> FollowUp? {
        var followUp = FollowUp.new(person.id, one)
        let offer = Offer(company: one.company, person: person, status: .matched, hasMoved: .no, now: now)
        if let contact = one.contacts[person.id] {
            let patch = patcher.patch(contact.record, with: offer, lastWritten: contact.lastWritten)
            guard !patch.isEmpty else { return nil }
            followUp.record = contact.record.id
            followUp.version = contact.record.version
            followUp.entries = patch.changes
            return followUp
        }
        // Somebody whom Loam made and who is gone, or whom the org has in another place, is left as that is.
        guard !present.contains(person.id) else { return nil }
        var subject = FollowUpForm.Subject(followUp: followUp, person: person, company: one.company, old: .account)
        subject.account = one.account
        followUp.complete(form.entries(patcher.patch(creating: offer).changes, subject))
        return followUp
    }

    private func settlePrice(_ followUp: inout FollowUp, _ credits: inout CreditMeter) {
        let isPaid = followUp.record == nil || Patch(followUp.entries).isFromProfile
        guard followUp.isWritten, isPaid else { return }
        switch credits.price(of: followUp.person) {
        case .price(let price): followUp.price = price
        case .hold(let hold):
            followUp.gap = FollowUp.Gap(hold)
            followUp.entries = []
        }
    }
}

extension FollowUp {
    /// A contact of an account.
    fileprivate static func new(_ person: ProfileID, _ one: CommitteeCase) -> FollowUp {
        FollowUp(.contact, because: .committee, for: person, at: one.company.id, linkedTo: one.account)
    }
}
