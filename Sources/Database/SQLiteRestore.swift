import CSQLite
import Glibc

/// Puts a backup in the place of a database file, and keeps the replaced file beside it.
struct SQLiteRestore {
    let backup: String
    let target: String

    private var draft: String { target + ".restoring" }

    /// Returns where the replaced file now lies, if there was one.
    func run() throws -> String? {
        try SQLiteRestore.check(backup, "PRAGMA quick_check(1)")
        for file in [draft, draft + "-wal", draft + "-shm"] { unlink(file) }
        do {
            try SQLiteConnection.open(.init(path: backup, isBackup: true)).copy(to: draft)
            try FileSystem.flush(draft)
            let replaced = try setAside()
            try FileSystem.move(draft, to: target)
            try FileSystem.flush(FileSystem.folder(of: target))
            return replaced
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Whether the file is a whole Loam database, and not any file of that name; the pragma says how closely to look.
    static func check(_ backup: String, _ pragma: String) throws {
        let connection = try SQLiteConnection.open(.init(path: backup, isBackup: true))
        let names: [String]
        do {
            names = try connection.texts("SELECT name FROM sqlite_schema WHERE name = 'loam_migrations'")
        } catch let error as DatabaseError where error.code == .notADatabase {
            throw DatabaseError(.backup, "The file \(backup) is no database. Name a file that loam backup wrote.")
        }
        guard names.count == 1 else {
            throw DatabaseError(
                .backup,
                "The file \(backup) is a database, but not one of Loam's. Name a file that loam backup wrote."
            )
        }
        guard try connection.texts(pragma) == ["ok"] else {
            throw DatabaseError(.corrupt, "The backup \(backup) is damaged. Take an older one.")
        }
    }

    /// Moves the database that is there out of the way, with its log when that could not be written back.
    private func setAside() throws -> String? {
        guard access(target, F_OK) == 0 else { return nil }
        try closeLog()
        var replaced = target + ".replaced"
        var count = 1
        while access(replaced, F_OK) == 0 {
            count += 1
            replaced = target + ".replaced-\(count)"
        }
        try FileSystem.move(target, to: replaced)
        for suffix in ["-wal", "-shm"] where access(target + suffix, F_OK) == 0 {
            try FileSystem.move(target + suffix, to: replaced + suffix)
        }
        return replaced
    }

    /// Writes the log back into the file, which SQLite allows only when nobody else has it open.
    private func closeLog() throws {
        do {
            let connection = try SQLiteConnection.open(.init(path: target, busyTimeout: .milliseconds(100)))
            try connection.execute("PRAGMA journal_mode = DELETE")
        } catch  where error.code == .busy {
            throw DatabaseError(.busy, "The database \(target) is in use. Stop Loam before restoring a backup.")
        } catch {
            // It is as damaged as one that is to be replaced often is, and moves away as it is.
        }
    }
}
