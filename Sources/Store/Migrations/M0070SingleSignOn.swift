import Database

extension StoreMigrations {
    /// Identity providers by which people sign in, the browsers on their way there and back, and who is whom.
    static let m0070SingleSignOn = Migration(
        id: "0070-single-sign-on",
        sql: [
            // The revision grows with each change of what a test tries; tested_revision is the one that passed.
            """
            CREATE TABLE sign_on_providers (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                is_on BOOLEAN NOT NULL,
                is_enforced BOOLEAN NOT NULL,
                creates_people BOOLEAN NOT NULL,
                issuer TEXT,
                client_id TEXT,
                sign_on_address TEXT,
                logout_address TEXT,
                certificates TEXT,
                signs_requests BOOLEAN NOT NULL,
                own_certificate TEXT,
                revision BIGINT NOT NULL,
                tested_revision BIGINT,
                created_at BIGINT NOT NULL,
                CONSTRAINT sign_on_providers_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT sign_on_providers_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT sign_on_providers_named CHECK (name <> ''),
                CONSTRAINT sign_on_providers_kind CHECK (kind IN ('oidc', 'saml'))
            )
            """,
            """
            CREATE TABLE sign_on_domains (
                organisation_id TEXT NOT NULL,
                domain TEXT NOT NULL,
                provider_id TEXT NOT NULL,
                CONSTRAINT sign_on_domains_pkey PRIMARY KEY (organisation_id, domain),
                CONSTRAINT sign_on_domains_provider FOREIGN KEY (organisation_id, provider_id)
                    REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT sign_on_domains_named CHECK (domain <> '')
            )
            """,
            "CREATE INDEX sign_on_domains_of_provider ON sign_on_domains (organisation_id, provider_id)",
            // A browser on its way to a provider and back, known by the hash of its cookie.
            """
            CREATE TABLE sign_on_trips (
                organisation_id TEXT NOT NULL,
                cookie_hash BYTEA NOT NULL,
                provider_id TEXT NOT NULL,
                tester_id TEXT,
                next_path TEXT NOT NULL,
                expires_at BIGINT NOT NULL,
                CONSTRAINT sign_on_trips_pkey PRIMARY KEY (organisation_id, cookie_hash),
                CONSTRAINT sign_on_trips_provider FOREIGN KEY (organisation_id, provider_id)
                    REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT sign_on_trips_tester FOREIGN KEY (organisation_id, tester_id)
                    REFERENCES users (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT sign_on_trips_hashed CHECK (length(cookie_hash) = 32)
            )
            """,
            "CREATE INDEX sign_on_trips_expired ON sign_on_trips (expires_at)",
            "CREATE INDEX sign_on_trips_of_provider ON sign_on_trips (organisation_id, provider_id)",
            "CREATE INDEX sign_on_trips_of_tester ON sign_on_trips (organisation_id, tester_id)",
            // Assertions that were used, so that none is used twice; kept as long as they would be taken.
            """
            CREATE TABLE used_assertions (
                organisation_id TEXT NOT NULL,
                assertion_hash BYTEA NOT NULL,
                forget_after BIGINT NOT NULL,
                CONSTRAINT used_assertions_pkey PRIMARY KEY (organisation_id, assertion_hash),
                CONSTRAINT used_assertions_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT used_assertions_hashed CHECK (length(assertion_hash) = 32)
            )
            """,
            "CREATE INDEX used_assertions_forgotten ON used_assertions (forget_after)",
            // Which person a provider's lasting name stands for, from the first sign-in on.
            """
            CREATE TABLE sign_on_identities (
                organisation_id TEXT NOT NULL,
                provider_id TEXT NOT NULL,
                subject_hash BYTEA NOT NULL,
                user_id TEXT NOT NULL,
                linked_at BIGINT NOT NULL,
                CONSTRAINT sign_on_identities_pkey PRIMARY KEY (organisation_id, provider_id, subject_hash),
                CONSTRAINT sign_on_identities_provider FOREIGN KEY (organisation_id, provider_id)
                    REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT sign_on_identities_user FOREIGN KEY (organisation_id, user_id)
                    REFERENCES users (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT sign_on_identities_hashed CHECK (length(subject_hash) = 32)
            )
            """,
            """
            CREATE UNIQUE INDEX sign_on_identities_of_user ON sign_on_identities (organisation_id, user_id, provider_id)
            """,
            // Sessions that a provider began, and what it calls them, so that they can be ended there as well.
            """
            CREATE TABLE sign_on_sessions (
                organisation_id TEXT NOT NULL,
                session_id TEXT NOT NULL,
                provider_id TEXT NOT NULL,
                name_id TEXT,
                name_format TEXT,
                session_index TEXT,
                CONSTRAINT sign_on_sessions_pkey PRIMARY KEY (organisation_id, session_id),
                CONSTRAINT sign_on_sessions_session FOREIGN KEY (organisation_id, session_id)
                    REFERENCES sessions (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT sign_on_sessions_provider FOREIGN KEY (organisation_id, provider_id)
                    REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX sign_on_sessions_of_provider ON sign_on_sessions (organisation_id, provider_id)",
            // What arrived at the last test of a provider, and why it was refused if it was.
            """
            CREATE TABLE sign_on_tests (
                organisation_id TEXT NOT NULL,
                provider_id TEXT NOT NULL,
                tested_at BIGINT NOT NULL,
                tested_by TEXT NOT NULL,
                refusal TEXT,
                arrived TEXT NOT NULL,
                CONSTRAINT sign_on_tests_pkey PRIMARY KEY (organisation_id, provider_id),
                CONSTRAINT sign_on_tests_provider FOREIGN KEY (organisation_id, provider_id)
                    REFERENCES sign_on_providers (organisation_id, id) ON DELETE CASCADE
            )
            """,
        ]
    )
}
