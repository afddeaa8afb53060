import Database
import Enrichment
import Salesforce
import Store

/// What has to be known of the people of a batch who moved before it is planned: what was made for them, whether the org has them
/// at their new company, and which account that is.
struct RunMovers: Sendable {
    let people: OrgPeople
    let kind: FollowUp.Kind

    /// Nil where the job makes nothing for people who moved.
    init?(_ run: Run, _ steps: RunSteps, _ calls: OrgCalls) {
        guard let kind = run.settings.jobChange.makes else { return nil }
        people = OrgPeople(steps: steps, run: run, calls: calls)
        self.kind = kind
    }

    func complete(_ cases: inout [PlanCase]) async throws {
        let run = people.run
        let movers = cases.indices.filter { cases[$0].followUpKey(kind) != nil }
        guard !movers.isEmpty else { return }
        let keys = movers.compactMap { cases[$0].followUpKey(kind) }
        let known = try await people.steps.database.read { db in
            let made = try MadeRecord.find(keys, connection: run.connection, in: run.organisation, on: db)
            return try RunFollowUp.known(keys, in: run.id, of: run.organisation, on: db).union(made.keys)
        }
        for place in movers { cases[place].followUpsMade = known }
        let new = movers.filter { place in cases[place].followUpKey(kind).map { !known.contains($0) } ?? false }
        guard kind != .task, !new.isEmpty else { return }
        let places = new.compactMap { place -> OrgPeople.Place? in
            guard let person = cases[place].person, let company = cases[place].company else { return nil }
            return OrgPeople.Place(person: person, company: company, except: cases[place].record.id)
        }
        for number in try await people.present(places) { cases[new[number]].isAtNewCompany = true }
        guard kind == .contact else { return }
        let accounts = try await people.accounts(of: places.map(\.company))
        for place in new { cases[place].newAccount = cases[place].company.flatMap { accounts[$0.id] } }
    }
}

extension PlanCase {
    /// By which what is made for the person is known again; nil for one who has not moved.
    fileprivate func followUpKey(_ kind: FollowUp.Kind) -> String? {
        guard match.hasMoved == .yes, let person, let company else { return nil }
        return FollowUp(kind, for: person.id, at: company.id, linkedTo: record.id).key
    }
}
