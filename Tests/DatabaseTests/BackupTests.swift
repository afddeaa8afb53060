import Database
import Foundation
import TestSupport
import Testing

struct BackupTests {
    private static let migration = Migration(id: "0001", sql: ["CREATE TABLE notes (text TEXT NOT NULL UNIQUE)"])

    private static func notes(at location: Database.Location) async throws -> [String] {
        let database = try await Database.open(location)
        let notes = try await database.read { db in try db.fetch(String.self, "SELECT text FROM notes ORDER BY text") }
        await database.close()
        return notes
    }

    private static func write(_ text: String, to location: Database.Location) async throws {
        let database = try await Database.open(location)
        try await database.migrate([migration])
        try await database.write { db in try db.run("INSERT INTO notes (text) VALUES (\(text))") }
        await database.close()
    }

    private static func backup(_ location: Database.Location, to path: String) async throws {
        let database = try await Database.open(location)
        do {
            try await database.backup(to: path)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }

    @Test("what was backed up is restored, and what it replaces is kept")
    func sqlite() async throws {
        try await TemporaryFolder.with { folder in
            let location = Database.Location.sqlite(path: folder.path("loam.db"))
            try await Self.write("one", to: location)
            try await Self.backup(location, to: folder.path("backup"))
            try await Self.write("two", to: location)
            let replaced = try await Database.restore(from: folder.path("backup"), to: location)
            #expect(try await Self.notes(at: location) == ["one"])
            #expect(replaced == folder.path("loam.db.replaced"))
            #expect(try await Self.notes(at: .sqlite(path: folder.path("loam.db.replaced"))) == ["one", "two"])
            #expect(
                try await Database.restore(from: folder.path("backup"), to: location)
                    == folder.path("loam.db.replaced-2")
            )
            // Restored where nothing was.
            let elsewhere = Database.Location.sqlite(path: folder.path("new.db"))
            #expect(try await Database.restore(from: folder.path("backup"), to: elsewhere) == nil)
            #expect(try await Self.notes(at: elsewhere) == ["one"])
        }
    }

    @Test("a PostgreSQL schema is backed up and restored")
    func postgres() async throws {
        guard Engine.available.contains(.postgres) else { return }
        try await TemporaryFolder.with { folder in
            try await FreshDatabase.at(.postgres) { location in
                try await Self.write("one", to: location)
                try await Self.backup(location, to: folder.path("backup"))
                try await Self.write("two", to: location)
                let held = await #expect(throws: DatabaseError.self) {
                    try await Database.restore(from: folder.path("backup"), to: location)
                }
                #expect(held?.code == .backup)
                let database = try await Database.open(location)
                try await database.write { db in
                    try db.run("DROP TABLE notes")
                    try db.run("DROP TABLE loam_migrations")
                }
                await database.close()
                try await Database.restore(from: folder.path("backup"), to: location)
                #expect(try await Self.notes(at: location) == ["one"])
            }
        }
    }

    @Test("a backup never overwrites, and leaves no half file", arguments: Engine.available)
    func existing(engine: Engine) async throws {
        try await TemporaryFolder.with { folder in
            try await FreshDatabase.at(engine) { location in
                try await Self.write("one", to: location)
                try Data("precious".utf8).write(to: URL(fileURLWithPath: folder.path("backup")))
                for path in [folder.path("backup"), folder.path("missing/backup")] {
                    let error = await #expect(throws: DatabaseError.self) { try await Self.backup(location, to: path) }
                    #expect([.backup, .cannotOpen].contains(error?.code))
                }
                #expect(try String(contentsOfFile: folder.path("backup"), encoding: .utf8) == "precious")
                let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(!files.contains { $0.hasSuffix(".partial") })
            }
        }
    }

    @Test("what is no backup of Loam is refused, and nothing is replaced", arguments: Engine.available)
    func foreign(engine: Engine) async throws {
        try await TemporaryFolder.with { folder in
            try await FreshDatabase.at(engine) { location in
                try await Self.write("one", to: location)
                try Data(repeating: 0x2A, count: 8192).write(to: URL(fileURLWithPath: folder.path("noise")))
                let other = try await Database.open(.sqlite(path: folder.path("other.db")))
                try await other.write { db in try db.run("CREATE TABLE t (a TEXT)") }
                await other.close()
                for name in ["noise", "other.db", "missing"] {
                    let error = await #expect(throws: DatabaseError.self) {
                        try await Database.restore(from: folder.path(name), to: location)
                    }
                    #expect(error?.code == .backup)
                }
                #expect(try await Self.notes(at: location) == ["one"])
            }
        }
    }

    @Test("a whole backup passes its check, one that was cut off or changed does not", arguments: Engine.available)
    func check(engine: Engine) async throws {
        try await TemporaryFolder.with { folder in
            try await FreshDatabase.on(engine, migrations: [Self.migration]) { database in
                try await database.write { db in
                    for number in 0..<2000 {
                        try db.run("INSERT INTO notes (text) VALUES (\("note \(number) of a longish kind"))")
                    }
                }
                let path = folder.path("backup")
                try await database.backup(to: path)
                try await database.check(backup: path)
                let whole = try Data(contentsOf: URL(filePath: path))
                try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
                await #expect(throws: DatabaseError.self) { try await database.check(backup: path) }
                try Data("something else".utf8).write(to: URL(filePath: path))
                await #expect(throws: DatabaseError.self) { try await database.check(backup: path) }
            }
        }
    }

    @Test("a database in use is not replaced")
    func inUse() async throws {
        try await TemporaryFolder.with { folder in
            let location = Database.Location.sqlite(path: folder.path("loam.db"))
            try await Self.write("one", to: location)
            try await Self.backup(location, to: folder.path("backup"))
            let database = try await Database.open(location)
            let error = await #expect(throws: DatabaseError.self) {
                try await Database.restore(from: folder.path("backup"), to: location)
            }
            #expect(error?.code == .busy)
            await database.close()
            #expect(try await Self.notes(at: location) == ["one"])
        }
    }

    @Test("a damaged database is replaced and kept as it is")
    func damagedTarget() async throws {
        try await TemporaryFolder.with { folder in
            let location = Database.Location.sqlite(path: folder.path("loam.db"))
            try await Self.write("one", to: location)
            try await Self.backup(location, to: folder.path("backup"))
            let noise = Data(repeating: 0x2A, count: 8192)
            try noise.write(to: URL(fileURLWithPath: folder.path("loam.db")))
            let replaced = try await Database.restore(from: folder.path("backup"), to: location)
            #expect(try await Self.notes(at: location) == ["one"])
            #expect(try Data(contentsOf: URL(fileURLWithPath: #require(replaced))) == noise)
        }
    }
}
