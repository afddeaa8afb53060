import Database
import Enrichment
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

@Suite struct RunTests {
    @Test(
        "S-14 · S-15 · a run enriches what the catalogue knows, says why of the rest, and its figures add up",
        arguments: Engine.available
    )
    func enriches(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let run = try await bench.run(try await bench.job())
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            #expect(run.counts.total == 20)
            #expect((run.counts.matched, run.counts.noMatch, run.counts.errors) == (19, 1, 0))
            #expect(run.counts.credits == 19)
            let accounts = try await bench.accounts()
            let enriched = accounts.values.filter { $0["Loam_Enrich_Status__c"] == "Matched" }
            #expect(enriched.count == 19)
            #expect(enriched.allSatisfy { $0["BillingCity"] == "Husum" && $0["Loam_Company_ID__c"] != nil })
            // A phone that somebody had entered stays.
            #expect(enriched.filter { $0["Phone"] == "0000" }.count == 6)
            let unknown = accounts.values.filter { $0["Loam_Enrich_Status__c"] == "No Match" }
            #expect(unknown.count == 1 && unknown.allSatisfy { $0["Loam_No_Match_Reason__c"] != nil })
            #expect(try await bench.balances() == [.available: -19, .reserved: 0, .spent: 19])
        }
    }

    @Test("S-19 · S-20 · a preview writes nothing, a run leaves nothing to do, and its undo brings all back")
    func thereAndBack() async throws {
        try await RunBench.on { bench in
            let before = try await bench.accounts()
            let job = try await bench.job()
            let preview = try await bench.preview(job)
            #expect(preview.ending == .succeeded && preview.counts.credits == 19 && preview.counts.enriched == 19)
            #expect(try await bench.accounts() == before)
            #expect(try await bench.balances().isEmpty)

            let run = try await bench.run(job)
            #expect(run.counts == preview.counts)
            let again = try await bench.preview(job)
            #expect((again.counts.enriched, again.counts.credits, again.fields) == (0, 0, 0))

            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.accounts() == before)
        }
    }

    @Test("S-20 · an undo leaves what somebody has changed since, and lists it")
    func undoesOwnOnly() async throws {
        try await RunBench.on(accounts: 5) { bench in
            let run = try await bench.run(try await bench.job())
            let id = try #require(try await bench.accounts().keys.sorted().first)
            let record = try bench.recordID(id)
            try await bench.salesforce.update(Draft("Account", id: record, [.init("BillingCity", .text("Kiel"))]))
            let undo = try await bench.undo(run)
            let account = try await bench.accounts()[id]
            #expect(account?["BillingCity"] == "Kiel" && account?["Industry"] == nil)
            let found = try await bench.app.runs.outcome(of: try #require(CRMID(id)), in: undo.id, by: bench.ada)
            let left = found.outcome.patch.entries.filter { $0.action == .leave(.changedSince) }.map(\.field)
            #expect(left == ["BillingCity"])
        }
    }

    @Test(
        "S-20 · what a run read and replaced is dropped some days after its end, as is set, but for a run that is being taken back",
        arguments: Engine.available
    )
    func valuesDrop(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 5) { bench in
            let (database, clock, runs) = (bench.org.database, bench.org.clock, bench.app.runs)
            let sweep = RunValuesSweep(database: database, keep: .days(30), clock: clock.wallClock)
            let old = try await bench.run(try await bench.job())
            let preview = try await bench.preview(try await bench.job())
            let digest = try await runs.digest(of: preview.id, by: bench.ada)
            let record = try #require(try await bench.accounts().keys.sorted().first.flatMap { CRMID($0) })

            clock.advance(by: .days(29))
            try await sweep.run()
            let undo = try await runs.undo(old.id, by: bench.ada)
            clock.advance(by: .days(2))
            try await sweep.run()
            _ = try await runs.outcome(of: record, in: old.id, by: bench.ada)
            let refused = await refusal { _ = try await runs.apply(preview.id, digest: digest, by: bench.ada) }
            #expect(refused == "run.values-dropped")

            let organisation = bench.org.organisation
            try await database.write { db in
                _ = try Run.end(undo, in: organisation, .stopped, at: clock.now, on: db)
            }
            try await sweep.run()
            #expect(await refusal { _ = try await runs.undo(old.id, by: bench.ada) } == "run.values-dropped")
            let seen = await refusal { _ = try await runs.outcome(of: record, in: old.id, by: bench.ada) }
            #expect(seen == "record.unknown")
            #expect(try await runs.find(old.id, by: bench.ada).counts == old.counts)
        }
    }

    @Test("X-08 · the plan of a preview is carried out as it is, if it is the one that was seen")
    func applies() async throws {
        try await RunBench.on { bench in
            let preview = try await bench.preview(try await bench.job())
            let runs = bench.app.runs
            #expect(
                await refusal { _ = try await runs.apply(preview.id, digest: "other", by: bench.ada) }
                    == "run.other-plan"
            )
            let digest = try await runs.digest(of: preview.id, by: bench.ada)
            let run = try await bench.finish(try await runs.apply(preview.id, digest: digest, by: bench.ada))
            #expect(run.ending == .succeeded && run.counts == preview.counts)
            #expect(try await runs.digest(of: run.id, by: bench.ada) == digest)
            #expect(try await bench.balances() == [.available: -19, .reserved: 0, .spent: 19])
        }
    }

    @Test("S-03 · at the limit of 7 credits a run stops enriching, and the next begins with the eighth record")
    func limited() async throws {
        try await RunBench.on { bench in
            let job = try await bench.job { $0.credits = .perRun(7) }
            let first = try await bench.run(job)
            #expect((first.counts.credits, first.counts.enriched, first.counts.deferred) == (7, 7, 12))
            func enriched() async throws -> [String] {
                try await bench.accounts().filter { $0.value["Loam_Company_ID__c"] != nil }.keys.sorted()
            }
            let seven = try await enriched()
            #expect(seven == (try await bench.accounts().keys.sorted().prefix(7)).map(\.self))
            let second = try await bench.run(job)
            #expect(second.counts.credits == 7)
            #expect(try await enriched() == (try await bench.accounts().keys.sorted().prefix(14)).map(\.self))
            let third = try await bench.run(job)
            #expect((third.counts.credits, third.counts.deferred) == (5, 0))
            #expect(try await enriched().count == 19)
            // All is owned now, and costs nothing any more.
            #expect(try await bench.run(job).counts.credits == 0)
            #expect(try await bench.balances() == [.available: -19, .reserved: 0, .spent: 19])
        }
    }

    @Test("S-03 · only records under management: nothing is spent, and what is not owned is left")
    func ownedOnly() async throws {
        try await RunBench.on { bench in
            let run = try await bench.run(try await bench.job { $0.credits = .ownedOnly })
            #expect((run.counts.credits, run.counts.notOwned, run.counts.enriched) == (0, 19, 0))
        }
    }

    @Test("S-16 · rows that found their record locked are written again, and none is lost")
    func locks() async throws {
        try await RunBench.on { bench in
            bench.lockRows(percent: 50)
            let run = try await bench.run(try await bench.job())
            #expect(run.ending == .succeeded)
            #expect(try await bench.accounts().values.count { $0["Loam_Company_ID__c"] != nil } == 19)
        }
    }

    @Test("X-24 · a run with a record that the org refuses is never green, and says why")
    func partial() async throws {
        try await RunBench.on { bench in
            let preview = try await bench.preview(try await bench.job())
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            let id = try #require(try await bench.accounts().keys.sorted().first)
            try await bench.salesforce.delete(try bench.recordID(id), of: "Account")
            let run = try await bench.finish(try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada))
            #expect(run.ending == .partial)
            #expect(run.counts.errors == 1 && run.counts.total == 20)
            var filter = RunRecord.Filter()
            filter.status = .error
            let errors = try await bench.app.runs.records(of: run.id, filter, by: bench.ada).records
            #expect(errors.count == run.counts.errors && errors.allSatisfy { $0.error?.isEmpty == false })
            #expect(try await bench.balances().values.reduce(0, +) == 0)
        }
    }

    @Test("X-08 · a record that changes before it is written is planned again")
    func drift() async throws {
        try await RunBench.on(accounts: 10) { bench in
            let preview = try await bench.preview(try await bench.job())
            let digest = try await bench.app.runs.digest(of: preview.id, by: bench.ada)
            let id = try #require(try await bench.accounts().keys.sorted().first)
            let record = try bench.recordID(id)
            // The org keeps whole seconds.
            try await Task.sleep(for: .milliseconds(1100))
            try await bench.salesforce.update(Draft("Account", id: record, [.init("BillingCity", .text("Kiel"))]))
            let apply = try await bench.app.runs.apply(preview.id, digest: digest, by: bench.ada)
            let run = try await bench.finish(apply)
            #expect(run.ending == .partial && run.counts.errors == 1)
            let found = try await bench.app.runs.outcome(of: try #require(CRMID(id)), in: run.id, by: bench.ada)
            #expect(found.record.error?.hasPrefix("Somebody changed the record") == true)
            #expect(try await bench.accounts()[id]?["BillingCity"] == "Kiel")
        }
    }

    @Test("X-09 · a breaker stops a run before anything is written, and says which and its numbers")
    func breaks() async throws {
        try await RunBench.on(accounts: 40) { bench in
            let before = try await bench.accounts()
            let run = try await bench.run(
                try await bench.job { settings in
                    settings.breakers.mostOverwrites = 10
                    for place in settings.mapping.rows.indices where settings.mapping.rows[place].target == "Phone" {
                        settings.mapping.rows[place].rule = .overwrite
                    }
                }
            )
            #expect(run.ending == .stopped)
            #expect(run.reason?.contains("of 39 records (the limit is 10 %)") == true)
            #expect(try await bench.accounts() == before)
            #expect(try await bench.balances() == [.available: 0, .reserved: 0])
        }
    }

    @Test("S-09 · the whole profile is written into the package's own object once, and goes with an undo")
    func exportsProfiles() async throws {
        try await RunBench.on(accounts: 6) { bench in
            let job = try await bench.job { $0.exportsProfile = true }
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            let profiles = try await bench.profiles()
            #expect(profiles.count == 5)
            #expect(Set(profiles.map(\.account)).count == 5)
            #expect(profiles.allSatisfy { $0.name.hasSuffix("Widgets") && $0.city == "Husum" })
            // A second run makes no second one, and costs nothing.
            let again = try await bench.run(job)
            #expect((again.counts.enriched, again.counts.credits) == (0, 0))
            #expect(try await bench.profiles() == profiles)
            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.profiles().isEmpty)
            // They are made anew, not looked for where they are not.
            #expect(try await bench.run(job).ending == .succeeded)
            #expect(try await bench.profiles().count == 5)
        }
    }

    @Test("S-09 · a profile that somebody has deleted is told, and made again by the next run")
    func deletedProfile() async throws {
        try await RunBench.on(accounts: 3) { bench in
            let job = try await bench.job { $0.exportsProfile = true }
            _ = try await bench.run(job)
            let gone = try #require(try await bench.profiles().first)
            try await bench.salesforce.delete(try bench.recordID(gone.id), of: "Loam_Profile__c")
            try await bench.rename(company: gone.company, to: "Husum Works")
            let run = try await bench.run(job)
            #expect(run.ending == .partial && run.counts.errors == 1)
            let next = try await bench.run(job)
            #expect(next.ending == .succeeded, "\(next.reason ?? "")")
            #expect(try await bench.profiles().count == 2)
        }
    }

    @Test("S-10 · signals and scoops of the past 30 days follow the run, once, and go with an undo")
    func signals() async throws {
        try await RunBench.on(accounts: 5) { bench in
            try await bench.addNews()
            let job = try await bench.job { settings in
                settings.intent = IntentCriteria(topics: ["Cloud Security"])
                settings.scoops = ScoopCriteria(types: ["Funding"])
            }
            let run = try await bench.run(job)
            #expect(run.ending == .succeeded, "\(run.reason ?? "")")
            try await bench.drain()
            // Of each of the four accounts that are known: one signal of the topic, and one scoop of the type.
            #expect(try await bench.news() == ["Cloud Security": 4, "Funding": 4])
            #expect(try await bench.app.runs.find(run.id, by: bench.ada).bulkCalls > run.bulkCalls)
            _ = try await bench.run(job)
            try await bench.drain()
            #expect(try await bench.news() == ["Cloud Security": 4, "Funding": 4])
            let undo = try await bench.undo(run)
            #expect(undo.ending == .succeeded, "\(undo.reason ?? "")")
            #expect(try await bench.news().isEmpty)
        }
    }

    @Test("S-16 · an org that refuses every Bulk job ends the run with its words, and is not asked for ever")
    func refusedJobs() async throws {
        try await RunBench.on(accounts: 5) { bench in
            // A field that was there when the plan was made.
            let preview = try await bench.plan(writing: "Nowhere__c")
            let digest = try await bench.app.runs.digest(of: preview, by: bench.ada)
            let used = bench.org.usedCalls
            let run = try await bench.finish(try await bench.app.runs.apply(preview, digest: digest, by: bench.ada))
            #expect(run.ending == .failed && run.counts.errors == 5)
            let records = try await bench.app.runs.records(of: run.id, by: bench.ada).records
            #expect(records.allSatisfy { $0.error?.contains("Nowhere__c") == true }, "\(records.first?.error ?? "")")
            #expect(bench.org.usedCalls - used < 15)
        }
    }

    @Test("S-18 · the end of a run that a schedule began is mailed to who answers for the org, with figures and a link")
    func mails() async throws {
        try await RunBench.on(accounts: 5) { bench in
            let id = try await bench.job()
            let now = bench.org.clock.now
            let run = try await bench.org.database.write { db in
                let job = try #require(try EnrichJob.find(id, in: bench.org.organisation, on: db))
                let start = RunStart(database: bench.org.database, clock: bench.org.clock.wallClock)
                return try #require(try start.begin(job, .enrich, by: "Schedule", user: nil, at: now, on: db))
            }
            try await bench.finish(run)
            let mails = try await bench.app.outbox.list(by: bench.ada).mails.filter { $0.kind == "run-ended" }
            #expect(mails.map(\.recipient.rawValue) == ["ada@example.org"], "\(mails.map(\.recipient))")
            let mail = try await bench.app.outbox.read(try #require(mails.first).id, by: bench.ada)
            let body = try #require(mail.body)
            let ended = try await bench.app.runs.find(run, by: bench.ada)
            #expect(body.contains("Enriched: \(ended.counts.enriched)\n") && body.contains("Records: 5\n"), "\(body)")
            #expect(body.contains("/runs/" + run.rawValue))
        }
    }

    @Test("S-04 · records come in batches of the size that the job says", arguments: [200, 500])
    func batches(size: Int) async throws {
        try await RunBench.on(accounts: 450) { bench in
            let run = try await bench.run(try await bench.job { $0.batchSize = size })
            #expect(run.ending == .succeeded && run.counts.total == 450)
            #expect(run.batches == (450 + size - 1) / size)
        }
    }

    @Test("S-21 · a run is paused, goes on, and is stopped; what it set aside comes back")
    func pauses() async throws {
        try await RunBench.on { bench in
            let runs = bench.app.runs
            let id = try await runs.start(try await bench.job(), by: bench.ada)
            try await runs.pause(id, by: bench.ada)
            #expect(try await bench.finish(id).state == .paused)
            try await runs.resume(id, by: bench.ada)
            #expect(try await bench.finish(id).ending == .succeeded)
            #expect(await refusal { try await runs.pause(id, by: bench.ada) } == "run.other-state")

            let second = try await runs.start(try await bench.job(), by: bench.ada)
            try await runs.cancel(second, by: bench.ada)
            let stopped = try await bench.finish(second)
            #expect(stopped.ending == .stopped && stopped.reason == "Ada Weaver stopped the run.")
        }
    }

    @Test("C-13 · the calls that a run counts are those that the org counts")
    func calls() async throws {
        try await RunBench.on { bench in
            let job = try await bench.job()
            _ = try await bench.app.connections.keepCounts(
                of: bench.org.connection,
                in: bench.org.organisation,
                for: .setup
            )
            let before = (bench.org.usedCalls, try await bench.usage())
            let run = try await bench.run(job)
            #expect(run.restCalls + run.bulkCalls > 0)
            #expect(bench.org.usedCalls - before.0 == (try await bench.usage()) - before.1)
        }
    }
}

extension RunBench {
    /// The calls that Loam has written down.
    func usage() async throws -> Int {
        for use in APIUse.allCases {
            _ = try await app.connections.keepCounts(of: org.connection, in: org.organisation, for: use)
        }
        return try await org.database.read { db in
            try db.one(Int.self, "SELECT CAST(COALESCE(SUM(rest + bulk), 0) AS BIGINT) FROM api_usage")
        }
    }
}
