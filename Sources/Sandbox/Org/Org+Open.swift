import Database
import Telemetry

extension Org {
    /// Opens the org in this folder, which must exist; a folder without an org gets a fresh one. Without a folder it
    /// lives in memory and is gone with the process.
    package static func open(folder: String?, switches: OrgSwitches = OrgSwitches()) async throws -> Org {
        try await open(folder.map { .sqlite(path: $0 + "/org.db") } ?? .memory, switches: switches)
    }

    /// A fresh org in memory.
    package static func memory(switches: OrgSwitches = OrgSwitches()) async throws -> Org {
        try await open(.memory, switches: switches)
    }

    static func open(_ location: Database.Location, switches: OrgSwitches, hooks: SaveHooks? = nil) async throws -> Org
    {
        let now = Log.current.clock.now()
        let places = switches.hasStatePicklists ? try Places.load() : nil
        var options = Database.Options()
        options.clock = Log.current.clock
        // Rows come in no order of their keys: the trees of a million fit, and large sorts are made in few passes.
        options.cacheKilobytes = 32 * 1024
        let database = try await Database.open(location, options: options)
        do {
            let rules = RuleBook()
            let schema = try await database.write { db in
                for table in Deletion.table + CalloutQueue.tables + [
                    IDSequence.table, SchemaChange.table, OrgCertificates.table, BulkUse.table,
                ] { try db.run(table) }
                let schema = try SchemaChange.schema(places, opened: now, db)
                for object in schema.objects { try TableLayout(object: object).settle(db) }
                // A day more than is told, because what is told begins with a whole minute.
                try Deletion.forget(before: (now - .days(Deletion.rememberedDays + 1)).stored, schema, db)
                if try db.first(Int.self, "SELECT 1 FROM \"Organization\"") == nil {
                    try FreshOrg(schema: schema, moment: now.stored).fill(db)
                }
                try PackagePermissions(schema: schema, moment: now.stored).install(db)
                try RuleBook.install(schema, now.stored, db)
                return schema
            }
            let hooks = hooks ?? SaveHooks(rules)
            return Org(
                database: database,
                schema: schema,
                switches: switches,
                rules: rules,
                hooks: hooks,
                places: places
            )
        } catch {
            await database.close()
            throw error
        }
    }
}
