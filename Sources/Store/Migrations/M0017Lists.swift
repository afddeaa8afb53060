import Database

extension StoreMigrations {
    /// What an organisation keeps of the catalogue: searches by name, and lists of companies and people.
    static let m0017Lists = Migration(
        id: "0017-saved-searches",
        sql: [
            """
            CREATE TABLE saved_searches (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                query TEXT NOT NULL,
                created_by TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                CONSTRAINT saved_searches_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT saved_searches_maker FOREIGN KEY (organisation_id, created_by)
                    REFERENCES users (organisation_id, id),
                CONSTRAINT saved_searches_kind CHECK (kind IN ('companies', 'people'))
            )
            """,
            "CREATE UNIQUE INDEX saved_searches_name ON saved_searches (organisation_id, kind, name)",
            """
            CREATE TABLE lists (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                created_by TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                CONSTRAINT lists_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT lists_maker FOREIGN KEY (organisation_id, created_by) REFERENCES users (organisation_id, id),
                CONSTRAINT lists_kind CHECK (kind IN ('companies', 'people'))
            )
            """,
            "CREATE UNIQUE INDEX lists_name ON lists (organisation_id, kind, name)",
            // The number is the company's or the person's, which it keeps for ever.
            """
            CREATE TABLE list_members (
                organisation_id TEXT NOT NULL,
                list_id TEXT NOT NULL,
                number BIGINT NOT NULL,
                added_at BIGINT NOT NULL,
                CONSTRAINT list_members_pkey PRIMARY KEY (organisation_id, list_id, number),
                CONSTRAINT list_members_list FOREIGN KEY (organisation_id, list_id)
                    REFERENCES lists (organisation_id, id) ON DELETE CASCADE
            )
            """,
        ]
    )
}
