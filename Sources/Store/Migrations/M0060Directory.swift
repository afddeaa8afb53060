import Database

extension StoreMigrations {
    /// People and groups as an identity provider sees them: a document each, and its values one by one, so that every
    /// attribute can be filtered by an index.
    static let m0060Directory = Migration(
        id: "0060-directory",
        sql: [
            """
            CREATE TABLE directory_entries (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                name_key TEXT\(byBytes) NOT NULL,
                document TEXT NOT NULL,
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                changed_at BIGINT NOT NULL,
                is_managed BOOLEAN NOT NULL,
                synced_at BIGINT,
                refused_at BIGINT,
                refusal TEXT,
                CONSTRAINT directory_entries_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT directory_entries_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT directory_entries_kind CHECK (kind IN ('user', 'group')),
                CONSTRAINT directory_entries_named CHECK (name_key <> ''),
                CONSTRAINT directory_entries_version CHECK (version > 0)
            )
            """,
            "CREATE UNIQUE INDEX directory_entries_name ON directory_entries (organisation_id, kind, name_key)",
            "CREATE INDEX directory_entries_by_kind ON directory_entries (organisation_id, kind, id)",
            """
            CREATE TABLE directory_values (
                organisation_id TEXT NOT NULL,
                owner_id TEXT NOT NULL,
                path TEXT NOT NULL,
                element BIGINT NOT NULL,
                is_leading BOOLEAN NOT NULL,
                value_key TEXT\(byBytes) NOT NULL,
                whole TEXT\(byBytes),
                number BIGINT,
                CONSTRAINT directory_values_pkey PRIMARY KEY (organisation_id, owner_id, path, element),
                CONSTRAINT directory_values_owner FOREIGN KEY (organisation_id, owner_id)
                    REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE
            )
            """,
            "CREATE INDEX directory_values_by_key ON directory_values (organisation_id, path, value_key, owner_id)",
            """
            CREATE TABLE group_members (
                organisation_id TEXT NOT NULL,
                group_id TEXT NOT NULL,
                member_id TEXT NOT NULL,
                CONSTRAINT group_members_pkey PRIMARY KEY (organisation_id, group_id, member_id),
                CONSTRAINT group_members_group FOREIGN KEY (organisation_id, group_id)
                    REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT group_members_member FOREIGN KEY (organisation_id, member_id)
                    REFERENCES directory_entries (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT group_members_other CHECK (group_id <> member_id)
            )
            """,
            "CREATE INDEX group_members_by_member ON group_members (organisation_id, member_id, group_id)",
            // Those who are here already.
            """
            INSERT INTO directory_entries (organisation_id, id, kind, name, name_key, document, version, created_at,
                changed_at, is_managed)
            SELECT organisation_id, id, 'user', email, email,
                '{"userName":' || \(sql: json("email"))
                    || ',"name":{"formatted":' || \(sql: json("name"))
                    || ',"familyName":' || \(sql: json(familyName)) || ',"givenName":' || \(sql: json(givenName))
                    || '},"displayName":' || \(sql: json("name"))
                    || ',"active":' || CASE state WHEN 'deactivated' THEN 'false' ELSE 'true' END
                    || ',"emails":[{"value":' || \(sql: json("email")) || ',"type":"work","primary":true}]'
                    || ',"urn:ietf:params:scim:schemas:extension:loam:2.0:User":{"role":"'
                    || CASE role WHEN 'member' THEN 'user' ELSE role END || '"}}',
                1, created_at, created_at, FALSE
            FROM users
            """,
            // The name as it is searched stands before the address in `folded`.
            """
            WITH people AS (
                SELECT organisation_id, id, email, role, state,
                    substr(folded, 1, length(folded) - length(email) - 1) AS name
                FROM users
            )
            INSERT INTO directory_values (organisation_id, owner_id, path, element, is_leading, value_key)
            SELECT organisation_id, id, 'name', 0, TRUE, '+' FROM people
            UNION ALL SELECT organisation_id, id, 'name.formatted', 0, TRUE, name FROM people
            UNION ALL SELECT organisation_id, id, 'name.familyName', 0, TRUE, \(sql: familyName) FROM people
            UNION ALL SELECT organisation_id, id, 'name.givenName', 0, TRUE, \(sql: givenName) FROM people
            UNION ALL SELECT organisation_id, id, 'displayName', 0, TRUE, name FROM people
            UNION ALL SELECT organisation_id, id, 'active', 0, TRUE,
                CASE state WHEN 'deactivated' THEN 'false' ELSE 'true' END FROM people
            UNION ALL SELECT organisation_id, id, 'emails', 0, TRUE, '+' FROM people
            UNION ALL SELECT organisation_id, id, 'emails.value', 0, TRUE, email FROM people
            UNION ALL SELECT organisation_id, id, 'emails.type', 0, TRUE, 'work' FROM people
            UNION ALL SELECT organisation_id, id, 'emails.primary', 0, TRUE, 'true' FROM people
            UNION ALL SELECT organisation_id, id, 'loam:', 0, TRUE, '+' FROM people
            UNION ALL SELECT organisation_id, id, 'loam:role', 0, TRUE,
                CASE role WHEN 'member' THEN 'user' ELSE role END FROM people
            """,
        ]
    )

    /// Compared byte by byte, as SQLite does by itself.
    private static let byBytes = SQL.Fragment.either(sqlite: "", postgres: " COLLATE \"C\"")

    /// The part of the name before the first blank, and the rest of it; of a single word both are that word.
    private static let givenName: SQL = """
        CASE WHEN \(firstBlank) > 0 THEN substr(name, 1, \(firstBlank) - 1) ELSE name END
        """
    private static let familyName: SQL = """
        CASE WHEN \(firstBlank) > 0 THEN substr(name, \(firstBlank) + 1) ELSE name END
        """
    private static let firstBlank = SQL.Fragment.either(sqlite: "instr(name, ' ')", postgres: "strpos(name, ' ')")

    private static func json(_ text: SQL) -> SQL {
        """
        \(.either(sqlite: "json_quote(", postgres: "CAST(to_json("))\(sql: text)\
        \(.either(sqlite: ")", postgres: ") AS TEXT)"))
        """
    }
}
