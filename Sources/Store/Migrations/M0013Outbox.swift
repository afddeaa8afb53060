import Database

extension StoreMigrations {
    /// Mails on their way. A body may hold a link that lets its reader in, so it is sealed, and gone once it was sent.
    static let m0013Outbox = Migration(
        id: "0013-outbox",
        sql: [
            """
            CREATE TABLE outbox_mails (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                recipient TEXT NOT NULL,
                subject TEXT NOT NULL,
                body BYTEA,
                body_key TEXT,
                state TEXT NOT NULL,
                attempts BIGINT NOT NULL,
                reason TEXT,
                next_attempt_at BIGINT,
                deliver_before BIGINT,
                created_at BIGINT NOT NULL,
                settled_at BIGINT,
                CONSTRAINT outbox_mails_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT outbox_mails_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT outbox_mails_state CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'held')),
                CONSTRAINT outbox_mails_body CHECK ((state = 'sent') = (body IS NULL)),
                CONSTRAINT outbox_mails_sealed CHECK ((body IS NULL) = (body_key IS NULL)),
                CONSTRAINT outbox_mails_attempts CHECK (attempts >= 0)
            )
            """,
            "CREATE INDEX outbox_mails_by_time ON outbox_mails (organisation_id, created_at, id)",
            "CREATE INDEX outbox_mails_by_key ON outbox_mails (body_key, organisation_id, id) WHERE body_key IS NOT NULL",
            "CREATE INDEX outbox_mails_settled ON outbox_mails (settled_at) WHERE settled_at IS NOT NULL",
        ]
    )
}
