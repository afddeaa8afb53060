import Capabilities
import Database
import Enrichment
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@testable import Portal

/// What helps where there are many jobs and runs.
@Suite struct ManyJobsTests {
    private static let jobs: [(name: String, object: CRMObject, isOn: Bool)] = [
        ("Accounts of the north", .account, true), ("Accounts of the south", .account, false),
        ("Leads of the north", .lead, true),
    ]

    /// The jobs, each of which has run once.
    private static func fill(_ portal: PortalUnderTest) async throws -> [EnrichJob] {
        let now = portal.clock.now
        return try await portal.database.write { db in
            let organisation = try #require(try Organisation.installed(on: db)).id
            return try jobs.map { one in
                let settings = JobSettings(one.name, Mapping(one.object, [MappingRow(.company(.name), "Company")]))
                var job = EnrichJob(
                    id: .make(at: now),
                    organisation: organisation,
                    connection: .make(at: now),
                    settings: settings,
                    alerts: true,
                    createdBy: nil,
                    createdAt: now
                )
                job.isOn = one.isOn
                try EnrichJob.insert(job, on: db)
                let new = NewRun(
                    .enrich,
                    on: job.connection,
                    job: job.id,
                    settings,
                    MatchInputs(one.object),
                    by: "Schedule"
                )
                let run = try #require(try Run.insert(new, in: organisation, at: now, on: db))
                _ = try Run.end(run, in: organisation, .succeeded, at: now + .seconds(95), on: db)
                return job
            }
        }
    }

    @Test("S-13 · U-07 · a switch leads back to the table as it is narrowed down")
    func switches() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let job = try await Self.fill(portal)[0]
            let page = try await admin.get("/enrich/jobs?name=north&object=Account")
            for act in ["status", "alerts"] {
                let action = "/enrich/jobs/\(job.id)/\(act)?name=north&object=Account"
                #expect(page.text.contains("action=\"" + action.replacing("&", with: "&amp;") + "\""))
                #expect(
                    try await admin.submit(page, to: action, ["on": "off"]).location
                        == "/enrich/jobs?name=north&object=Account"
                )
            }
        }
    }

    @Test("S-01 · U-07 · among many jobs one is found by name, object and status, and its runs by the job")
    func found() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            let jobs = try await Self.fill(portal)
            for (query, names) in [
                ("", [0, 1, 2]), ("?name=NORTH", [0, 2]), ("?name=south+acc", [1]), ("?object=Lead", [2]),
                ("?status=off", [1]),
                ("?status=on&object=Account", [0]), ("?name=west", []),
            ] as [(String, [Int])] {
                let page = try await admin.get("/enrich/jobs\(query)").text
                for (number, job) in jobs.enumerated() {
                    #expect(page.contains("/enrich/jobs/\(job.id)\"") == names.contains(number), "\(query) \(number)")
                }
                #expect(page.contains("No job fits") == names.isEmpty)
            }
            let runs = try await admin.get("/runs?job=\(jobs[0].id)").text
            #expect(runs.contains(">Accounts of the north</a>") && !runs.contains(">Leads of the north</a>"))
            #expect(runs.contains("took 1 min 35 s"))
        }
    }

    @Test("U-08 · every kind of background job has a name in plain words")
    func titles() async throws {
        try await PortalUnderTest.with { portal in
            let kinds = portal.app.handlers(mailServer: nil).map(\.kind)
            #expect(kinds.count > 10)
            for kind in kinds { #expect(kind.words != kind.rawValue, "\(kind.rawValue)") }
        }
    }
}
