import Database

extension StoreMigrations {
    /// The values of an entry in the entry itself, and a row only for those by which identity providers look people up. A
    /// row for each value, in three trees, was most of the work of adding a person.
    static let m0064DirectoryKeys = Migration(
        id: "0064-directory-keys",
        sql: [
            """
            CREATE TABLE directory_keys (
                organisation_id TEXT NOT NULL,
                path TEXT NOT NULL,
                value_key TEXT\(byBytes) NOT NULL,
                owner_id TEXT NOT NULL,
                element BIGINT NOT NULL,
                whole TEXT\(byBytes),
                CONSTRAINT directory_keys_pkey PRIMARY KEY (organisation_id, path, value_key, owner_id, element)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            INSERT INTO directory_keys (organisation_id, path, value_key, owner_id, element, whole)
            SELECT organisation_id, path, value_key, owner_id, element, whole FROM directory_values
            WHERE path IN ('externalId', 'emails.value', 'phoneNumbers.value', 'enterprise:employeeNumber')
            """,
            "ALTER TABLE directory_entries ADD COLUMN kept TEXT NOT NULL DEFAULT '{}'",
            """
            UPDATE directory_entries SET kept = COALESCE((
                SELECT \(.either(
                    sqlite: "json_group_object(p.path, json(p.elements))",
                    postgres: "CAST(json_object_agg(p.path, p.elements) AS TEXT)"
                ))
                FROM (
                    SELECT v.path AS path,
                        \(.either(sqlite: "json_group_object", postgres: "json_object_agg"))(
                            CAST(v.element AS TEXT), \(sql: value)) AS elements
                    FROM directory_values v
                    WHERE v.organisation_id = directory_entries.organisation_id AND v.owner_id = directory_entries.id
                    GROUP BY v.path
                ) p
            ), '{}')
            """,
            "DROP TABLE directory_values",
        ]
    )

    /// Of a list's elements the one by which it is sorted keeps its mark.
    private static let value: SQL = """
        CASE WHEN NOT v.is_leading AND v.path IN ('emails', 'phoneNumbers', 'ims', 'photos', 'addresses', 'entitlements',
            'roles', 'x509Certificates') THEN '-' ELSE COALESCE(v.whole, v.value_key) END
        """

    /// Compared byte by byte, as SQLite does by itself.
    private static let byBytes = SQL.Fragment.either(sqlite: "", postgres: " COLLATE \"C\"")
}
