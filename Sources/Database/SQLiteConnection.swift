import CSQLite
import Glibc

/// A connection to a SQLite database, closed when it goes away.
///
/// Opened without SQLite's own mutexes: its documentation allows that when no two threads use a connection at once, and
/// the actor that owns this value is such a turnstile.
struct SQLiteConnection: ~Copyable {
    struct Settings: Sendable {
        var path: String
        var isReader = false
        /// Only looked at: the file is not made when it is missing, nor changed in any way.
        var isBackup = false
        var busyTimeout: Duration = .seconds(1)
        /// What of the file it keeps in memory; SQLite's own measure when not said.
        var cacheKilobytes: Int?

        var isInMemory: Bool { path == ":memory:" }
    }

    private let handle: OpaquePointer
    private let state = State()

    /// Whether it never writes.
    let isReader: Bool

    /// What changes while the connection lives.
    private final class State {
        var statements = StatementCache<String, SQLiteStatement>()
    }

    static func open(_ settings: Settings) throws(DatabaseError) -> SQLiteConnection {
        _ = countsNoMemory
        if !settings.isBackup, !settings.isInMemory { try createPrivately(settings.path) }
        var handle: OpaquePointer?
        let access = settings.isBackup ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(settings.path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let error = DatabaseError.sqlite(opening: settings.path, code: code)
            sqlite3_close_v2(handle)
            throw error
        }
        let connection = SQLiteConnection(handle, isReader: settings.isReader)
        try connection.configure(settings)
        return connection
    }

    /// SQLite would count what it holds under a lock that all connections share, and nobody asks for the sum.
    private static let countsNoMemory = csqlite_count_no_memory() == SQLITE_OK

    private init(_ handle: OpaquePointer, isReader: Bool) {
        self.handle = handle
        self.isReader = isReader
    }

    deinit {
        state.statements.removeAll()
        sqlite3_close_v2(handle)
    }

    private func configure(_ settings: Settings) throws(DatabaseError) {
        sqlite3_busy_timeout(handle, Int32(settings.busyTimeout.milliseconds))
        // PostgreSQL reads "x" as a name only; so shall SQLite.
        _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        _ = csqlite_set_flag(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
        guard !settings.isBackup else { return }
        if !settings.isInMemory {
            if sqlite3_db_readonly(handle, "main") == 1 { throw DatabaseError.readOnlyFile(settings.path) }
            try writeAhead(waiting: settings.busyTimeout)
            try execute("PRAGMA synchronous = FULL")
            // What is changed again and again, as the pages of an index, goes into the file once for many transactions.
            try execute("PRAGMA wal_autocheckpoint = 16384")
            // After a bulk load the log shrinks again.
            try execute("PRAGMA journal_size_limit = 67108864")
        }
        if let kilobytes = settings.cacheKilobytes { try execute("PRAGMA cache_size = -\(kilobytes)") }
        try execute("PRAGMA foreign_keys = ON")
        if settings.isReader { try execute("PRAGMA query_only = ON") }
    }

    /// Turns the file to a write-ahead log. While others have a new file in use, SQLite says busy at once to this one
    /// statement, whatever the timeout; so the wait is here.
    private func writeAhead(waiting limit: Duration) throws(DatabaseError) {
        let deadline = ContinuousClock.now + limit
        while true {
            do throws(DatabaseError) {
                return try execute("PRAGMA journal_mode = WAL")
            } catch {
                guard error.code == .busy, ContinuousClock.now < deadline else { throw error }
                usleep(2_000)
            }
        }
    }

    /// Makes the file before SQLite does, so that only its owner may read it; SQLite's side files copy its mode.
    ///
    /// A file that is there is left alone: the process that closes any descriptor of it gives back every lock that its
    /// connections hold on it. Another process would then take itself for the only one, and remove the log under us.
    private static func createPrivately(_ path: String) throws(DatabaseError) {
        if access(path, F_OK) == 0 { return }
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST { return }
        if descriptor >= 0 {
            Glibc.close(descriptor)
        } else if errno == ENOSPC {
            throw DatabaseError.full
        } else if errno == EROFS || errno == EACCES, access(path, R_OK) == 0 {
            throw DatabaseError.readOnlyFile(path)
        } else {
            throw DatabaseError(
                .cannotOpen,
                "The database file \(path) cannot be opened: \(String(cString: strerror(errno))). "
                    + "Make sure that its folder exists and that Loam may write there."
            )
        }
    }

    /// Whether a transaction is open; SQLite ends one by itself after some errors.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func prepared(_ text: String) throws(DatabaseError) -> SQLiteStatement {
        if let statement = state.statements[text] { return statement }
        let isKept = StatementCache<String, SQLiteStatement>.isWorthKeeping(text)
        let statement = try SQLiteStatement(handle, text, isKept: isKept)
        if isKept { _ = state.statements.keep(statement, for: text) }
        return statement
    }

    /// Runs a statement without values, as `BEGIN`.
    func execute(_ text: String) throws(DatabaseError) {
        try prepared(text).run()
    }

    func run(_ text: String, _ parameters: [SQL.Parameter], _ visit: (Row) throws -> Continuation) throws -> Int {
        do {
            return try prepared(text).run(parameters, visit)
        } catch let error as DatabaseError {
            throw named(error)
        }
    }

    /// Runs a statement once for each list of values.
    func run(_ text: String, _ lists: some Sequence<[SQLValue]>) throws -> Int {
        let statement = try prepared(text)
        defer { statement.clear() }
        do {
            return try lists.reduce(0) { try $0 + statement.change($1) }
        } catch let error as DatabaseError {
            throw named(error)
        }
    }

    /// Hands each row to the visitor as SQLite holds it.
    func scan(
        _ text: String,
        _ parameters: [SQL.Parameter],
        _ visit: (borrowing ScannedRow) -> Continuation
    ) throws {
        try prepared(text).scan(parameters, visit)
    }

    /// The only column of each row of an answer.
    func texts(_ text: String) throws -> [String] {
        var texts: [String] = []
        _ = try run(text, []) { row in
            texts.append(try row.only())
            return .more
        }
        return texts
    }

    /// Writes all that is committed to a new file, in which nothing is left of what was deleted.
    func copy(to path: String) throws {
        try SQLiteConnection.createPrivately(path)
        // To SQLite a copy is something written.
        if isReader { try execute("PRAGMA query_only = OFF") }
        defer { if isReader { try? execute("PRAGMA query_only = ON") } }
        _ = try run("VACUUM INTO ?1", [SQL.Parameter(value: .text(path), type: .text)]) { _ in .more }
    }

    /// Inserts the rows that the body writes.
    func load(into table: Table, _ fill: (inout RowWriter) throws -> Void) throws -> Int {
        let statement = try prepared(table.insertText)
        defer { statement.clear() }
        do {
            var writer = RowWriter(.insert(statement), width: table.columns.count)
            try fill(&writer)
            return writer.rows
        } catch let error as DatabaseError {
            throw named(error)
        }
    }

    /// Stops the statement that runs; SQLite allows this from any thread as long as the connection is open.
    var interruption: @Sendable () -> Void {
        let handle = SharedHandle(handle)
        return { sqlite3_interrupt(handle.pointer) }
    }

    /// Safe to share because only `sqlite3_interrupt` is called on it, and only while a transaction runs.
    private struct SharedHandle: @unchecked Sendable {
        let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) { self.pointer = pointer }
    }

    /// Says `users_email_key` where SQLite says `users.email`: the name by which PostgreSQL knows the constraint.
    func named(_ error: DatabaseError) -> DatabaseError {
        guard case .uniqueViolation(let columns) = error.code else { return error }
        var named = error
        let name = constraintName(of: columns) ?? columns
        named.code = .uniqueViolation(name)
        named.message = "A row with the same values exists already (\(name))."
        return named
    }

    private func constraintName(of columns: String) -> String? {
        let parts = columns.split(separator: ", ").map { $0.split(separator: ".", maxSplits: 1) }
        guard let table = parts.first?.first, parts.allSatisfy({ $0.count == 2 && $0[0] == table }) else { return nil }
        let wanted = parts.map { String($0[1]) }
        do {
            var found: String?
            for (index, origin) in try indexes(of: String(table)) where found == nil {
                guard try self.columns(ofIndex: index) == wanted else { continue }
                found =
                    switch origin {
                    case "pk": "\(table)_pkey"
                    case "u": "\(table)_\(wanted.joined(separator: "_"))_key"
                    default: index
                    }
            }
            // A whole number as primary key has no index of its own.
            return found ?? (wanted.count == 1 ? "\(table)_pkey" : nil)
        } catch {
            return nil
        }
    }

    private func indexes(of table: String) throws -> [(name: String, origin: String)] {
        var indexes: [(String, String)] = []
        let text = SQLValue.text(table)
        _ = try prepared("SELECT name, origin FROM pragma_index_list(?1) WHERE \"unique\" = 1")
            .run([SQL.Parameter(value: text, type: .text)]) { row in
                indexes.append((try row["name"], try row["origin"]))
                return .more
            }
        return indexes
    }

    private func columns(ofIndex index: String) throws -> [String] {
        var columns: [String] = []
        _ = try prepared("SELECT name FROM pragma_index_info(?1) ORDER BY seqno")
            .run([SQL.Parameter(value: .text(index), type: .text)]) { row in
                let name: String? = try row["name"]
                columns.append(name ?? "")
                return .more
            }
        return columns
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
