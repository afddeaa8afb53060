import Database
import Enrichment
import Salesforce
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities
@testable import Sandbox

/// Records that are deleted or merged in Salesforce.
@Suite struct DepartureTests {
    private func list(_ concern: RecordFinding.Concern, _ bench: RunBench, name: String = "") async throws -> [CRMID] {
        var query = AttentionLists.Query(.people, concern)
        query.search = name
        let page = try await bench.app.attention.page(query, by: bench.ada)
        #expect(page.counts[concern]?.records == page.findings.count)
        return page.findings.map(\.record)
    }

    private func mark(_ bench: RunBench) async throws -> String? {
        try await bench.org.database.read { db in
            try db.first(String.self, "SELECT run_id FROM departure_marks WHERE object = 'Contact'")
        }
    }

    @Test(
        "D-06 · D-07 · X-03 · a record that was deleted or merged leaves all lists with the next run, and its history says so",
        arguments: Engine.available
    )
    func departed(engine: Engine) async throws {
        try await RunBench.on(engine, accounts: 6, people: 2) { bench in
            let twice = RunBench.person(1, of: 1)
            let copies = [try await bench.addMover(twice, from: 1), try await bench.addMover(twice, from: 1)]
            var unknown: [CRMID] = []
            for name in ["Quandt", "Zwack"] {
                unknown.append(
                    try await bench.create(
                        "Contact",
                        [.init("FirstName", .text("Zenobia")), .init("LastName", .text(name))]
                    )
                )
            }
            let job = try await bench.peopleJob(.updateInPlace)
            let first = try await bench.run(job)
            #expect(first.ending == .succeeded && first.counts.total == 4)
            #expect(try await Set(list(.duplicates, bench)) == Set(copies))
            #expect(try await Set(list(.unmatched, bench)) == Set(unknown))
            #expect(try await mark(bench) == first.id.rawValue)

            try await bench.salesforce.delete(try bench.recordID(unknown[0].text), of: "Contact")
            let sandbox = bench.org.server.signIn.org
            let admin = try await sandbox.administrator()
            let type = try #require(admin.schema.object("Contact"))
            let merge = Merge(object: type, master: copies[0].text, losers: [copies[1].text])
            #expect(try await sandbox.merge(merge, as: admin).errors == [])
            // A preview changes nothing, and asks nothing.
            _ = try await bench.preview(job)
            #expect(try await mark(bench) == first.id.rawValue)
            #expect(try await list(.duplicates, bench).count == 2)

            let second = try await bench.run(job)
            #expect(second.ending == .succeeded && second.counts.total == 2)
            #expect(try await list(.duplicates, bench) == [])
            #expect(try await list(.unmatched, bench) == [unknown[1]])
            #expect(try await list(.unmatched, bench, name: "quandt") == [])
            #expect(try await list(.unmatched, bench, name: "zwack") == [unknown[1]])
            let merged = try await bench.app.runs.history(of: copies[1], by: bench.ada)
            #expect(merged.departures.map(\.master) == [copies[0]] && merged.departures.map(\.run) == [second.id])
            #expect(merged.visits.map(\.run.id) == [first.id])
            let deleted = try await bench.app.runs.history(of: unknown[0], by: bench.ada)
            #expect(deleted.departures.map(\.master) == [nil])
            #expect(try await bench.app.runs.history(of: copies[0], by: bench.ada).departures == [])

            // What is told again changes nothing.
            let third = try await bench.run(job)
            #expect(third.ending == .succeeded && third.restCalls == second.restCalls)
            #expect(try await bench.app.runs.history(of: copies[1], by: bench.ada).departures == merged.departures)
            #expect(try await list(.unmatched, bench) == [unknown[1]])
        }
    }

    @Test("X-15 · the org is asked from where it ended, and again from a little before, so that none is missed")
    func questions() throws {
        let run = ID<Run>.make(at: Timestamp(seconds: 1))
        func gone(_ number: Int, at second: Int64) throws -> RecordDeparture.Gone {
            let record = try #require(CRMID("00300000000000\(number)"))
            return RecordDeparture.Gone(record: record, master: nil, at: Timestamp(seconds: second))
        }
        let none = RunDepartures.query(.lead, withMaster: false, behind: nil).text
        #expect(
            none == "SELECT Id,SystemModstamp FROM Lead WHERE IsDeleted = TRUE ORDER BY SystemModstamp, Id LIMIT 20000"
        )
        let two = [try gone(1, at: 5000), try gone(2, at: 5000)]
        let cut = RunDepartures.mark(behind: two, nil, of: run, most: 2)
        let next = RunDepartures.query(.contact, withMaster: true, behind: cut).text
        #expect(
            next.hasPrefix("SELECT Id,SystemModstamp,MasterRecordId FROM Contact WHERE IsDeleted = TRUE AND (SystemM")
        )
        #expect(
            next.contains(
                "SystemModstamp > 1970-01-01T01:23:20.000Z OR (SystemModstamp = 1970-01-01T01:23:20.000Z AND Id > '"
            )
        )
        let whole = RunDepartures.mark(behind: two, cut, of: run)
        #expect(whole.since == Timestamp(seconds: 4400) && whole.after == nil)
        #expect(
            RunDepartures.mark(behind: [], whole, of: run) == whole,
            "Where nothing was told, it asks for the same again."
        )
    }
}
