import Database
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

struct CatalogueSourcesTests {
    @Test(
        "X-07 · a source tells how its files are understood, and each load what became of its rows",
        arguments: Engine.available
    )
    func sources(engine: Engine) async throws {
        try await CatalogueDesk.on(engine) { desk in
            try await desk.load("id,Company Name,former_name\n1,A,B\n,C,\n2,,\n", source: "crm", priority: 10)
            try await desk.load("id,name\n1,A\n", source: "other")
            let sources = CatalogueSources(database: desk.database, clock: .system)
            let all = try await sources.list()
            #expect(all.map(\.source.name) == ["crm", "other"])
            let crm = try await sources.find(1)
            #expect(crm.mappings.map(\.kind) == [.companies])
            #expect(crm.mappings[0].columns.map(\.field) == ["name", "id"])
            let loads = try await sources.loads()
            #expect(loads.map(\.source) == ["other", "crm"])
            #expect(loads[1].rows == 3 && loads[1].load.counts.rejected == 2)
            #expect(loads.allSatisfy { $0.share == nil && $0.left == nil })
            #expect(try await sources.loads(of: 1).map(\.load.number) == [1])
            let rejects = try await sources.rejects(of: 1, limit: 10)
            #expect(rejects.map(\.row) == [3, 4])
            #expect(try await sources.rejects(of: 1, after: 3, limit: 10).map(\.row) == [4])
            #expect(await refusal { _ = try await sources.find(9) } == "source.unknown")
            #expect(await refusal { _ = try await sources.load(9) } == "load.unknown")
        }
    }

    @Test("X-07 · a load that is under way tells its share of the file, its rate and the time left")
    func progress() async throws {
        try await CatalogueDesk.on(.sqlite) { desk in
            let file = try desk.file("id,name\n" + (0..<100).map { "\($0),Company \($0)\n" }.joined())
            let task = Task { try await desk.load(file: file, breakingOffAfter: 1) }
            await #expect(throws: CancellationError.self) { try await task.value }
            let sources = CatalogueSources(database: desk.database, clock: .system)
            let load = try #require(try await sources.loads().first)
            #expect(load.load.state == .loading && load.rows == 5)
            let share = try #require(load.share)
            #expect(share > 0.02 && share < 0.09)
            #expect(load.rowsPerSecond > 0)
            #expect((load.left ?? .zero) > .zero)
        }
    }

    @Test(
        "X-07 · an administrator says which source is believed first",
        arguments: ["", "0", "-1", "x", "1.5", "1000001"]
    )
    func priority(wrong: String) async throws {
        try await Office.on { office in
            let source = try await office.database.write { db in
                try CatalogueSource.take("crm", priority: nil, at: office.clock.now, on: db)
            }
            let sources = office.capabilities.sources
            #expect(
                await refusal { try await sources.setPriority(wrong, of: source.number, by: office.ada) }
                    == "form.invalid"
            )
            try await sources.setPriority("7", of: source.number, by: office.ada)
            #expect(try await sources.find(source.number).source.priority == 7)
            let ben = try await office.hire("ben@example.org").caller
            #expect(
                await refusal { try await sources.setPriority("8", of: source.number, by: ben) } == "role.not-allowed"
            )
            let entry = try #require(try await office.entries().first { $0.action == "source.changed" })
            #expect(entry.was == "priority 100" && entry.became == "priority 7" && entry.subjectName == "crm")
        }
    }
}
