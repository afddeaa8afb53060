import Database

extension StoreMigrations {
    /// What of a run was refused beside its records: made for them, or to be deleted by an undo.
    static let m0057RunShortfalls = Migration(
        id: "0057-run-shortfalls",
        sql: [
            """
            CREATE TABLE run_shortfalls (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                object TEXT NOT NULL,
                record_id TEXT NOT NULL,
                words TEXT NOT NULL,
                CONSTRAINT run_shortfalls_pkey PRIMARY KEY (organisation_id, run_id, object, record_id),
                CONSTRAINT run_shortfalls_run FOREIGN KEY (organisation_id, run_id)
                    REFERENCES runs (organisation_id, id) ON DELETE CASCADE
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """
        ]
    )
}
