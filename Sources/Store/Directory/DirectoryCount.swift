import Database
import Directory

/// How many entries of each kind there are, without counting them.
enum DirectoryCount {
    static func of(
        _ kind: ResourceType.Kind,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT CAST(COALESCE(SUM(entries), 0) AS BIGINT) FROM directory_counts
            WHERE organisation_id = \(organisation) AND kind = \(kind)
            """
        )
    }

    /// Adds to the number, in the transaction that adds or removes the entry.
    static func add(
        _ change: Int,
        _ kind: ResourceType.Kind,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO directory_counts (organisation_id, kind, part, entries)
            VALUES (\(organisation), \(kind), \(part), \(change))
            ON CONFLICT (organisation_id, kind, part) DO UPDATE
            SET entries = directory_counts.entries + excluded.entries
            """
        )
    }

    /// The connection's own part; SQLite has one writer.
    private static let part = SQL.Fragment.either(sqlite: "0", postgres: "pg_backend_pid() % 16")
}
