import CPostgres
import Glibc

/// A connection to a PostgreSQL server, closed when it goes away.
///
/// libpq's rule is that no two threads use a connection at once; the actor that owns this value sees to that.
struct PostgresConnection: ~Copyable {
    struct Settings: Sendable {
        var url: String
        var statementTimeout: Duration = .seconds(60)
    }

    private let handle: OpaquePointer
    private let state = State()

    /// What changes while the connection lives.
    private final class State {
        var prepared = StatementCache<PreparedKey, String>()
        var count = 0
        var isStale = false
    }

    /// The same text is prepared apart for other types of its values.
    private struct PreparedKey: Hashable {
        let text: String
        let types: [Oid]
    }

    static func open(_ settings: Settings) throws(DatabaseError) -> PostgresConnection {
        let options: [(String, String)] = [
            // The last one wins, so that the URL may say otherwise.
            ("connect_timeout", "5"), ("keepalives_idle", "30"), ("application_name", "loam"),
            ("dbname", settings.url), ("client_encoding", "UTF8"),
        ]
        let names = options.map { UnsafePointer(strdup($0.0)) } + [nil]
        let values = options.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer { for text in names + values { free(UnsafeMutablePointer(mutating: text)) } }
        guard let handle = PQconnectdbParams(names, values, 1) else { throw .outOfMemory }
        guard PQstatus(handle) == CONNECTION_OK else {
            let error = DatabaseError.postgres(connecting: handle)
            PQfinish(handle)
            throw error
        }
        let connection = PostgresConnection(handle)
        try connection.configure(settings)
        return connection
    }

    private init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    private func configure(_ settings: Settings) throws(DatabaseError) {
        // The server's notices would otherwise be printed on standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        let timeout = settings.statementTimeout.milliseconds
        try execute("SET statement_timeout = \(timeout); SET lock_timeout = \(timeout); SET bytea_output = 'hex'")
        // A transaction that nobody ends any more, as of a machine that lost its power, frees its locks.
        try execute("SET idle_in_transaction_session_timeout = \(timeout)")
    }

    deinit { PQfinish(handle) }

    /// Whether the connection is of use still: it answers, and its prepared statements fit the schema.
    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK && !state.isStale }

    /// Whether the server has closed its end, told by the system without asking the server.
    var isHungUp: Bool {
        var socket = pollfd(fd: PQsocket(handle), events: cpostgres_poll_hung_up, revents: 0)
        return socket.fd < 0 || poll(&socket, 1, 0) > 0
    }

    var isInTransaction: Bool { PQtransactionStatus(handle) != PQTRANS_IDLE }

    /// Runs a text of our own without values, as `BEGIN`, and tells what was done.
    @discardableResult
    func execute(_ text: String) throws(DatabaseError) -> String {
        let result = PostgresResult(PQexec(handle, text))
        guard result.isSuccess else { throw DatabaseError.postgres(handle, result).at(text) }
        return result.tag
    }

    func run(_ text: String, _ parameters: [SQL.Parameter], _ visit: (Row) throws -> Continuation) throws -> Int {
        let result: PostgresResult
        do {
            result = try send(text, try PostgresParameters(parameters))
        } catch {
            throw error.at(text)
        }
        guard result.isSuccess else {
            let error = DatabaseError.postgres(handle, result).at(text)
            if error.code == .stalePlan { state.isStale = true }
            throw error
        }
        try result.visit(visit)
        return result.changedRows
    }

    private func send(_ text: String, _ parameters: PostgresParameters) throws(DatabaseError) -> PostgresResult {
        guard StatementCache<PreparedKey, String>.isWorthKeeping(text) else {
            return PostgresResult(
                parameters.withPointers { values, lengths, formats in
                    PQexecParams(handle, text, parameters.count, parameters.types, values, lengths, formats, 0)
                }
            )
        }
        let name = try prepared(text, parameters.types)
        return PostgresResult(
            parameters.withPointers { values, lengths, formats in
                PQexecPrepared(handle, name, parameters.count, values, lengths, formats, 0)
            }
        )
    }

    /// The name under which the server knows the statement.
    private func prepared(_ text: String, _ types: [Oid]) throws(DatabaseError) -> String {
        let key = PreparedKey(text: text, types: types)
        if let name = state.prepared[key] { return name }
        state.count += 1
        let name = "loam_\(state.count)"
        let result = PostgresResult(PQprepare(handle, name, text, Int32(types.count), types))
        guard result.isSuccess else { throw DatabaseError.postgres(handle, result) }
        for old in state.prepared.keep(name, for: key) {
            try execute("DEALLOCATE \(old)")
        }
        return name
    }
}
