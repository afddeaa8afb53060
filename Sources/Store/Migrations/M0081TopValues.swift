import Database

extension StoreMigrations {
    /// Of each day and month the ten values that were written most often into a field.
    static let m0081TopValues = Migration(
        id: "0081-top-values",
        sql: [
            """
            CREATE TABLE top_values (
                organisation_id TEXT NOT NULL,
                grain TEXT NOT NULL,
                first_day BIGINT NOT NULL,
                connection_id TEXT NOT NULL,
                origin TEXT NOT NULL,
                object TEXT NOT NULL,
                field TEXT NOT NULL,
                value TEXT NOT NULL,
                times BIGINT NOT NULL,
                CONSTRAINT top_values_pkey PRIMARY KEY
                    (organisation_id, grain, first_day, connection_id, origin, object, field, value),
                CONSTRAINT top_values_grain CHECK (grain IN ('day', 'month'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            """
            INSERT INTO top_values
                (organisation_id, grain, first_day, connection_id, origin, object, field, value, times)
            SELECT organisation_id, grain, first_day, connection_id, origin, object, field, value, times FROM (
                SELECT organisation_id, grain, first_day, connection_id, origin, object, field, value, times,
                    ROW_NUMBER() OVER (
                        PARTITION BY organisation_id, grain, first_day, connection_id, origin, object, field
                        ORDER BY times DESC, value
                    ) AS place
                FROM enriched_values
            ) AS ranked WHERE place <= 10
            """,
        ]
    )
}
