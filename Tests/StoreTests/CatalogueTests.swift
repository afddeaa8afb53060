import Database
import Store
import Telemetry
import TestSupport
import Testing

struct CatalogueTests {
    @Test(
        "F-01 · who builds an index reads all companies by number, then only those that changed",
        arguments: Engine.available
    )
    func changes(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            var last: Int64 = 0
            for load in [0..<9, 5..<12] {
                last = try await write(load.map { ("id\($0)", "Company \($0) of \(load.count)") }, in: database)
            }
            let all = Collected()
            try await CatalogueChanges.companies(in: database) { await all.add($0) }
            #expect(await all.companies.map(\.number) == Array(1...12))
            #expect(await all.companies.map(\.sourceID) == (0..<12).map { "id\($0)" })
            let changed = Collected()
            try await CatalogueChanges.companies(in: database, since: last - 1) { await changed.add($0) }
            #expect(await changed.companies.map(\.name) == (5..<12).map { "Company \($0) of 7" })
            #expect(try await CatalogueChanges.settled(in: database) == last)
            let none = Collected()
            try await CatalogueChanges.companies(in: database, since: last) { await none.add($0) }
            #expect(await none.companies.isEmpty)
        }
    }

    @Test("X-07 · two processes cannot go on with the same load", arguments: Engine.available)
    func once(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all) { database in
            _ = try await write([("a", "Acme")], in: database, finishing: false)
            await #expect(throws: LoadedElsewhere.self) {
                try await write([("a", "Acme")], in: database, finishing: false)
            }
        }
    }

    @Test("A set of numbers holds what was put in, and what another holds")
    func numbers() {
        var set = NumberSet()
        let new = ([1, 8, 9, 1000, 9] as [Int64]).map { set.insert($0) }
        #expect(new == [true, true, true, true, false])
        var other = NumberSet(bytes: set.stored)
        other.insert(5000)
        let union = set.union(other)
        #expect((0...6000).filter { union.contains($0) } == [1, 8, 9, 1000, 5000])
        #expect(union == other.union(set))
    }

    @Test("X-07 · a row's digest depends on each value and on where it begins")
    func digests() {
        func digest(_ values: [String]) -> Int64 {
            var digest = RowDigest()
            for value in values { Array(value.utf8).withUnsafeBytes { digest.add($0) } }
            return digest.value
        }
        let all = [
            ["a", "b"], ["ab", ""], ["", "ab"], ["a", "b", ""], ["a\0", "b"], ["12345678", "9"], ["123456789", ""],
        ]
        #expect(Set(all.map(digest)).count == all.count)
        #expect(digest(["a", "b"]) == digest(["a", "b"]))
    }
}

/// Loads companies as one file, and tells the load's number.
private func write(_ companies: [(id: String, name: String)], in database: Database, finishing: Bool = true)
    async throws -> Int64
{
    var batch = CatalogueBatch(.companies, capacity: companies.count)
    for (row, company) in companies.enumerated() {
        batch.add(company.id.utf8)
        for field in CatalogueKind.companies.fields { batch.add((field == "name" ? company.name : "").utf8) }
        batch.endRow(fileRow: row + 2, asOf: nil)
    }
    let rows = batch
    let load = try await database.write { db in
        let source = try CatalogueSource.take("test", priority: nil, at: Fixture.now, on: db)
        let (load, seen) = try CatalogueLoad.begin(
            "file.csv",
            fingerprint: finishing ? "\(companies.count)" : "same",
            source: source.number,
            kind: .companies,
            at: Fixture.now,
            on: db
        )
        _ = try CatalogueWriter(load, on: db).write(
            rows,
            rejects: [],
            extent: CatalogueWriter.Extent(from: (0, 0), to: (100, rows.count + 1)),
            seen: seen,
            expectingNew: true,
            on: db
        )
        return load
    }
    if finishing { _ = try await CatalogueEnding(load, in: database).run(vanishing: nil, at: Fixture.now) }
    return load.number
}

private actor Collected {
    private(set) var companies: [CompanyTexts] = []

    func add(_ companies: [CompanyTexts]) { self.companies += companies }
}
