import Database

extension StoreMigrations {
    /// Who did what to whom, and when. Entries are added; the database itself refuses to change or remove one.
    static let m0012AuditLog = Migration(
        id: "0012-audit-log",
        sql: [
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
                CONSTRAINT audit_entries_via CHECK (via IN ('session', 'key', 'command', 'link', 'nobody'))
            )
            """,
            "CREATE INDEX audit_entries_by_time ON audit_entries (organisation_id, at, id)",
            "CREATE INDEX audit_entries_by_user ON audit_entries (organisation_id, user_id, at, id)",
            "CREATE INDEX audit_entries_by_action ON audit_entries (organisation_id, action, at, id)",
            "CREATE INDEX audit_entries_by_subject ON audit_entries (organisation_id, subject_id, at, id)",
            .either(
                sqlite: """
                    CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
                    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
                    """,
                postgres: """
                    CREATE FUNCTION refuse_change_of_audit_entries() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$
                    """
            ),
            .either(
                sqlite: """
                    CREATE TRIGGER audit_entries_remain BEFORE DELETE ON audit_entries
                    BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END
                    """,
                postgres: """
                    CREATE TRIGGER audit_entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit_entries()
                    """
            ),
        ]
    )
}
