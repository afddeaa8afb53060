import Database
import Matching
import Store
import TestSupport
import Testing

@testable import Capabilities

struct IndexFilesTests {
    @Test(
        "X-11 · the index follows the tables: whole at first, then what changed, then nothing",
        arguments: Engine.available
    )
    func follows(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            try await TemporaryFolder.with { folder in
                let files = IndexFiles(folder: folder.path("index"), database: database)
                try await load(1, companies: 1...40, of: "Tarn", in: database)
                #expect(try await files.refresh() == .built(41))
                #expect(try await files.refresh() == .unchanged)
                #expect(try named("Tarn 7 Widgets", in: folder.path("index")) == 7)
                try await load(2, companies: 7...7, of: "Quillfeather", in: database)
                #expect(try await files.refresh() == .updated(1))
                #expect(try named("Quillfeather 7 Widgets", in: folder.path("index")) == 7)
                #expect(try named("Tarn 8 Widgets", in: folder.path("index")) == 8)
                #expect(try CatalogueIndex.open(folder.path("index")).personCount == 1)
                try await load(3, companies: 1...40, of: "Rill", in: database)
                #expect(try await files.refresh() == .built(41))
                #expect(try named("Rill 7 Widgets", in: folder.path("index")) == 7)
            }
        }
    }

    @Test(
        "X-11 · a load that changes no company, or nobody at all, is followed, too",
        arguments: Engine.available
    )
    func followsWithoutCompanies(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            try await TemporaryFolder.with { folder in
                let files = IndexFiles(folder: folder.path("index"), database: database)
                try await load(1, companies: 1...40, of: "Tarn", in: database)
                _ = try await files.refresh()
                try await load(2, in: database)
                #expect(try await files.refresh() == .updated(0))
                #expect(try await files.refresh() == .unchanged)
                #expect(try named("Tarn 7 Widgets", in: folder.path("index")) == 7)
                try await load(3, people: [1, 2], in: database)
                #expect(try await files.refresh() == .updated(2))
                let index = try CatalogueIndex.open(folder.path("index"))
                #expect((index.companyCount, index.personCount) == (40, 2))
                #expect(try named("Tarn 7 Widgets", in: folder.path("index")) == 7)
            }
        }
    }

    private func named(_ name: String, in folder: String) throws -> Int64? {
        var question = Question()
        question.add(.name, name)
        question.add(.city, "Husum")
        var matcher = CompanyMatcher(try CatalogueIndex.open(folder))
        return matcher.match(question).best?.number
    }

    /// Writes companies as a load does, and with the first load a person.
    private func load(
        _ load: Int64,
        companies: ClosedRange<Int64>,
        of name: String,
        in database: Database
    ) async throws {
        try await database.write { db in
            for number in companies {
                try db.run(
                    """
                    INSERT INTO companies (number, source, source_id, digest, as_of, changed, name, city)
                    VALUES (\(number), 1, \("S\(number)"), 0, 0, \(load), \("\(name) \(number) Widgets"), 'Husum')
                    ON CONFLICT (number) DO UPDATE SET name = excluded.name, changed = excluded.changed
                    """
                )
            }
        }
        try await self.load(load, people: load == 1 ? [1] : [], in: database)
    }

    /// Writes people as a load does, and ends it.
    private func load(_ load: Int64, people: [Int64] = [], in database: Database) async throws {
        try await database.write { db in
            for number in people {
                try db.run(
                    """
                    INSERT INTO people (number, source, source_id, digest, as_of, changed, company, first_name, last_name)
                    VALUES (\(number), 1, \("P\(number)"), 0, 0, \(load), 7, 'Ada', 'Okafor')
                    ON CONFLICT (number) DO UPDATE SET changed = excluded.changed
                    """
                )
            }
            try db.run("UPDATE catalogue_numbers SET last = \(load) WHERE kind = 'loads'")
        }
    }
}
