// The errors that both engines have, each in the same words.

extension DatabaseError {
    static let foreignKeyViolation = DatabaseError(
        .foreignKey,
        "The row refers to one that does not exist, or one that is still referred to was to be deleted."
    )

    static func checkViolation(_ name: String) -> DatabaseError {
        DatabaseError(.check(name), "The row breaks a rule of its table (\(name)).")
    }

    static func notNullViolation(_ column: String) -> DatabaseError {
        DatabaseError(.notNull(column), "The row has no value in a column that needs one (\(column)).")
    }

    static let invalidValue = DatabaseError(.invalidValue, "A value does not fit the type or the range of its place.")

    static let notANumber = DatabaseError(
        .invalidValue,
        "A value is not a number (NaN), which the database cannot keep. Bind NULL for what is not known."
    )

    static let nulInText = DatabaseError(
        .invalidValue,
        "A text holds a NUL character, which the database cannot keep. Remove it before storing the text."
    )

    static let busy = DatabaseError(
        .busy,
        "The database is busy: another process holds its write lock. Try again; if it stays so, look for a process "
            + "that does not end its transaction."
    )

    static let cancelled = DatabaseError(.cancelled, "The statement was stopped because nobody waits for its answer.")

    static let full = DatabaseError(
        .full,
        "There is no space left for the database, so nothing was changed. Free some space on its disk; Loam goes on by "
            + "itself."
    )

    static let outOfMemory = DatabaseError(
        .outOfMemory,
        "There is not enough memory for the statement. Ask for less at once or give the process more."
    )

    static func readOnlyFile(_ path: String) -> DatabaseError {
        DatabaseError(
            .readOnly,
            "The database file \(path) cannot be written to. Give the user that runs Loam the right to write to it and to "
                + "its folder."
        )
    }

    static let transactionFailed = DatabaseError(
        .transactionFailed,
        "A statement of this transaction failed before, so nothing of it is kept. Use a savepoint around a statement that "
            + "may fail."
    )

    static let outsideTransaction = DatabaseError(
        .outsideTransaction,
        "The connection is used outside of its transaction. Use it only inside the body that received it."
    )

    static let transactionControl = DatabaseError(
        .outsideTransaction,
        "The body of a transaction begins or ends one by itself. Leave that to read and write, or use a savepoint."
    )

    static let writeInSnapshot = DatabaseError(
        .outsideTransaction,
        "Something was to be written while a snapshot is being read. Write before the snapshot, or after it."
    )

    static let closed = DatabaseError(.closed, "The database is closed, because the process is stopping.")

    static let newerDatabase = DatabaseError(
        .newerDatabase,
        "The database was made by a newer version of Loam than this one. Start that version, or restore a backup."
    )
}
