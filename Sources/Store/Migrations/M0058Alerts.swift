import Database

extension StoreMigrations {
    /// What somebody should know: raised once for each occurrence, and over when what it tells of is.
    static let m0058Alerts = Migration(
        id: "0058-alerts",
        sql: [
            """
            CREATE TABLE alerts (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                occurrence TEXT NOT NULL,
                about TEXT NOT NULL,
                title TEXT NOT NULL,
                sentence TEXT NOT NULL,
                raised_at BIGINT NOT NULL,
                ended_at BIGINT,
                dismissed_at BIGINT,
                dismissed_by TEXT,
                CONSTRAINT alerts_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT alerts_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT alerts_once UNIQUE (organisation_id, kind, occurrence),
                CONSTRAINT alerts_dismissed CHECK ((dismissed_at IS NULL) = (dismissed_by IS NULL))
            )
            """,
            "CREATE INDEX alerts_current ON alerts (organisation_id, id) WHERE ended_at IS NULL",
        ]
    )
}
