import Database

extension StoreMigrations {
    /// How many records need attention, by the day on which they were found so: the numbers on the tabs of the lists.
    static let m0056FindingCounts = Migration(
        id: "0056-finding-counts",
        sql: [
            "ALTER TABLE record_findings ADD COLUMN found_day BIGINT NOT NULL DEFAULT 0",
            "UPDATE record_findings SET found_day = found_at / 86400000000",
            """
            CREATE TABLE finding_counts (
                organisation_id TEXT NOT NULL,
                side TEXT NOT NULL,
                concern TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                origin TEXT NOT NULL,
                found_day BIGINT NOT NULL,
                records BIGINT NOT NULL,
                CONSTRAINT finding_counts_pkey PRIMARY KEY
                    (organisation_id, side, concern, connection_id, origin, found_day)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
            SELECT organisation_id, side, CASE status WHEN 'error' THEN 'errors' WHEN 'no_match' THEN 'unmatched' ELSE status END,
                connection_id, origin, found_day, COUNT(*)
            FROM record_findings WHERE status <> 'matched' GROUP BY 1, 2, 3, 4, 5, 6
            """,
            """
            INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
            SELECT organisation_id, side, 'moved', connection_id, origin, found_day, COUNT(*)
            FROM record_findings WHERE has_moved GROUP BY organisation_id, side, connection_id, origin, found_day
            """,
            """
            INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
            SELECT organisation_id, side, 'defunct', connection_id, origin, found_day, COUNT(*)
            FROM record_findings WHERE is_defunct GROUP BY organisation_id, side, connection_id, origin, found_day
            """,
            """
            INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
            SELECT organisation_id, side, 'duplicates', connection_id, origin, found_day, COUNT(*)
            FROM record_findings WHERE copies > 1 GROUP BY organisation_id, side, connection_id, origin, found_day
            """,
        ]
    )
}
