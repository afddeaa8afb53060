import Database
import Enrichment
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct EnrichJobTests {
    private static func job(_ name: String, in fixture: Fixture) throws -> EnrichJob {
        var settings = JobSettings(name, Mapping(.account, [MappingRow(.company(.name), "Name")]))
        settings.credits = .perRun(7)
        return EnrichJob(
            id: .make(at: Fixture.now),
            organisation: fixture.organisation.id,
            connection: ID(rawValue: "01970000-0000-7000-8000-000000000001"),
            description: "All that we sell to",
            settings: settings,
            frequency: try Schedule(.weekly(on: .friday), in: Zone(named: Schedule.defaultZone)),
            alerts: true,
            isOn: true,
            createdBy: fixture.ada.id,
            createdAt: Fixture.now
        )
    }

    @Test("A job comes out as it went in", arguments: Engine.available)
    func roundTrip(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let job = try Self.job("Accounts", in: fixture)
            var byHand = try Self.job("By hand", in: fixture)
            byHand.frequency = nil
            let other = byHand
            try await database.write { db in
                try EnrichJob.insert(job, on: db)
                try EnrichJob.insert(other, on: db)
            }
            let (found, all) = try await database.read { db in
                (
                    try EnrichJob.find(job.id, in: fixture.organisation.id, on: db),
                    try EnrichJob.list(in: fixture.organisation.id, on: db)
                )
            }
            #expect(found == job)
            #expect(all == [other, job])
            let elsewhere = try await database.read { db in
                try EnrichJob.find(job.id, in: .make(at: Fixture.now), on: db)
            }
            #expect(elsewhere == nil)
        }
    }

    @Test("Of two who change a job at once the second is told", arguments: Engine.available)
    func revisions(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let job = try Self.job("Accounts", in: fixture)
            try await database.write { db in try EnrichJob.insert(job, on: db) }
            var first = job
            first.settings.name = "First"
            var second = job
            second.settings.name = "Second"
            let (one, other) = (first, second)
            let outcomes = try await database.write { db in
                [try EnrichJob.update(one, expecting: 1, on: db), try EnrichJob.update(other, expecting: 1, on: db)]
            }
            #expect(outcomes == [true, false])
            let kept = try await database.read { db in
                try EnrichJob.find(job.id, in: fixture.organisation.id, on: db)
            }
            #expect(kept?.settings.name == "First")
            #expect(kept?.revision == 2)
        }
    }

    @Test("Where the next run begins is no change of the job", arguments: Engine.available)
    func resuming(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let job = try Self.job("Accounts", in: fixture)
            let organisation = fixture.organisation.id
            let record = try #require(CRMID("001000000000001"))
            let kept = try await database.write { db in
                try EnrichJob.insert(job, on: db)
                try EnrichJob.setResumesAfter(record, of: job.id, in: organisation, on: db)
                return try EnrichJob.find(job.id, in: organisation, on: db)
            }
            #expect(kept?.resumesAfter == record.text)
            #expect(kept?.revision == 1)
            let cleared = try await database.write { db in
                try EnrichJob.setResumesAfter(nil, of: job.id, in: organisation, on: db)
                return try EnrichJob.find(job.id, in: organisation, on: db)
            }
            #expect(cleared == job)
        }
    }

    @Test("A deleted job is off and out of sight, and is found beside its runs", arguments: Engine.available)
    func deletion(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let job = try Self.job("Accounts", in: fixture)
            let organisation = fixture.organisation.id
            let outcomes = try await database.write { db in
                try EnrichJob.insert(job, on: db)
                return [
                    try EnrichJob.delete(job.id, expecting: 2, in: organisation, at: Fixture.now, on: db),
                    try EnrichJob.delete(job.id, expecting: 1, in: organisation, at: Fixture.now, on: db),
                    try EnrichJob.delete(job.id, in: organisation, at: Fixture.now, on: db),
                    try EnrichJob.update(job, expecting: 2, on: db),
                ]
            }
            #expect(outcomes == [false, true, false, false])
            let (live, kept, all) = try await database.read { db in
                (
                    try EnrichJob.find(job.id, in: organisation, on: db),
                    try EnrichJob.find(job.id, evenDeleted: true, in: organisation, on: db),
                    try EnrichJob.list(in: organisation, on: db)
                )
            }
            #expect(live == nil && all.isEmpty)
            #expect(kept?.isOn == false)
            #expect(kept?.deletedAt == Fixture.now)
        }
    }

    @Test("S-08 · the match inputs of an org are the usual ones until some are added", arguments: Engine.available)
    func matchInputs(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            let connection = ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-000000000001")
            var inputs = MatchInputs(.contact)
            inputs.add(.init(.person(.email), "Private_Email__c"))
            let added = inputs
            let (before, after, elsewhere) = try await database.write { db in
                let before = try OrgMatchInputs.find(of: .contact, connection: connection, in: organisation, on: db)
                for inputs in [MatchInputs(.contact), added] {
                    try OrgMatchInputs.save(inputs, connection: connection, in: organisation, at: Fixture.now, on: db)
                }
                return (
                    before, try OrgMatchInputs.find(of: .contact, connection: connection, in: organisation, on: db),
                    try OrgMatchInputs.find(of: .lead, connection: connection, in: organisation, on: db)
                )
            }
            #expect(before == MatchInputs(.contact))
            #expect(after == added)
            #expect(elsewhere == MatchInputs(.lead))
        }
    }
}
