import Glibc

extension Database {
    /// Writes a copy of all data, as it is at this moment, to a file that must not exist yet.
    ///
    /// Of SQLite it is a database file like the original; of PostgreSQL an archive of our schema, made by `pg_dump`.
    package func backup(to path: String) async throws {
        guard access(path, F_OK) != 0 else {
            throw DatabaseError(.backup, "The file \(path) exists already. Name another file, or remove it first.")
        }
        // Under its own name only when it is whole.
        let draft = path + ".partial"
        unlink(draft)
        do {
            switch location {
            case .sqlite, .memory:
                let lease = try await readers.lease()
                defer { readers.release(lease) }
                try await lease.connection.copy(to: draft)
            case .postgres(let url):
                let schema = try await read { try $0.one(String.self, "SELECT current_schema()") }
                try await PostgresTool("pg_dump", url).run(
                    ["--format=custom", "--no-owner", "--no-privileges", "--schema=" + schema, "--file=" + draft]
                )
            }
            try FileSystem.settle(draft, as: path)
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Reads a backup of this database from beginning to end; throws when it could not be restored.
    package func check(backup path: String) async throws {
        switch location {
        case .sqlite, .memory:
            try await BlockingExecutor(label: "backup check").run {
                try SQLiteRestore.check(path, "PRAGMA integrity_check(1)")
            }
        case .postgres(let url):
            _ = try await PostgresRestore(backup: path, url: url).schema()
            try await PostgresTool("pg_restore", url).run(["--file=/dev/null", path])
        }
    }

    /// Replaces the data at a location that no process has open, and returns where the replaced file now lies.
    ///
    /// The backup is looked at first. A PostgreSQL schema must not hold a Loam database yet.
    @discardableResult
    package static func restore(from path: String, to location: Location) async throws -> String? {
        guard access(path, R_OK) == 0 else {
            throw DatabaseError(.backup, "The backup \(path) cannot be read: \(FileSystem.reason). Check its name.")
        }
        switch location {
        case .memory:
            throw DatabaseError(.backup, "A database in memory cannot be restored. Name a file or a server.")
        case .sqlite(let target):
            return try await BlockingExecutor(label: "database restore").run {
                try SQLiteRestore(backup: path, target: target).run()
            }
        case .postgres(let url):
            try await PostgresRestore(backup: path, url: url).run()
            return nil
        }
    }
}

/// The steps with files that a backup and a restore share.
enum FileSystem {
    static var reason: String { String(cString: strerror(errno)) }

    /// Gives a whole file its name, unless something has that name already, and makes that last through a power cut.
    static func settle(_ draft: String, as path: String) throws(DatabaseError) {
        try flush(draft)
        guard link(draft, path) == 0 else { throw failed("The file \(path) cannot be made") }
        unlink(draft)
        try flush(folder(of: path))
    }

    static func move(_ path: String, to other: String) throws(DatabaseError) {
        guard rename(path, other) == 0 else { throw failed("The file \(path) cannot be renamed") }
    }

    static func flush(_ path: String) throws(DatabaseError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed("The file \(path) cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failed("The file \(path) cannot be saved") }
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failed(_ what: String) -> DatabaseError {
        errno == ENOSPC ? .full : DatabaseError(.backup, "\(what): \(reason). Nothing was replaced.")
    }
}
