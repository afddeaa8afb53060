import Database
import Enrichment
import FoundationEssentials
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct JobCommandTests {
    /// An installation with a connection to which nobody has signed in yet, and a job on it.
    private struct Installation: Sendable {
        let folder: String
        let clock = TestClock()

        func run(_ words: String..., input: String = "") async -> (code: ExitCode, output: String, error: String) {
            let recorded = RecordedTerminal(input: input)
            let surroundings = recorded.surroundings(environment: ["USER": "root"], clock: clock.wallClock)
            let code = await CommandTree.loam.run(words + ["--data", folder], in: surroundings)
            return (code, recorded.output, recorded.error)
        }
    }

    private func installed(_ body: (Installation, EnrichJob) async throws -> Void) async throws {
        try await TemporaryFolder.with { temporary in
            let loam = Installation(folder: temporary.path("data"))
            let email = "ada@example.org"
            let made = await loam.run(
                "user",
                "create",
                "--email",
                email,
                "--role",
                "admin",
                "--organisation",
                "Weaver & Sons",
                "--password-stdin",
                input: "plenty of looms 42\n"
            )
            try #require(made.code == .done, "\(made.error)")
            let database = try await Database.open(.sqlite(path: loam.folder + "/loam.db"))
            let job = try await closing(database) { try await insert(into: database, at: loam.clock.now) }
            try await body(loam, job)
        }
    }

    private func insert(into database: Database, at now: Timestamp) async throws -> EnrichJob {
        try await database.write { db in
            let organisation = try #require(try Organisation.installed(on: db)).id
            let connection = OrgConnection(
                id: .make(at: now),
                organisation: organisation,
                name: "Production",
                host: "https://login.salesforce.com",
                way: .browser,
                isSandbox: false,
                connectedBy: nil,
                createdAt: now
            )
            let rows = [MappingRow(.company(.name), "Name"), MappingRow(.company(.phone), "Phone", .overwriteOurs)]
            let job = EnrichJob(
                id: .make(at: now),
                organisation: organisation,
                connection: connection.id,
                settings: JobSettings("All customers", Mapping(.account, rows)),
                frequency: try Schedule(.weekly(on: .friday), in: Zone(named: Schedule.defaultZone)),
                createdBy: nil,
                createdAt: now
            )
            try OrgConnection.insert(connection, on: db)
            try EnrichJob.insert(job, on: db)
            return job
        }
    }

    @Test("S-13 · jobs are listed, shown, turned on and off, by id or by name")
    func look() async throws {
        try await installed { loam, job in
            let list = await loam.run("job", "list")
            #expect(list.code == .done && list.output.contains("All customers"))
            #expect(list.output.contains("Production") && list.output.contains("Weekly"))
            let json = await loam.run("job", "list", "--json")
            #expect(json.output.contains("\"isOn\": false") && json.output.contains(job.id.rawValue))
            let shown = await loam.run("job", "show", "All customers")
            #expect(shown.output.contains("every Friday at 00:00, America/New_York"))
            #expect(shown.output.contains("Company Phone"))
            let on = await loam.run("job", "on", job.id.rawValue)
            #expect(on == (.done, "The job is on.\n", ""))
            #expect(await loam.run("job", "list", "--json").output.contains("\"nextRunAt\": \"2026-"))
            let off = await loam.run("job", "off", "All customers")
            #expect(off == (.done, "The job is off.\n", ""))
            let unknown = await loam.run("job", "show", "Nothing")
            #expect(unknown.code == .failed && unknown.error.hasPrefix("Error: There is no job “Nothing”."))
        }
    }

    @Test("X-21 · a job is exported as a document, and what is wrong with one is told before anything is saved")
    func documents() async throws {
        try await installed { loam, job in
            let exported = await loam.run("job", "export", "All customers")
            #expect(exported.code == .done && exported.output.hasPrefix("{\n  \"alerts\" : false,"))
            let path = loam.folder + "/job.json"
            try Data("{\"settings\": 7}".utf8).write(to: URL(filePath: path))
            let unreadable = await loam.run("job", "import", path)
            #expect(unreadable.code == .failed && unreadable.error.contains("at settings"))
            try Data(exported.output.utf8).write(to: URL(filePath: path))
            let unasked = await loam.run("job", "import", path)
            #expect(unasked.code == .failed && unasked.error.contains("Nobody has signed in to Salesforce"))
            #expect(await loam.run("job", "import", loam.folder + "/none").error.contains("cannot be read"))
            #expect(await loam.run("job", "list", "--json").output.split(separator: job.id.rawValue).count == 2)
        }
    }
}
