import Database

extension StoreMigrations {
    /// What follows from the records of a run: records that are made, or are there and enriched, because a person has moved
    /// or sits on a buying committee.
    static let m0042FollowUps = Migration(
        id: "0042-follow-ups",
        sql: [
            // One row for each that a plan names, and what became of it.
            """
            CREATE TABLE run_follow_ups (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                key TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                kind TEXT NOT NULL,
                cause TEXT NOT NULL,
                record_id TEXT NOT NULL,
                person BIGINT NOT NULL,
                company BIGINT NOT NULL,
                price TEXT NOT NULL,
                state TEXT NOT NULL,
                target TEXT,
                words TEXT,
                CONSTRAINT run_follow_ups_pkey PRIMARY KEY (organisation_id, run_id, key),
                CONSTRAINT run_follow_ups_batch FOREIGN KEY (organisation_id, run_id, batch)
                    REFERENCES run_batches (organisation_id, run_id, number),
                CONSTRAINT run_follow_ups_kind CHECK (kind IN ('lead', 'contact', 'task')),
                CONSTRAINT run_follow_ups_cause CHECK (cause IN ('moved', 'committee')),
                CONSTRAINT run_follow_ups_price CHECK (price IN ('free', 'owned', 'credit')),
                CONSTRAINT run_follow_ups_state CHECK
                    (state IN ('planned', 'left', 'sending', 'made', 'enriched', 'removed', 'failed'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            "CREATE INDEX run_follow_ups_of_batch ON run_follow_ups (organisation_id, run_id, batch, state)",
            "CREATE INDEX run_follow_ups_of_record ON run_follow_ups (organisation_id, record_id, run_id)",
            "CREATE INDEX run_follow_ups_of_target ON run_follow_ups (organisation_id, target, run_id) WHERE target IS NOT NULL",
            // Two runs never send the same one at a time.
            """
            CREATE UNIQUE INDEX run_follow_ups_under_way ON run_follow_ups (organisation_id, connection_id, key)
                WHERE state = 'sending'
            """,
            // The record beside which one was made: the account whose committee it belongs to.
            "ALTER TABLE made_records ADD COLUMN parent TEXT",
            "CREATE INDEX made_records_of_parent ON made_records (organisation_id, connection_id, parent) WHERE parent IS NOT NULL",
            // A batch of committees: of the accounts of which batch, up to which of them.
            "ALTER TABLE run_batches ADD COLUMN follows BIGINT",
            "ALTER TABLE run_batches ADD COLUMN follows_to TEXT",
        ]
    )
}
