import Database

extension StoreMigrations {
    /// Test records that tests of a mapping write, each kept here until it is certain that the org has it no more.
    static let m0031MappingTrials = Migration(
        id: "0031-mapping-trials",
        sql: [
            """
            CREATE TABLE mapping_trials (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                object TEXT NOT NULL,
                marker TEXT NOT NULL,
                patch BYTEA NOT NULL,
                record_id TEXT,
                created_at BIGINT NOT NULL,
                CONSTRAINT mapping_trials_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT mapping_trials_object CHECK (object IN ('Account', 'Contact', 'Lead'))
            )
            """
        ]
    )
}
