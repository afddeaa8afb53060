import Database
import TestSupport
import Testing

@Suite struct PendingMigrationTests {
    private let first = Migration(id: "0001-a", sql: ["CREATE TABLE a (id TEXT PRIMARY KEY)"])
    private let second = Migration(id: "0002-b", sql: ["CREATE TABLE b (id TEXT PRIMARY KEY)"])

    @Test("what has not run yet is pending, on an empty database as on an older one", arguments: Engine.available)
    func pending(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            #expect(try await database.pending([first, second]).map(\.id) == ["0001-a", "0002-b"])
            try await database.migrate([first])
            #expect(try await database.pending([first, second]).map(\.id) == ["0002-b"])
            try await database.migrate([first, second])
            #expect(try await database.pending([first, second]).isEmpty)
        }
    }

    @Test("a database that is newer than the program is refused", arguments: Engine.available)
    func newer(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [first, second]) { database in
            let refusal = await #expect(throws: DatabaseError.self) { try await database.pending([first]) }
            #expect(refusal?.code == .newerDatabase)
        }
    }
}
