import Database
import Store
import TestSupport
import Testing

@testable import Capabilities

struct CatalogueLoadingTests {
    @Test(
        "X-07 · the same file again changes nothing; a later one updates, adds, and ends what vanished",
        arguments: Engine.available
    )
    func later(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let first = "source_id,name,website,city\na,Acme,acme.example,Berlin\nb,Beta,beta.example,Rome\nc,Cis,,\n"
            let loaded = try await desk.load(first)
            #expect(loaded.counts == counts(added: 3))
            let before = try await desk.companies()
            #expect(before.map(\.number) == [1, 2, 3])
            #expect(before.map(\.name) == ["Acme", "Beta", "Cis"])

            #expect(try await desk.load(first).counts == counts(unchanged: 3))
            #expect(try await desk.companies() == before)
            #expect(try await desk.companies(since: loaded.load).isEmpty)

            let second = "source_id,name,website,city\nb,Beta,beta.example,Milan\nc,Cis,,\nd,Delta,,\n"
            let later = try await desk.load(second)
            #expect(later.counts == counts(added: 1, updated: 1, unchanged: 1, ended: 1))
            let changed = try await desk.companies(since: loaded.load)
            #expect(changed.map(\.number) == [1, 2, 4])
            #expect(changed.map(\.hasEnded) == [true, false, false])
            #expect(changed[1].city == "Milan")

            // What vanished and is back is the company that it was.
            #expect(try await desk.load(first).counts == counts(updated: 2, unchanged: 1, ended: 1))
            #expect(try await desk.companies().map(\.hasEnded) == [false, false, false, true])
        }
    }

    @Test(
        "X-07 · a load that is broken off goes on where it was, and ends as if it never had been",
        arguments: Engine.available
    )
    func brokenOff(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let rows = (0..<40).map { (row: Int) -> String in
                let parent = row.isMultiple(of: 3) ? "" : String(row / 2)
                return "\(row),Company \(row),\(parent)\n"
            }
            let file = try desk.file("source_id,name,parent_source_id\n" + rows.joined() + "7,Twice,\n,No id,\n")
            for _ in 0..<3 {
                let task = Task { try await desk.load(file: file, breakingOffAfter: 1) }
                await #expect(throws: CancellationError.self) { try await task.value }
            }
            #expect(try await desk.companies().count == 15)
            let settled = try await CatalogueChanges.settled(in: desk.database)
            #expect(settled == 0, "a load that is not finished is not settled")
            let result = try await desk.load(file: file)
            #expect(result.isResumed)
            #expect(result.counts == counts(added: 40, rejected: 2))
            let companies = try await desk.companies()
            #expect(companies.map(\.name) == (0..<40).map { "Company \($0)" })
            let parents = (0..<40).map { (row: Int) -> Int64? in
                if row.isMultiple(of: 3) { return nil }
                return Int64(row / 2) + 1
            }
            #expect(companies.map(\.parent) == parents)
            #expect(
                try await desk.rejects(result.load)
                    == "row,column,reason\n42,\"\",\"an earlier row has the same id\"\n43,\"source_id\",\"the id is empty\"\n"
            )
        }
    }

    @Test(
        "F-01 · a company of two sources is one profile: each field by the first source that knows it",
        arguments: Engine.available
    )
    func merged(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let first = "id,name,website,city,employees\n1,Acme GmbH,www.acme-werke.de,Berlin,\n2,Other,,Rome,\n"
            let second = "id,name,website,city,employees\nx,ACME,https://acme-werke.de/en,Bonn,500\ny,Other,,Paris,7\n"
            try await desk.load(first, source: "one", priority: 10)
            let linked = try await desk.load(second, source: "two", priority: 20)
            #expect(linked.counts == counts(added: 2))
            var companies = try await desk.companies()
            #expect(companies.map(\.name) == ["Acme GmbH", "Other", "Other"], "a name alone links nothing")
            #expect(companies[0].city == "Berlin")
            #expect(companies[0].employees == "500")
            #expect(try await desk.origins(of: 1) == #"{"employees":2}"#)

            // The same again changes nothing; a change of one source is seen in the profile.
            #expect(try await desk.load(second, source: "two").counts == counts(unchanged: 2))
            try await desk.load(second.replacing("500", with: "600"), source: "two")
            try await desk.load(first.replacing("Berlin", with: ""), source: "one")
            companies = try await desk.companies()
            #expect(companies[0].employees == "600")
            #expect(companies[0].city == "Bonn")

            // One source knows it no more, then none.
            try await desk.load("id,name,website\n2,Other,\n", source: "one")
            companies = try await desk.companies()
            #expect(companies[0].name == "ACME")
            #expect(!companies[0].hasEnded)
            try await desk.load("id,name,website\ny,Other,\n", source: "two")
            #expect(try await desk.companies()[0].hasEnded)
        }
    }

    @Test("F-01 · people, signals and scoops find their company, also when it comes later", arguments: Engine.available)
    func references(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let people = """
                source_id,first_name,last_name,email,title,company_source_id,former_companies,direct_phone,mobile_phone
                p1,Ada,Weaver,ada@acme.example,CTO,a,Old Co; Older Co,+49 30 1,+49 170 1
                p2,Ben,Käfer,,,nowhere,,,
                """
            try await desk.load(people, source: "people")
            try await desk.load("company_source_id,topic,score\na,Cloud,80\n", source: "signals")
            let scoops = "company_source_id,type,description,published_on\na,Move,\"Opens, twice\",2026-01-01\n"
            try await desk.load(scoops, source: "scoops")
            var found = try await desk.people()
            #expect(found.map(\.company) == [nil, nil])
            try await desk.load("source_id,name\nz,Zeta\na,Acme\n", source: "companies")
            found = try await desk.people()
            #expect(found.map(\.company) == [2, nil])
            #expect(found[0].formerCompanies == ["Old Co", "Older Co"])
            #expect(found[0].phones == ["+49 30 1", "+49 170 1"])
            let referring = try await desk.database.read { db in
                try db.fetch(Int64.self, "SELECT company FROM signals UNION ALL SELECT company FROM scoops")
            }
            #expect(referring == [2, 2])
        }
    }

    @Test("X-07 · files loaded together are one whole")
    func together() async throws {
        try await CatalogueDesk.on(.sqlite) { desk in
            let files = [try desk.file("id,name\n1,A\n2,B\n"), try desk.file("id,name\n3,C\n")]
            for counts in [counts(added: 3), counts(unchanged: 3)] {
                #expect(try await desk.load(together: files, source: "s") == counts)
            }
            #expect(try await desk.load(together: [files[1]], source: "s") == counts(unchanged: 1, ended: 2))
        }
    }
}

private func counts(
    added: Int = 0,
    updated: Int = 0,
    unchanged: Int = 0,
    ended: Int = 0,
    rejected: Int = 0
) -> CatalogueLoad.Counts {
    var counts = CatalogueLoad.Counts()
    counts.added = added
    counts.updated = updated
    counts.unchanged = unchanged
    counts.ended = ended
    counts.rejected = rejected
    return counts
}
