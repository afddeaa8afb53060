import TestSupport
import Testing

@testable import Database

struct ScanTests {
    private static let migration = Migration(
        id: "0001",
        sql: ["CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT, weight DOUBLE PRECISION, is_new BOOLEAN)"]
    )

    private struct Stop: Error {}

    @Test("a scan hands over each row's columns as they are", arguments: Engine.available)
    func columns(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let lines = try await database.write { db in
                let rows: [[any SQLConvertible]] = [
                    [1, "naïve 🧑🏽‍🔬", 2.5, true], [2, "", -1.0, false], [3, String?.none, Double?.none, Bool?.none],
                ]
                for row in rows { try db.run("INSERT INTO things VALUES \(rows: [row])") }
                var lines: [String] = []
                try db.scan("SELECT id, name, weight, is_new FROM things WHERE id < \(9) ORDER BY id") { row in
                    let name = row.isNull(1) ? "none" : String(decoding: row.text(1), as: UTF8.self)
                    lines.append("\(row.integer(0)) \(name) \(row.real(2)) \(row.integer(3)) \(row.kind(2))")
                    return .more
                }
                return lines
            }
            #expect(lines == ["1 naïve 🧑🏽‍🔬 2.5 1 real", "2  -1.0 0 real", "3 none 0.0 0 null"])
        }
    }

    @Test("a scan ends when its visitor has seen enough", arguments: Engine.available)
    func enough(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let seen = try await database.write { db in
                for id in 1...5 { try db.run("INSERT INTO things (id) VALUES (\(id))") }
                var seen: [Int64] = []
                try db.scan("SELECT id FROM things ORDER BY id") { row in
                    seen.append(row.integer(0))
                    return seen.count == 3 ? .enough : .more
                }
                return seen
            }
            #expect(seen == [1, 2, 3])
        }
    }

    @Test("what a visitor throws leaves the transaction whole", arguments: Engine.available)
    func visitorThrows(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let count = try await database.write { db in
                try db.run("INSERT INTO things (id) VALUES (1)")
                #expect(throws: Stop.self) {
                    try db.scan("SELECT id FROM things") { _ in throw Stop() }
                }
                return try db.one(Int.self, "SELECT count(*) FROM things")
            }
            #expect(count == 1)
        }
    }

    @Test("a statement that fails in a scan fails the transaction", arguments: Engine.available)
    func failure(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { db in
                    _ = try? db.first(Int.self, "SELECT 1")
                    try db.scan("SELECT missing FROM things") { _ in .more }
                }
            }
            #expect(error?.code == .faultyStatement)
        }
    }

    @Test("twenty thousand values go into one list", arguments: Engine.available)
    func longList(engine: Engine) async throws {
        try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
            let count = try await database.write { db in
                try db.run("INSERT INTO things (id) VALUES (19999)")
                return try db.one(Int.self, "SELECT count(*) FROM things WHERE id IN \(in: 0..<20000)")
            }
            #expect(count == 1)
        }
    }
}
