import Crypto
import Database
import Enrichment
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities
@testable import Sandbox

@Suite struct AlertTests {
    @Test("X-24 · a run that fails is told once, and no more when the next one goes well", arguments: Engine.available)
    func failedRun(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 5) { bench in
            let job = try await bench.job()
            try await bench.silence(job)
            let run = try await bench.past(job, ending: .failed, because: "Salesforce does not know the field.")
            try await bench.look()
            try await bench.look()
            let open = try await bench.open()
            #expect(open.map(\.kind) == [.runFailed] && open[0].about == run.rawValue)
            #expect(open[0].sentence == "Salesforce does not know the field.")
            #expect(try await bench.letters().count == 1)
            #expect(try await bench.letters()[0].contains("Salesforce does not know the field."))

            #expect(try await bench.run(job).ending == .succeeded)
            try await bench.look()
            #expect(try await bench.open().isEmpty)
            let all = try await bench.app.alerts.list(by: bench.ada).alerts
            #expect(all.count == 1 && all[0].endedAt != nil)
        }
    }

    @Test("X-09 · a run that somebody stopped is no alert; who was told by the mail of the run gets no second one")
    func quiet() async throws {
        try await RunBench.on(accounts: 5) { bench in
            let job = try await bench.job()
            let started = try await bench.app.runs.start(job, by: bench.ada)
            try await bench.app.runs.cancel(started, by: bench.ada)
            #expect(try await bench.finish(started).ending == .stopped)
            try await bench.look()
            #expect(try await bench.open().isEmpty)

            _ = try await bench.past(job, ending: .failed, because: "Salesforce does not know the field.")
            try await bench.look()
            #expect(try await bench.open().count == 1)
            // The bench's jobs tell their end by mail.
            #expect(try await bench.letters().isEmpty)
        }
    }

    @Test(
        "X-24 · a run that waits for an hour is told with what it waits for, once for each wait",
        arguments: Engine.available
    )
    func waits(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 5) { bench in
            let id = try await bench.app.runs.start(try await bench.job(), by: bench.ada)
            func wait(for sentence: String) async throws {
                let now = bench.org.clock.now
                try await bench.org.database.write { db in
                    try Run.goOn(id, in: bench.org.organisation, on: db)
                    try Run.wait(id, in: bench.org.organisation, for: sentence, at: now, on: db)
                }
            }
            try await wait(for: "The org is asleep.")
            try await bench.look()
            #expect(try await bench.open().isEmpty)
            bench.org.clock.advance(by: .minutes(61))
            try await bench.look()
            #expect(try await bench.open().map(\.sentence) == ["The org is asleep."])
            bench.org.clock.advance(by: .minutes(61))
            try await bench.look()
            #expect(try await bench.letters().count == 1)
            // It goes on, and waits again.
            try await wait(for: "The org is asleep again.")
            try await bench.look()
            #expect(try await bench.open().isEmpty)
            bench.org.clock.advance(by: .minutes(61))
            try await bench.look()
            #expect(try await bench.letters().count == 2)
            #expect(try await bench.app.alerts.list(by: bench.ada).alerts.count == 2)
        }
    }

    @Test("D-10 · fewer matches and more overwrites than in the runs before are told with their numbers")
    func trends() async throws {
        try await RunBench.on(accounts: 5) { bench in
            let job = try await bench.job()
            try await bench.silence(job)
            for (matched, replaced) in [(90, 5), (92, 6), (40, 80)] {
                _ = try await bench.past(job, matched: matched, of: 100, replaced: replaced)
            }
            try await bench.look()
            #expect(Set(try await bench.open().map(\.kind)) == [.fewerMatches, .moreOverwrites])
            let letters = try await bench.letters()
            #expect(letters.count == 1, "both in one mail")
            #expect(letters[0].contains("40 % of 100 records") && letters[0].contains("80 values of 100 records"))
            _ = try await bench.past(job, matched: 91, of: 100, replaced: 5)
            try await bench.look()
            #expect(try await bench.open().isEmpty)
        }
    }

    @Test("S-03 · U-08 · who has used most of the credits, or all, is told to the admins", arguments: Engine.available)
    func credits(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 20) { bench in
            let user = try #require(bench.ada.user)
            try await bench.app.allowances.limit(user, to: "20", reset: .manual, by: bench.ada)
            try await bench.look()
            #expect(try await bench.open().isEmpty)
            // 19 credits.
            _ = try await bench.run(try await bench.job())
            try await bench.look()
            #expect(try await bench.open().map(\.kind) == [.creditsNearlyUsed])
            try await bench.app.allowances.limit(user, to: "19", reset: .manual, by: bench.ada)
            try await bench.look()
            #expect(try await bench.open().map(\.title) == ["\(bench.ada.name) has no credits left"])
            #expect(try await bench.letters().count == 2)
            try await bench.app.allowances.reset(user, by: bench.ada)
            try await bench.look()
            #expect(try await bench.open().isEmpty)
        }
    }

    @Test(
        "X-15 · calls that are nearly used up are told, of our own budget and of the org's",
        arguments: [
            (APIBudget(dailyCalls: 100, keptPercent: 20), 79, nil as OrgUsage?, false),
            (APIBudget(dailyCalls: 100, keptPercent: 20), 80, nil, true),
            (APIBudget(dailyCalls: nil, keptPercent: 20), 9000, nil, false),
            (APIBudget(keptPercent: 20), 0, OrgUsage(used: 639, granted: 1000, at: Timestamp(seconds: 0)), false),
            (APIBudget(keptPercent: 20), 0, OrgUsage(used: 640, granted: 1000, at: Timestamp(seconds: 0)), true),
            (APIBudget(keptPercent: 20), 0, OrgUsage(used: 999, granted: 1000, at: Timestamp(seconds: -86_401)), false),
        ]
    )
    func calls(budget: APIBudget, made: Int, told: OrgUsage?, warns: Bool) {
        let sentence = budget.warning(made: made, told: told, at: Timestamp(seconds: 0))
        #expect((sentence != nil) == warns, "\(sentence ?? "")")
    }

    @Test("C-11 · a broken connection is an alert until it works again, and its own mail is the only one")
    func brokenConnection() async throws {
        try await RunBench.on(accounts: 1) { bench in
            let (id, organisation) = (bench.org.connection, bench.org.organisation)
            try await bench.org.database.write { db in
                _ = try OrgConnection.breakDown(
                    id,
                    in: organisation,
                    cause: "The user is frozen.",
                    signIns: 1,
                    at: bench.org.clock.now,
                    on: db
                )
            }
            try await bench.look()
            #expect(try await bench.open().map(\.sentence) == ["The user is frozen."])
            #expect(try await bench.letters().isEmpty)
            try await bench.app.connections.mend(id, in: organisation)
            try await bench.look()
            #expect(try await bench.open().isEmpty)
        }
    }

    @Test("What is dismissed is not open any more and is not told again", arguments: Engine.available)
    func dismissed(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 1) { bench in
            let job = try await bench.job()
            try await bench.silence(job)
            for matched in [90, 10] { _ = try await bench.past(job, matched: matched, of: 100, replaced: 0) }
            try await bench.look()
            let alert = try #require(try await bench.open().first)
            try await bench.app.alerts.dismiss(alert.id, by: bench.ada)
            try await bench.look()
            #expect(try await bench.open().isEmpty)
            #expect(try await bench.app.alerts.list(by: bench.ada).alerts.map(\.dismissedBy) == [bench.ada.name])
            #expect(try await bench.letters().count == 1)
            await #expect(throws: Refusal.self) { try await bench.app.alerts.dismiss(alert.id, by: bench.ada) }
            let auditor = try await bench.org.hire("olga@example.org", "Olga", role: .auditor)
            #expect(try await bench.app.alerts.list(by: auditor).alerts.count == 1)
            await #expect(throws: Refusal.self) { try await bench.app.alerts.dismiss(alert.id, by: auditor) }
        }
    }
}

extension RunBench {
    fileprivate func look() async throws {
        let watch = AlertWatch(
            database: org.database,
            outbox: app.outbox,
            links: Links(base: "https://loam.example.org"),
            clock: org.clock.wallClock
        )
        _ = try await watch.look()
    }

    fileprivate func open() async throws -> [Alert] { try await app.alerts.open(by: ada) }

    fileprivate func letters() async throws -> [String] {
        var bodies: [String] = []
        for mail in try await app.outbox.list(by: ada).mails where mail.kind == "alert" {
            bodies.append(try await app.outbox.read(mail.id, by: ada).body ?? "")
        }
        return bodies
    }

    /// The end of the job's runs is not mailed from now on.
    fileprivate func silence(_ job: ID<EnrichJob>) async throws {
        try await org.database.write { db in try db.run("UPDATE enrich_jobs SET alerts = \(false) WHERE id = \(job)") }
    }

    /// A run of the job that has ended with these figures.
    fileprivate func past(
        _ id: ID<EnrichJob>,
        matched: Int = 0,
        of records: Int = 0,
        replaced: Int = 0,
        ending: RunEnding = .succeeded,
        because reason: String? = nil
    ) async throws -> ID<Run> {
        let now = org.clock.now
        return try await org.database.write { db in
            let job = try #require(try EnrichJob.find(id, in: org.organisation, on: db))
            let start = RunStart(database: org.database, clock: org.clock.wallClock)
            let run = try #require(try start.begin(job, .enrich, by: "Schedule", user: nil, at: now, on: db))
            var counts = Counts()
            counts.matched = matched
            counts.noMatch = records - matched
            try Run.settled(counts, fields: replaced, of: run, in: org.organisation, on: db)
            try db.run(
                """
                INSERT INTO run_fields (organisation_id, run_id, field, filled, replaced, emptied)
                VALUES (\(org.organisation), \(run), 'Industry', 0, \(replaced), 0)
                """
            )
            _ = try Run.end(run, in: org.organisation, ending, because: reason, at: now, on: db)
            return run
        }
    }
}
