import Database

extension StoreMigrations {
    /// How an identity provider manages people: the settings, the tokens that it calls with, and what it asked.
    static let m0062Provisioning = Migration(
        id: "0062-provisioning",
        sql: [
            """
            CREATE TABLE provisioning (
                organisation_id TEXT NOT NULL,
                provider TEXT NOT NULL,
                state TEXT NOT NULL,
                needs_product BOOLEAN NOT NULL,
                may_make_admins BOOLEAN NOT NULL,
                CONSTRAINT provisioning_pkey PRIMARY KEY (organisation_id),
                CONSTRAINT provisioning_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT provisioning_provider CHECK (provider IN ('okta', 'entra', 'other')),
                CONSTRAINT provisioning_state CHECK (state IN ('never', 'on', 'off'))
            )
            """,
            """
            CREATE TABLE provisioning_tokens (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                prefix TEXT NOT NULL,
                token_hash BYTEA NOT NULL,
                made_by TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                last_used_at BIGINT,
                expires_at BIGINT,
                revoked_at BIGINT,
                CONSTRAINT provisioning_tokens_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT provisioning_tokens_organisation FOREIGN KEY (organisation_id)
                    REFERENCES organisations (id),
                CONSTRAINT provisioning_tokens_named CHECK (name <> ''),
                CONSTRAINT provisioning_tokens_hashed CHECK (length(token_hash) = 32)
            )
            """,
            "CREATE UNIQUE INDEX provisioning_tokens_hash ON provisioning_tokens (organisation_id, token_hash)",
            """
            CREATE TABLE provisioning_requests (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                at BIGINT NOT NULL,
                token_id TEXT NOT NULL,
                method TEXT NOT NULL,
                path TEXT NOT NULL,
                subject TEXT,
                status BIGINT NOT NULL,
                reason TEXT,
                address TEXT,
                request_id TEXT,
                CONSTRAINT provisioning_requests_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT provisioning_requests_organisation FOREIGN KEY (organisation_id)
                    REFERENCES organisations (id)
            )
            """,
            "CREATE INDEX provisioning_requests_by_time ON provisioning_requests (organisation_id, at, id)",
            """
            CREATE INDEX provisioning_requests_refused ON provisioning_requests (organisation_id, at, id)
                WHERE status >= 400
            """,
            "CREATE INDEX provisioning_requests_old ON provisioning_requests (at)",
        ]
    )
}
