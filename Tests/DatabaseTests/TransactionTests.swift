import Database
import Telemetry
import TestSupport
import Testing

struct TransactionTests {
    @Test("a written row is read back", arguments: Engine.available)
    func writeAndRead(engine: Engine) async throws {
        try await FreshDatabase.on(engine) { database in
            try await database.migrate([
                Migration(
                    id: "0001-people",
                    sql: ["CREATE TABLE people (id TEXT PRIMARY KEY, age BIGINT NOT NULL, is_admin BOOLEAN NOT NULL)"]
                )
            ])
            try await database.write { db in
                try db.run("INSERT INTO people (id, age, is_admin) VALUES \(rows: [["a", 1, true], ["b", 2, false]])")
                    .expect(rows: 2)
            }
            let names = try await database.read { db in
                try db.fetch(String.self, "SELECT id FROM people WHERE age IN \(in: [2, 3]) AND is_admin = \(false)")
            }
            #expect(names == ["b"])
        }
    }
}
