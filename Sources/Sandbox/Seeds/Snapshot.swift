import Database
import Glibc
import Telemetry

extension Org {
    /// Writes the org's whole state, as it is at this moment, to a file that must not exist yet.
    package func snapshot(to path: String) async throws {
        try await database.backup(to: path)
    }

    /// Goes back to a snapshot while the org is in use: all rows are copied beside those that are there, and take their
    /// place in one transaction.
    package func restore(from path: String) async throws {
        guard access(path, R_OK) == 0 else {
            throw ImportError(description: "The snapshot \(path) cannot be read: \(String(cString: strerror(errno))).")
        }
        let snapshot = try await Database.open(.sqlite(path: path))
        do {
            let tables = try await SnapshotTable.all(in: snapshot)
            guard tables.contains(where: { $0.name == "Organization" }) else {
                throw ImportError(description: "The file \(path) is no snapshot of an org. Name another file.")
            }
            for table in tables { try await table.copy(from: snapshot, to: database) }
            await snapshot.close()
            try await settle(tables)
        } catch {
            await snapshot.close()
            throw error
        }
    }

    private func settle(_ tables: [SnapshotTable]) async throws {
        let now = Log.current.clock.now()
        let places = self.places
        let schema = try await database.write { db in
            // The schema decides which tables and columns there must be for the rest.
            for table in tables where table.name.hasPrefix("_") { try table.settle(db) }
            let schema = try SchemaChange.schema(places, opened: now, db)
            for object in schema.objects { try TableLayout(object: object).settle(db) }
            for table in tables where !table.name.hasPrefix("_") { try table.settle(db) }
            // What waits in the snapshot waits again.
            try db.signal(CalloutQueue.channel)
            try db.signal(BulkJobs.channel)
            return schema
        }
        adopt(schema)
        rules.forget()
        forgetCallers()
    }
}

/// A table of a snapshot on its way back.
private struct SnapshotTable: Sendable {
    let name: String
    let columns: [String]
    let hasRowID: Bool

    private var waiting: String { "restored." + name }

    private struct Line: RowDecodable, Sendable {
        let values: [SQLValue]

        init(row: Row) { values = row.values }
    }

    static func all(in snapshot: Database) async throws -> [SnapshotTable] {
        try await snapshot.read { db in
            let tables = try db.fetch(
                Line.self,
                """
                SELECT name, wr FROM pragma_table_list
                WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                AND name NOT LIKE 'restored.%'
                """
            )
            return try tables.compactMap { line in
                guard case .text(let name) = line.values[0] else { return nil }
                let columns = try db.fetch(String.self, "SELECT name FROM pragma_table_info(\(name))")
                return SnapshotTable(name: name, columns: columns, hasRowID: line.values[1] == .integer(0))
            }
        }
    }

    /// Copies the rows, some thousands at a time, into a table where nobody looks.
    func copy(from snapshot: Database, to database: Database) async throws {
        let names = columns.map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
        try await database.write { db in
            try db.run("DROP TABLE IF EXISTS \(identifier: waiting)")
            try db.run("CREATE TABLE \(identifier: waiting) (\(sql: names))")
        }
        let size = 5000
        var last: Int64 = 0
        var count = 0
        while true {
            let (after, skipped) = (last, count)
            let lines = try await snapshot.read { db in
                try db.fetch(
                    Line.self,
                    hasRowID
                        ? """
                        SELECT \(sql: names), rowid FROM \(identifier: name) WHERE rowid > \(after)
                        ORDER BY rowid LIMIT \(size)
                        """
                        : "SELECT \(sql: names), 0 FROM \(identifier: name) LIMIT \(size) OFFSET \(skipped)"
                )
            }
            guard let end = lines.last?.values.last else { return }
            if case .integer(let rowID) = end { last = rowID }
            count += lines.count
            try await database.write { db in
                try db.load(into: Table(identifier: waiting, columns: columns)) { writer in
                    for line in lines {
                        for value in line.values.dropLast() { writer.value(value) }
                        try writer.endRow()
                    }
                }
            }
        }
    }

    /// Puts the copied rows in the place of those that are there.
    func settle(_ db: isolated Connection) throws {
        let names = columns.map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
        let isThere = try db.one(Int.self, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = \(name)")
        if isThere == 1 {
            try db.run("DELETE FROM \(identifier: name)")
            try db.run(
                """
                INSERT INTO \(identifier: name) (\(sql: names)) SELECT \(sql: names) FROM \(identifier: waiting)
                """
            )
        }
        try db.run("DROP TABLE \(identifier: waiting)")
    }
}
