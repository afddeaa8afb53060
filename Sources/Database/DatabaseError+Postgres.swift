import CPostgres

// PostgreSQL's SQLSTATEs as errors, in this file only: https://www.postgresql.org/docs/current/errcodes-appendix.html
//
// The server's own words are passed on for faults of the statement's text (class 42), where they speak of the text; all
// others may hold values, as `Key (email)=(…) already exists` does, and are told by their code in words of our own.

extension DatabaseError {
    static func postgres(connecting handle: OpaquePointer) -> DatabaseError {
        let words = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
        return DatabaseError(
            .cannotConnect,
            "The PostgreSQL server cannot be reached: \(line). Check that it runs and that the database URL is right."
        )
    }

    static func postgres(_ handle: OpaquePointer, _ result: borrowing PostgresResult) -> DatabaseError {
        guard let state = result.field(cpostgres_sqlstate) else {
            return PQstatus(handle) == CONNECTION_OK ? other("without a code") : .connectionLost
        }
        let constraint = result.field(cpostgres_constraint) ?? ""
        switch state {
        case "23505":
            return DatabaseError(
                .uniqueViolation(constraint),
                "A row with the same values exists already (\(constraint))."
            )
        case "23503", "23001": return .foreignKeyViolation
        case "23514": return .checkViolation(constraint)
        case "23502":
            let column = result.field(cpostgres_column) ?? ""
            return .notNullViolation(result.field(cpostgres_table).map { "\($0).\(column)" } ?? column)
        // Raised by a trigger of ours: the words are those of the schema, as SQLite's.
        case "P0001": return .checkViolation(result.field(cpostgres_message) ?? "")
        case "40001":
            return DatabaseError(
                .serializationFailure,
                "The transaction met another one on the same rows, and nothing of it was kept. Run it again."
            )
        case "40P01":
            return DatabaseError(
                .deadlock,
                "The transaction and another one waited for each other, and nothing of it was kept. Run it again."
            )
        case "55P03": return .busy
        case "57014":
            return DatabaseError(
                .timeout,
                "The statement was stopped, because it ran for longer than it may or nobody waits for its answer any more."
            )
        case "57P01", "57P02", "57P03", "57P05", "25P03": return .connectionLost
        case "53300":
            return DatabaseError(
                .cannotConnect,
                "The PostgreSQL server has no connection left. Raise its max_connections or lower Loam's."
            )
        case "53100": return .full
        case "53200": return .outOfMemory
        case "25006":
            return DatabaseError(
                .readOnly,
                "The database cannot be written to here. Use a write transaction; if this is one, connect to the primary "
                    + "server."
            )
        case "25P02": return .transactionFailed
        case "42501":
            return DatabaseError(
                .accessDenied,
                "The PostgreSQL role may not do that. Make Loam's role the owner of its tables."
            )
        case "26000": return .stalePlan
        case "0A000" where result.isStalePlan: return .stalePlan
        case "XX001", "XX002":
            return DatabaseError(.corrupt, "The PostgreSQL database is damaged. Restore the last backup.")
        case _ where state.hasPrefix("08"): return .connectionLost
        case _ where state.hasPrefix("22"): return .invalidValue
        case _ where state.hasPrefix("42"):
            let words = result.field(cpostgres_message) ?? "no reason given"
            return DatabaseError(.faultyStatement, "PostgreSQL cannot run the statement: \(words).")
        default: return other(state)
        }
    }

    static let connectionLost = DatabaseError(
        .connectionLost,
        "The connection to the PostgreSQL server was lost, and nothing of the transaction was kept. Loam connects again by "
            + "itself; check the server if it stays so."
    )

    static let commitUnknown = DatabaseError(
        .commitUnknown,
        "The connection to the PostgreSQL server was lost while the transaction was being committed, so it may have been "
            + "kept or not. Look at the data before repeating it."
    )

    static let stalePlan = DatabaseError(
        .stalePlan,
        "The schema changed under a prepared statement, and nothing of the transaction was kept. Run it again."
    )

    private static func other(_ state: String) -> DatabaseError {
        DatabaseError(.other(state), "PostgreSQL could not run the statement (SQLSTATE \(state)).")
    }
}

extension PostgresResult {
    /// SQLSTATE 0A000 stands for all that is not supported; the place in the server tells this case apart.
    fileprivate var isStalePlan: Bool { field(cpostgres_source_function) == "RevalidateCachedQuery" }
}
