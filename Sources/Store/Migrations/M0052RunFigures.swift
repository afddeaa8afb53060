import Database

extension StoreMigrations {
    /// What the dashboard adds up of each run, and what its lists show of each record.
    static let m0052RunFigures = Migration(
        id: "0052-run-figures",
        sql: [
            // By what it was set off: a job, or a record that somebody saved.
            """
            ALTER TABLE runs ADD COLUMN origin TEXT NOT NULL DEFAULT 'scheduled'
                CONSTRAINT runs_origin CHECK (origin IN ('scheduled', 'instant'))
            """,
            "ALTER TABLE runs ADD COLUMN emails_valid BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN emails_invalid BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN emails_unverifiable BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN emails_disposable BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN emails_unknown BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN emails_unchecked BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN committee_contacts BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN committee_credits BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE runs ADD COLUMN committee_accounts BIGINT NOT NULL DEFAULT 0",
            // Of an undo: records that were enriched, and are no more.
            "ALTER TABLE runs ADD COLUMN taken_back BIGINT NOT NULL DEFAULT 0",
            "CREATE INDEX runs_by_time ON runs (organisation_id, created_at, id)",
            // Whether something was written for the record: by a field, a record that follows from it, or the package's object.
            "ALTER TABLE run_records ADD COLUMN is_enriched BOOLEAN NOT NULL DEFAULT FALSE",
            "UPDATE run_records SET is_enriched = TRUE WHERE fields > 0 AND status IN ('matched', 'company_only')",
            "ALTER TABLE run_records ADD COLUMN name TEXT",
            "ALTER TABLE run_records ADD COLUMN sort_name TEXT",
            "ALTER TABLE run_records ADD COLUMN title TEXT",
            "ALTER TABLE run_records ADD COLUMN company TEXT",
            "ALTER TABLE run_records ADD COLUMN new_company TEXT",
            "ALTER TABLE run_records ADD COLUMN email TEXT",
            "ALTER TABLE run_records ADD COLUMN is_defunct BOOLEAN NOT NULL DEFAULT FALSE",
        ]
    )
}
