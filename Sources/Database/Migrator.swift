import Telemetry

extension Database {
    /// Brings the schema to this version: runs what has not run yet, in order, all of it or nothing.
    ///
    /// One process at a time does so; others wait and find it done.
    package func migrate(_ migrations: [Migration]) async throws {
        let now = options.clock.now()
        try await perform(.migration, on: writers) { db in
            if let lock = Dialect(engine: db.engine).migrationLock { try db.run(lock) }
            try Migrator(migrations: migrations, now: now).run(on: db)
        }
    }
}

extension Database {
    /// What `migrate` would run, in order; changes nothing.
    package func pending(_ migrations: [Migration]) async throws -> [Migration] {
        do {
            return try await read { db in
                try Migrator(migrations: migrations, now: options.clock.now()).pending(on: db)
            }
        } catch let error as DatabaseError where error.code == .faultyStatement {
            // The table of migrations is made by the first migration.
            return migrations
        }
    }
}

private struct Migrator: Sendable {
    let migrations: [Migration]
    let now: Timestamp

    struct Applied: RowDecodable {
        let id: String
        let checksum: String

        init(row: Row) throws {
            id = try row["id"]
            checksum = try row["checksum"]
        }
    }

    func run(on db: isolated Connection) throws {
        try db.run(
            """
            CREATE TABLE IF NOT EXISTS loam_migrations (
                id TEXT PRIMARY KEY,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """
        )
        for migration in try pending(on: db) { try run(migration, on: db) }
    }

    func pending(on db: isolated Connection) throws -> [Migration] {
        let applied = try db.fetch(Applied.self, "SELECT id, checksum FROM loam_migrations ORDER BY id")
        try check(applied)
        let done = Set(applied.map(\.id))
        return migrations.filter { !done.contains($0.id) }
    }

    private func check(_ applied: [Applied]) throws {
        let known = Dictionary(migrations.map { ($0.id, $0.checksum) }) { first, _ in first }
        guard known.count == migrations.count else { preconditionFailure("Two migrations have the same id.") }
        guard applied.allSatisfy({ known[$0.id] != nil }) else { throw DatabaseError.newerDatabase }
        for migration in applied where known[migration.id] != migration.checksum {
            throw DatabaseError(
                .migrationChanged(migration.id),
                "The migration \(migration.id) was changed after it had run on this database. Put its old text back and "
                    + "make the change a new migration."
            )
        }
    }

    private func run(_ migration: Migration, on db: isolated Connection) throws {
        do {
            for statement in migration.sql { try db.run(statement) }
        } catch var error as DatabaseError {
            error.message = "The migration \(migration.id) failed and nothing was changed: \(error.message)"
            throw error
        }
        try db.run(
            """
            INSERT INTO loam_migrations (id, checksum, applied_at)
            VALUES (\(migration.id), \(migration.checksum), \(now))
            """
        )
    }
}
