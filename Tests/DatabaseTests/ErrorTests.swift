import Database
import TestSupport
import Testing

/// Each error by its code, the same on both engines, and none with a value in it.
struct ErrorTests {
    private static let secret = "ada@example.com"

    private static let migration = Migration(
        id: "0001",
        sql: [
            """
            CREATE TABLE people (
                id TEXT PRIMARY KEY,
                organisation_id TEXT NOT NULL,
                email TEXT NOT NULL UNIQUE,
                age BIGINT CONSTRAINT people_age_positive CHECK (age > 0),
                friend_id TEXT REFERENCES people (id) ON DELETE RESTRICT,
                UNIQUE (organisation_id, age)
            )
            """,
            "CREATE UNIQUE INDEX people_first ON people (friend_id) WHERE age = 1",
            """
            INSERT INTO people (id, organisation_id, email, age, friend_id)
            VALUES ('ada@example.com', 'o', 'ada@example.com', 1, 'ada@example.com')
            """,
        ]
    )

    private func error(_ engine: Engine, _ sql: SQL) async throws -> DatabaseError? {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.run(sql) }
            }
            let text = error.map { "\($0) \(String(reflecting: $0))" } ?? ""
            #expect(!text.contains(Self.secret))
            #expect(!text.contains("hunter2"))
            #expect(error?.message.hasSuffix(".") == true)
            return error
        }
    }

    @Test("a broken rule is named alike", arguments: Engine.available)
    func constraints(engine: Engine) async throws {
        let new = "hunter2"
        let cases: [(SQL, DatabaseError.Code)] = [
            (
                "INSERT INTO people (id, organisation_id, email) VALUES (\(new), 'p', \(Self.secret))",
                .uniqueViolation("people_email_key")
            ),
            (
                "INSERT INTO people (id, organisation_id, email) VALUES (\(Self.secret), 'p', \(new))",
                .uniqueViolation("people_pkey")
            ),
            (
                "INSERT INTO people (id, organisation_id, email, age) VALUES (\(new), 'o', \(new), 1)",
                .uniqueViolation("people_organisation_id_age_key")
            ),
            (
                """
                INSERT INTO people (id, organisation_id, email, age, friend_id)
                VALUES (\(new), 'p', \(new), 1, \(Self.secret))
                """,
                .uniqueViolation("people_first")
            ),
            (
                "INSERT INTO people (id, organisation_id, email, friend_id) VALUES (\(new), 'o', \(new), \(new + "!"))",
                .foreignKey
            ),
            ("UPDATE people SET id = \(new)", .foreignKey),
            (
                "INSERT INTO people (id, organisation_id, email, age) VALUES (\(new), 'o', \(new), \(-5))",
                .check("people_age_positive")
            ),
            (
                "INSERT INTO people (id, organisation_id, email) VALUES (\(new), 'o', \(nil as String?))",
                .notNull("people.email")
            ),
        ]
        for (sql, code) in cases {
            let error = try await error(engine, sql)
            #expect(error?.code == code)
            #expect(error?.statement?.isEmpty == false)
        }
    }

    @Test("a trigger's refusal is told in its own words", arguments: Engine.available)
    func trigger(engine: Engine) async throws {
        let log = Migration(
            id: "0001",
            sql: [
                "CREATE TABLE log (text TEXT NOT NULL)",
                .either(
                    sqlite: """
                        CREATE TRIGGER log_stays BEFORE DELETE ON log
                        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END
                        """,
                    postgres: """
                        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$
                        """
                ),
                .either(
                    sqlite: "SELECT 1",
                    postgres: "CREATE TRIGGER log_stays BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION refuse()"
                ),
            ]
        )
        try await FreshDatabase.on(engine, migrations: [log]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.run("INSERT INTO log (text) VALUES (\("hunter2"))")
                    try db.run("DELETE FROM log")
                }
            }
            #expect(error?.code == .check("the log is only added to"))
        }
    }

    @Test("a faulty statement is told with what is wrong about it", arguments: Engine.available)
    func faultyStatements(engine: Engine) async throws {
        let cases: [(SQL, String)] = [
            ("SELEC \(Self.secret)", "SELEC"),
            ("SELECT \(Self.secret) FROM nowhere", "nowhere"),
            ("SELECT missing FROM people WHERE id = \(Self.secret)", "missing"),
        ]
        for (sql, word) in cases {
            let error = try await error(engine, sql)
            #expect(error?.code == .faultyStatement)
            #expect(error?.message.contains(word) == true)
        }
    }

    @Test("values that PostgreSQL cannot take are not repeated")
    func invalidValues() async throws {
        guard Engine.available.contains(.postgres) else { return }
        let cases: [SQL] = [
            "SELECT CAST(\("hunter2") AS BIGINT)",
            "SELECT CAST(\(5_000_000_000) AS INTEGER)",
            "SELECT \(1) / \(0)",
            "SELECT CAST(\("hunter2") AS DATE)",
        ]
        for sql in cases {
            #expect(try await error(.postgres, sql)?.code == .invalidValue)
        }
    }

    @Test("PostgreSQL stops a statement that takes too long")
    func timeout() async throws {
        guard Engine.available.contains(.postgres) else { return }
        var options = Database.Options()
        options.statementTimeout = .milliseconds(50)
        try await FreshDatabase.on(.postgres, options: options) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { db in try db.run("SELECT pg_sleep(30)") }
            }
            #expect(error?.code == .timeout)
        }
    }

    @Test("a server that is not there is told at once")
    func noServer() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await Database.open(.postgres(url: "postgres://loam:hunter2@localhost:1/loam"))
        }
        #expect(error?.code == .cannotConnect)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test("a location is printed without its password")
    func location() {
        let location = Database.Location(parsing: "postgres://loam:hunter2@db.example.com/loam?password=hunter2")
        #expect("\(location)" == "postgres://db.example.com/loam")
        for password in ["a#hunter2", "a?hunter2", "a/hunter2", "a@hunter2", "\u{301}hunter2"] {
            let location = Database.Location(parsing: "postgres://loam:\(password)@db.example.com:5432/loam")
            #expect("\(location)" == "postgres://db.example.com:5432/loam")
        }
        var dumped = ""
        dump(location, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(Database.Location(parsing: "memory") == .memory)
        #expect(Database.Location(parsing: "sqlite:/var/lib/loam.db") == .sqlite(path: "/var/lib/loam.db"))
        #expect(Database.Location(parsing: "loam.db") == .sqlite(path: "loam.db"))
    }
}
