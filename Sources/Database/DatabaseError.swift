/// What went wrong at the database: a code to branch on, a sentence for people, the statement without its values.
package struct DatabaseError: Error, Sendable, Equatable {
    package enum Code: Sendable, Equatable {
        /// A row like this exists already; the name is that of the index or constraint, the same on both engines.
        case uniqueViolation(String)
        case foreignKey
        case check(String)
        /// The column, as in `users.email`.
        case notNull(String)
        /// A value does not fit its column: its form, its range, or what the engine can keep at all.
        case invalidValue

        /// Another writer held its lock for longer than we wait.
        case busy
        case serializationFailure
        case deadlock
        /// A statement ran for longer than it may.
        case timeout
        /// The task that waited for the answer was cancelled.
        case cancelled

        case cannotConnect
        case connectionLost
        /// The connection went away while the commit was on its way: it may have happened or not.
        case commitUnknown
        /// No connection became free in time, or too many wait for one.
        case exhausted
        case closed

        case full
        case readOnly
        case corrupt
        case notADatabase
        case cannotOpen
        case accessDenied
        case outOfMemory

        /// The statement cannot be run as it is written.
        case faultyStatement
        /// A statement of this transaction failed before, so nothing more can be done in it.
        case transactionFailed
        /// A connection was used without, or beyond, its transaction.
        case outsideTransaction
        case unreadable(column: String)
        case noRow
        case wrongRowCount

        case migrationChanged(String)
        case newerDatabase
        case backup
        /// PostgreSQL's plan of the statement no longer fits the schema; a new connection makes a new one.
        case stalePlan
        /// Anything else, by SQLite's extended result code or PostgreSQL's SQLSTATE.
        case other(String)
    }

    package var code: Code
    /// For logs, never for clients; holds no value of any row.
    package var message: String
    package var statement: String?

    package init(_ code: Code, _ message: String, statement: String? = nil) {
        self.code = code
        self.message = message
        self.statement = statement
    }

    func at(_ statement: String) -> DatabaseError {
        var error = self
        error.statement = self.statement ?? statement
        return error
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        statement.map { "\(message) Statement: \($0)" } ?? message
    }
}

extension DatabaseError {
    /// Whether the same transaction may succeed when it is run again, because nothing of it was kept.
    var isWorthRepeating: Bool {
        switch code {
        case .busy, .serializationFailure, .deadlock, .connectionLost, .cannotConnect, .stalePlan: true
        default: false
        }
    }

    /// Whether the statement was stopped from outside, which PostgreSQL does not tell from its time being up.
    static func isInterruption(_ error: any Error) -> Bool {
        guard let code = (error as? DatabaseError)?.code else { return false }
        return code == .cancelled || code == .timeout
    }
}
