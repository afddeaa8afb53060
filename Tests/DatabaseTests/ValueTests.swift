import Database
import Telemetry
import TestSupport
import Testing

struct ValueTests {
    private static let migration = Migration(
        id: "0001",
        sql: [
            """
            CREATE TABLE kinds (
                n BIGINT, t TEXT, r DOUBLE PRECISION, f BOOLEAN, b BYTEA
            )
            """
        ]
    )

    private struct Kinds: RowDecodable, Equatable {
        var n: Int64?
        var t: String?
        var r: Double?
        var f: Bool?
        var b: [UInt8]?

        init(_ n: Int64? = nil, _ t: String? = nil, _ r: Double? = nil, _ f: Bool? = nil, _ b: [UInt8]? = nil) {
            (self.n, self.t, self.r, self.f, self.b) = (n, t, r, f, b)
        }

        init(row: Row) throws {
            n = try row["n"]
            t = try row["t"]
            r = try row["r"]
            f = try row["f"]
            b = try row["b"]
        }
    }

    @Test("every kind of value comes back as it went in", arguments: Engine.available)
    func roundTrip(engine: Engine) async throws {
        let rows = [
            Kinds(),
            Kinds(.max, "", .greatestFiniteMagnitude, true, []),
            Kinds(.min, "naïve 🧑🏽‍🔬 \u{1F}\t\r\n\\ ' \" $1 \u{FFFD}", .leastNonzeroMagnitude, false, Array(0...255)),
            Kinds(0, String(repeating: "ä", count: 70_000), -.infinity, true, [UInt8](repeating: 0, count: 100_000)),
            Kinds(-1, "\\x41", 0.1, false, Array("\\x41".utf8)),
        ]
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            for row in rows {
                try await database.write { db in
                    try db.run("INSERT INTO kinds VALUES (\(row.n), \(row.t), \(row.r), \(row.f), \(row.b))")
                }
                let read = try await database.read { db in try db.fetch(Kinds.self, "SELECT * FROM kinds") }
                #expect(read == [row])
                try await database.write { db in try db.run("DELETE FROM kinds").expect(rows: 1) }
            }
        }
    }

    @Test("a value alone has its type", arguments: Engine.available)
    func alone(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            try await database.read { db throws in
                #expect(try db.one(Int.self, "SELECT \(1) + \(2)") == 3)
                #expect(try db.one(String.self, "SELECT \("a") || \("b")") == "ab")
                #expect(try db.one(Bool.self, "SELECT \(nil as Int?) IS NULL"))
                #expect(try db.one(Bool.self, "SELECT \(nil as String?) IS NULL"))
                #expect(try db.one(Int?.self, "SELECT \(nil as Int?)") == nil)
                #expect(try db.one(Double.self, "SELECT \(0.5)") == 0.5)
                #expect(try db.one(Timestamp.self, "SELECT \(Timestamp(seconds: 7))") == Timestamp(seconds: 7))
                #expect(try db.one([UInt8].self, "SELECT \([1, 2] as [UInt8])") == [1, 2])
            }
        }
    }

    private enum Colour: String, SQLStorable, RowDecodable { case red, green }

    private struct PersonID: RawRepresentable, SQLStorable, RowDecodable, Equatable { let rawValue: String }

    @Test("enumerations and identifiers are kept as their raw values", arguments: Engine.available)
    func rawValues(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            try await database.read { db throws in
                #expect(try db.one(Colour.self, "SELECT \(Colour.green)") == .green)
                #expect(try db.one(PersonID.self, "SELECT \(PersonID(rawValue: "p1"))") == PersonID(rawValue: "p1"))
                let error = #expect(throws: DatabaseError.self) {
                    try db.one(Colour.self, "SELECT \("blue-secret") AS colour")
                }
                #expect(error?.code == .unreadable(column: "colour"))
                #expect(error?.description.contains("blue-secret") == false)
            }
        }
    }

    @Test(
        "what an engine would lose or refuse is refused by both",
        arguments: Engine.available,
        [SQLValue.text("a\0b"), .real(.nan), .real(.signalingNaN)]
    )
    func refusedValues(engine: Engine, value: SQLValue) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in try db.run("INSERT INTO kinds (t) VALUES (\(value))") }
            }
            #expect(error?.code == .invalidValue)
        }
    }

    @Test("a column that does not fit is named, and its value is not", arguments: Engine.available)
    func unreadable(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            try await database.read { db in
                let wrong = #expect(throws: DatabaseError.self) {
                    try db.one(Int.self, "SELECT \("hunter2") AS age")
                }
                #expect(wrong?.code == .unreadable(column: "age"))
                #expect(wrong?.message == "Column age holds a text where a whole number was expected.")
                #expect(wrong?.description.contains("hunter2") == false)
                let null = #expect(throws: DatabaseError.self) {
                    try db.one(String.self, "SELECT \(nil as String?) AS name")
                }
                #expect(null?.message == "Column name holds NULL where a text was expected.")
                let missing = #expect(throws: DatabaseError.self) {
                    try db.one(Kinds.self, "SELECT \(1) AS a, \(2) AS b")
                }
                #expect(missing?.message == "The answer has no column n; it has a, b.")
            }
        }
    }
}
