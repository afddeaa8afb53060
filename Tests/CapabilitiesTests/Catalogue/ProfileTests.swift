import Enrichment
import Database
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

struct ProfileTests {
    @Test("F-01 · each fact of a company names its source and the day of it", arguments: Engine.available)
    func provenance(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let first = "id,name,website,city,as_of\n1,Acme GmbH,www.acme-werke.de,Berlin,2026-03-01\n"
            let second = "id,name,website,city,employees,as_of\nx,ACME,https://acme-werke.de/en,Bonn,500,2026-01-01\n"
            try await desk.load(first, source: "one", priority: 10)
            try await desk.load(second, source: "two", priority: 20)
            let company = try await Profiles(desk.database).company(1)
            #expect(company.name == "Acme GmbH" && company.source == "one" && company.sourceID == "1")
            let facts = company.facts.map {
                "\($0.field) \($0.values.joined()) \($0.source) \($0.asOf.iso8601.prefix(10))"
            }
            #expect(
                facts == [
                    "name Acme GmbH one 2026-03-01", "websites www.acme-werke.de one 2026-03-01",
                    "city Berlin one 2026-03-01", "employees 500 two 2026-01-01",
                ]
            )
            #expect(company.words.map(\.source) == ["one", "two"])
            #expect(company.words[1].facts.map(\.value) == ["ACME", "https://acme-werke.de/en", "Bonn", "500"])
        }
    }

    @Test("F-01 · a company knows who owns it up to the top, and what it owns", arguments: Engine.available)
    func kin(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let file =
                "source_id,name,parent_source_id\na,Top,\nb,Middle,a\nc,Leaf,b\nd,Twig,b\ne,Ring,f\nf,Ring two,e\n"
            try await desk.load(file)
            let profiles = Profiles(desk.database)
            let leaf = try await profiles.company(3)
            #expect(leaf.parents.map(\.name) == ["Middle", "Top"])
            #expect(leaf.children.isEmpty && leaf.childCount == 0)
            let middle = try await profiles.company(2)
            #expect(middle.children.map(\.name) == ["Leaf", "Twig"] && middle.childCount == 2)
            #expect(try await profiles.company(5).parents.map(\.name) == ["Ring two"], "a ring has an end")
            let owners = try await desk.database.read { db in try CompanyOwners.all(of: [1, 2, 3, 4, 5], on: db) }
            let told = owners.mapValues { [$0.parent.name, $0.ultimate.name] }
            #expect(
                told == [
                    .company(2): ["Top", "Top"], .company(3): ["Middle", "Top"], .company(4): ["Middle", "Top"],
                    .company(5): ["Ring two", "Ring two"],
                ]
            )
            try await desk.load(file.replacing("d,Twig,b\n", with: ""))
            #expect(try await profiles.company(2).children.map(\.name) == ["Leaf"])
        }
    }

    @Test("F-01 · a company shows its people, signals and scoops, a person their company", arguments: Engine.available)
    func people(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            try await desk.load(
                "source_id,name,other_names\na,Acme,former:Old Acme; trading:Acme Shop; AC\n",
                source: "c"
            )
            let people = """
                source_id,first_name,last_name,email,title,company_source_id,former_companies
                p1,Ada,Weaver,ada@acme.example,CTO,a,Old Co; Older Co
                p2,,,ben@acme.example,,a,
                """
            try await desk.load(people, source: "p")
            try await desk.load(
                "company_source_id,topic,score,observed_on\na,Cloud,80,2026-01-01\na,Looms,70,2026-02-01\n",
                source: "s"
            )
            let scoops = "company_source_id,type,description,published_on\na,Move,\"Opens, twice\",2026-01-01\n"
            try await desk.load(scoops, source: "n")
            let profiles = Profiles(desk.database)
            let company = try await profiles.company(1)
            #expect(company.people.map(\.name) == ["Ada Weaver", "ben@acme.example"] && company.peopleCount == 2)
            #expect(company.signals.map(\.topic) == ["Looms", "Cloud"])
            #expect(company.scoops.map(\.description) == ["Opens, twice"])
            #expect(company.otherNames.map(\.text) == ["Old Acme", "Acme Shop", "AC"])
            #expect(company.otherNames.map(\.kind) == [.former, .trading, .alias])
            let person = try await profiles.person(1)
            #expect(person.company?.name == "Acme" && person.formerCompanies == ["Old Co", "Older Co"])
            #expect(person.facts.first { $0.field == "title" }?.values == ["CTO"])
        }
    }

    @Test("F-01 · the history tells what each load changed, ended and brought back", arguments: Engine.available)
    func history(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let first = "source_id,name,city,phone\na,Acme,Berlin,\nb,Beta,Rome,\n"
            try await desk.load(first)
            try await desk.load(first.replacing("Berlin,", with: "Bonn,+49 228 1"))
            try await desk.load("source_id,name,city,phone\nb,Beta,Rome,\n")
            try await desk.load(first)
            let profiles = Profiles(desk.database)
            let events = try await profiles.company(1).history.events
            #expect(events.map(\.kind) == [.returned, .ended, .changed, .added])
            #expect(events.map(\.load) == [4, 3, 2, 1])
            let changed = events[2].changes.map { "\($0.field): \($0.before) → \($0.after)" }
            #expect(changed == ["phones:  → +49 228 1", "city: Berlin → Bonn"])
            let returned = events[0].changes.map { "\($0.field): \($0.before) → \($0.after)" }
            #expect(returned == ["phones: +49 228 1 → ", "city: Bonn → Berlin"])
            #expect(try await profiles.company(2).history.events.map(\.kind) == [.added])
        }
    }

    @Test("F-01 · the history of a company of two sources tells what either changed", arguments: Engine.available)
    func sharedHistory(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            let first = "id,name,website,city\n1,Acme GmbH,www.acme-werke.de,Berlin\n"
            let second = "id,name,website,employees\nx,ACME,https://acme-werke.de/en,500\n"
            try await desk.load(first, source: "one", priority: 10)
            try await desk.load(second, source: "two", priority: 20)
            try await desk.load(second.replacing("500", with: "600"), source: "two")
            let events = try await Profiles(desk.database).company(1).history.events
            #expect(events.map(\.kind) == [.changed, .changed, .added])
            #expect(events.map(\.source) == ["two", "two", "one"])
            #expect(events[0].changes == [.init(field: "employees", before: "500", after: "600")])
            #expect(events[1].changes == [.init(field: "employees", before: "", after: "500")])
        }
    }

    @Test("A company or a person that is not there is refused in a sentence")
    func unknown() async throws {
        try await CatalogueDesk.on(.sqlite) { desk in
            let profiles = Profiles(desk.database)
            #expect(await refusal { _ = try await profiles.company(1) } == "company.unknown")
            #expect(await refusal { _ = try await profiles.person(1) } == "person.unknown")
        }
    }
}
