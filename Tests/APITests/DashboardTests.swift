import Capabilities
import Database
import Enrichment
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

/// The figures of the dashboard and its lists over the API.
@Suite struct DashboardTests {
    /// A settled run that found no match for accounts of these names.
    private static func run(_ names: [String], in desk: Desk) async throws {
        let organisation = desk.ada.organisation
        let now = desk.clock.now
        let plan = Plan(
            .account,
            try names.indices.map {
                Plan.Outcome(try #require(CRMID("00100000000000\($0)")), version: "", .noMatch(.noCandidate))
            }
        )
        let match = Enrichment.Match(.none(.noCandidate), confidence: 0)
        let cards = zip(plan.outcomes, names).map { outcome, name in
            let record = Record(
                id: outcome.record,
                object: .account,
                values: ["Name": .text(name)],
                readAt: now,
                version: ""
            )
            return RecordCard(PlanCase(record, match), outcome)
        }
        let settings = JobSettings("Accounts", Mapping(.account, [MappingRow(.company(.name), "Name")]))
        try await desk.database.write { db in
            let new = NewRun(.enrich, on: .make(at: now), job: nil, settings, MatchInputs(.account), by: "Ada")
            let id = try #require(try Run.insert(new, in: organisation, at: now, on: db))
            try RunBatch.insert(0, of: id, in: organisation, plan: names.count, on: db)
            let document = plan.document
            try RunBatch.keep(document, digest: "d", of: 0, of: id, in: organisation, at: now, on: db)
            try RunRecord.insert(plan, at: document.places, cards, batch: 0, of: id, in: organisation, on: db)
            let run = try #require(try Run.find(id, in: organisation, on: db))
            try RecordFinding.keep(0, of: run, at: now, day: CivilDate(daysSince1970: now.seconds / 86_400), on: db)
            try Run.settled(Counts(plan), fields: 0, of: id, in: organisation, on: db)
        }
    }

    /// That the account of this name is a company of the catalogue, which two others own.
    private static func findOwned(_ name: String, in desk: Desk) async throws {
        try await desk.database.write { db in
            try db.run(
                "INSERT INTO catalogue_sources (number, name, priority, created_at) VALUES (1, 'register', 100, 0)"
            )
            for (number, name, parent) in [(3, "Group", nil), (2, "Holding", 3), (1, "Acme", 2)]
                as [(Int, String, Int?)]
            {
                try db.run(
                    """
                    INSERT INTO companies (number, source, source_id, digest, as_of, changed, name, parent)
                    VALUES (\(number), 1, \("S\(number)"), 0, 0, 1, \(name), \(parent))
                    """
                )
            }
            try db.run("UPDATE run_records SET profile_kind = 'company', profile = 1 WHERE name = \(name)")
        }
    }

    @Test(
        "D-02 · D-06 · D-07 · a program reads the figures, and the records that need attention page by page",
        .tags(.slow)
    )
    func examples() async throws {
        try await Desk.withConnection { desk, _ in
            try await withLiveServer(desk.router) { live in
                try await Self.run(["Acme", "Brill", "Corda"], in: desk)
                let figures = try await Example.run("show-dashboard", [], desk, port: live.port).json
                #expect(figures["credits"] as? Int == 0 && figures["contactsEnriched"] as? Int == 0)
                #expect((figures["companies"] as? [String: Int])?["unmatched"] == 3)
                #expect((figures["limits"] as? [Any])?.count == 1 && figures["until"] != nil)
                let list = try await Example.run("list-attention", ["companies", "unmatched"], desk, port: live.port)
                #expect(list.list("records").map { $0["name"] as? String } == ["Acme", "Brill", "Corda"])
                #expect(list.list("records").allSatisfy { $0["reason"] as? String == "no_candidate" })
            }
            try await Self.findOwned("Acme", in: desk)
            let owned = try await desk.ask(.get, "/v1/attention?of=companies&list=unmatched").list("records")
            #expect(owned.map { ($0["parent"] as? [String: String])?["name"] } == ["Holding", nil, nil])
            #expect((owned.first?["ultimateParent"] as? [String: String]) == ["profile": "3", "name": "Group"])
            let path = "/v1/attention?of=companies&list=unmatched&pageSize=2"
            let first = try await desk.ask(.get, path)
            let next = try #require(first.json["next"] as? String)
            let second = try await desk.ask(.get, path + "&after=" + next.replacing(" ", with: "%20"))
            #expect(second.list("records").map { $0["name"] as? String } == ["Corda"] && second.json["next"] == nil)
            for wrong in ["list=moved&of=companies", "type=other", "from=yesterday", "after=x"] {
                #expect(try await desk.ask(.get, "/v1/attention?\(wrong)").status == 400, "\(wrong)")
            }
        }
    }
}
