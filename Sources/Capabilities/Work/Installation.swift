import Database
import Store

/// What this installation runs on, for the page that shows it.
package struct Installation: Sendable {
    package struct Facts: Sendable, Equatable {
        /// "SQLite 3.40.1"
        package let engine: String
        package let databaseBytes: Int
        package let migrations: [String]
        package let pendingMigrations: [String]
    }

    let database: Database

    package func facts(by caller: Caller) async throws -> Facts {
        try caller.require(.inspect)
        let pending = try await database.pending(Capabilities.migrations).map(\.id)
        let (engine, bytes) = try await database.read { db in
            switch db.engine {
            case .sqlite:
                let version = try db.one(String.self, "SELECT sqlite_version()")
                let pages = try db.one(Int.self, "PRAGMA page_count")
                return ("SQLite \(version)", try pages * db.one(Int.self, "PRAGMA page_size"))
            case .postgres:
                let version = try db.one(String.self, "SELECT current_setting('server_version')")
                let number = version.prefix { $0 != " " }
                return ("PostgreSQL \(number)", try db.one(Int.self, "SELECT pg_database_size(current_database())"))
            }
        }
        return Facts(
            engine: engine,
            databaseBytes: bytes,
            migrations: Capabilities.migrations.map(\.id).filter { !pending.contains($0) },
            pendingMigrations: pending
        )
    }
}
