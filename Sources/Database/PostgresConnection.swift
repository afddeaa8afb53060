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
        var cancelRequest: CancelRequest?
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
        // Compiling a statement takes longer than any of ours runs. Not every server that speaks like PostgreSQL has it.
        try execute("SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'jit'")
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
        let result = try answer(text, parameters)
        try result.visit(visit)
        return result.changedRows
    }

    /// Runs a statement once for each list of values.
    func run(_ text: String, _ types: [SQLType], _ lists: some Sequence<[SQLValue]>) throws -> Int {
        try lists.reduce(0) { sum, values in
            guard values.count == types.count else {
                throw DatabaseError.wrongCount(of: values.count, for: types.count).at(text)
            }
            let parameters = zip(values, types).map { SQL.Parameter(value: $0, type: $1) }
            return sum + (try answer(text, parameters)).changedRows
        }
    }

    /// Hands each row to the visitor as libpq holds it.
    func scan(
        _ text: String,
        _ parameters: [SQL.Parameter],
        _ visit: (borrowing ScannedRow) -> Continuation
    ) throws {
        let result = try answer(text, parameters)
        result.scan(visit)
    }

    /// The answer to a statement that succeeded.
    private func answer(_ text: String, _ parameters: [SQL.Parameter]) throws(DatabaseError) -> PostgresResult {
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
        return result
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

    /// Sends the rows that the body writes by `COPY`.
    func load(into table: Table, _ fill: (inout RowWriter) throws -> Void) throws -> Int {
        let text = table.copyText
        // As many rows as there are take their time.
        try execute("SET LOCAL statement_timeout = 0")
        try execute(text)
        let buffer = CopyBuffer(handle)
        var writer = RowWriter(.copy(buffer), width: table.columns.count)
        do {
            try fill(&writer)
            try buffer.flush()
        } catch {
            PQputCopyEnd(handle, "stopped by the sender")
            // What the server refused came before what we noticed.
            if let refusal = finishCopy(), refusal.code != .timeout { throw refusal.at(text) }
            throw error
        }
        PQputCopyEnd(handle, nil)
        if let refusal = finishCopy() { throw refusal.at(text) }
        return writer.rows
    }

    /// The server's verdict on the rows.
    private func finishCopy() -> DatabaseError? {
        var refusal: DatabaseError?
        while let answer = PQgetResult(handle) {
            let result = PostgresResult(answer)
            if !result.isSuccess { refusal = DatabaseError.postgres(handle, result) }
        }
        return refusal
    }
}

// MARK: - Notifications

extension PostgresConnection {
    func currentSchema() throws(DatabaseError) -> String {
        let result = PostgresResult(PQexec(handle, "SELECT current_schema()"))
        guard result.isSuccess else { throw DatabaseError.postgres(handle, result) }
        return result.text ?? "public"
    }

    /// Blocks until notifications come or the doorbell is rung, and returns the names of their channels.
    func notifications(orUntil doorbell: Doorbell) throws(DatabaseError) -> [String] {
        var entries = [
            pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0),
            pollfd(fd: doorbell.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if entries[0].fd < 0 { throw .connectionLost }
        // Some may have come together with an answer that was read before.
        var names = received()
        guard names.isEmpty else { return names }
        poll(&entries, 2, -1)
        if entries[1].revents != 0 { doorbell.silence() }
        if entries[0].revents != 0, PQconsumeInput(handle) == 0 { throw .connectionLost }
        names = received()
        return names
    }

    private func received() -> [String] {
        var names: [String] = []
        while let notification = PQnotifies(handle) {
            names.append(String(cString: notification.pointee.relname))
            PQfreemem(notification)
        }
        return names
    }

    /// Asks the server to stop the statement that runs; libpq allows this from any thread.
    var interruption: @Sendable () -> Void {
        let request = state.cancelRequest ?? PQgetCancel(handle).map { CancelRequest($0) }
        state.cancelRequest = request
        return { request?.send() }
    }
}

/// Safe to share because `PQcancel` may be called from any thread, and the object never changes.
private final class CancelRequest: @unchecked Sendable {
    private let cancel: OpaquePointer

    init(_ cancel: OpaquePointer) { self.cancel = cancel }

    deinit { PQfreeCancel(cancel) }

    func send() {
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(cancel, &reason, 256)
    }
}
