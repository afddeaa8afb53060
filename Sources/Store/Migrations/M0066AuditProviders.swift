import Database

extension StoreMigrations {
    /// What an identity provider did is told apart from what a program did with the API key of a person. The log itself
    /// stands in the tree of its key, and the index by person holds only what a person did.
    static let m0066AuditProviders = Migration(
        id: "0066-audit-providers",
        sql: [
            "CREATE TABLE earlier_audit_entries AS SELECT * FROM audit_entries",
            "DROP TABLE audit_entries",
            """
            CREATE TABLE audit_entries (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                at BIGINT NOT NULL,
                via TEXT NOT NULL,
                via_id TEXT,
                user_id TEXT,
                user_name TEXT NOT NULL,
                action TEXT NOT NULL,
                subject_kind TEXT NOT NULL,
                subject_id TEXT,
                subject_name TEXT NOT NULL,
                was TEXT,
                became TEXT,
                address TEXT,
                request_id TEXT,
                CONSTRAINT audit_entries_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT audit_entries_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT audit_entries_via
                    CHECK (via IN ('session', 'key', 'command', 'provider', 'link', 'nobody'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            INSERT INTO audit_entries
                (organisation_id, id, at, via, via_id, user_id, user_name, action, subject_kind, subject_id,
                subject_name, was, became, address, request_id)
            SELECT organisation_id, id, at, CASE WHEN via = 'key' AND user_id IS NULL THEN 'provider' ELSE via END,
                via_id, user_id, user_name, action, subject_kind, subject_id, subject_name, was, became, address,
                request_id
            FROM earlier_audit_entries
            """,
            "DROP TABLE earlier_audit_entries",
            "CREATE INDEX audit_entries_by_time ON audit_entries (organisation_id, at, id)",
            """
            CREATE INDEX audit_entries_by_user ON audit_entries (organisation_id, user_id, at, id)
                WHERE user_id IS NOT NULL
            """,
            "CREATE INDEX audit_entries_by_action ON audit_entries (organisation_id, action, at, id)",
            "CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject_id, at, id)",
            .either(
                sqlite: """
                    CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
                    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
                    """,
                postgres: """
                    CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_entries()
                    """
            ),
            .either(
                sqlite: """
                    CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
                    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
                    """,
                postgres: "SELECT 1"
            ),
        ]
    )
}
