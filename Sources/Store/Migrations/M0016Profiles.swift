import Database

extension StoreMigrations {
    /// What the page of a company or a person shows beside its row: its kin, and how it became what it is.
    static let m0016Profiles = Migration(
        id: "0016-profiles",
        sql: [
            "CREATE INDEX companies_of_parent ON companies (parent) WHERE parent IS NOT NULL",
            // How a row was before a load changed it: the values that the load replaced, and since which load it had been
            // so. A row that never changed has none here, so that a first load writes nothing more.
            """
            CREATE TABLE catalogue_history (
                kind TEXT NOT NULL,
                number BIGINT NOT NULL,
                load BIGINT NOT NULL,
                previous BIGINT NOT NULL,
                ended_at BIGINT,
                document TEXT NOT NULL,
                CONSTRAINT catalogue_history_pkey PRIMARY KEY (kind, number, load),
                CONSTRAINT catalogue_history_kind CHECK (kind IN ('companies', 'people'))
            )
            """,
        ]
    )
}
