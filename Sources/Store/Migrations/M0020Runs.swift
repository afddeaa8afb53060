import Database

extension StoreMigrations {
    /// Runs of enrichment: what was read, what was planned, what was sent to the org, what came of it, and what it cost.
    static let m0020Runs = Migration(
        id: "0020-runs",
        sql: [
            // The settings are those of the job when the run began. The figures are sums of the batches that are settled.
            """
            CREATE TABLE runs (
                organisation_id TEXT NOT NULL,
                id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                job_id TEXT,
                name TEXT NOT NULL,
                object TEXT NOT NULL,
                purpose TEXT NOT NULL,
                source_run TEXT,
                settings TEXT NOT NULL,
                inputs TEXT NOT NULL,
                alerts BOOLEAN NOT NULL,
                started_by TEXT,
                started_by_name TEXT NOT NULL,
                state TEXT NOT NULL,
                stops_as TEXT,
                ending TEXT,
                reason TEXT,
                waits_for TEXT,
                waits_since BIGINT,
                query_job TEXT,
                query_part BIGINT NOT NULL,
                locator TEXT,
                is_read BOOLEAN NOT NULL,
                batches BIGINT NOT NULL,
                planned BIGINT NOT NULL,
                settled BIGINT NOT NULL,
                records BIGINT NOT NULL,
                matched BIGINT NOT NULL,
                company_only BIGINT NOT NULL,
                no_match BIGINT NOT NULL,
                errors BIGINT NOT NULL,
                enriched BIGINT NOT NULL,
                deferred BIGINT NOT NULL,
                not_owned BIGINT NOT NULL,
                credits BIGINT NOT NULL,
                fields BIGINT NOT NULL,
                rest_calls BIGINT NOT NULL,
                bulk_calls BIGINT NOT NULL,
                resumes_after TEXT,
                created_at BIGINT NOT NULL,
                ended_at BIGINT,
                CONSTRAINT runs_pkey PRIMARY KEY (organisation_id, id),
                CONSTRAINT runs_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
                CONSTRAINT runs_source FOREIGN KEY (organisation_id, source_run) REFERENCES runs (organisation_id, id),
                CONSTRAINT runs_object CHECK (object IN ('Account', 'Contact', 'Lead')),
                CONSTRAINT runs_purpose CHECK (purpose IN ('enrich', 'preview', 'apply', 'undo')),
                CONSTRAINT runs_state CHECK (state IN ('working', 'paused', 'ended')),
                CONSTRAINT runs_stops CHECK (stops_as IN ('failed', 'stopped')),
                CONSTRAINT runs_ending CHECK (ending IN ('succeeded', 'partial', 'failed', 'stopped')),
                CONSTRAINT runs_ended CHECK ((state = 'ended') = (ending IS NOT NULL)),
                CONSTRAINT runs_ended_when CHECK ((state = 'ended') = (ended_at IS NOT NULL))
            )
            """,
            // A job has one run at a time that writes.
            """
            CREATE UNIQUE INDEX runs_active ON runs (organisation_id, job_id)
                WHERE state <> 'ended' AND purpose <> 'preview'
            """,
            "CREATE INDEX runs_of_job ON runs (organisation_id, job_id, id)",
            // What was read waits in records until it is settled. The plan never changes once it is there, and is what is
            // carried out; it outlives the batch for as long as it may be undone.
            """
            CREATE TABLE run_batches (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                number BIGINT NOT NULL,
                state TEXT NOT NULL,
                origin BIGINT,
                size BIGINT NOT NULL,
                records BYTEA,
                plan BYTEA,
                digest TEXT,
                planned_at BIGINT,
                settled_at BIGINT,
                CONSTRAINT run_batches_pkey PRIMARY KEY (organisation_id, run_id, number),
                CONSTRAINT run_batches_run FOREIGN KEY (organisation_id, run_id) REFERENCES runs (organisation_id, id),
                CONSTRAINT run_batches_state CHECK (state IN ('read', 'planned', 'settled')),
                CONSTRAINT run_batches_planned CHECK ((state = 'read') = (planned_at IS NULL)),
                CONSTRAINT run_batches_settled CHECK ((state = 'settled') = (settled_at IS NOT NULL))
            )
            """,
            "CREATE INDEX run_batches_open ON run_batches (organisation_id, run_id, state, number) WHERE state <> 'settled'",
            // What was found of each record, and where in its batch's plan the rest lies.
            """
            CREATE TABLE run_records (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                record_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                place BIGINT NOT NULL,
                length BIGINT NOT NULL,
                status TEXT NOT NULL,
                reason TEXT,
                profile_kind TEXT,
                profile BIGINT,
                confidence BIGINT NOT NULL,
                moved TEXT,
                fields BIGINT NOT NULL,
                price TEXT NOT NULL,
                hold TEXT,
                error TEXT,
                CONSTRAINT run_records_pkey PRIMARY KEY (organisation_id, run_id, record_id),
                CONSTRAINT run_records_batch FOREIGN KEY (organisation_id, run_id, batch)
                    REFERENCES run_batches (organisation_id, run_id, number),
                CONSTRAINT run_records_status CHECK (status IN ('matched', 'company_only', 'no_match', 'error')),
                CONSTRAINT run_records_price CHECK (price IN ('free', 'owned', 'credit'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            "CREATE INDEX run_records_of_record ON run_records (organisation_id, record_id, run_id)",
            // What is about to be done in the org is written down before it is done: first that, then the id that the org
            // gave it, then that it is over.
            """
            CREATE TABLE run_effects (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                number BIGINT NOT NULL,
                digest TEXT NOT NULL,
                size BIGINT NOT NULL,
                remote_id TEXT,
                intended_at BIGINT NOT NULL,
                ended_at BIGINT,
                CONSTRAINT run_effects_pkey PRIMARY KEY (organisation_id, run_id, batch, number),
                CONSTRAINT run_effects_batch FOREIGN KEY (organisation_id, run_id, batch)
                    REFERENCES run_batches (organisation_id, run_id, number)
            )
            """,
            // What became of the rows of an effect that is over, where that was not a success.
            """
            CREATE TABLE run_refusals (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                number BIGINT NOT NULL,
                record_id TEXT NOT NULL,
                code TEXT NOT NULL,
                words TEXT NOT NULL,
                is_passing BOOLEAN NOT NULL,
                CONSTRAINT run_refusals_pkey PRIMARY KEY (organisation_id, run_id, batch, number, record_id)
            )
            """,
            // What Loam wrote last into the fields of a record.
            """
            CREATE TABLE written_values (
                organisation_id TEXT NOT NULL,
                connection_id TEXT NOT NULL,
                record_id TEXT NOT NULL,
                document BYTEA NOT NULL,
                CONSTRAINT written_values_pkey PRIMARY KEY (organisation_id, connection_id, record_id)
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
        ]
    )

    /// Credits: a ledger in which what leaves one account comes into another, and the profiles that are paid for.
    static let m0021Credits = Migration(
        id: "0021-credits",
        sql: [
            """
            CREATE TABLE credit_entries (
                organisation_id TEXT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                kind TEXT NOT NULL,
                account TEXT NOT NULL,
                credits BIGINT NOT NULL,
                user_id TEXT,
                entered_at BIGINT NOT NULL,
                CONSTRAINT credit_entries_pkey PRIMARY KEY (organisation_id, run_id, batch, kind, account),
                CONSTRAINT credit_entries_batch FOREIGN KEY (organisation_id, run_id, batch)
                    REFERENCES run_batches (organisation_id, run_id, number),
                CONSTRAINT credit_entries_kind CHECK (kind IN ('reserve', 'charge', 'release', 'refund')),
                CONSTRAINT credit_entries_account CHECK (account IN ('available', 'reserved', 'spent')),
                CONSTRAINT credit_entries_some CHECK (credits <> 0)
            )
            """,
            "CREATE INDEX credit_entries_by_time ON credit_entries (organisation_id, entered_at)",
            // A profile is paid for once within its period, whoever asks for it first.
            """
            CREATE TABLE owned_profiles (
                organisation_id TEXT NOT NULL,
                kind TEXT NOT NULL,
                number BIGINT NOT NULL,
                run_id TEXT NOT NULL,
                batch BIGINT NOT NULL,
                is_charged BOOLEAN NOT NULL,
                owned_until BIGINT NOT NULL,
                CONSTRAINT owned_profiles_pkey PRIMARY KEY (organisation_id, kind, number),
                CONSTRAINT owned_profiles_kind CHECK (kind IN ('company', 'person'))
            )\(.either(sqlite: " WITHOUT ROWID", postgres: ""))
            """,
            "CREATE INDEX owned_profiles_of_batch ON owned_profiles (organisation_id, run_id, batch) WHERE NOT is_charged",
        ]
    )
}
