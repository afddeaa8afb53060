import Synchronization

/// Reads a single row on the thread that asks for it.
///
/// For questions that an index answers in microseconds: on a connection's own thread the way there and back would cost
/// several times as much as the answer. Each question sees what was committed before it.
package final class PointReader: Sendable {
    private let seats: [Seat]

    /// A connection that one thread at a time may use.
    private final class Seat: Sendable {
        let connection: Mutex<SQLiteConnection>

        init(path: String) throws(DatabaseError) {
            connection = Mutex(try SQLiteConnection.open(.init(path: path, isReader: true)))
        }
    }

    /// As many threads may read at once as there are seats. Nothing for a database that is not a SQLite file, which other
    /// connections cannot look into.
    package init?(_ database: Database, seats: Int = 4) throws {
        guard case .sqlite(let path) = database.location else { return nil }
        self.seats = try (0..<seats).map { _ in try Seat(path: path) }
    }

    /// What the closure makes of the first row; `nil` when there is none.
    package func first<Value: Sendable>(
        _ sql: SQL,
        _ make: @Sendable (borrowing ScannedRow) throws -> Value
    ) throws -> Value? {
        if let flaw = sql.flaw { throw flaw }
        let text = sql.text(for: Dialect(engine: .sqlite))
        for seat in seats {
            if let answer = try seat.connection.withLockIfAvailable({ connection in
                try PointReader.first(connection, text, sql, make)
            }) {
                return answer
            }
        }
        return try seats[text.utf8.count % seats.count].connection.withLock { connection in
            try PointReader.first(connection, text, sql, make)
        }
    }

    private static func first<Value: Sendable>(
        _ connection: borrowing SQLiteConnection,
        _ text: String,
        _ sql: SQL,
        _ make: @Sendable (borrowing ScannedRow) throws -> Value
    ) throws -> Value? {
        var outcome: Result<Value, any Error>?
        try connection.scan(text, sql.parameters) { row in
            outcome = Result { try make(row) }
            return .enough
        }
        return try outcome?.get()
    }
}
