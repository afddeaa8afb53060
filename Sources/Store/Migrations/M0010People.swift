import Database

extension StoreMigrations {
    /// Organisations and their people. Every table of an organisation begins its keys with the organisation, so that the
    /// schema can be spread over several servers by it.
    static let m0010People = Migration(
        id: "0010-people",
        sql: [
            """
            CREATE TABLE organisations (
                id TEXT NOT NULL,
                name TEXT NOT NULL,
                time_zone TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                roles_changed_at BIGINT NOT NULL,
                CONSTRAINT organisations_pkey PRIMARY KEY (id),
                CONSTRAINT organisations_named CHECK (name <> '')
            )
            """,
            // One row at most: the first run can happen once, whoever comes at the same time.
            """
            CREATE TABLE installation (
                id BIGINT NOT NULL,
                organisation_id TEXT NOT NULL,
                made_at BIGINT NOT NULL,
                CONSTRAINT installation_pkey PRIMARY KEY (id),
                CONSTRAINT installation_once CHECK (id = 1),
                CONSTRAINT installation_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
            )
            """,
            """
            CREATE TABLE users (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                email TEXT NOT NULL,
                name TEXT NOT NULL,
                folded TEXT NOT NULL,
                role TEXT NOT NULL,
                state TEXT NOT NULL,
                password_hash TEXT,
                created_at BIGINT NOT NULL,
                last_sign_in_at BIGINT,
                CONSTRAINT users_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT users_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT users_named CHECK (name <> ''),
                CONSTRAINT users_email_normalised CHECK (email = lower(email) AND email LIKE '%_@_%'),
                CONSTRAINT users_role CHECK (role IN ('admin', 'member', 'auditor')),
                CONSTRAINT users_state CHECK (state IN ('invited', 'active', 'deactivated'))
            )
            """,
            "CREATE UNIQUE INDEX users_email ON users (organisation_id, email)",
        ]
    )
}
