import Dispatch
package import Telemetry

/// A database of either engine: the whole face of the module.
///
/// ```swift
/// try await database.write { db in
///     try db.run("UPDATE runs SET state = \(RunState.writing) WHERE id = \(run)").expect(rows: 1)
/// }
/// ```
package struct Database: Sendable {
    package struct Options: Sendable {
        /// Connections that read (SQLite) or do everything (PostgreSQL); as many as the engine needs when not said.
        package var connections: Int?
        /// How long a transaction may wait for a connection, for another's lock, or for a server that restarts.
        package var patience: Duration = .seconds(15)
        /// How long one statement may run in PostgreSQL.
        package var statementTimeout: Duration = .seconds(60)
        package var clock = WallClock.system
        /// How much of a SQLite file each connection keeps in memory. When not said, it is enough for a page of a large list
        /// for those that read, and for a large transaction for the one that writes.
        package var cacheKilobytes: Int?

        package init() {}
    }

    package let location: Location
    package var engine: Engine { location.engine }

    let options: Options
    let wakeups: Wakeups
    /// Of a SQLite file.
    let rest = Rest()
    private let listener: PostgresListener?
    let writers: Pool
    let readers: Pool
    let reading: Figures
    let writing: Figures
    let gathering = Gathering()

    /// A batch of a run changes more pages than SQLite keeps by itself: it would write them before the transaction is kept,
    /// and read them again. Memory is taken only as pages come.
    private static let writerCacheKilobytes = 64 * 1024
    /// A search in a list of a million touches up to a thousand pages of the file, twice as many as SQLite keeps by itself:
    /// it would read each of them anew for every question.
    private static let readerCacheKilobytes = 8 * 1024

    /// Opens the database, which is made when there is none; throws at once when it cannot be reached.
    ///
    /// It counts into the metrics of the task that opens it.
    package static func open(_ location: Location, options: Options = Options()) async throws -> Database {
        let database = Database(location, options)
        do {
            // The first connection of SQLite makes the file and its log, before any reader comes.
            database.writers.release(try await database.writers.lease())
            return database
        } catch {
            await database.close()
            throw error
        }
    }

    private init(_ location: Location, _ options: Options) {
        self.location = location
        self.options = options
        let wakeups = Wakeups()
        self.wakeups = wakeups
        reading = Figures("read", in: .current)
        writing = Figures("write", in: .current)
        let rest = rest
        func pool(_ limits: PoolState.Limits, _ settings: Connection.Settings) -> Pool {
            Pool(limits, patience: options.patience) {
                try await Connection.open(settings, wakeups: wakeups, rest: rest)
            }
        }
        switch location {
        case .sqlite(let path):
            let cache = options.cacheKilobytes
            writers = pool(
                .init(connections: 1, sharers: 2),
                .sqlite(.init(path: path, cacheKilobytes: cache ?? Database.writerCacheKilobytes))
            )
            readers = pool(
                .init(connections: options.connections ?? Database.processorCount),
                .sqlite(.init(path: path, isReader: true, cacheKilobytes: cache ?? Database.readerCacheKilobytes))
            )
        case .memory:
            // One connection for all: a database in memory has no snapshots beside its writer.
            writers = pool(.init(connections: 1, sharers: 2), .sqlite(.init(path: ":memory:")))
            readers = writers
        case .postgres(let url):
            let settings = PostgresConnection.Settings(url: url, statementTimeout: options.statementTimeout)
            writers = pool(.init(connections: options.connections ?? 16), .postgres(settings))
            readers = writers
            listener = PostgresListener(settings, wakeups: wakeups)
            return
        }
        listener = nil
    }

    /// Runs the body on one snapshot of the data; it may be run again when the connection is lost.
    package func read<Result: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Result
    ) async throws -> Result {
        // Nil from a snapshot that is over, as for work that outlives the code that it was begun by.
        if let snapshot = Snapshot.open(of: readers),
            let result = try await snapshot.connection.read(in: snapshot, body)
        {
            return result
        }
        return try await perform(.read, on: readers, body)
    }

    /// Runs the body as one transaction: all of it is kept when it returns, nothing when it throws.
    ///
    /// It may be run again: after *busy*, a conflict with another transaction, or a connection lost before the commit. So
    /// it does nothing but talk to the database.
    @discardableResult
    package func write<Result: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Result
    ) async throws -> Result {
        try await perform(.write, on: writers, body)
    }

    /// A signal for each time the channel was signalled by a transaction that was kept; several may become one.
    ///
    /// The first comes by itself, because something may have happened before anybody listened. On SQLite the signals are
    /// those of this process; whoever shares a file with other processes looks by itself now and then.
    package func wakeups(_ channel: Channel) -> AsyncStream<Void> {
        let stream = wakeups.stream(channel)
        if let listener { listener.listen(channel) } else { wakeups.signal(channel) }
        return stream
    }

    /// Waits for the transactions under way, refuses new ones, and closes all connections.
    package func close() async {
        wakeups.close()
        await listener?.stop()
        await readers.close()
        await writers.close()
    }

    func perform<Result: Sendable>(
        _ mode: TransactionMode,
        on pool: Pool,
        repeating mayRepeat: () -> Bool = { true },
        _ body: @Sendable (isolated Connection) throws -> Result
    ) async throws -> Result {
        try await repeating(mode, while: mayRepeat) { try await attempt(mode, on: pool, body) }
    }

    /// Makes another attempt after one that met another transaction, or lost its connection.
    func repeating<Result>(
        _ mode: TransactionMode,
        while mayRepeat: () -> Bool = { true },
        _ attempt: () async throws -> Result
    ) async throws -> Result {
        var repetition = Repetition(patience: options.patience)
        while true {
            do {
                return try await attempt()
            } catch let error as DatabaseError where error.isWorthRepeating {
                guard mayRepeat(), let pause = repetition.next() else { throw error }
                figures(mode).retries.add(1)
                try await Task.sleep(for: pause)
            }
        }
    }

    /// A write would wait for the connection that the code around it holds.
    func refuseInSnapshot() async throws {
        if let snapshot = Snapshot.open(of: readers), await snapshot.connection.isHeld(by: snapshot) {
            throw DatabaseError.writeInSnapshot
        }
    }

    func attempt<Result: Sendable>(
        _ mode: TransactionMode,
        on pool: Pool,
        _ body: @Sendable (isolated Connection) throws -> Result
    ) async throws -> Result {
        if mode != .read { try await refuseInSnapshot() }
        let asked = ContinuousClock.now
        let lease = try await pool.lease()
        let began = ContinuousClock.now
        figures(mode).wait.observe(seconds: (began - asked).inSeconds)
        defer { figures(mode).seconds.observe(seconds: (ContinuousClock.now - began).inSeconds) }
        let cancellation = Cancellation()
        do {
            let result = try await withTaskCancellationHandler {
                try await lease.connection.transaction(mode, cancellation, body)
            } onCancel: {
                // PostgreSQL is told on a connection of its own, which blocks.
                DispatchQueue.global().async { cancellation.cancel() }
            }
            pool.release(lease)
            return result
        } catch {
            await giveBack(lease, to: pool)
            throw Task.isCancelled && DatabaseError.isInterruption(error) ? CancellationError() : error
        }
    }

    func giveBack(_ lease: Pool.Lease, to pool: Pool) async {
        if await lease.connection.isAlive { pool.release(lease) } else { pool.discard(lease) }
    }

    private func figures(_ mode: TransactionMode) -> Figures { mode == .read ? reading : writing }
}
