import Database

extension StoreMigrations {
    /// Plans and pages lie apart from their batches. A batch changes while its plan stays as it is, and SQLite writes a row
    /// anew as a whole.
    static let m0095RunPlans = Migration(
        id: "0095-run-plans",
        sql: [
            // A plan in pieces, each packed by itself, so that one record is read without the others.
            """
            CREATE TABLE run_plans (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                start BIGINT NOT NULL,
                is_packed BOOLEAN NOT NULL,
                bytes BYTEA NOT NULL,
                CONSTRAINT run_plans_pkey PRIMARY KEY (organisation_id, run_id, batch, start),
                CONSTRAINT run_plans_batch FOREIGN KEY (organisation_id, run_id, batch)
                    REFERENCES run_batches (organisation_id, run_id, number)
            )
            """,
            // What was read, until it is planned.
            """
            CREATE TABLE run_pages (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                records BYTEA NOT NULL,
                CONSTRAINT run_pages_pkey PRIMARY KEY (organisation_id, run_id, batch),
                CONSTRAINT run_pages_batch FOREIGN KEY (organisation_id, run_id, batch)
                    REFERENCES run_batches (organisation_id, run_id, number)
            )
            """,
            """
            INSERT INTO run_plans (organisation_id, run_id, batch, start, is_packed, bytes)
            SELECT organisation_id, run_id, number, 0, FALSE, plan FROM run_batches WHERE plan IS NOT NULL
            """,
            """
            INSERT INTO run_pages (organisation_id, run_id, batch, records)
            SELECT organisation_id, run_id, number, records FROM run_batches WHERE records IS NOT NULL
            """,
            "ALTER TABLE run_batches DROP COLUMN plan",
            "ALTER TABLE run_batches DROP COLUMN records",
        ]
    )
}
