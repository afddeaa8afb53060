import Database

extension StoreMigrations {
    /// How many credits a person may spend, and the way to what he or she has spent.
    static let m0051CreditAllowances = Migration(
        id: "0051-credit-allowances",
        sql: [
            """
            CREATE TABLE credit_allowances (
                organisation_id TEXT NOT NULL,
                user_id TEXT NOT NULL,
                credits BIGINT NOT NULL,
                reset TEXT NOT NULL,
                since BIGINT NOT NULL,
                CONSTRAINT credit_allowances_pkey PRIMARY KEY (organisation_id, user_id),
                CONSTRAINT credit_allowances_user FOREIGN KEY (organisation_id, user_id)
                    REFERENCES users (organisation_id, id) ON DELETE CASCADE,
                CONSTRAINT credit_allowances_credits CHECK (credits >= 0),
                CONSTRAINT credit_allowances_reset CHECK (reset IN ('monthly', 'manual'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            CREATE INDEX credit_entries_of_user ON credit_entries (organisation_id, user_id, entered_at)
                WHERE user_id IS NOT NULL
            """,
        ]
    )
}
