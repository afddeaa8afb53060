import Database
import Enrichment
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities
@testable import Jobs

/// A worker that is given up for dead in the middle of a step, and goes on: whoever has taken its job over finds nothing of it.
@Suite struct StaleWorkerTests {
    @Test("S-15 · it keeps no query and no page of records", arguments: Engine.available)
    func reads(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let id = try await bench.app.runs.start(try await bench.job(), by: bench.ada)
            try await bench.loseWhileAtIt(RunStep.read)
            let run = try await bench.app.runs.find(id, by: bench.ada)
            #expect(run.queryJob == nil && run.batches == 0 && run.records == 0 && !run.isRead)
            try await bench.expectWhole(try await bench.finish(id))
        }
    }

    @Test("S-17 · it keeps no plan, and sets no credits aside", arguments: Engine.available)
    func plans(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let id = try await bench.app.runs.start(try await bench.job(), by: bench.ada)
            try await bench.take(RunStep.read)
            try await bench.loseWhileAtIt(RunStep.plan)
            let run = try await bench.app.runs.find(id, by: bench.ada)
            #expect(run.batches == 1 && run.planned == 0)
            try await #expect(bench.balances().isEmpty)
            let kept = try await bench.org.database.read { db in
                try db.one(
                    Int.self,
                    "SELECT (SELECT COUNT(*) FROM run_records) + (SELECT COUNT(*) FROM owned_profiles)"
                )
            }
            #expect(kept == 0)
            try await bench.expectWhole(try await bench.finish(id))
        }
    }

    @Test("S-20 · it keeps no plan of an undo", arguments: Engine.available)
    func undoes(engine: Engine) async throws {
        try await RunBench.on(engine) { bench in
            let before = try await bench.accounts()
            let run = try await bench.run(try await bench.job())
            let id = try await bench.app.runs.undo(run.id, by: bench.ada)
            try await bench.loseWhileAtIt(RunStep.plan)
            let undo = try await bench.app.runs.find(id, by: bench.ada)
            #expect(undo.batches == 0 && undo.records == 0 && !undo.isRead)
            #expect(try await bench.finish(id).ending == .succeeded)
            #expect(try await bench.accounts() == before)
        }
    }
}

extension RunBench {
    /// Does all that there is to do of a step.
    func take(_ kind: JobKind) async throws {
        let (handler, job, lease) = try await claim(kind)
        #expect(try await handler.perform(job, lease) == .done)
    }

    /// Begins a step, whose job another takes over as soon as it is known what is to be done, and goes on with it.
    func loseWhileAtIt(_ kind: JobKind) async throws {
        try await org.database.write { db in try RunBench.takeOver(kind, on: db) }
        let (handler, job, lease) = try await claim(kind)
        await #expect(throws: LeaseLost.self) { try await handler.perform(job, lease) }
        // The other one dies, too.
        try await org.database.write { db in
            try db.run("UPDATE jobs SET lease_until = 0 WHERE state = 'leased' AND kind = \(kind.rawValue)")
        }
    }

    /// Whoever confirms a first claim of such a job has lost it when that is kept.
    private static func takeOver(_ kind: JobKind, on db: isolated Connection) throws {
        let isFirst: SQL = """
            OLD.state = 'leased' AND NEW.lease_until = OLD.lease_until AND NEW.claims = 1
            """
        try db.run("CREATE TABLE taken_over (kind TEXT NOT NULL)")
        try db.run("INSERT INTO taken_over (kind) VALUES (\(kind.rawValue))")
        let taking: SQL = """
            UPDATE jobs SET claims = claims + 1 WHERE id = NEW.id AND kind IN (SELECT kind FROM taken_over);
            """
        if db.engine == .sqlite {
            try db.run("CREATE TRIGGER takes_over AFTER UPDATE ON jobs WHEN \(sql: isFirst) BEGIN \(sql: taking) END")
        } else {
            try db.run(
                """
                CREATE FUNCTION take_over() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN \(sql: taking) RETURN NULL; END $$
                """
            )
            try db.run(
                """
                CREATE TRIGGER takes_over AFTER UPDATE ON jobs FOR EACH ROW WHEN (\(sql: isFirst))
                EXECUTE FUNCTION take_over()
                """
            )
        }
    }

    private func claim(_ kind: JobKind) async throws -> (JobHandler, Job, Lease) {
        let now = org.clock.now
        let wish = Queue.Wish(kinds: [kind], count: 1, worker: "stale", lease: .minutes(5))
        let claim = try await org.database.write { db in try Queue.claim(wish, at: now, on: db) }
        let job = try #require(claim.leased.first)
        let handler = try #require(app.handlers(mailServer: nil).first { $0.kind == kind })
        let clock = org.clock
        let held = Held(id: job.id, claims: job.claims)
        return (
            handler, job,
            Lease(
                held,
                until: now + .minutes(5),
                clock: WallClock(now: { clock.now }, sleep: { try await Task.sleep(for: $0) })
            )
        )
    }

    /// Every record was looked at once, and paid for once.
    func expectWhole(_ run: Run) async throws {
        #expect(run.ending == .succeeded, "\(run.reason ?? "")")
        #expect((run.counts.total, run.counts.matched, run.counts.noMatch, run.counts.credits) == (20, 19, 1, 19))
        #expect(try await balances() == [.available: -19, .reserved: 0, .spent: 19])
        #expect(try await accounts().values.count { $0["Loam_Enrich_Status__c"] == "Matched" } == 19)
    }
}
