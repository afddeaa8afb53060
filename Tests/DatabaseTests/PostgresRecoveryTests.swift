import Database
import Glibc
import TestSupport
import Testing

/// Connections that are lost, at each place where that can happen.
@Suite(.enabled(if: Engine.available.contains(.postgres)))
struct PostgresRecoveryTests {
    private static let migration = Migration(id: "0001", sql: ["CREATE TABLE notes (n BIGINT NOT NULL)"])

    private static let pid: @Sendable (isolated Connection) throws -> Int = { db in
        try db.one(Int.self, "SELECT pg_backend_pid()")
    }

    private static let count: @Sendable (isolated Connection) throws -> Int = { db in
        try db.one(Int.self, "SELECT COUNT(*) FROM notes")
    }

    /// Ends the session of another connection, and waits until it is gone: from the list, and then as a process of this
    /// machine, because its end of the socket is closed last.
    private static func terminate(_ pid: Int, by other: Database) async throws {
        _ = try await other.write { db in try db.one(Bool.self, "SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER))")
        }
        let living: SQL = "SELECT COUNT(*) FROM pg_stat_activity WHERE pid = \(pid)"
        while try await other.read({ db in try db.one(Int.self, living) }) > 0 { await Task.yield() }
        while kill(pid_t(pid), 0) == 0 || errno == EPERM { await Task.yield() }
    }

    private func withTwo(_ body: (Database, Database) async throws -> Void) async throws {
        try await FreshDatabase.at(.postgres) { location in
            let database = try await Database.open(location)
            let other = try await Database.open(location)
            try await database.migrate([Self.migration])
            try await body(database, other)
            await database.close()
            await other.close()
        }
    }

    @Test("a connection lost while idle is replaced without anybody noticing")
    func idle() async throws {
        try await withTwo { database, other in
            let pid = try await database.read(Self.pid)
            try await Self.terminate(pid, by: other)
            try await database.write { db in try db.run("INSERT INTO notes (n) VALUES (\(1))") }
            #expect(try await database.read(Self.count) == 1)
            #expect(try await database.read(Self.pid) != pid)
        }
    }

    @Test("a transaction whose connection is lost in its middle is run again, once")
    func middle() async throws {
        try await withTwo { database, _ in
            let attempts = Attempts()
            try await database.write { db in
                try db.run("INSERT INTO notes (n) VALUES (\(1))")
                let attempt = attempts.next()
                if attempt == 1 { try db.run("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(attempts.count == 2)
            #expect(try await database.read(Self.count) == 1)
        }
    }

    @Test("a transaction whose connection is lost right before the commit is run again")
    func beforeCommit() async throws {
        try await withTwo { database, other in
            let (pids, found) = AsyncStream.makeStream(of: Int.self)
            let gone = Gate()
            let attempts = Attempts()
            async let written: Void = database.write { db in
                try db.run("INSERT INTO notes (n) VALUES (\(1))")
                let attempt = attempts.next()
                guard attempt == 1 else { return }
                found.yield(try Self.pid(db))
                try gone.pass()
            }
            for await pid in pids {
                try await Self.terminate(pid, by: other)
                break
            }
            gone.open()
            try await written
            #expect(attempts.count == 2)
            #expect(try await database.read(Self.count) == 1)
        }
    }

    @Test("a commit whose answer is lost is not repeated, but told")
    func duringCommit() async throws {
        try await withTwo { database, _ in
            try await database.write { db in
                try db.run(
                    """
                    CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END'
                    """
                )
                try db.run(
                    """
                    CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION hang_up()
                    """
                )
            }
            let attempts = Attempts()
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    _ = attempts.next()
                    try db.run("INSERT INTO notes (n) VALUES (\(1))")
                }
            }
            #expect(error?.code == .commitUnknown)
            #expect(attempts.count == 1)
            #expect(try await database.read(Self.count) == 0)
        }
    }

    @Test("a rule that is checked at the commit is told as what it is", arguments: Engine.available)
    func deferredRule(engine: Engine) async throws {
        let tables = Migration(
            id: "0001",
            sql: [
                "CREATE TABLE parents (id TEXT PRIMARY KEY)",
                """
                CREATE TABLE children (
                    id TEXT PRIMARY KEY,
                    parent_id TEXT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED
                )
                """,
            ]
        )
        try await FreshDatabase.on(engine, migrations: [tables]) { database async throws in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO children (id, parent_id) VALUES (\("c"), \("nobody"))")
                }
            }
            #expect(error?.code == .foreignKey)
            #expect(try await database.read { db in try db.one(Int.self, "SELECT COUNT(*) FROM children") } == 0)
        }
    }
}
