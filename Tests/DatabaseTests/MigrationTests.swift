import Database
import TestSupport
import Testing

struct MigrationTests {
    private static let first = Migration(
        id: "0001",
        sql: [
            "CREATE TABLE parents (id TEXT PRIMARY KEY)",
            "CREATE TABLE children (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL REFERENCES parents (id) ON DELETE CASCADE)",
        ]
    )
    private static let second = Migration(id: "0002", sql: ["ALTER TABLE parents ADD COLUMN age BIGINT"])

    private static func applied(_ database: Database) async throws -> [String] {
        try await database.read { db in try db.fetch(String.self, "SELECT id FROM loam_migrations ORDER BY id") }
    }

    @Test("each migration runs once", arguments: Engine.available)
    func once(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            try await database.migrate([Self.first])
            try await database.migrate([Self.first, Self.second])
            try await database.migrate([Self.first, Self.second])
            #expect(try await Self.applied(database) == ["0001", "0002"])
        }
    }

    @Test("processes that start together migrate once", arguments: Engine.available)
    func together(engine: Engine) async throws {
        try await FreshDatabase.at(engine) { location in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let database = try await Database.open(location)
                        try await database.migrate([Self.first, Self.second])
                        #expect(try await Self.applied(database) == ["0001", "0002"])
                        await database.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("a migration that was changed after it ran is refused by name", arguments: Engine.available)
    func changed(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.first]) { database in
            let changed = Migration(id: "0001", sql: ["CREATE TABLE parents (id TEXT PRIMARY KEY)"])
            let error = await #expect(throws: DatabaseError.self) {
                try await database.migrate([changed, Self.second])
            }
            #expect(error?.code == .migrationChanged("0001"))
            #expect(error?.message.hasPrefix("The migration 0001 was changed after it had run") == true)
            let applied = try await Self.applied(database)
            #expect(applied == ["0001"])
        }
    }

    @Test("a database newer than the program is refused", arguments: Engine.available)
    func newer(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.first, Self.second]) { database in
            let error = await #expect(throws: DatabaseError.self) { try await database.migrate([Self.first]) }
            #expect(error?.code == .newerDatabase)
        }
    }

    @Test("a migration that fails leaves nothing of itself or of those before it", arguments: Engine.available)
    func failing(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.first]) { database in
            let broken = Migration(id: "0003", sql: ["CREATE TABLE extra (id TEXT)", "CREATE TABLE parents (id TEXT)"])
            let error = await #expect(throws: DatabaseError.self) {
                try await database.migrate([Self.first, Self.second, broken])
            }
            #expect(error?.message.hasPrefix("The migration 0003 failed and nothing was changed: ") == true)
            #expect(error?.statement == "CREATE TABLE parents (id TEXT)")
            #expect(try await Self.applied(database) == ["0001"])
            try await database.migrate([Self.first, Self.second])
        }
    }

    @Test("a table can be made anew without losing what refers to it", arguments: Engine.available)
    func rebuild(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.first]) { database in
            try await database.write { db in
                try db.run("INSERT INTO parents (id) VALUES (\("p"))")
                try db.run("INSERT INTO children (id, parent_id) VALUES (\("c"), \("p"))")
            }
            guard engine == .sqlite else { return }
            try await database.migrate([
                Self.first,
                Migration(
                    id: "0002",
                    sql: [
                        "CREATE TABLE new_parents (id TEXT PRIMARY KEY, age BIGINT NOT NULL DEFAULT 0)",
                        "INSERT INTO new_parents (id) SELECT id FROM parents", "DROP TABLE parents",
                        "ALTER TABLE new_parents RENAME TO parents",
                    ]
                ),
            ])
            let children = try await database.read { db in try db.fetch(String.self, "SELECT id FROM children") }
            #expect(children == ["c"])
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO children (id, parent_id) VALUES (\("d"), \("nobody"))")
                }
            }
            #expect(error?.code == .foreignKey)
        }
    }

    @Test("a migration that leaves a broken reference is undone")
    func brokenReference() async throws {
        try await FreshDatabase.on(.sqlite, migrations: [Self.first]) { database in
            let careless = Migration(id: "0002", sql: ["INSERT INTO children (id, parent_id) VALUES ('c', 'nobody')"])
            let error = await #expect(throws: DatabaseError.self) {
                try await database.migrate([Self.first, careless])
            }
            #expect(error?.code == .foreignKey)
            let applied = try await Self.applied(database)
            #expect(applied == ["0001"])
        }
    }
}
