import Database
import Telemetry

extension Queue {
    /// What a worker wants of the queue.
    struct Wish: Sendable {
        let kinds: [JobKind]
        let count: Int
        let worker: String
        let lease: Duration
    }

    struct Claim: Sendable {
        var leased: [Job] = []
        /// Dead from now on.
        var buried: [Job] = []
    }

    /// Leases jobs that are ready, whose time has come, or whose holder's lease has lapsed, by priority and then by age.
    ///
    /// A job whose last attempt lapsed is dead instead. Throws a unique violation when another worker takes a job of the
    /// same group at the same moment; the whole transaction is then to be run again.
    static func claim(_ wish: Wish, at now: Timestamp, on db: isolated Connection) throws -> Claim {
        try prepareClaim(on: db)
        let rows = try db.fetch(ClaimedRow.self, claimStatement(wish, at: now)).sorted { $0.order < $1.order }
        return Claim(
            leased: rows.filter { $0.state == .leased }.map(\.job),
            buried: rows.filter { $0.state == .dead }.map(\.job)
        )
    }

    /// The counts of a queue's states change faster than PostgreSQL's statistics. Taking a queue of thousands for empty, the
    /// planner would sort all of it to find the first few; with sorting dear, for this transaction, it walks the index.
    static func prepareClaim(on db: isolated Connection) throws {
        guard db.engine == .postgres else { return }
        try db.run("SELECT set_config('enable_sort', 'off', TRUE), set_config('jit', 'off', TRUE)")
    }

    /// Three looks at the table, each along its own index and no further than it has to; of a group, only its first.
    static func claimStatement(_ wish: Wish, at now: Timestamp) -> SQL {
        """
        WITH ready AS MATERIALIZED (
            SELECT id, group_key, priority, run_at FROM jobs AS mine
            WHERE state = 'ready' AND kind IN \(in: wish.kinds)
                AND (group_key IS NULL OR (
                    NOT EXISTS (
                        SELECT 1 FROM jobs AS other
                        WHERE other.state = 'leased' AND other.group_key = mine.group_key
                    ) AND NOT EXISTS (
                        SELECT 1 FROM jobs AS other
                        WHERE other.state = 'ready' AND other.group_key = mine.group_key
                            AND (other.priority, other.run_at, other.id) < (mine.priority, mine.run_at, mine.id)
                    )))
            ORDER BY priority, run_at, id LIMIT \(wish.count) \(.skipLocked)
        ), waiting AS MATERIALIZED (
            SELECT id, group_key, priority, run_at FROM jobs AS mine
            WHERE state = 'waiting' AND run_at <= \(now) AND kind IN \(in: wish.kinds)
                AND (group_key IS NULL OR NOT EXISTS (
                    SELECT 1 FROM jobs AS other WHERE other.state = 'leased' AND other.group_key = mine.group_key
                ))
            ORDER BY run_at, id LIMIT \(wish.count) \(.skipLocked)
        ), lapsed AS MATERIALIZED (
            SELECT id, group_key, priority, run_at FROM jobs
            WHERE state = 'leased' AND lease_until < \(now) AND kind IN \(in: wish.kinds)
            ORDER BY lease_until, id LIMIT \(wish.count) \(.skipLocked)
        ), candidates AS (
            SELECT * FROM ready UNION ALL SELECT * FROM waiting UNION ALL SELECT * FROM lapsed
        ), ranked AS (
            SELECT id, priority, run_at, ROW_NUMBER() OVER (
                PARTITION BY COALESCE(group_key, id) ORDER BY priority, run_at, id
            ) AS place
            FROM candidates
        )
        UPDATE jobs SET
            state = CASE WHEN claims - snoozes < max_attempts THEN 'leased' ELSE 'dead' END,
            lease_until = CASE WHEN claims - snoozes < max_attempts THEN CAST(\(now + wish.lease) AS BIGINT) END,
            finished_at = CASE WHEN claims - snoozes < max_attempts THEN NULL ELSE CAST(\(now) AS BIGINT) END,
            last_error = CASE WHEN claims - snoozes < max_attempts THEN last_error ELSE CAST(\(lapsedForGood) AS TEXT) END,
            claims = CASE WHEN claims - snoozes < max_attempts THEN claims + 1 ELSE claims END,
            worker = \(wish.worker)
        WHERE id IN (SELECT id FROM ranked WHERE place = 1 ORDER BY priority, run_at, id LIMIT \(wish.count))
        RETURNING id, kind, arguments, organisation_id, state, priority, run_at, max_attempts, claims, snoozes, trace,
            created_at
        """
    }

    /// Of the kinds, when the next job that waits can run.
    static func nextDue(kinds: [JobKind], on db: isolated Connection) throws -> Timestamp? {
        try db.first(
            Timestamp.self,
            "SELECT run_at FROM jobs WHERE state = 'waiting' AND kind IN \(in: kinds) ORDER BY run_at, id LIMIT 1"
        )
    }

    private static let lapsedForGood = """
        The worker stopped without a word during the last attempt, so the job may be what brings it down. Look at the \
        worker's log, then retry the job by hand.
        """
}

private struct ClaimedRow: RowDecodable {
    let job: Job
    let state: JobState
    let order: (Int, Timestamp, String)

    init(row: Row) throws {
        let claims: Int = try row["claims"]
        let snoozes: Int = try row["snoozes"]
        job = Job(
            id: try row["id"],
            kind: try row["kind"],
            attempt: claims - snoozes,
            maxAttempts: try row["max_attempts"],
            organisation: try row["organisation_id"],
            createdAt: try row["created_at"],
            argumentsText: try row["arguments"],
            claims: claims,
            trace: try row["trace"]
        )
        state = try row["state"]
        order = (try row["priority"], try row["run_at"], job.id.rawValue)
    }
}
