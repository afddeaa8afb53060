import Database
import Telemetry

extension Org {
    /// Opens the org in this folder, which must exist; a folder without an org gets a fresh one. Without a folder it
    /// lives in memory and is gone with the process.
    package static func open(folder: String?, switches: OrgSwitches = OrgSwitches()) async throws -> Org {
        try await open(folder.map { .sqlite(path: $0 + "/org.db") } ?? .memory, switches: switches, hooks: .standard)
    }

    /// A fresh org in memory.
    package static func memory(switches: OrgSwitches = OrgSwitches()) async throws -> Org {
        try await open(.memory, switches: switches, hooks: .standard)
    }

    static func open(_ location: Database.Location, switches: OrgSwitches, hooks: SaveHooks) async throws -> Org {
        let now = Log.current.clock.now()
        var options = Database.Options()
        options.clock = Log.current.clock
        let database = try await Database.open(location, options: options)
        do {
            let schema = Schema(StandardObjects.all + PackageObjects.all, version: 1, modified: now)
            try await database.write { db in
                try db.run(IDSequence.table)
                for object in schema.objects {
                    for statement in TableLayout(object: object).statements { try db.run(statement) }
                }
                if try db.first(Int.self, "SELECT 1 FROM \"Organization\"") == nil {
                    try FreshOrg(schema: schema, moment: now.stored).fill(db)
                }
            }
            return Org(database: database, schema: schema, switches: switches, hooks: hooks)
        } catch {
            await database.close()
            throw error
        }
    }
}
