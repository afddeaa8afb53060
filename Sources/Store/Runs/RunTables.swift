import Database

/// The tables that a run fills by the thousand.
///
/// PostgreSQL counts a table by itself, a minute after many rows came. Until then it takes each for nearly empty, and goes
/// through all findings of an org for each record of a batch. So those of a first run are counted while it is under way.
enum RunTables {
    private static let all: [SQL] = [
        "enriched_values", "finding_words", "owned_profiles", "record_findings", "run_records", "written_values",
    ]

    /// Counts them where PostgreSQL never did. It is a part of the transaction, so that it sees what that wrote.
    static func count(on db: isolated Connection) throws {
        guard db.engine == .postgres, try db.one(Int.self, uncounted) > 0 else { return }
        try db.run("ANALYZE \(sql: all.joined(separator: ", "))")
    }

    /// How many of them were never counted, and hold something to count.
    static let uncounted: SQL = """
        SELECT COUNT(*) FROM pg_class WHERE reltuples <= 0 AND pg_relation_size(oid) > 65536
            AND oid IN (\(sql: all.map { table in "to_regclass('\(sql: table)')" }.joined(separator: ", ")))
        """
}
