import Database

extension StoreMigrations {
    /// The records that Loam itself has made in an org, each under the key by which it is found again, so that none is made
    /// twice.
    static let m0041MadeRecords = Migration(
        id: "0041-made-records",
        sql: [
            """
            CREATE TABLE made_records (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                key TEXT NOT NULL,
                object TEXT NOT NULL,
                record_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                CONSTRAINT made_records_pkey PRIMARY KEY (organisation_id, connection_id, key)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            "CREATE INDEX made_records_of_batch ON made_records (organisation_id, run_id, batch)",
        ]
    )
}
