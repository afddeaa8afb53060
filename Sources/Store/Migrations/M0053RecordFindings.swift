import Database

extension StoreMigrations {
    /// The latest that was found of each record of an org: what the lists of records that need attention are made of.
    static let m0053RecordFindings = Migration(
        id: "0053-record-findings",
        sql: [
            """
            CREATE TABLE record_findings (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                record_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                origin TEXT NOT NULL,
                side TEXT NOT NULL,
                object TEXT NOT NULL,
                status TEXT NOT NULL,
                has_moved BOOLEAN NOT NULL,
                is_defunct BOOLEAN NOT NULL,
                profile BIGINT,
                copies BIGINT NOT NULL,
                sort_name TEXT NOT NULL,
                found_at BIGINT NOT NULL,
                CONSTRAINT record_findings_pkey PRIMARY KEY (organisation_id, connection_id, record_id),
                CONSTRAINT record_findings_side CHECK (side IN ('people', 'companies')),
                CONSTRAINT record_findings_copies CHECK (copies >= 1)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            // The records that are one profile.
            """
            CREATE INDEX record_findings_of_profile ON record_findings
                (organisation_id, connection_id, side, profile, copies) WHERE profile IS NOT NULL
            """,
            // A list each, by name; what it can be narrowed down by stands behind, so that counting reads nothing else.
            """
            CREATE INDEX record_findings_by_status ON record_findings
                (organisation_id, side, status, sort_name, record_id, connection_id, found_at, origin)
                WHERE status <> 'matched'
            """,
            """
            CREATE INDEX record_findings_moved ON record_findings
                (organisation_id, side, sort_name, record_id, connection_id, found_at, origin) WHERE has_moved
            """,
            """
            CREATE INDEX record_findings_defunct ON record_findings
                (organisation_id, side, sort_name, record_id, connection_id, found_at, origin) WHERE is_defunct
            """,
            """
            CREATE INDEX record_findings_copied ON record_findings
                (organisation_id, side, sort_name, record_id, connection_id, found_at, origin) WHERE copies > 1
            """,
        ]
    )
}
