import Database

extension StoreMigrations {
    /// What lets people and programs in. Of every secret only the SHA-256 hash is here.
    static let m0011Access = Migration(
        id: "0011-access",
        sql: [
            // A session ends at ends_at: when nobody used it for a while, or at expires_at in any case.
            """
            CREATE TABLE sessions (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                token_hash BYTEA NOT NULL,
                created_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                device TEXT NOT NULL,
                address TEXT,
                CONSTRAINT sessions_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT sessions_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
                CONSTRAINT sessions_hashed CHECK (length(token_hash) = 32),
                CONSTRAINT sessions_end CHECK (ends_at <= expires_at)
            )
            """,
            "CREATE UNIQUE INDEX sessions_token ON sessions (organisation_id, token_hash)",
            "CREATE INDEX sessions_of_user ON sessions (organisation_id, user_id)",
            "CREATE INDEX sessions_ended ON sessions (ends_at)",
            // A person has one link at a time: the latest.
            """
            CREATE TABLE password_links (
                organisation_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                purpose TEXT NOT NULL,
                token_hash BYTEA NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                CONSTRAINT password_links_pkey PRIMARY KEY (organisation_id, user_id),
                CONSTRAINT password_links_user FOREIGN KEY (organisation_id, user_id)
                    REFERENCES users (organisation_id, id),
                CONSTRAINT password_links_purpose CHECK (purpose IN ('invitation', 'reset')),
                CONSTRAINT password_links_hashed CHECK (length(token_hash) = 32)
            )
            """,
            "CREATE UNIQUE INDEX password_links_token ON password_links (organisation_id, token_hash)",
            "CREATE INDEX password_links_expired ON password_links (expires_at)",
            """
            CREATE TABLE api_keys (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                prefix TEXT NOT NULL,
                key_hash BYTEA NOT NULL,
                role TEXT NOT NULL,
                created_by TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                last_used_at BIGINT,
                expires_at BIGINT,
                revoked_at BIGINT,
                CONSTRAINT api_keys_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT api_keys_creator FOREIGN KEY (organisation_id, created_by)
                    REFERENCES users (organisation_id, id),
                CONSTRAINT api_keys_named CHECK (name <> ''),
                CONSTRAINT api_keys_hashed CHECK (length(key_hash) = 32),
                CONSTRAINT api_keys_role CHECK (role IN ('admin', 'member', 'auditor'))
            )
            """,
            "CREATE UNIQUE INDEX api_keys_hash ON api_keys (organisation_id, key_hash)",
            // What was tried and how often it failed, by account or address; the subject is a hash of it.
            """
            CREATE TABLE throttles (
                organisation_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                subject BYTEA NOT NULL,
                failures BIGINT NOT NULL,
                failed_at BIGINT NOT NULL,
                blocked_until BIGINT NOT NULL,
                CONSTRAINT throttles_pkey PRIMARY KEY (organisation_id, kind, subject),
                CONSTRAINT throttles_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT throttles_kind CHECK (kind IN ('account', 'address', 'reset')),
                CONSTRAINT throttles_hashed CHECK (length(subject) = 32),
                CONSTRAINT throttles_failures CHECK (failures >= 0)
            )
            """,
            "CREATE INDEX throttles_forgotten ON throttles (failed_at)",
        ]
    )
}
