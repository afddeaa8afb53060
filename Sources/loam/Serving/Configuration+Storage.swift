import Crypto
import Database
import Glibc
import Telemetry

extension Configuration {
    var folder: DataFolder { DataFolder(path: self.data) }

    var location: Database.Location {
        self.database.map(Database.Location.init(parsing:)) ?? .sqlite(path: folder.databasePath)
    }

    /// Opens the database where it is; one that is not there is made only for whoever says so.
    func openDatabase(creating: Bool, cacheKilobytes: Int? = nil, clock: WallClock) async throws -> Database {
        if case .sqlite(let path) = location, !creating, access(path, F_OK) != 0 {
            throw Failure(
                "There is no database at \(path), so there is nothing to work on. "
                    + "Set --data or --database to where it is, or start 'loam serve' once."
            )
        }
        var options = Database.Options()
        if location.engine == .postgres { options.connections = self.databaseConnections }
        options.cacheKilobytes = cacheKilobytes
        options.clock = clock
        return try await Database.open(location, options: options)
    }

    /// The keys that seal stored secrets: from the configuration, or from their file in the data folder.
    func sealingKeys(creating: Bool) throws -> SealingKeys {
        if let text = self.sealingKey { return try SealingKeys(parsing: Secret(text)) }
        return creating ? try sealingKeyFile.loadOrCreate() : try sealingKeyFile.load()
    }

    var sealingKeyFile: SealingKeyFile { SealingKeyFile(path: folder.sealingKeyPath) }
}

extension Invocation {
    /// Opens the database that the configuration names, which must be there, for the body.
    func withDatabase<Result>(_ body: (Database) async throws -> Result) async throws -> Result {
        let database = try await configuration().openDatabase(creating: false, clock: surroundings.clock)
        return try await closing(database) { try await body(database) }
    }
}
