package import Database

extension Queue {
    /// The tables of this module.
    package static let migrations = [
        Migration(
            id: "0001-jobs",
            sql: [
                """
                CREATE TABLE jobs (
                    id TEXT PRIMARY KEY,
                    kind TEXT NOT NULL,
                    arguments TEXT NOT NULL,
                    organisation_id TEXT,
                    state TEXT NOT NULL,
                    priority BIGINT NOT NULL,
                    run_at BIGINT NOT NULL,
                    group_key TEXT,
                    unique_key TEXT,
                    max_attempts BIGINT NOT NULL,
                    claims BIGINT NOT NULL,
                    snoozes BIGINT NOT NULL,
                    worker TEXT,
                    lease_until BIGINT,
                    last_error TEXT,
                    trace TEXT,
                    created_at BIGINT NOT NULL,
                    finished_at BIGINT,
                    CONSTRAINT jobs_state CHECK (state IN ('ready', 'waiting', 'leased', 'done', 'dead', 'cancelled')),
                    CONSTRAINT jobs_lease CHECK ((state = 'leased') = (lease_until IS NOT NULL)),
                    CONSTRAINT jobs_finish CHECK ((state IN ('done', 'dead', 'cancelled')) = (finished_at IS NOT NULL)),
                    CONSTRAINT jobs_attempts CHECK (max_attempts > 0 AND snoozes >= 0 AND claims >= snoozes)
                )
                """,
                // Each job is in one of the first three, so that a claim reads no more than it takes.
                "CREATE INDEX jobs_ready ON jobs (priority, run_at, id, kind) WHERE state = 'ready'",
                "CREATE INDEX jobs_waiting ON jobs (run_at, id, kind) WHERE state = 'waiting'",
                "CREATE INDEX jobs_leased ON jobs (lease_until, id, kind) WHERE state = 'leased'",
                """
                CREATE UNIQUE INDEX jobs_one_leased_of_a_group ON jobs (group_key)
                    WHERE state = 'leased' AND group_key IS NOT NULL
                """,
                """
                CREATE INDEX jobs_ready_of_a_group ON jobs (group_key, priority, run_at, id)
                    WHERE state = 'ready' AND group_key IS NOT NULL
                """,
                """
                CREATE UNIQUE INDEX jobs_one_live_of_a_key ON jobs (unique_key)
                    WHERE state IN ('ready', 'waiting', 'leased') AND unique_key IS NOT NULL
                """,
                // For people: what ended when, and what did not end well.
                "CREATE INDEX jobs_finished ON jobs (finished_at, state) WHERE finished_at IS NOT NULL",
                "CREATE INDEX jobs_dead ON jobs (id, kind) WHERE state = 'dead'",
            ]
        ),
        Migration(
            id: "0002-schedules",
            sql: [
                """
                CREATE TABLE schedules (
                    name TEXT PRIMARY KEY,
                    schedule TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    arguments TEXT NOT NULL,
                    organisation_id TEXT,
                    group_key TEXT,
                    priority BIGINT NOT NULL,
                    max_attempts BIGINT NOT NULL,
                    next_at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX schedules_next ON schedules (next_at)",
            ]
        ),
    ]
}
