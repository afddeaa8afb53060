package import Database
import Foundation

/// An empty database of a test's own, gone when the body ends: a file, the memory, or a PostgreSQL schema.
package enum FreshDatabase {
    /// Opens a database of the engine for the body, and closes and removes it afterwards.
    package static func on<Result>(
        _ engine: Engine,
        migrations: [Migration] = [],
        options: Database.Options = .init(),
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await at(engine) { location in
            let database = try await Database.open(location, options: options)
            do {
                if !migrations.isEmpty { try await database.migrate(migrations) }
                let result = try await body(database)
                await database.close()
                return result
            } catch {
                await database.close()
                throw error
            }
        }
    }

    /// The same in memory: the fastest, for what does not depend on the engine.
    package static func inMemory<Result>(
        migrations: [Migration] = [],
        options: Database.Options = .init(),
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        let database = try await Database.open(.memory, options: options)
        if !migrations.isEmpty { try await database.migrate(migrations) }
        let result = try await body(database)
        await database.close()
        return result
    }

    /// A place for a database that nobody has opened yet; what is left there is removed afterwards.
    package static func at<Result>(_ engine: Engine, _ body: (Database.Location) async throws -> Result) async throws
        -> Result
    {
        switch engine {
        case .sqlite:
            try await TemporaryFolder.with { folder in
                try await body(.sqlite(path: folder.path("loam.db")))
            }
        case .postgres:
            try await withSchema(body)
        }
    }

    private static func withSchema<Result>(_ body: (Database.Location) async throws -> Result) async throws -> Result {
        guard let url = Engine.postgresURL else {
            preconditionFailure("LOAM_TEST_POSTGRES holds no URL; loop over Engine.available.")
        }
        let name = "test_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        var options = Database.Options()
        options.connections = 1
        let server = try await Database.open(.postgres(url: url), options: options)
        try await server.write { db in
            try db.run("CREATE SCHEMA \(identifier: name)")
        }
        let outcome: Swift.Result<Result, any Error>
        do {
            let separator = url.contains("?") ? "&" : "?"
            outcome = .success(try await body(.postgres(url: "\(url)\(separator)options=-csearch_path%3D\(name)")))
        } catch {
            outcome = .failure(error)
        }
        try await server.write { db in
            try db.run("DROP SCHEMA IF EXISTS \(identifier: name) CASCADE")
        }
        await server.close()
        return try outcome.get()
    }
}

/// A folder of a test's own, removed when the body ends.
package struct TemporaryFolder: Sendable {
    package let path: String

    package func path(_ name: String) -> String { path + "/" + name }

    package func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path(name)))
    }

    package func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
    }

    package static func with<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result {
        let path = FileManager.default.temporaryDirectory.path + "/loam-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(TemporaryFolder(path: path))
    }
}
