import Database
import TestSupport
import Testing

struct LoadTests {
    private static let migration = Migration(
        id: "0001",
        sql: ["CREATE TABLE things (id BIGINT PRIMARY KEY, t TEXT, r DOUBLE PRECISION, f BOOLEAN, b BYTEA)"]
    )
    private static let table = Table("things", columns: ["id", "t", "r", "f", "b"])

    private struct Failed: Error {}

    private static func row(_ number: Int) -> [SQLValue] {
        let text = number % 7 == 0 ? SQLValue.null : .text("tab\t line\nbreak\r \\ \\N \\. \"'🧪 \(number)")
        return [
            .integer(Int64(number)), text, .real(Double(number) / 3), .flag(number % 2 == 0), .bytes([92, 0, 255]),
        ]
    }

    private static func rows(_ count: Int, failingAt failure: Int? = nil) -> AsyncThrowingStream<[SQLValue], any Error>
    {
        let (stream, source) = AsyncThrowingStream.makeStream(of: [SQLValue].self)
        for number in 0..<(failure ?? count) { source.yield(row(number)) }
        source.finish(throwing: failure.map { _ in Failed() })
        return stream
    }

    private static func count(_ database: Database) async throws -> Int {
        try await database.read { db in try db.one(Int.self, "SELECT COUNT(*) FROM things") }
    }

    @Test("loaded rows are the same as inserted ones", arguments: Engine.available)
    func sameAsInserted(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            #expect(try await database.load(Self.rows(2500), into: Self.table) == 2500)
            #expect(try await Self.count(database) == 2500)
            try await database.write { db in
                for number in [0, 1, 2499] {
                    let row = Self.row(number)
                    try db.run("UPDATE things SET id = -1 - id WHERE id = \(number)").expect(rows: 1)
                    try db.run("INSERT INTO things (id, t, r, f, b) VALUES \(rows: [row])")
                    let same = try db.one(
                        Int.self,
                        """
                        SELECT COUNT(*) FROM things AS a JOIN things AS b ON b.id = -1 - a.id
                        WHERE a.id = \(number) AND a.t IS NOT DISTINCT FROM b.t AND a.r = b.r AND a.f = b.f AND a.b = b.b
                        """
                    )
                    #expect(same == 1)
                }
            }
        }
    }

    @Test("rows that throw leave nothing", arguments: Engine.available)
    func failingSource(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            await #expect(throws: Failed.self) {
                try await database.load(Self.rows(9000, failingAt: 8500), into: Self.table)
            }
            let count = try await Self.count(database)
            #expect(count == 0)
            #expect(try await database.load(Self.rows(10), into: Self.table) == 10)
        }
    }

    @Test("a row that is refused leaves nothing, and its values are not told", arguments: Engine.available)
    func refusedRow(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            try await database.write { db in try db.run("INSERT INTO things (id) VALUES (\(1500))") }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.load(Self.rows(20_000), into: Self.table)
            }
            #expect(error?.code == .uniqueViolation("things_pkey"))
            #expect(error?.description.contains("1500") == false)
            #expect(try await Self.count(database) == 1)
        }
    }

    @Test(
        "a row of another width, or with a value that cannot be kept, is refused",
        arguments: Engine.available,
        [[.integer(1)], row(1) + [.null], [.integer(1), .text("a\0b"), .null, .null, .null]] as [[SQLValue]]
    )
    func unfitRow(engine: Engine, row: [SQLValue]) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.load([Self.row(0), row], into: Self.table) }
            }
            #expect([.faultyStatement, .invalidValue].contains(error?.code))
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test("a load that is cancelled leaves nothing", arguments: Engine.available)
    func cancelled(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let (rows, source) = AsyncStream.makeStream(of: [SQLValue].self)
            let task = Task { try await database.load(rows, into: Self.table) }
            for number in 0..<3000 { source.yield(Self.row(number)) }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test("a load inside a transaction is part of it, and text needs no string", arguments: Engine.available)
    func insideTransaction(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            await #expect(throws: Failed.self) {
                try await database.write { db in
                    #expect(try db.load((0..<10).map(Self.row), into: Self.table) == 10)
                    #expect(try db.one(Int.self, "SELECT COUNT(*) FROM things") == 10)
                    throw Failed()
                }
            }
            try await database.write { db in
                try db.load(into: Table("things", columns: ["t", "id"])) { rows in
                    let text = Array("naïve\t".utf8)
                    text.withUnsafeBufferPointer { rows.text(utf8: $0) }
                    rows.integer(1)
                    try rows.endRow()
                }
                #expect(try db.fetch(String.self, "SELECT t FROM things") == ["naïve\t"])
            }
        }
    }

    @Test("while rows are loaded the connection does nothing else", arguments: Engine.available)
    func nothingElse(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.load(into: Self.table) { _ in try db.run("DELETE FROM things") }
                }
            }
            #expect(error?.code == .outsideTransaction)
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }
}
