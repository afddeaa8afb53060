import Crypto
import Database
import Enrichment
import Jobs
import Matching
import Salesforce
import Store
import Telemetry

/// Plans the buying committees of a run's accounts, behind all its accounts: a batch of its own for some accounts at a time, with
/// a digest, priced and paid for like any other.
struct RunCommittees: Sendable {
    let steps: RunSteps

    /// Some accounts of a batch: those above one.
    struct Piece: Sendable {
        let batch: Int
        let above: CRMID?
    }

    private static let accountsAtOnce = 200
    private static let peopleOfCompany = 1000

    /// The next accounts whose committee is not planned yet.
    static func next(_ run: Run, _ db: isolated Connection) throws -> Piece? {
        guard run.settings.committee != nil, run.purpose == .enrich || run.purpose == .preview else { return nil }
        let batches = try RunBatch.list(of: run.id, in: run.organisation, on: db)
        let (committees, sources) = (batches.filter { $0.follows != nil }, batches.filter { $0.follows == nil })
        let place = committees.compactMap(\.follows).max()
        for source in sources where source.state == .settled && source.number >= place ?? 0 {
            let last = committees.filter { $0.follows == source.number }.compactMap(\.followsTo).max()
            let more = try RunRecord.companies(
                in: source.number,
                of: run.id,
                in: run.organisation,
                above: last,
                limit: 1,
                on: db
            )
            if !more.isEmpty { return Piece(batch: source.number, above: last) }
        }
        return nil
    }

    func plan(_ piece: Piece, of run: Run, _ calls: OrgCalls, _ lease: Lease) async throws {
        guard let committee = run.settings.committee else { return }
        let accounts = try await steps.database.read { db in
            try RunRecord.companies(
                in: piece.batch,
                of: run.id,
                in: run.organisation,
                above: piece.above,
                limit: RunCommittees.accountsAtOnce,
                on: db
            )
        }
        guard let last = accounts.last?.record else { return }
        let schema = try await steps.schema(FollowUp.Kind.contact.object, of: run)
        let patcher = Patcher(committee.mapping, in: schema, placeholders: run.settings.placeholders)
        let form = try await steps.followUpForm(.contact, because: .committee, of: run)
        let planner = CommitteePlanner(committee, patcher, form)
        let contacts = try await CommitteeContacts(accounts.map(\.record), patcher, schema, of: run, steps, calls)
        let (found, made) = try await steps.database.read { db in
            try known(of: accounts, committee, contacts, of: run, on: db)
        }
        var cases = found
        try await lookElsewhere(&cases, made, planner, OrgPeople(steps: steps, run: run, calls: calls))
        let people = Set(cases.flatMap { $0.people.map(\.id) })
        while true {
            let now = steps.clock.now()
            let meter = try await steps.database.read { db in
                try RunCredits(run: run, at: now).meter(for: people, on: db)
            }
            let plan = planner.plan(cases, made: made, credits: meter, at: now)
            if try await keep(plan, piece.batch, last, of: run, at: now, lease) { return }
        }
    }

    // MARK: What is known

    private func known(
        of accounts: [(record: CRMID, company: Int64)],
        _ committee: BuyingCommittee,
        _ contacts: CommitteeContacts,
        of run: Run,
        on db: isolated Connection
    ) throws -> ([CommitteeCase], Set<String>) {
        let names = SourceNames(try CatalogueSource.all(on: db))
        let (reading, readingPeople) = (ProfileReading(.company, names), ProfileReading(.person, names))
        let companies = try CatalogueRow.list(Array(Set(accounts.map(\.company))).sorted(), of: .companies, on: db)
        let profiles = Dictionary(
            uniqueKeysWithValues: companies.map { ($0.number, reading.profile($0)) }
        )
        let counts = try MadeRecord.contacts(
            beside: accounts.map(\.record),
            connection: run.connection,
            in: run.organisation,
            on: db
        )
        var cases: [CommitteeCase] = []
        for account in accounts {
            guard let company = profiles[account.company] else { continue }
            let rows = try CatalogueRow.list(
                .people,
                of: account.company,
                limit: RunCommittees.peopleOfCompany,
                on: db
            )
            let present = contacts.of(account.record)
            let people = committee.shortlist(
                from: rows.map { readingPeople.profile($0) },
                present: Set(present.keys)
            )
            cases.append(
                CommitteeCase(
                    account.record,
                    company,
                    people: people,
                    contacts: present,
                    made: counts[account.record] ?? 0
                )
            )
        }
        let keys = cases.flatMap { one in
            one.people.map { FollowUp(.contact, for: $0.id, at: one.company.id, linkedTo: one.account).key }
        }
        let before = try MadeRecord.find(keys, connection: run.connection, in: run.organisation, on: db)
        return (cases, try RunFollowUp.known(keys, in: run.id, of: run.organisation, on: db).union(before.keys))
    }

    /// Finds out whom of those who would be made the org has in another place; whoever comes instead is looked for as well.
    private func lookElsewhere(
        _ cases: inout [CommitteeCase],
        _ made: Set<String>,
        _ planner: CommitteePlanner,
        _ people: OrgPeople
    ) async throws {
        var asked: Set<ProfileID> = []
        while true {
            var places: [OrgPeople.Place] = []
            var owners: [Int] = []
            for (number, one) in cases.enumerated() {
                for person in planner.newcomers(of: one, made: made) where asked.insert(person.id).inserted {
                    places.append(OrgPeople.Place(person: person, company: one.company))
                    owners.append(number)
                }
            }
            if places.isEmpty { return }
            for place in try await people.present(places) {
                cases[owners[place]].elsewhere.insert(places[place].person.id)
            }
        }
    }

    // MARK: Keeping

    /// False when somebody else took one of the profiles since they were priced.
    private func keep(
        _ plan: Plan,
        _ source: Int,
        _ last: CRMID,
        of run: Run,
        at now: Timestamp,
        _ lease: Lease
    ) async throws -> Bool {
        let document = plan.document
        let digest = document.digest(by: Digest.sha256)
        return try await steps.database.write { db in
            try lease.confirm(on: db)
            guard let number = try Run.find(run.id, in: run.organisation, on: db)?.batches else { return true }
            let credits = RunCredits(run: run, at: now)
            guard try credits.take(plan.profilesToPay, number, on: db) else { return false }
            try RunBatch.insert(
                number,
                of: run.id,
                in: run.organisation,
                plan: plan.outcomes.count,
                following: (source, last),
                on: db
            )
            if run.purpose.costsCredits { try credits.enter(.reserve, plan.creditsNeeded, number, on: db) }
            try RunBatch.keep(
                document,
                digest: digest,
                of: number,
                of: run.id,
                in: run.organisation,
                at: now,
                on: db
            )
            try RunFollowUp.insert(
                plan,
                batch: number,
                of: run.id,
                connection: run.connection,
                in: run.organisation,
                on: db
            )
            try Run.addBatch(of: run.id, in: run.organisation, on: db)
            try Run.planned(run.id, in: run.organisation, resumesAfter: nil, on: db)
            return true
        }
    }
}

/// The contacts of some accounts, each by the person who it is.
private struct CommitteeContacts: Sendable {
    private var contacts: [CRMID: [ProfileID: CommitteeCase.Contact]] = [:]

    init(
        _ accounts: [CRMID],
        _ patcher: Patcher,
        _ schema: ObjectSchema,
        of run: Run,
        _ steps: RunSteps,
        _ calls: OrgCalls
    ) async throws {
        let inputs = try await steps.database.read { db in
            try OrgMatchInputs.find(of: .contact, connection: run.connection, in: run.organisation, on: db)
        }
        let query = RunQuery(
            .contact,
            inputs,
            reading: patcher.fieldsToRead.union([PackageField.contactID]),
            in: schema,
            parent: try await steps.schema("Account", of: run)
        )
        let reading = RecordReading(query, at: steps.clock.now())
        let org = try await steps.org(of: run, calls)
        var records: [Record] = []
        let queries = SOQL.pieces(of: accounts.compactMap { RecordID($0.text) }) { ids in
            "SELECT \(query.names) FROM Contact WHERE AccountId IN \(in: ids) ORDER BY Id"
        }
        for query in queries {
            try await org.query(query) { row in records.append(try reading.record(row)) }
        }
        let memory = try await steps.database.read { [records] db in
            try RecordMemory.find(records.map(\.id), of: run.connection, in: run.organisation, on: db)
        }
        let matching = BatchMatching(
            object: .contact,
            inputs: inputs,
            opened: try steps.catalogue.current(),
            decided: steps.catalogue.decisions.about(.contact, in: run.organisation)
        )
        let matches = try await matching.matches(records.map { memory[$0.id]?.withoutOurs($0) ?? $0 })
        for (record, match) in zip(records, matches) {
            guard let account = record.parent else { continue }
            let contact = CommitteeCase.Contact(record, lastWritten: memory[record.id]?.ours ?? [:])
            for person in CommitteeContacts.people(record, match) where contacts[account]?[person] == nil {
                contacts[account, default: [:]][person] = contact
            }
        }
    }

    /// Who it is by what Loam wrote into it, and by what people did.
    private static func people(_ record: Record, _ match: Enrichment.Match) -> Set<ProfileID> {
        var people: Set<ProfileID> = []
        if case .matched(let person) = match.answer, person.kind == .person { people.insert(person) }
        if let number = record.values[PackageField.contactID].flatMap({ Int64($0.text) }) {
            people.insert(.person(number))
        }
        return people
    }

    func of(_ account: CRMID) -> [ProfileID: CommitteeCase.Contact] { contacts[account] ?? [:] }
}
