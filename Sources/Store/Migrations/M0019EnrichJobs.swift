import Database

extension StoreMigrations {
    /// Jobs of Scheduled Enrich, and the match inputs that were added to the usual ones.
    static let m0019EnrichJobs = Migration(
        id: "0019-enrich-jobs",
        sql: [
            """
            CREATE TABLE enrich_jobs (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                description TEXT NOT NULL,
                settings TEXT NOT NULL,
                frequency TEXT,
                alerts BOOLEAN NOT NULL,
                is_on BOOLEAN NOT NULL,
                created_by TEXT,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                revision BIGINT NOT NULL,
                resumes_after TEXT,
                deleted_at BIGINT,
                CONSTRAINT enrich_jobs_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT enrich_jobs_maker FOREIGN KEY (organisation_id, created_by)
                    REFERENCES users (organisation_id, id),
                CONSTRAINT enrich_jobs_deleted_is_off CHECK (deleted_at IS NULL OR NOT is_on)
            )
            """,
            """
            CREATE TABLE org_match_inputs (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                object TEXT NOT NULL,
                inputs TEXT NOT NULL,
                updated_at BIGINT NOT NULL,
                CONSTRAINT org_match_inputs_pkey PRIMARY KEY (organisation_id, connection_id, object),
                CONSTRAINT org_match_inputs_object CHECK (object IN ('Account', 'Contact', 'Lead'))
            )
            """,
        ]
    )
}
