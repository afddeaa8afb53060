import Database

extension StoreMigrations {
    /// What people say of pairs of a record and a profile: whether the two are the same. A pair is open until somebody has
    /// decided. The profile is named by its source and its id there, so that a decision outlives the catalogue's own numbers.
    static let m0015MatchDecisions = Migration(
        id: "0015-match-decisions",
        sql: [
            """
            CREATE TABLE match_reviews (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                object TEXT NOT NULL,
                record_key TEXT NOT NULL,
                record_id TEXT,
                inputs TEXT NOT NULL,
                source TEXT NOT NULL,
                source_id TEXT NOT NULL,
                confidence BIGINT NOT NULL,
                verdict TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                decided_at BIGINT,
                decided_by TEXT,
                decided_by_name TEXT,
                CONSTRAINT match_reviews_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT match_reviews_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT match_reviews_object CHECK (object IN ('account', 'contact', 'lead')),
                CONSTRAINT match_reviews_verdict CHECK (verdict IN ('open', 'same', 'different')),
                CONSTRAINT match_reviews_decided CHECK ((verdict = 'open') = (decided_at IS NULL)),
                CONSTRAINT match_reviews_confidence CHECK (confidence BETWEEN 0 AND 100)
            )
            """,
            """
            CREATE UNIQUE INDEX match_reviews_pair
            ON match_reviews (organisation_id, object, record_key, source, source_id)
            """,
            // A record is one profile at most.
            """
            CREATE UNIQUE INDEX match_reviews_one_same ON match_reviews (organisation_id, object, record_key)
            WHERE verdict = 'same'
            """,
            "CREATE INDEX match_reviews_by_verdict ON match_reviews (organisation_id, verdict, id)",
            "CREATE INDEX match_reviews_decided_at ON match_reviews (decided_at) WHERE decided_at IS NOT NULL",
        ]
    )
}
