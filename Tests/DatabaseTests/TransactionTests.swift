import Database
import Telemetry
import TestSupport
import Testing

struct TransactionTests {
    private static let migration = Migration(
        id: "0001",
        sql: ["CREATE TABLE counters (id TEXT PRIMARY KEY, n BIGINT NOT NULL)"]
    )

    private struct DomainError: Error, Equatable { let reason: String }

    private static func count(_ db: isolated Connection) throws -> Int {
        try db.one(Int.self, "SELECT COUNT(*) FROM counters")
    }

    @Test("a thrown error undoes everything and reaches the caller as itself", arguments: Engine.available)
    func rollback(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            await #expect(throws: DomainError(reason: "no credits")) {
                try await database.write { db in
                    try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                    throw DomainError(reason: "no credits")
                }
            }
            #expect(try await database.read(Self.count) == 0)
        }
    }

    @Test("a reader sees one snapshot while a writer goes on", arguments: Engine.available)
    func snapshot(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let written = Gate()
            async let counts = database.read { db in
                let before = try Self.count(db)
                begin.yield()
                try written.pass()
                return [before, try Self.count(db)]
            }
            for await _ in begun { break }
            try await database.write { db in try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))") }
            #expect(try await database.read(Self.count) == 1)
            written.open()
            #expect(try await counts == [0, 0])
        }
    }

    @Test("concurrent writers lose no update", arguments: Engine.available)
    func lostUpdates(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(0))") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<10 {
                            try await database.write { db in
                                // Reads first, as a deferred transaction of SQLite could not.
                                let id = try db.one(String.self, "SELECT id FROM counters LIMIT \(1)")
                                try db.run("UPDATE counters SET n = n + 1 WHERE id = \(id)").expect(rows: 1)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { db in try db.one(Int.self, "SELECT n FROM counters") } == 80)
        }
    }

    @Test("two transactions that wait for each other end in two that are kept")
    func deadlock() async throws {
        guard Engine.available.contains(.postgres) else { return }
        try await FreshDatabase.on(.postgres, migrations: [Self.migration]) { database in
            try await database.write { db in
                try db.run("INSERT INTO counters (id, n) VALUES \(rows: [["a", 0], ["b", 0]])")
            }
            let attempts = Attempts()
            let first = Gate()
            let second = Gate()
            @Sendable func update(
                _ one: String,
                _ other: String,
                _ mine: Gate,
                _ theirs: Gate
            )
                async throws
            {
                try await database.write { db in
                    let isFirst = attempts.next() <= 2
                    try db.run("UPDATE counters SET n = n + 1 WHERE id = \(one)")
                    if isFirst {
                        mine.open()
                        try theirs.pass()
                    }
                    try db.run("UPDATE counters SET n = n + 1 WHERE id = \(other)")
                }
            }
            async let forwards: Void = update("a", "b", first, second)
            async let backwards: Void = update("b", "a", second, first)
            _ = try await (forwards, backwards)
            #expect(try await database.read { db in try db.fetch(Int.self, "SELECT n FROM counters") } == [2, 2])
            #expect(attempts.count == 3)
        }
    }

    @Test("a statement that failed spoils the transaction on both engines", arguments: Engine.available)
    func failedStatement(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                    _ = try? db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                    try db.run("INSERT INTO counters (id, n) VALUES (\("b"), \(1))")
                }
            }
            #expect(error?.code == .transactionFailed)
            let ignored = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                    _ = try? db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                }
            }
            #expect(ignored?.code == .transactionFailed)
            #expect(try await database.read(Self.count) == 0)
        }
    }

    @Test("a savepoint undoes its own part only", arguments: Engine.available)
    func savepoint(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in
                try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                let error = #expect(throws: DatabaseError.self) {
                    try db.savepoint { db in
                        try db.run("INSERT INTO counters (id, n) VALUES (\("b"), \(1))")
                        try db.savepoint { db in try db.run("INSERT INTO counters (id, n) VALUES (\("c"), \(1))") }
                        try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                    }
                }
                #expect(error?.code == .uniqueViolation("counters_pkey"))
                try db.savepoint { db in try db.run("INSERT INTO counters (id, n) VALUES (\("d"), \(1))") }
            }
            let ids = try await database.read { db in try db.fetch(String.self, "SELECT id FROM counters ORDER BY id") }
            #expect(ids == ["a", "d"])
        }
    }

    @Test("a connection is of no use beyond its transaction", arguments: Engine.available)
    func escapedConnection(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let escaped = try await database.read { db in db }
            let error = await #expect(throws: DatabaseError.self) {
                try await escaped.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
            }
            #expect(error?.code == .outsideTransaction)
        }
    }

    @Test(
        "a body neither begins nor ends a transaction",
        arguments: Engine.available,
        ["BEGIN", " start transaction", "COMMIT", "END", "ROLLBACK", "ABORT"] as [SQL]
    )
    func ownTransaction(engine: Engine, statement: SQL) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))")
                    try db.run(statement)
                }
            }
            #expect(error?.code == .outsideTransaction)
            #expect(try await database.read(Self.count) == 0)
        }
    }

    @Test("a read cannot write", arguments: Engine.available)
    func readOnly(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { db in try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))") }
            }
            #expect(error?.code == .readOnly)
        }
    }

    @Test("a read cannot write in memory either, where it shares the writer's connection")
    func readOnlyInMemory() async throws {
        try await FreshDatabase.inMemory(migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { db in try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))") }
            }
            #expect(error?.code == .readOnly)
            try await database.write { db in try db.run("INSERT INTO counters (id, n) VALUES (\("a"), \(1))") }
            #expect(try await database.read(Self.count) == 1)
        }
    }

    @Test("a closed database refuses", arguments: Engine.available)
    func closed(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            await database.close()
            let error = await #expect(throws: DatabaseError.self) { try await database.read(Self.count) }
            #expect(error?.code == .closed)
            await database.close()
        }
    }

    @Test("a cancelled task stops its statement, and the connection goes on to serve", arguments: Engine.available)
    func cancellation(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database async throws in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await database.read { db in
                    begin.yield()
                    return try db.one(
                        Int.self,
                        """
                        WITH RECURSIVE numbers (n) AS (
                            SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000000000000
                        )
                        SELECT COUNT(*) FROM numbers
                        """
                    )
                }
            }
            for await _ in begun { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await database.read(Self.count) == 0)
        }
    }
}
