import Database

extension StoreMigrations {
    /// What a run does to each field, over all of its records.
    static let m0050RunFields = Migration(
        id: "0050-run-fields",
        sql: [
            """
            CREATE TABLE run_fields (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                field TEXT NOT NULL,
                filled BIGINT NOT NULL,
                replaced BIGINT NOT NULL,
                emptied BIGINT NOT NULL,
                CONSTRAINT run_fields_pkey PRIMARY KEY (organisation_id, run_id, field),
                CONSTRAINT run_fields_run FOREIGN KEY (organisation_id, run_id)
                    REFERENCES runs (organisation_id, id) ON DELETE CASCADE
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """
        ]
    )
}
