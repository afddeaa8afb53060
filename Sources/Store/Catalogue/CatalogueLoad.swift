package import Database
package import Telemetry

/// One reading of one file into the catalogue, which can be broken off and gone on with.
package struct CatalogueLoad: Sendable, Equatable, RowDecodable {
    package enum State: String, Sendable, CaseIterable, SQLConvertible, SQLReadable, RowDecodable {
        case loading, done
        /// Broken off, and another file of the source was loaded since.
        case abandoned
    }

    package struct Counts: Sendable, Equatable {
        package var added = 0
        package var updated = 0
        package var unchanged = 0
        package var rejected = 0
        package var ended = 0

        package init() {}
    }

    /// Signalled when a load is finished.
    package static let finished = Channel("catalogue")

    /// Its place in the sequence of all loads, which rows that it touches bear as `changed`.
    package let number: Int64
    package let source: Int64
    package let kind: CatalogueKind
    package let file: String
    package let fingerprint: String
    package let state: State
    /// How far the file is behind us: rows before are committed.
    package let offset: Int
    package let row: Int
    package let counts: Counts
    package let startedAt: Timestamp
    package let finishedAt: Timestamp?

    package init(row: Row) throws {
        number = try row["number"]
        source = try row["source"]
        kind = try row["kind"]
        file = try row["file"]
        fingerprint = try row["fingerprint"]
        state = try row["state"]
        offset = try row["file_offset"]
        self.row = try row["file_row"]
        var counts = Counts()
        counts.added = try row["added"]
        counts.updated = try row["updated"]
        counts.unchanged = try row["unchanged"]
        counts.rejected = try row["rejected"]
        counts.ended = try row["ended"]
        self.counts = counts
        startedAt = try row["started_at"]
        finishedAt = try row["finished_at"]
    }

    private static let columns: SQL = """
        number, source, kind, file, fingerprint, state, file_offset, file_row, added, updated, unchanged, rejected,
        ended, started_at, finished_at
        """

    package static func find(_ number: Int64, on db: isolated Connection) throws -> CatalogueLoad? {
        try db.first(CatalogueLoad.self, "SELECT \(sql: columns) FROM catalogue_loads WHERE number = \(number)")
    }

    /// The latest loads, of one source or of all, the newest first.
    package static func list(
        of source: Int64? = nil,
        limit: Int,
        on db: isolated Connection
    ) throws -> [CatalogueLoad] {
        let condition: SQL = source.map { "WHERE source = \($0)" } ?? ""
        return try db.fetch(
            CatalogueLoad.self,
            "SELECT \(sql: columns) FROM catalogue_loads \(sql: condition) ORDER BY number DESC LIMIT \(limit)"
        )
    }

    /// The loads of these numbers.
    package static func list(_ numbers: [Int64], on db: isolated Connection) throws -> [CatalogueLoad] {
        guard !numbers.isEmpty else { return [] }
        return try db.fetch(
            CatalogueLoad.self,
            "SELECT \(sql: columns) FROM catalogue_loads WHERE number IN \(in: numbers)"
        )
    }

    /// Goes on with the load of this very file that was broken off, or begins a new one.
    ///
    /// A load of another file of the source that was broken off is abandoned: what it brought stays until a file says
    /// otherwise.
    package static func begin(
        _ file: String,
        fingerprint: String,
        source: Int64,
        kind: CatalogueKind,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> (load: CatalogueLoad, seen: NumberSet) {
        let open = try db.fetch(
            CatalogueLoad.self,
            """
            SELECT \(sql: columns) FROM catalogue_loads
            WHERE source = \(source) AND kind = \(kind) AND state = \(State.loading) ORDER BY number
            """
        )
        if let load = open.last(where: { $0.fingerprint == fingerprint }) {
            let seen = try db.first(
                [UInt8]?.self,
                "SELECT seen FROM catalogue_loads WHERE number = \(load.number)"
            )
            return (load, NumberSet(bytes: (seen ?? nil) ?? []))
        }
        try db.run(
            """
            UPDATE catalogue_loads SET state = \(State.abandoned), seen = NULL, finished_at = \(now)
            WHERE source = \(source) AND kind = \(kind) AND state = \(State.loading)
            """
        )
        let number = try CatalogueNumbers.take(1, of: "loads", on: db)
        try db.run(
            """
            INSERT INTO catalogue_loads
                (number, source, kind, file, fingerprint, state, file_offset, file_row, added, updated, unchanged,
                rejected, ended, started_at)
            VALUES (\(number), \(source), \(kind), \(file), \(fingerprint), \(State.loading), 0, 0, 0, 0, 0, 0, 0, \(now))
            """
        )
        let load = try db.one(
            CatalogueLoad.self,
            "SELECT \(sql: columns) FROM catalogue_loads WHERE number = \(number)"
        )
        return (load, NumberSet())
    }

    /// Whether rows of this source and kind came by an earlier load, so that some may be known or have vanished.
    package func hasPredecessor(on db: isolated Connection) throws -> Bool {
        try db.first(
            Int64.self,
            """
            SELECT number FROM catalogue_loads
            WHERE source = \(source) AND kind = \(kind) AND number < \(number) AND added + updated + unchanged > 0 LIMIT 1
            """
        ) != nil
    }

    /// Notes how far the load has come; throws when another process has gone on with it meanwhile.
    static func advance(
        _ load: Int64,
        from old: (offset: Int, row: Int),
        to new: (offset: Int, row: Int),
        adding counts: Counts,
        seen: NumberSet,
        on db: isolated Connection
    ) throws {
        let moved = try db.run(
            """
            UPDATE catalogue_loads
            SET file_offset = \(new.offset), file_row = \(new.row), added = added + \(counts.added),
                updated = updated + \(counts.updated), unchanged = unchanged + \(counts.unchanged),
                rejected = rejected + \(counts.rejected), seen = \(seen.stored)
            WHERE number = \(load) AND state = \(State.loading) AND file_offset = \(old.offset) AND file_row = \(old.row)
            """
        )
        guard moved.rows == 1 else { throw LoadedElsewhere() }
    }

    static func finish(_ load: Int64, ended: Int, at now: Timestamp, on db: isolated Connection) throws {
        try db.run(
            """
            UPDATE catalogue_loads
            SET state = \(State.done), finished_at = \(now), ended = ended + \(ended), seen = NULL
            WHERE number = \(load)
            """
        )
        try db.signal(finished)
    }
}

/// Another process goes on with the same load.
package struct LoadedElsewhere: Error, Sendable, CustomStringConvertible {
    package var description: String {
        "Another process is loading the same file into the same source, or has done so; what is loaded is whole. Wait for "
            + "it, and load the file again if in doubt."
    }
}

/// A row of a file that was not loaded, and why.
package struct CatalogueReject: Sendable, Equatable, RowDecodable {
    package let row: Int
    /// The column at fault, if one is.
    package let column: String?
    package let reason: String

    package init(row: Int, column: String?, reason: String) {
        self.row = row
        self.column = column
        self.reason = reason
    }

    package init(row: Row) throws {
        self.row = try row["file_row"]
        column = try row["file_column"]
        reason = try row["reason"]
    }

    /// The rejects of a load behind a row, in the order of the file.
    package static func list(
        of load: Int64,
        after row: Int,
        limit: Int,
        on db: isolated Connection
    ) throws -> [CatalogueReject] {
        try db.fetch(
            CatalogueReject.self,
            """
            SELECT file_row, file_column, reason FROM catalogue_rejects
            WHERE load = \(load) AND file_row > \(row) ORDER BY file_row LIMIT \(limit)
            """
        )
    }

    static func keep(_ rejects: [CatalogueReject], of load: Int64, on db: isolated Connection) throws {
        let table = Table("catalogue_rejects", columns: ["load", "file_row", "file_column", "reason"])
        let rows = rejects.map { reject in
            [
                SQLValue.integer(load), .integer(Int64(reject.row)), reject.column.map(SQLValue.text) ?? .null,
                .text(reject.reason),
            ]
        }
        try db.load(rows, into: table)
    }
}
