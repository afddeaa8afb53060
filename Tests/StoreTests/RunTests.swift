import Database
import Enrichment
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct RunTests {
    private static let connection = ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-000000000001")
    private static let job = ID<EnrichJob>(rawValue: "01970000-0000-7000-8000-000000000002")

    private static func id(_ number: Int) -> CRMID {
        let digits = String(number)
        guard let id = CRMID("001" + String(repeating: "0", count: 12 - digits.count) + digits) else {
            preconditionFailure("Fifteen letters and digits are an id.")
        }
        return id
    }

    private static func new(_ purpose: Run.Purpose = .enrich) -> NewRun {
        var settings = JobSettings("Nightly", Mapping(.account, [MappingRow(.company(.name), "Name")]))
        settings.breakers.canary = 10
        return NewRun(purpose, on: connection, job: job, settings, MatchInputs(.account), by: "Ada Weaver")
    }

    private static func begin(_ database: Database, _ fixture: Fixture, _ purpose: Run.Purpose = .enrich) async throws
        -> ID<Run>?
    {
        try await database.write { db in
            try Run.insert(new(purpose), in: fixture.organisation.id, at: Fixture.now, on: db)
        }
    }

    @Test("X-08 · a job has one run at a time that writes, and any number of previews", arguments: Engine.available)
    func oneRun(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let first = try #require(try await Self.begin(database, fixture))
            #expect(try await Self.begin(database, fixture) == nil)
            #expect(try await Self.begin(database, fixture, .undo) == nil)
            #expect(try await Self.begin(database, fixture, .preview) != nil)
            let run = try await database.write { db in
                _ = try Run.end(first, in: fixture.organisation.id, .succeeded, at: Fixture.now, on: db)
                return try Run.find(first, in: fixture.organisation.id, on: db)
            }
            #expect(run?.settings == Self.new().settings)
            #expect(run?.ending == .succeeded)
            #expect(try await Self.begin(database, fixture) != nil)
        }
    }

    @Test("X-08 · a plan is kept once, never changed, and read record by record", arguments: Engine.available)
    func plans(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let run = try #require(try await Self.begin(database, fixture))
            let organisation = fixture.organisation.id
            let outcomes = (1...1200).map { number in
                var outcome = Plan.Outcome(Self.id(number), version: "\(number)", .matched)
                outcome.profile = .company(Int64(number))
                outcome.patch = Patch([Patch.Entry("Name", before: .blank, .set(.text("Name \(number)")), .undone)])
                return outcome
            }
            let plan = Plan(.account, outcomes)
            let document = plan.document
            let records = outcomes.map {
                Record(id: $0.record, object: .account, values: [:], readAt: Fixture.now, version: $0.version)
            }
            try await database.write { db in
                try RunBatch.insert(0, of: run, in: organisation, RecordPage(.account, records), on: db)
                let kept = try RunBatch.records(of: 0, of: run, in: organisation, on: db)
                #expect(kept?.records == records)
                try RunBatch.keep(document, digest: "d", of: 0, of: run, in: organisation, at: Fixture.now, on: db)
                try RunRecord.insert(plan, at: document.places, batch: 0, of: run, in: organisation, on: db)
            }
            await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try RunBatch.keep(document, digest: "e", of: 0, of: run, in: organisation, at: Fixture.now, on: db)
                }
            }
            try await database.read { db in
                #expect(try !RunBatch.plansAreDropped(of: run, in: organisation, on: db))
                #expect(try RunBatch.plan(of: 0, of: run, in: organisation, on: db) == plan)
                let outcome = try RunRecord.outcome(of: Self.id(700), in: run, of: organisation, on: db)
                #expect(outcome == outcomes[699])
                let standing = try RunRecord.standing(of: 0, of: run, in: organisation, on: db)
                #expect((standing.records, standing.changed) == (1200, 1200))
                let page = try RunRecord.list(
                    .init(),
                    of: run,
                    in: organisation,
                    above: Self.id(1190),
                    limit: 100,
                    on: db
                )
                #expect(page.map(\.record) == (1191...1200).map(Self.id))
                let history = try RunRecord.history(of: Self.id(3), in: organisation, limit: 10, on: db)
                #expect(history.map(\.run) == [run])
                #expect(history.first?.fields == 1)
            }
        }
    }

    @Test(
        "X-14 · a profile is set aside for one run only, and every movement sums to zero",
        arguments: Engine.available
    )
    func credits(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            let run = try #require(try await Self.begin(database, fixture))
            let profiles = (1...5).map { ProfileID.company($0) }
            let year = Fixture.now + .days(365)
            try await database.write { db in
                for batch in 0...1 { try RunBatch.insert(batch, of: run, in: organisation, plan: 5, on: db) }
                let taken = try OwnedProfiles.reserve(
                    profiles,
                    until: year,
                    for: 0,
                    of: run,
                    in: organisation,
                    at: Fixture.now,
                    on: db
                )
                #expect(taken.isEmpty)
                try CreditLedger.enter(
                    CreditMovement(.reserve, 5),
                    for: 0,
                    of: run,
                    by: nil,
                    in: organisation,
                    at: Fixture.now,
                    on: db
                )
                // Said again, as after a crash.
                try CreditLedger.enter(
                    CreditMovement(.reserve, 5),
                    for: 0,
                    of: run,
                    by: nil,
                    in: organisation,
                    at: Fixture.now,
                    on: db
                )
            }
            try await database.write { db in
                let taken = try OwnedProfiles.reserve(
                    [.company(5), .company(6)],
                    until: year,
                    for: 1,
                    of: run,
                    in: organisation,
                    at: Fixture.now,
                    on: db
                )
                #expect(taken == [.company(5)])
                // A batch that is begun again sets nothing aside anew.
                let again = try OwnedProfiles.reserve(
                    profiles,
                    until: year,
                    for: 0,
                    of: run,
                    in: organisation,
                    at: Fixture.now,
                    on: db
                )
                #expect(again == Set(profiles))
                #expect(try CreditLedger.spent(by: run, in: organisation, on: db) == 5)
                #expect(try CreditLedger.reserved(by: run, in: organisation, on: db).map(\.credits) == [5])
                let settled = try OwnedProfiles.settle(
                    charged: Array(profiles[..<3]),
                    for: 0,
                    of: run,
                    in: organisation,
                    on: db
                )
                #expect(settled == (3, 2))
                for movement in [CreditMovement(.charge, 3), CreditMovement(.release, 2)] {
                    try CreditLedger.enter(
                        movement,
                        for: 0,
                        of: run,
                        by: nil,
                        in: organisation,
                        at: Fixture.now,
                        on: db
                    )
                }
                let balances = try CreditLedger.balances(in: organisation, on: db)
                #expect(balances == [.available: -3, .reserved: 0, .spent: 3])
                #expect(balances.values.reduce(0, +) == 0)
                #expect(try CreditLedger.reserved(by: run, in: organisation, on: db).isEmpty)
                let owned = try OwnedProfiles.find(Set(profiles), in: organisation, at: Fixture.now, on: db)
                #expect(owned == Set(profiles[..<3]))
                // After its period a profile is paid for anew.
                #expect(try OwnedProfiles.find(Set(profiles), in: organisation, at: year, on: db).isEmpty)
                let nextYear = try OwnedProfiles.reserve(
                    [.company(1)],
                    until: year + .days(365),
                    for: 1,
                    of: run,
                    in: organisation,
                    at: year,
                    on: db
                )
                #expect(nextYear.isEmpty)
            }
        }
    }

    private func kept(_ values: [CRMField: String]) -> WrittenValues {
        WrittenValues(values.mapValues { WrittenValues.Value(ours: .text($0), theirs: .blank) })
    }

    @Test(
        "X-10 · what Loam wrote last is remembered field by field, and forgotten when it is taken back",
        arguments: Engine.available
    )
    func memory(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            @Sendable func written(_ field: CRMField, _ text: String) -> Settlement.Written {
                Settlement.Written(Self.id(1), field, before: .blank, after: .text(text))
            }
            let found = try await database.write { db -> [WrittenValues?] in
                var found: [WrittenValues?] = []
                for (changes, takenBack) in [
                    ([written("Name", "a"), written("Phone", "1")], false), ([written("Name", "b")], false),
                    ([written("Phone", "1")], true),
                ] {
                    try RecordMemory.keep(
                        changes,
                        takenBack: takenBack,
                        of: Self.connection,
                        in: organisation,
                        on: db
                    )
                    found.append(
                        try RecordMemory.find([Self.id(1)], of: Self.connection, in: organisation, on: db)[Self.id(1)]
                    )
                }
                return found
            }
            #expect(
                found == [
                    kept(["Name": "a", "Phone": "1"]), kept(["Name": "b", "Phone": "1"]), kept(["Name": "b"]),
                ]
            )
        }
    }

    @Test(
        "S-11 · X-23 · what two runs want to make at once is taken by one of them, and left by who comes after it was made",
        arguments: Engine.available
    )
    func claims(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            var outcome = Plan.Outcome(Self.id(1), version: "", .matched)
            outcome.followUps = (1...300).map { number in
                FollowUp(.contact, because: .committee, for: .person(number), at: .company(1), linkedTo: Self.id(1))
            }
            let plan = Plan(.account, [outcome])
            let keys = outcome.followUps.map(\.key)
            let runs = try await database.write { db in
                try OrgConnection.insert(
                    OrgConnection(
                        id: Self.connection,
                        organisation: organisation,
                        name: "Org",
                        host: "example.my.salesforce.com",
                        way: .browser,
                        isSandbox: true,
                        connectedBy: fixture.ada.id,
                        createdAt: Fixture.now
                    ),
                    on: db
                )
                return try ["3", "4", "5"].map { digit in
                    let job = ID<EnrichJob>(rawValue: "01970000-0000-7000-8000-00000000000\(digit)")
                    let new = NewRun(
                        .enrich,
                        on: Self.connection,
                        job: job,
                        Self.new().settings,
                        MatchInputs(.account),
                        by: "Ada Weaver"
                    )
                    let run = try #require(try Run.insert(new, in: organisation, at: Fixture.now, on: db))
                    try RunBatch.insert(0, of: run, in: organisation, plan: 1, on: db)
                    try RunFollowUp.insert(
                        plan,
                        batch: 0,
                        of: run,
                        connection: Self.connection,
                        in: organisation,
                        on: db
                    )
                    return run
                }
            }
            @Sendable func claim(_ run: ID<Run>, _ keys: [String]) async throws -> Set<String> {
                try await database.write { db in
                    try RunFollowUp.claim(keys, of: run, connection: Self.connection, in: organisation, on: db)
                }
            }
            async let first = claim(runs[0], keys)
            async let second = claim(runs[1], keys)
            let taken = try await [first, second]
            #expect(taken[0].isDisjoint(with: taken[1]))
            #expect(taken[0].union(taken[1]) == Set(keys))
            #expect(
                try await claim(runs[0], keys) == taken[0],
                "Who comes again after a crash goes on with what it took."
            )
            let made = [MadeRecord(key: keys[0], object: "Contact", record: Self.id(2), parent: Self.id(1))]
            try await database.write { db in
                try RunFollowUp.leave("The end.", of: runs[0], in: organisation, on: db)
                try RunFollowUp.leave("The end.", of: runs[1], in: organisation, on: db)
                try MadeRecord.insert(
                    made,
                    by: runs[0],
                    batch: 0,
                    connection: Self.connection,
                    in: organisation,
                    on: db
                )
            }
            #expect(try await claim(runs[2], keys) == Set(keys.dropFirst()))
        }
    }
}
