import Database
import Telemetry

extension Command {
    static let migrate = Command(
        "migrate",
        "Bring the tables of the database up to date.",
        discussion: """
            'loam serve' and 'loam work' do the same when they start. Several may run at once: one does it, the others
            wait. Each migration runs once, and all that are missing run or none.
            """,
        options: [.output, OptionGroup("Migrations", .dryRun)],
        configuration: Keys.forStorage
    ) { invocation in
        let configuration = try invocation.configuration()
        let isDry = invocation.has(.dryRun)
        if !isDry { try configuration.folder.create() }
        let database = try await configuration.openDatabase(creating: !isDry, clock: invocation.surroundings.clock)
        return try await closing(database) {
            let pending = try await database.pending(Schema.migrations).map(\.id)
            if !isDry {
                let progress = Progress("Migrating", in: invocation.surroundings)
                try await progress.during { try await database.migrate(Schema.migrations) }
            }
            if invocation.has(.json) {
                let json: JSON = ["dryRun": .flag(isDry), "migrations": .array(pending.map(JSON.text))]
                invocation.terminal.print(json.formatted)
                return .done
            }
            for id in pending { invocation.terminal.print(id) }
            switch (pending.count, isDry) {
            case (0, _): invocation.terminal.print("The tables are up to date.")
            case (_, true): invocation.terminal.print("\(counted(pending.count, "migration")) would run.")
            case (_, false): invocation.terminal.print("\(counted(pending.count, "migration")) ran.")
            }
            return .done
        }
    }
}

extension Option {
    fileprivate static let dryRun = Option.flag("dry-run", "List what would run, and change nothing.")
}

extension Keys {
    /// What a command needs that only looks at the data.
    static let forStorage = [declared.data.description, declared.database.description]
}

/// Closes the database when the body ends, however it ends.
func closing<Result>(_ database: Database, _ body: () async throws -> Result) async throws -> Result {
    do {
        let result = try await body()
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}
