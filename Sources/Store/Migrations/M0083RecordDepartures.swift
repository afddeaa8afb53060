import Database

extension StoreMigrations {
    /// The records that are no more in an org, and how far each org has told of them.
    static let m0083RecordDepartures = Migration(
        id: "0083-record-departures",
        sql: [
            """
            CREATE TABLE record_departures (
                organisation_id TEXT NOT NULL,
                record_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                object TEXT NOT NULL,
                master_id TEXT,
                run_id TEXT NOT NULL,
                deleted_at BIGINT NOT NULL,
                CONSTRAINT record_departures_pkey PRIMARY KEY (organisation_id, record_id, connection_id)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            "CREATE INDEX record_departures_of_run ON record_departures (organisation_id, run_id)",
            """
            CREATE TABLE departure_marks (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                object TEXT NOT NULL,
                run_id TEXT NOT NULL,
                since BIGINT,
                after_id TEXT,
                CONSTRAINT departure_marks_pkey PRIMARY KEY (organisation_id, connection_id, object)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
        ]
    )
}
