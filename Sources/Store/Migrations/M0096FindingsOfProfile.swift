import Database

extension StoreMigrations {
    /// How many records are a profile is asked of those that have company only, so that the index of all need not know it.
    static let m0096FindingsOfProfile = Migration(
        id: "0096-findings-of-profile",
        sql: [
            "DROP INDEX record_findings_of_profile",
            """
            CREATE INDEX record_findings_of_profile ON record_findings (organisation_id, connection_id, side, profile)
                WHERE profile IS NOT NULL
            """,
        ]
    )
}
