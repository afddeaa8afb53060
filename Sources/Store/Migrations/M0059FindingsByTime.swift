import Database

extension StoreMigrations {
    /// All records that need attention by when that was found, for lists that are shown so.
    static let m0059FindingsByTime = Migration(
        id: "0059-findings-by-time",
        sql: [
            """
            CREATE INDEX record_findings_by_time ON record_findings
                (organisation_id, side, found_at, record_id, connection_id, status, has_moved, is_defunct, copies, origin)
                WHERE status <> 'matched' OR has_moved OR is_defunct OR copies > 1
            """
        ]
    )
}
