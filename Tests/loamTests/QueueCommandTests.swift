import Database
import Jobs
import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct QueueCommandTests {
    /// A data folder with a current database in it.
    private func withData(_ body: (String, Database) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let database = try await Database.open(.sqlite(path: folder.path("loam.db")))
            try await closing(database) {
                try await database.migrate(Schema.migrations)
                try await body(folder.path, database)
            }
        }
    }

    private func run(_ words: String..., clock: TestClock = TestClock()) async -> (ExitCode, String, String) {
        let recorded = RecordedTerminal()
        let code = await CommandTree.loam.run(words, in: recorded.surroundings(clock: clock.wallClock))
        return (code, recorded.output, recorded.error)
    }

    private func enqueue(_ count: Int, at now: Timestamp, in database: Database) async throws -> [JobID] {
        try await database.write { db in
            try (0..<count).compactMap { _ in try Queue.enqueue(NewJob(JobKind("test.job")), at: now, on: db) }
        }
    }

    @Test("jobs that were given up are listed and put back, one or all")
    func retry() async throws {
        try await withData { folder, database in
            let clock = TestClock()
            let ids = try await enqueue(3, at: clock.now, in: database)
            let now = clock.now
            try await database.write { db in for id in ids { try Queue.cancel(id, at: now, on: db) } }
            try await database.write { db in
                try db.run("UPDATE jobs SET state = 'dead', last_error = 'It rained.'").expect(rows: 3)
            }

            let list = await run("jobs", "list", "--state", "dead", "--data", folder, clock: clock)
            #expect(list.0 == .done)
            #expect(list.1.split(separator: "\n").count == 4)
            #expect(list.1.contains("It rained."))

            let one = await run("jobs", "retry", ids[0].rawValue, "--data", folder, clock: clock)
            #expect(one == (.done, "1 job put back into the queue.\n", ""))
            let all = await run("jobs", "retry", "--all", "--json", "--data", folder, clock: clock)
            #expect(all == (.done, "{\n  \"retried\": 2\n}\n", ""))
            let again = await run("jobs", "retry", ids[0].rawValue, "--data", folder, clock: clock)
            #expect(again.0 == .failed)
            #expect(again.2.hasPrefix("Error: Only a job that was given up or cancelled can be retried"))
        }
    }

    @Test("retry wants one job or all of them, and says so")
    func retryUsage() async throws {
        try await withData { folder, _ in
            #expect(await run("jobs", "retry", "--data", folder).0 == .wrongUsage)
            #expect(await run("jobs", "retry", "x", "--all", "--data", folder).0 == .wrongUsage)
            #expect(await run("jobs", "list", "--limit", "0", "--data", folder).0 == .wrongUsage)
            #expect(await run("jobs", "list", "--state", "ded", "--data", folder).2.contains("Did you mean 'dead'?"))
        }
    }

    @Test("a command that looks at data makes none where there is none")
    func noDatabase() async throws {
        try await TemporaryFolder.with { folder in
            let result = await run("jobs", "list", "--data", folder.path("data"))
            #expect(result.0 == .failed)
            #expect(result.2.hasPrefix("Error: There is no database at \(folder.path("data"))/loam.db"))
            #expect(!DataFolder(path: folder.path("data")).exists)
        }
    }

    @Test("the doctor tells of dead jobs and of jobs that nobody takes")
    func findings() async throws {
        try await withData { _, database in
            let clock = TestClock()
            let findings = QueueFindings(database: database, clock: clock.wallClock)
            #expect(await findings.all().map(\.state) == [.good, .good])

            let ids = try await enqueue(2, at: clock.now, in: database)
            #expect(await findings.all().map(\.state) == [.good, .good])
            clock.advance(by: .minutes(11))
            #expect(await findings.all().map(\.state) == [.good, .warning])

            let now = clock.now
            try await database.write { db in for id in ids { try Queue.cancel(id, at: now, on: db) } }
            try await database.write { db in try db.run("UPDATE jobs SET state = 'dead'").expect(rows: 2) }
            let dead = await findings.all()
            #expect(dead.map(\.state) == [.warning, .good])
            #expect(dead.first?.sentence == "2 jobs were given up: 2 test.job.")
        }
    }

    @Test("the table of routes names who may use each address")
    func routes() async {
        let result = await run("routes", "--json")
        #expect(result.0 == .done)
        #expect(result.1.contains("\"path\": \"/health\""))
        #expect(result.1.contains("\"access\": \"open\""))
    }

    @Test("a worker without slots is wrong usage")
    func noSlots() async {
        #expect(await run("work", "--slots", "0").0 == .wrongUsage)
    }
}
