import CSQLite
import Database
import Foundation
import TestSupport
import Testing

/// What can happen to a file.
struct SQLiteFileTests {
    private static let migration = Migration(id: "0001", sql: ["CREATE TABLE notes (n BIGINT, text TEXT NOT NULL)"])

    private static func insert(_ count: Int, into database: Database) async throws {
        try await database.write { db in
            let text = String(repeating: "x", count: 1000)
            for number in 0..<count { try db.run("INSERT INTO notes (n, text) VALUES (\(number), \(text))") }
        }
    }

    private func withFile(_ body: (String) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in try await body(folder.path("loam.db")) }
    }

    @Test("only its owner may read the file and those beside it")
    func permissions() async throws {
        try await withFile { path in
            let database = try await Database.open(.sqlite(path: path))
            try await database.migrate([Self.migration])
            for file in [path, path + "-wal", path + "-shm"] {
                let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            await database.close()
        }
    }

    @Test("the settings are those that survive a power cut")
    func settings() async throws {
        try await withFile { path in
            let database = try await Database.open(.sqlite(path: path))
            try await database.write { db throws in
                #expect(try db.one(String.self, "PRAGMA journal_mode") == "wal")
                #expect(try db.one(Int.self, "PRAGMA synchronous") == 2)
                #expect(try db.one(Int.self, "PRAGMA foreign_keys") == 1)
            }
            await database.close()
        }
    }

    @Test("who opens a new file while another writes to it waits")
    func newFileInUse() async throws {
        try await withFile { path in
            var options = Database.Options()
            options.patience = .milliseconds(200)
            try await Self.writing(to: path) {
                let begin = ContinuousClock.now
                let error = await #expect(throws: DatabaseError.self) {
                    try await Database.open(.sqlite(path: path), options: options)
                }
                #expect(error?.code == .busy)
                #expect(ContinuousClock.now - begin >= .milliseconds(200))
            }
            let database = try await Database.open(.sqlite(path: path), options: options)
            await database.close()
        }
    }

    /// Calls the body while somebody who knows nothing of Loam writes to the file, without a write-ahead log.
    private static func writing(to path: String, _ body: () async throws -> Void) async throws {
        var handle: OpaquePointer?
        try #require(sqlite3_open(path, &handle) == SQLITE_OK)
        defer { sqlite3_close(handle) }
        try #require(
            sqlite3_exec(handle, "BEGIN IMMEDIATE; CREATE TABLE notes (n BIGINT)", nil, nil, nil) == SQLITE_OK
        )
        try await body()
        try #require(sqlite3_exec(handle, "COMMIT", nil, nil, nil) == SQLITE_OK)
    }

    @Test("another writer is waited for, and named when it takes too long")
    func busy() async throws {
        try await withFile { path in
            var options = Database.Options()
            options.patience = .milliseconds(200)
            let impatient = try await Database.open(.sqlite(path: path), options: options)
            let patient = try await Database.open(.sqlite(path: path))
            let other = try await Database.open(.sqlite(path: path))
            try await other.migrate([Self.migration])
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let done = Gate()
            async let holding: Void = other.write { db in
                begin.yield()
                try done.pass()
            }
            for await _ in begun { break }
            let error = await #expect(throws: DatabaseError.self) {
                try await Self.insert(1, into: impatient)
            }
            #expect(error?.code == .busy)
            async let waiting: Void = Self.insert(1, into: patient)
            done.open()
            try await holding
            try await waiting
            for database in [impatient, patient, other] { await database.close() }
        }
    }

    @Test("a file that is no database is said to be none")
    func notADatabase() async throws {
        try await withFile { path in
            try Data(repeating: 0x2A, count: 8192).write(to: URL(fileURLWithPath: path))
            let error = await #expect(throws: DatabaseError.self) { try await Database.open(.sqlite(path: path)) }
            #expect(error?.code == .notADatabase)
        }
    }

    @Test("a damaged file is said to be damaged")
    func corrupt() async throws {
        try await withFile { path in
            var database = try await Database.open(.sqlite(path: path))
            try await database.migrate([Self.migration])
            try await Self.insert(200, into: database)
            await database.close()
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            let size = try file.seekToEnd()
            for page in stride(from: 3, to: size / 4096, by: 1) {
                try file.seek(toOffset: page * 4096)
                try file.write(contentsOf: Data(repeating: 0xA5, count: 2048))
            }
            try file.close()
            database = try await Database.open(.sqlite(path: path))
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { db in try db.fetch(Int.self, "SELECT n FROM notes ORDER BY text") }
            }
            #expect(error?.code == .corrupt)
            await database.close()
        }
    }

    @Test("a folder that is missing, or a folder in the file's place, is named")
    func cannotOpen() async throws {
        try await TemporaryFolder.with { folder in
            for path in [folder.path("missing/loam.db"), folder.path] {
                let error = await #expect(throws: DatabaseError.self) { try await Database.open(.sqlite(path: path)) }
                #expect(error?.code == .cannotOpen)
                #expect(error?.message.contains(path) == true)
            }
        }
    }

    @Test("a full database says so, keeps what it had, and goes on when there is space again")
    func full() async throws {
        try await withFile { path in
            let database = try await Database.open(.sqlite(path: path))
            try await database.migrate([Self.migration])
            try await Self.insert(5, into: database)
            try await database.write { db in _ = try db.fetch(Int.self, "PRAGMA max_page_count = 30") }
            let error = await #expect(throws: DatabaseError.self) { try await Self.insert(1000, into: database) }
            #expect(error?.code == .full)
            #expect(error?.message.contains("Free some space") == true)
            let count: @Sendable (isolated Connection) throws -> Int = { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM notes")
            }
            #expect(try await database.read(count) == 5)
            try await database.write { db in _ = try db.fetch(Int.self, "PRAGMA max_page_count = 1000000") }
            try await Self.insert(1000, into: database)
            #expect(try await database.read(count) == 1005)
            #expect(try await database.read { db in try db.one(String.self, "PRAGMA integrity_check") } == "ok")
            await database.close()
        }
    }
}
