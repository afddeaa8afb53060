import Database

extension StoreMigrations {
    /// Connections to Salesforce orgs, who acts on them, and what they use; and secrets of any kind, sealed.
    static let m0018Connections = Migration(
        id: "0018-connections",
        sql: [
            // The owner is what a secret belongs to, as in connection/ID; it goes when its owner goes.
            """
            CREATE TABLE secrets (
                organisation_id TEXT NOT NULL,
                owner TEXT NOT NULL,
                name TEXT NOT NULL,
                body BYTEA NOT NULL,
                body_key TEXT NOT NULL,
                updated_at BIGINT NOT NULL,
                CONSTRAINT secrets_pkey PRIMARY KEY (organisation_id, owner, name),
                CONSTRAINT secrets_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
            )
            """,
            "CREATE INDEX secrets_by_key ON secrets (body_key, organisation_id, owner, name)",
            // An org takes daily_calls of all that it grants; kept_percent of them stay for others in any case.
            """
            CREATE TABLE org_connections (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                host TEXT NOT NULL,
                way TEXT NOT NULL,
                username TEXT,
                state TEXT NOT NULL,
                cause TEXT,
                state_since BIGINT NOT NULL,
                is_on BOOLEAN NOT NULL,
                org_id TEXT,
                org_name TEXT,
                org_address TEXT,
                is_sandbox BOOLEAN NOT NULL,
                preference TEXT NOT NULL,
                primary_admin TEXT,
                connected_by TEXT,
                connected_at BIGINT,
                daily_calls BIGINT,
                kept_percent BIGINT NOT NULL,
                used_calls BIGINT,
                granted_calls BIGINT,
                usage_at BIGINT,
                probed_at BIGINT,
                sign_ins BIGINT NOT NULL,
                revision BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                CONSTRAINT org_connections_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT org_connections_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT org_connections_primary FOREIGN KEY (organisation_id, primary_admin)
                    REFERENCES users (organisation_id, id),
                CONSTRAINT org_connections_maker FOREIGN KEY (organisation_id, connected_by)
                    REFERENCES users (organisation_id, id),
                CONSTRAINT org_connections_named CHECK (name <> ''),
                CONSTRAINT org_connections_way CHECK (way IN ('browser', 'statement')),
                CONSTRAINT org_connections_state CHECK (state IN ('pending', 'working', 'broken', 'disconnected')),
                CONSTRAINT org_connections_cause CHECK ((state = 'broken') = (cause IS NOT NULL)),
                CONSTRAINT org_connections_org CHECK (state = 'pending' OR org_id IS NOT NULL),
                CONSTRAINT org_connections_preference CHECK (preference IN ('service', 'user')),
                CONSTRAINT org_connections_budget CHECK (daily_calls IS NULL OR daily_calls > 0),
                CONSTRAINT org_connections_kept CHECK (kept_percent BETWEEN 0 AND 95)
            )
            """,
            "CREATE UNIQUE INDEX org_connections_name ON org_connections (organisation_id, name)",
            """
            CREATE UNIQUE INDEX org_connections_org ON org_connections (organisation_id, org_id)
            WHERE state IN ('working', 'broken')
            """,
            // Loam as the orgs behind a host know it. The certificate vouches for the private key among the secrets.
            """
            CREATE TABLE org_apps (
                organisation_id TEXT NOT NULL,
                host TEXT NOT NULL,
                consumer_key TEXT NOT NULL,
                has_secret BOOLEAN NOT NULL,
                certificate TEXT,
                revision BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                CONSTRAINT org_apps_pkey PRIMARY KEY (organisation_id, host),
                CONSTRAINT org_apps_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
            )
            """,
            // As whom a connection signs in: the service account, or a person for themselves.
            """
            CREATE TABLE org_accounts (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                holder TEXT NOT NULL,
                crm_user_id TEXT NOT NULL,
                username TEXT NOT NULL,
                name TEXT NOT NULL,
                email TEXT NOT NULL,
                sign_ins BIGINT NOT NULL,
                cause TEXT,
                connected_at BIGINT NOT NULL,
                CONSTRAINT org_accounts_pkey PRIMARY KEY (organisation_id, connection_id, holder),
                CONSTRAINT org_accounts_connection FOREIGN KEY (organisation_id, connection_id)
                    REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE
            )
            """,
            // A browser on its way to Salesforce and back. What proves that it is the same one is sealed.
            """
            CREATE TABLE org_trips (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                state_hash BYTEA NOT NULL,
                connection_id TEXT NOT NULL,
                purpose TEXT NOT NULL,
                user_id TEXT NOT NULL,
                session_id TEXT NOT NULL,
                expires_at BIGINT NOT NULL,
                CONSTRAINT org_trips_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT org_trips_connection FOREIGN KEY (organisation_id, connection_id)
                    REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT org_trips_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
                CONSTRAINT org_trips_purpose CHECK (purpose IN ('connect', 'change-user', 'own-account'))
            )
            """,
            "CREATE UNIQUE INDEX org_trips_state ON org_trips (organisation_id, state_hash)",
            "CREATE INDEX org_trips_expired ON org_trips (expires_at)",
            // Who answers for what runs on the connection.
            """
            CREATE TABLE org_active_admins (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                product TEXT NOT NULL,
                user_id TEXT NOT NULL,
                since BIGINT NOT NULL,
                CONSTRAINT org_active_admins_pkey PRIMARY KEY (organisation_id, connection_id, product),
                CONSTRAINT org_active_admins_connection FOREIGN KEY (organisation_id, connection_id)
                    REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT org_active_admins_user FOREIGN KEY (organisation_id, user_id)
                    REFERENCES users (organisation_id, id)
            )
            """,
            // Our people and who they are in the org.
            """
            CREATE TABLE org_people (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                state TEXT NOT NULL,
                crm_user_id TEXT,
                crm_name TEXT,
                crm_email TEXT,
                is_by_hand BOOLEAN NOT NULL,
                updated_at BIGINT NOT NULL,
                CONSTRAINT org_people_pkey PRIMARY KEY (organisation_id, connection_id, user_id),
                CONSTRAINT org_people_connection FOREIGN KEY (organisation_id, connection_id)
                    REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT org_people_user FOREIGN KEY (organisation_id, user_id) REFERENCES users (organisation_id, id),
                CONSTRAINT org_people_state CHECK (state IN ('mapped', 'several', 'none')),
                CONSTRAINT org_people_mapped CHECK ((state = 'mapped') = (crm_user_id IS NOT NULL))
            )
            """,
            """
            CREATE TABLE api_usage (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                day BIGINT NOT NULL,
                purpose TEXT NOT NULL,
                rest BIGINT NOT NULL,
                bulk BIGINT NOT NULL,
                CONSTRAINT api_usage_pkey PRIMARY KEY (organisation_id, connection_id, day, purpose),
                CONSTRAINT api_usage_connection FOREIGN KEY (organisation_id, connection_id)
                    REFERENCES org_connections (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT api_usage_counted CHECK (rest >= 0 AND bulk >= 0)
            )
            """,
        ]
    )
}
