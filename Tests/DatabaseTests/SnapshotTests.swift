import Database
import Glibc
import TestSupport
import Testing

struct SnapshotTests {
    private static let migration = Migration(
        id: "0001-notes",
        sql: ["CREATE TABLE notes (id TEXT PRIMARY KEY)"]
    )

    private func count(_ database: Database) async throws -> Int {
        try await database.read { db in try db.one(Int.self, "SELECT count(*) FROM notes") }
    }

    private func add(_ id: String, to database: Database) async throws {
        try await database.write { db in try db.run("INSERT INTO notes (id) VALUES (\(id))") }
    }

    @Test("the reads of a snapshot agree with each other, whatever others write meanwhile", arguments: Engine.available)
    func agree(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await add("a", to: database)
            let (before, after) = try await database.snapshot {
                let before = try await count(database)
                try await Task.detached { try await add("b", to: database) }.value
                return (before, try await count(database))
            }
            #expect(before == 1)
            #expect(after == 1)
            #expect(try await count(database) == 2)
        }
    }

    @Test(
        "what is called in a snapshot stays on its connection's thread, before and after a read",
        arguments: Engine.available
    )
    func oneThread(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            let seen = try await database.snapshot { try await threads(reading: database) }
            #expect(Set(seen).count == 1)
        }
    }

    private func threads(reading database: Database) async throws -> [pthread_t] {
        let before = pthread_self()
        let inside = try await database.read { _ in pthread_self() }
        return [before, inside, pthread_self()]
    }

    @Test("a snapshot does not write, and says so", arguments: Engine.available)
    func writes(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.snapshot { try await add("a", to: database) }
            }
            #expect(error?.code == .outsideTransaction)
            try await add("a", to: database)
            #expect(try await count(database) == 1)
        }
    }

    @Test("who goes on after a read that failed, reads on", arguments: Engine.available)
    func goesOn(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await add("a", to: database)
            let (failed, found) = try await database.snapshot {
                let failed = try? await database.read { db in try db.one(Int.self, "SELECT n FROM nowhere") }
                return (failed, try await count(database))
            }
            #expect(failed == nil)
            #expect(found == 1)
        }
    }

    @Test("what outlives a snapshot writes, and reads what is there then", arguments: Engine.available)
    func outlives(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let (signal, trigger) = AsyncStream<Void>.makeStream()
            let later = try await database.snapshot {
                _ = try await count(database)
                return Task {
                    for await _ in signal { break }
                    try await add("b", to: database)
                    return try await count(database)
                }
            }
            try await add("a", to: database)
            trigger.yield()
            #expect(try await later.value == 2)
        }
    }

    @Test("the connection of a snapshot comes back, also from one that failed", arguments: Engine.available)
    func comesBack(engine: Engine) async throws {
        struct Refused: Error {}
        var options = Database.Options()
        options.connections = 1
        try await FreshDatabase.on(engine, migrations: [Self.migration], options: options) { database in
            for _ in 0..<3 {
                await #expect(throws: Refused.self) {
                    try await database.snapshot {
                        _ = try await count(database)
                        throw Refused()
                    }
                }
                await #expect(throws: DatabaseError.self) {
                    try await database.snapshot {
                        try await database.read { db in try db.run("SELECT * FROM nowhere") }
                    }
                }
                let nested = try await database.snapshot { try await database.snapshot { try await count(database) } }
                #expect(nested == 0)
            }
        }
    }

    @Test("a snapshot whose task is cancelled ends its statement", arguments: Engine.available)
    func cancelled(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            let (signal, trigger) = AsyncStream<Void>.makeStream()
            let task = Task {
                try await database.snapshot {
                    trigger.yield()
                    return try await database.read { db in
                        try db.one(
                            Int.self,
                            """
                            WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)
                            SELECT count(*) FROM n
                            """
                        )
                    }
                }
            }
            for await _ in signal { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
        }
    }
}
