import Database

extension StoreMigrations {
    /// How many people and groups there are, kept with each change: a page of the directory tells the whole number, and
    /// to count it anew would cost more the more there are.
    ///
    /// The number is the sum of its parts. Each connection adds to a part of its own, so that none waits for another's
    /// transaction; a part alone means nothing and may be below zero.
    static let m0063DirectoryCounts = Migration(
        id: "0063-directory-counts",
        sql: [
            """
            CREATE TABLE directory_counts (
                organisation_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                part BIGINT NOT NULL,
                entries BIGINT NOT NULL,
                CONSTRAINT directory_counts_pkey PRIMARY KEY (organisation_id, kind, part),
                CONSTRAINT directory_counts_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT directory_counts_kind CHECK (kind IN ('user', 'group'))
            )
            """,
            """
            INSERT INTO directory_counts (organisation_id, kind, part, entries)
            SELECT organisation_id, kind, 0, COUNT(*) FROM directory_entries GROUP BY organisation_id, kind
            """,
        ]
    )
}
