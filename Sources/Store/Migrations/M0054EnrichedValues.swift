import Database

extension StoreMigrations {
    /// How often a value was written into a field, by the day and by the month on which the run began.
    static let m0054EnrichedValues = Migration(
        id: "0054-enriched-values",
        sql: [
            """
            CREATE TABLE enriched_values (
                organisation_id TEXT NOT NULL,
                grain TEXT NOT NULL,
                first_day BIGINT NOT NULL,
                connection_id TEXT NOT NULL,
                origin TEXT NOT NULL,
                object TEXT NOT NULL,
                field TEXT NOT NULL,
                value TEXT NOT NULL,
                times BIGINT NOT NULL,
                CONSTRAINT enriched_values_pkey PRIMARY KEY
                    (organisation_id, grain, first_day, connection_id, origin, object, field, value),
                CONSTRAINT enriched_values_grain CHECK (grain IN ('day', 'month'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """
        ]
    )
}
