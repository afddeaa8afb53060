import Glibc
import TestSupport
import Testing

@testable import Database

struct PointReaderTests {
    private static let migration = Migration(
        id: "0001-notes",
        sql: ["CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT)"]
    )
    private static let body = PointReader.Question("SELECT body FROM notes WHERE id = \("")")

    private func write(_ id: String, _ body: String, to database: Database) async throws {
        try await database.write { db in
            try db.run("INSERT INTO notes VALUES (\(id), \(body)) ON CONFLICT (id) DO UPDATE SET body = \(body)")
        }
    }

    private func read(_ id: String, _ points: PointReader) throws -> String? {
        try points.first(Self.body, id) { row in String(decoding: row.text(0), as: UTF8.self) }
    }

    private func onDisk(_ body: (Database, _ log: String) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let database = try await Database.open(.sqlite(path: folder.path("notes.db")))
            try await database.migrate([Self.migration])
            try await body(database, folder.path("notes.db-wal"))
            await database.close()
        }
    }

    @Test("a row is read as it was committed last, however long nobody wrote before")
    func newest() async throws {
        try await onDisk { database, _ in
            let points = try #require(try PointReader(database))
            #expect(try read("a", points) == nil)
            for round in 0..<50 {
                try await write("a", "body \(round)", to: database)
                // The first is read while the file is not yet at rest; later ones may keep a transaction open.
                for _ in 0..<3 { #expect(try read("a", points) == "body \(round)") }
                if round % 10 == 0 { try await waitForRest(database) }
            }
        }
    }

    @Test("who keeps a transaction open lets go before others write, so that the log does not grow without end")
    func letsGo() async throws {
        try await onDisk { database, log in
            let points = try #require(try PointReader(database))
            // Each fills a quarter of the log; sixteen would need four of them if a reader held on to what it saw.
            let page = String(repeating: "x", count: 1 << 20)
            for round in 0..<16 {
                try await write("a", page + "\(round)", to: database)
                try await waitForRest(database)
                #expect(try read("a", points)?.hasSuffix("x\(round)") == true)
            }
            var status = stat()
            #expect(stat(log, &status) == 0)
            #expect(status.st_size < 8 << 20)
        }
    }

    @Test("what asks for no value, or for what is not there, says so")
    func wrong() async throws {
        try await onDisk { database, _ in
            let points = try #require(try PointReader(database))
            #expect(throws: DatabaseError.self) { try points.first(.init("SELECT 1"), "a") { _ in 1 } }
            #expect(throws: DatabaseError.self) {
                try points.first(.init("SELECT x FROM y WHERE z = \("")"), "a") { _ in 1 }
            }
            #expect(try read("a", points) == nil)
        }
    }

    private func waitForRest(_ database: Database) async throws {
        while !database.rest.isNow { try await Task.sleep(for: .milliseconds(5)) }
    }
}
