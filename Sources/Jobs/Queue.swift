import Crypto
package import Database
package import Telemetry

/// The durable queue: rows of a table, claimed by a lease and finished by a fence.
///
/// Everything here is a statement or two on the caller's connection, so that a job exists exactly if the change that
/// asked for it was kept.
package enum Queue {
    /// Puts a job into the queue; nil when a job with its unique key is waiting or running.
    @discardableResult
    package static func enqueue(
        _ job: NewJob,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> JobID? {
        try enqueue([job], at: now, on: db).first
    }

    /// Puts many jobs into the queue at once; those whose unique key is taken are left out.
    @discardableResult
    package static func enqueue(
        _ jobs: [NewJob],
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> [JobID] {
        var taken: [JobID] = []
        var rest = jobs[...]
        while !rest.isEmpty {
            // SQLite looks each parameter up by its name: many small statements are faster than one that is long.
            taken += try insert(rest.prefix(25), at: now, on: db)
            rest = rest.dropFirst(25)
        }
        if jobs.contains(where: { $0.isReady(at: now) }) { try db.signal(.jobs) }
        return taken
    }

    private static func insert(
        _ jobs: ArraySlice<NewJob>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> [JobID] {
        let trace = Trace.current?.context.description
        let rows = jobs.map { job -> [any SQLConvertible] in
            [
                UUIDv7.make(at: now.microseconds), job.kind, job.arguments, job.organisation,
                job.isReady(at: now) ? JobState.ready : .waiting, job.priority, job.runAt ?? now, job.group,
                job.uniqueKey, job.maxAttempts, 0, 0, trace, now,
            ]
        }
        return try db.fetch(
            JobID.self,
            """
            INSERT INTO jobs (id, kind, arguments, organisation_id, state, priority, run_at, group_key, unique_key,
                max_attempts, claims, snoozes, trace, created_at)
            VALUES \(rows: rows)
            ON CONFLICT (unique_key) WHERE state IN ('ready', 'waiting', 'leased') AND unique_key IS NOT NULL DO NOTHING
            RETURNING id
            """
        )
    }
}

extension NewJob {
    fileprivate func isReady(at now: Timestamp) -> Bool { runAt ?? now <= now }
}
