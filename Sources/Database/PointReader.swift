import Synchronization

/// Reads a single row on the thread that asks for it.
///
/// For questions that an index answers in microseconds: on a connection's own thread the way there and back would cost
/// several times as much as the answer. Each question sees what this process committed before it; the file is one to which
/// no other process writes.
package final class PointReader: Sendable {
    /// A statement with one place for a value, put together once and asked often.
    package final class Question: Sendable {
        fileprivate let text: String
        fileprivate let flaw: DatabaseError?

        /// Takes the statement with any value in its place.
        package init(_ sql: SQL) {
            text = sql.text(for: Dialect(engine: .sqlite))
            flaw = sql.flaw
        }
    }

    private let seats: [Seat]
    private let rest: Rest

    /// A connection that one thread at a time may use.
    private final class Seat: Sendable {
        let desk: Mutex<Desk>

        init(path: String) throws(DatabaseError) {
            desk = Mutex(Desk(connection: try SQLiteConnection.open(.init(path: path, isReader: true))))
        }
    }

    private struct Desk: ~Copyable {
        let connection: SQLiteConnection
        /// With the question, so that another cannot come to lie where it lay.
        private var statements = StatementCache<ObjectIdentifier, (Question, SQLiteStatement)>()
        /// Whether a transaction is open from one question to the next.
        private var isKept = false

        init(connection: consuming SQLiteConnection) { self.connection = connection }

        /// What is made of the first row of the answer; nil when there is none.
        mutating func first<Value: Sendable>(
            _ question: Question,
            _ value: SQLValue,
            isAtRest: Bool,
            _ make: @Sendable (borrowing ScannedRow) throws -> Value
        ) throws -> Value? {
            if isAtRest, !isKept {
                try connection.execute("BEGIN")
                isKept = true
            }
            return try statement(question).first(value, make)
        }

        private mutating func statement(_ question: Question) throws -> SQLiteStatement {
            let key = ObjectIdentifier(question)
            if let (_, statement) = statements[key] { return statement }
            if let flaw = question.flaw { throw flaw }
            let statement = try connection.prepared(question.text)
            _ = statements.keep((question, statement), for: key)
            return statement
        }

        /// Ends the transaction that is kept open, if one is.
        mutating func letGo() {
            guard isKept else { return }
            isKept = false
            try? connection.execute("COMMIT")
        }
    }

    /// As many threads may read at once as there are seats. Nothing for a database that is not a SQLite file, which other
    /// connections cannot look into.
    package init?(_ database: Database, seats: Int = 4) throws {
        guard case .sqlite(let path) = database.location else { return nil }
        let opened = try (0..<seats).map { _ in try Seat(path: path) }
        self.seats = opened
        rest = database.rest
        for seat in opened { rest.wake { [weak seat] in seat?.desk.withLock { $0.letGo() } } }
    }

    /// What the closure makes of the first row of the answer; nil when there is none.
    package func first<Value: Sendable>(
        _ question: Question,
        _ value: some SQLConvertible,
        _ make: @Sendable (borrowing ScannedRow) throws -> Value
    ) throws -> Value? {
        let value = value.sqlValue
        for seat in seats {
            let answer = try seat.desk.withLockIfAvailable { desk in
                try desk.first(question, value, isAtRest: rest.isNow, make)
            }
            if let answer { return answer }
        }
        return try seats[question.text.utf8.count % seats.count].desk.withLock { desk in
            try desk.first(question, value, isAtRest: rest.isNow, make)
        }
    }
}
