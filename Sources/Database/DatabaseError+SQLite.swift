import CSQLite
import Glibc

// SQLite's result codes as errors, in this file only: https://www.sqlite.org/rescode.html
//
// SQLite's own words are passed on where they speak of the statement's text (while it is prepared, and the names of
// violated constraints); while it runs they may hold values, so that the code alone is told.

extension DatabaseError {
    static func sqlite(preparing connection: OpaquePointer) -> DatabaseError {
        let code = sqlite3_extended_errcode(connection)
        guard code & 0xFF == SQLITE_ERROR else { return sqlite(code: code, words: "") }
        let words = String(cString: sqlite3_errmsg(connection))
        return DatabaseError(.faultyStatement, "SQLite cannot run the statement: \(words).")
    }

    static func sqlite(running connection: OpaquePointer) -> DatabaseError {
        // A full disk has many faces: the log's index, for one, is extended by other means than the log.
        if [SQLITE_IOERR, SQLITE_CANTOPEN].contains(sqlite3_errcode(connection) & 0xFF),
            sqlite3_system_errno(connection) == ENOSPC
        {
            return .full
        }
        return sqlite(code: sqlite3_extended_errcode(connection), words: String(cString: sqlite3_errmsg(connection)))
    }

    static func sqlite(opening path: String, code: Int32) -> DatabaseError {
        var error = sqlite(code: code, words: "")
        if error.code == .cannotOpen {
            error.message =
                "The database file \(path) cannot be opened. Make sure that it is a file and that Loam may write to it."
        }
        return error
    }

    private static func sqlite(code: Int32, words: String) -> DatabaseError {
        switch code {
        case csqlite_constraint_unique, csqlite_constraint_primary_key, csqlite_constraint_rowid:
            let columns = name(in: words)
            return DatabaseError(.uniqueViolation(columns), "A row with the same values exists already (\(columns)).")
        case csqlite_constraint_foreign_key: return .foreignKeyViolation
        // RESTRICT is made of a trigger inside SQLite; of others the words are those of the schema.
        case csqlite_constraint_trigger:
            return words == "FOREIGN KEY constraint failed" ? .foreignKeyViolation : .checkViolation(words)
        case csqlite_constraint_check: return .checkViolation(name(in: words))
        case csqlite_constraint_not_null: return .notNullViolation(name(in: words))
        case csqlite_readonly_moved:
            return DatabaseError(
                .readOnly,
                "The database file was moved or deleted while Loam had it open. Put it back and start Loam again."
            )
        case csqlite_ioerr_no_memory: return .outOfMemory
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_INTERRUPT: return .cancelled
        case SQLITE_FULL: return .full
        case SQLITE_READONLY:
            return DatabaseError(
                .readOnly,
                "The database cannot be written to here. Use a write transaction; if this is one, check the rights to the "
                    + "database file and its folder."
            )
        case SQLITE_CORRUPT:
            return DatabaseError(
                .corrupt,
                "The database file is damaged. Stop Loam, keep the file, and restore the last backup with loam restore."
            )
        case SQLITE_NOTADB:
            return DatabaseError(
                .notADatabase,
                "The file is no SQLite database, or its beginning is damaged. Name the right file or restore a backup."
            )
        case SQLITE_CANTOPEN:
            return DatabaseError(
                .cannotOpen,
                "The database file cannot be opened. Make sure that it is a file and that Loam may write to it."
            )
        case SQLITE_NOMEM: return .outOfMemory
        case SQLITE_TOOBIG:
            return DatabaseError(.invalidValue, "A text or its bytes are larger than the database can keep.")
        case SQLITE_MISMATCH: return .invalidValue
        default:
            return DatabaseError(
                .other(String(code)),
                "SQLite could not run the statement: \(String(cString: sqlite3_errstr(code))) (result code \(code))."
            )
        }
    }

    /// What follows the colon in `UNIQUE constraint failed: users.email`.
    private static func name(in words: String) -> String {
        guard let colon = words.range(ofFirst: ": ") else { return "" }
        let name = words[colon...]
        return name.hasPrefix("index '") ? String(name.dropFirst("index '".count).dropLast()) : String(name)
    }
}

extension String {
    /// Where the text goes on after the first occurrence of the other.
    fileprivate func range(ofFirst other: String) -> Index? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}
