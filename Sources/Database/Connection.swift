/// One connection to a database, on a thread of its own that may block.
///
/// A transaction's body is handed its connection, and everything inside is synchronous: between two of its statements
/// nothing else can happen on it.
package actor Connection {
    package nonisolated let engine: Engine

    private let link: Link
    private let executor: BlockingExecutor
    private let wakeups: Wakeups
    private let rest: Rest
    private let dialect: Dialect
    private var phase = Phase.idle
    private var signals: [Channel] = []
    /// What holds the connection between the reads of a piece of code.
    private var held: Snapshot?

    /// Either engine's handle.
    private enum Link: ~Copyable {
        case sqlite(SQLiteConnection)
        case postgres(PostgresConnection)
    }

    private enum Phase {
        case idle, transaction
        /// Rows are being loaded, and the connection can do nothing else meanwhile.
        case loading
        /// A statement failed: PostgreSQL refuses all that follows, and so do we for SQLite.
        case failed
    }

    enum Settings: Sendable {
        case sqlite(SQLiteConnection.Settings)
        case postgres(PostgresConnection.Settings)
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    static func open(_ settings: Settings, wakeups: Wakeups, rest: Rest) async throws -> Connection {
        let executor = BlockingExecutor(label: "database connection")
        return try await executor.run { try Connection(settings, executor, wakeups, rest) }
    }

    /// Blocks until the connection is there.
    private init(_ settings: Settings, _ executor: BlockingExecutor, _ wakeups: Wakeups, _ rest: Rest) throws {
        self.executor = executor
        self.wakeups = wakeups
        self.rest = rest
        switch settings {
        case .sqlite(let settings):
            engine = .sqlite
            link = .sqlite(try SQLiteConnection.open(settings))
        case .postgres(let settings):
            engine = .postgres
            link = .postgres(try PostgresConnection.open(settings))
        }
        dialect = Dialect(engine: engine)
    }

    /// Writes a copy of a SQLite database to a new file.
    func copy(to path: String) throws {
        switch link {
        case .sqlite(let sqlite): try sqlite.copy(to: path)
        case .postgres: preconditionFailure("PostgreSQL is copied by pg_dump.")
        }
    }

    private var interruption: @Sendable () -> Void {
        switch link {
        case .sqlite(let sqlite): sqlite.interruption
        case .postgres(let postgres): postgres.interruption
        }
    }

    /// Whether the server still answers on it.
    var isAlive: Bool {
        switch link {
        case .sqlite: true
        case .postgres(let postgres): postgres.isAlive
        }
    }
}

// MARK: - Statements

extension Connection {
    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    package func run(_ sql: SQL) throws -> Changes {
        let text = sql.text(for: dialect)
        let rows = try perform(sql, text) { _ in .more }
        return Changes(rows: rows, statement: text)
    }

    /// Runs a statement once for each list of values, which take the places of its own, and tells how many rows it changed.
    ///
    /// For many rows that are changed alike: the statement is put together once.
    @discardableResult
    package func run(_ sql: SQL, with lists: some Sequence<[SQLValue]>) throws -> Int {
        let text = sql.text(for: dialect)
        try check(sql, text)
        do {
            switch link {
            case .sqlite(let sqlite): return try sqlite.run(text, lists)
            case .postgres(let postgres): return try postgres.run(text, sql.parameters.map(\.type), lists)
            }
        } catch {
            phase = .failed
            throw error
        }
    }

    /// All rows of the answer.
    package func fetch<Value: RowDecodable>(_ type: Value.Type, _ sql: SQL) throws -> [Value] {
        var values: [Value] = []
        _ = try perform(sql, sql.text(for: dialect)) { row in
            values.append(try Value(row: row))
            return .more
        }
        return values
    }

    /// The first row of the answer, if there is one.
    package func first<Value: RowDecodable>(_ type: Value.Type, _ sql: SQL) throws -> Value? {
        var value: Value?
        _ = try perform(sql, sql.text(for: dialect)) { row in
            value = try Value(row: row)
            return .enough
        }
        return value
    }

    /// The first row of the answer; throws when there is none.
    package func one<Value: RowDecodable>(_ type: Value.Type, _ sql: SQL) throws -> Value {
        guard let value = try first(type, sql) else {
            throw DatabaseError(
                .noRow,
                "A row was expected, but there is none.",
                statement: sql.text(for: dialect)
            )
        }
        return value
    }

    /// Hands each row of the answer to the visitor as it lies in the engine's memory, without making values of it.
    ///
    /// For answers of many thousand rows that become text: nothing is allocated for a row.
    package func scan(_ sql: SQL, _ visit: (borrowing ScannedRow) throws -> Continuation) throws {
        let text = sql.text(for: dialect)
        try check(sql, text)
        // A visitor's own error says nothing about the statement, so that the transaction goes on.
        var visitorError: (any Error)?
        let guarded: (borrowing ScannedRow) -> Continuation = { row in
            do {
                return try visit(row)
            } catch {
                visitorError = error
                return .enough
            }
        }
        do {
            switch link {
            case .sqlite(let sqlite): try sqlite.scan(text, sql.parameters, guarded)
            case .postgres(let postgres): try postgres.scan(text, sql.parameters, guarded)
            }
        } catch {
            phase = .failed
            throw error
        }
        if let error = visitorError { throw error }
    }

    private func perform(_ sql: SQL, _ text: String, _ visit: (Row) throws -> Continuation) throws -> Int {
        try check(sql, text)
        // A visitor's own error says nothing about the statement, so that the transaction goes on.
        var visitorError: (any Error)?
        let guarded: (Row) throws -> Continuation = { row in
            do {
                return try visit(row)
            } catch {
                visitorError = error
                return .enough
            }
        }
        let rows: Int
        do {
            rows =
                switch link {
                case .sqlite(let sqlite): try sqlite.run(text, sql.parameters, guarded)
                case .postgres(let postgres): try postgres.run(text, sql.parameters, guarded)
                }
        } catch {
            phase = .failed
            throw error
        }
        if let error = visitorError { throw (error as? DatabaseError)?.at(text) ?? error }
        return rows
    }

    /// Whether the statement may run now.
    private func check(_ sql: SQL, _ text: String) throws {
        try checkPhase(text)
        if text.controlsTransaction {
            phase = .failed
            throw DatabaseError.transactionControl.at(text)
        }
        if let flaw = sql.flaw { throw flaw.at(text) }
    }
}

// MARK: - Bulk load

extension Connection {
    /// Inserts the rows that the body writes as part of the transaction at hand, and tells how many there were.
    @discardableResult
    package func load(into table: Table, _ fill: (inout RowWriter) throws -> Void) throws -> Int {
        try checkPhase(table.copyText)
        phase = .loading
        do {
            let rows =
                switch link {
                case .sqlite(let sqlite): try sqlite.load(into: table, fill)
                case .postgres(let postgres): try postgres.load(into: table, fill)
                }
            phase = .transaction
            return rows
        } catch {
            phase = .failed
            throw error
        }
    }

    private func checkPhase(_ text: String) throws {
        switch phase {
        case .transaction: break
        case .failed: throw DatabaseError.transactionFailed.at(text)
        case .idle, .loading: throw DatabaseError.outsideTransaction.at(text)
        }
    }
}

// MARK: - Transactions

extension Connection {
    /// Runs the body as one transaction: kept when it returns, undone when it throws.
    func transaction<Result>(
        _ mode: TransactionMode,
        _ cancellation: Cancellation,
        _ body: (isolated Connection) throws -> Result
    ) throws -> Result {
        try cancellation.begin(interruption)
        defer { cancellation.end() }
        if mode != .read { rest.writerComes() }
        defer { if mode != .read { rest.writerLeaves() } }
        try begin(mode)
        defer { end(mode) }
        let result: Result
        do {
            result = try body(self)
            try checkStillOpen()
            if mode == .migration { try checkReferences() }
            cancellation.end()
        } catch {
            cancellation.end()
            rollback()
            throw error
        }
        try commit(mode)
        return result
    }

    /// Carries out those who wait in one transaction, each by itself.
    func transaction(of gathering: Gathering) -> Gathering.Round {
        let members = gathering.take()
        defer { end(.write) }
        do {
            // Nearly always all goes well, and to keep them apart costs a copy of each page that they change.
            let ending = try carryOut(members, areApart: false) ?? carryOut(members, areApart: true) ?? .lost
            return .init(members: members, ending: ending)
        } catch {
            return .init(members: members, ending: .failed(error))
        }
    }

    /// Nil when nothing was kept, because one of several failed in a way that undid the others.
    private func carryOut(_ members: [Gathering.Member], areApart: Bool) throws -> Gathering.Round.Ending? {
        try begin(.write)
        for member in members {
            let isWell = member.run(self, areApart)
            let isUndone = members.count == 1 ? !isWell : isLost || !areApart && !isWell
            guard isUndone else { continue }
            rollback()
            return members.count == 1 ? .settled : nil
        }
        do {
            try checkStillOpen()
        } catch {
            rollback()
            throw error
        }
        try commit(.write)
        return .settled
    }

    /// Keeps one reading transaction open while the body awaits this and that.
    func hold<Result: Sendable>(
        _ snapshot: Snapshot,
        _ cancellation: Cancellation,
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try cancellation.begin(interruption)
        defer { cancellation.end() }
        do {
            try begin(.read)
        } catch let error as DatabaseError {
            end(.read)
            throw Snapshot.CouldNotBegin(error: error)
        }
        held = snapshot
        defer {
            held = nil
            cancellation.end()
            rollback()
            end(.read)
        }
        return try await Snapshot.$current.withValue(snapshot) {
            // A closure is isolated to the connection only if it names it; the body then stays on its executor.
            assertIsolated()
            return try await body()
        }
    }

    func isHeld(by snapshot: Snapshot) -> Bool { held === snapshot }

    /// Reads in the transaction that the snapshot holds; nil when it does so no longer.
    func read<Result>(in snapshot: Snapshot, _ body: (isolated Connection) throws -> Result) throws -> Result? {
        guard held === snapshot else { return nil }
        do {
            return try body(self)
        } catch {
            // A statement that failed spoils its transaction; who goes on all the same goes on in a new one.
            if case .failed = phase {
                rollback()
                try? begin(.read)
            }
            throw error
        }
    }

    /// Undoes what the body did when it throws, and lets the transaction go on.
    @discardableResult
    package func savepoint<Result>(_ body: (isolated Connection) throws -> Result) throws -> Result {
        try run("SAVEPOINT loam")
        let signalled = signals
        do {
            let result = try body(self)
            try run("RELEASE SAVEPOINT loam")
            return result
        } catch {
            signals = signalled
            phase = .transaction
            do {
                try run("ROLLBACK TO SAVEPOINT loam")
                try run("RELEASE SAVEPOINT loam")
            } catch {
                // The whole transaction is gone, as after a full disk; the reason is the body's error.
                phase = .failed
            }
            throw error
        }
    }

    /// Whether a statement failed and nothing undid it, so that the transaction cannot go on.
    var isLost: Bool { if case .failed = phase { true } else { false } }

    /// Wakes those who wait on the channel, once the transaction is kept.
    package func signal(_ channel: Channel) throws {
        guard !signals.contains(channel) else { return }
        signals.append(channel)
        if engine == .postgres {
            try run("SELECT pg_notify(current_schema() || '.' || \(channel.name), '')")
        }
    }

    private func begin(_ mode: TransactionMode) throws {
        signals = []
        switch link {
        case .sqlite(let sqlite):
            if mode == .migration { try sqlite.execute("PRAGMA foreign_keys = OFF") }
            if mode == .read, !sqlite.isReader { try sqlite.execute("PRAGMA query_only = ON") }
            try sqlite.execute(dialect.begin(mode))
        case .postgres(let postgres): try postgres.execute(dialect.begin(mode))
        }
        phase = .transaction
    }

    /// What SQLite keeps outside of transactions goes back to how it was.
    private func end(_ mode: TransactionMode) {
        switch link {
        case .sqlite(let sqlite):
            if mode == .migration { try? sqlite.execute("PRAGMA foreign_keys = ON") }
            if mode == .read, !sqlite.isReader { try? sqlite.execute("PRAGMA query_only = OFF") }
        case .postgres: break
        }
    }

    /// SQLite did not look at references while the schema changed.
    private func checkReferences() throws {
        guard engine == .sqlite else { return }
        let broken = try fetch(String.self, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")
        guard broken.isEmpty else {
            throw DatabaseError(
                .foreignKey,
                "After the migrations, rows of \(broken.joined(separator: ", ")) refer to rows that do not exist, so nothing "
                    + "was changed."
            )
        }
    }

    private func checkStillOpen() throws {
        if case .failed = phase { throw DatabaseError.transactionFailed }
        let isOpen =
            switch link {
            case .sqlite(let sqlite): sqlite.isInTransaction
            case .postgres(let postgres): postgres.isInTransaction
            }
        guard isOpen else {
            throw DatabaseError.transactionFailed
        }
    }

    private func commit(_ mode: TransactionMode) throws {
        phase = .idle
        switch link {
        case .sqlite(let sqlite):
            do {
                try sqlite.execute("COMMIT")
            } catch {
                if sqlite.isInTransaction { try? sqlite.execute("ROLLBACK") }
                throw sqlite.named(error)
            }
            // PostgreSQL carries its notifications with the commit.
            for channel in signals { wakeups.signal(channel) }
        case .postgres(let postgres):
            guard !postgres.isHungUp else { throw DatabaseError.connectionLost }
            let tag: String
            do {
                tag = try postgres.execute("COMMIT")
            } catch {
                throw error.code == .connectionLost && mode == .write ? DatabaseError.commitUnknown : error
            }
            guard tag == "COMMIT" else { throw DatabaseError.transactionFailed }
        }
    }

    /// Undoes what was done; a connection that cannot even do that is thrown away by the pool.
    private func rollback() {
        phase = .idle
        switch link {
        case .sqlite(let sqlite):
            if sqlite.isInTransaction { try? sqlite.execute("ROLLBACK") }
        case .postgres(let postgres):
            if postgres.isInTransaction { _ = try? postgres.execute("ROLLBACK") }
        }
    }
}
