import Database
import Glibc
import HTTP
import Telemetry

/// What `serve` and `work` share: the log, the folder, the current tables, the signals, the orderly end.
struct Running: Sendable {
    let configuration: Configuration
    let surroundings: Surroundings
    let state = ServingState()

    private var clock: WallClock { surroundings.clock }

    /// Sets everything up, runs the parts that the body makes, and takes everything down again.
    func run(_ makeParts: (Database) async throws -> [Part]) async throws {
        // A client that has gone must not take the process with it.
        signal(SIGPIPE, SIG_IGN)
        Heaps.keepFew()
        let signals = StopSignals(endingAfter: configuration.stopWithin + .seconds(5))
        try await configuration.withLog(clock: clock) {
            try await configuration.withTracing(environment: surroundings.environment, clock: clock) {
                try await run(until: signals.first, makeParts)
            }
        }
    }

    private func run(until stop: AsyncStream<Void>, _ makeParts: (Database) async throws -> [Part]) async throws {
        try configuration.folder.create()
        let lock = try DataFolderLock(configuration.folder, .shared)
        let database = try await configuration.openDatabase(creating: true, clock: clock)
        try await closing(database) {
            try await migrate(database)
            let parts: [Part]
            do {
                parts = try await makeParts(database)
            } catch let error as ServerError where error.code == .portInUse {
                guard let other = lock.otherUser else { throw error }
                throw Failure(
                    "Port \(configuration.port) on \(configuration.host) is taken, and process \(other) already runs Loam "
                        + "on the data folder \(configuration.data). Use that one, stop it, or choose another port."
                )
            }
            try await runTogether(parts, until: stop, within: configuration.stopWithin, clock: clock) {
                state.beginStopping()
                Log.notice("Stopping: nothing new is begun, what is under way is finished.")
            }
            Log.notice("Stopped.")
        }
        _ = consume lock
    }

    private func migrate(_ database: Database) async throws {
        let pending = try await database.pending(Schema.migrations)
        guard !pending.isEmpty else { return }
        try await Progress("Migrating", in: surroundings).during { try await database.migrate(Schema.migrations) }
        Log.notice("The tables were brought up to date.", ["migrations": pending.count])
    }
}

extension Configuration {
    /// Runs the body with the log that the operator asked for.
    func withLog<Result>(clock: WallClock, _ body: () async throws -> Result) async rethrows -> Result {
        let isHuman = self.logFormat == "human" || (self.logFormat == "auto" && isatty(2) == 1)
        let log = Log(
            output: isHuman ? .human() : .json(),
            level: Log.Level(rawValue: self.logLevel) ?? .info,
            clock: clock
        )
        return try await Log.$current.withValue(log, operation: body)
    }
}
