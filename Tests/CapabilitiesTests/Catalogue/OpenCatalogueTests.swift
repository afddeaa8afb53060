import Database
import Glibc
import Matching
import Store
import TestSupport
import Testing

@testable import Capabilities

struct OpenCatalogueTests {
    @Test(
        "An open catalogue is what the last finished load made of it, and who holds an older one keeps it",
        arguments: Engine.available
    )
    func follows(engine: Engine) async throws {
        try await Shelf.on(engine) { shelf in
            let catalogue = shelf.catalogue()
            #expect(await refusal { _ = try catalogue.current() } == "catalogue.preparing")
            #expect(try await catalogue.refresh() == nil)
            #expect(await refusal { _ = try catalogue.current() } == "catalogue.empty")

            try await shelf.load(1, companies: 1...9, of: "Tarn")
            #expect(try await catalogue.refresh() == 9)
            let first = try catalogue.current()
            #expect((first.until, first.index.companyCount) == (1, 9))
            #expect(try await catalogue.refresh() == nil)

            try await shelf.load(2, companies: 10...10, of: "Rill")
            #expect(try await catalogue.refresh() == 1)
            #expect(try catalogue.current().until == 2)
            #expect(shelf.named("Rill 10 Widgets", in: try catalogue.current()) == 10)
            #expect(shelf.named("Tarn 4 Widgets", in: first) == 4)
            #expect(first.index.companyCount == 9)
        }
    }

    @Test("Two processes share a folder: one brings it up to date, the other opens what is there")
    func shared() async throws {
        try await Shelf.on(.sqlite) { shelf in
            // On the clock of the system: whoever comes second waits for the first.
            let one = OpenCatalogue(folder: shelf.folder, database: shelf.database)
            let other = OpenCatalogue(folder: shelf.folder, database: shelf.database)
            try await shelf.load(1, companies: 1...9, of: "Tarn")
            async let builtByOne = one.refresh()
            async let builtByOther = other.refresh()
            let built = try await [builtByOne, builtByOther].compactMap { $0 }
            #expect(built == [9])
            #expect(try one.current().until == 1)
            #expect(try other.current().until == 1)

            var model = Model()
            model.version = 7
            try ModelFile(folder: shelf.folder).write(model)
            try await other.refresh()
            #expect(try other.current().model.version == 7)
            #expect(try one.current().model.version == 1)
        }
    }

    @Test("What is open follows loads by itself", arguments: Engine.available)
    func running(engine: Engine) async throws {
        try await Shelf.on(engine) { shelf in
            let catalogue = shelf.catalogue()
            try await shelf.load(1, companies: 1...9, of: "Tarn")
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await catalogue.run() }
                await shelf.wait { (try? catalogue.current())?.until == 1 }
                try? await shelf.load(2, companies: 10...10, of: "Rill")
                await shelf.wait { (try? catalogue.current())?.until == 2 }
                group.cancelAll()
            }
            #expect(shelf.named("Rill 10 Widgets", in: try catalogue.current()) == 10)
        }
    }

    @Test(
        "When the tables are put back to an earlier state, the index goes back with them",
        arguments: Engine.available
    )
    func restored(engine: Engine) async throws {
        try await Shelf.on(engine) { shelf in
            let catalogue = shelf.catalogue()
            try await shelf.load(2, companies: 1...9, of: "Tarn")
            try await catalogue.refresh()
            try await shelf.database.write { db in
                try db.run("DELETE FROM companies WHERE number > 5")
                try db.run("UPDATE catalogue_numbers SET last = 1 WHERE kind = 'loads'")
            }
            try await catalogue.refresh()
            #expect(try catalogue.current().until == 1)
            #expect(try catalogue.current().index.companyCount == 5)
        }
    }

    @Test("A folder that cannot be written is said in words, and what is open stays")
    func unwritable() async throws {
        try await Shelf.on(.sqlite) { shelf in
            let nowhere = OpenCatalogue(folder: "/nowhere/index", database: shelf.database)
            try await shelf.load(1, companies: 1...9, of: "Tarn")
            await #expect(throws: IndexError.self) { try await nowhere.refresh() }
        }
    }
}

/// Tables of a catalogue and a folder for its index.
struct Shelf: Sendable {
    let database: Database
    let folder: String
    let clock = TestClock()

    static func on(_ engine: Engine, _ body: (Shelf) async throws -> Void) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            try await TemporaryFolder.with { folder in
                try await body(Shelf(database: database, folder: folder.path("index")))
            }
        }
    }

    func catalogue() -> OpenCatalogue {
        OpenCatalogue(folder: folder, database: database, clock: clock.wallClock)
    }

    /// Moves time on until something has come about.
    func wait(until isDone: () -> Bool) async {
        while !isDone() {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
    }

    func named(_ name: String, in opened: OpenCatalogue.Opened) -> Int64? {
        var question = Question()
        question.add(.name, name)
        question.add(.city, "Husum")
        var matcher = CompanyMatcher(opened.index, opened.model)
        return matcher.match(question).best?.number
    }

    /// Writes companies as a load does.
    func load(_ load: Int64, companies: ClosedRange<Int64>, of name: String) async throws {
        try await database.write { db in
            for number in companies {
                try db.run(
                    """
                    INSERT INTO companies (number, source, source_id, digest, as_of, changed, name, city)
                    VALUES (\(number), 1, \("S\(number)"), 0, 0, \(load), \("\(name) \(number) Widgets"), 'Husum')
                    """
                )
            }
            try db.run("UPDATE catalogue_numbers SET last = \(load) WHERE kind = 'loads'")
        }
    }
}
