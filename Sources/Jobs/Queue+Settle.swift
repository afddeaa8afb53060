import Database
import Telemetry

/// What is to become of a job that a worker holds.
struct Settlement: Sendable {
    enum Outcome: Sendable, Equatable {
        case done
        case snooze(until: Timestamp)
        case retry(at: Timestamp, error: String)
        case dead(error: String)
        /// Given back untouched, because the worker stops.
        case release
    }

    let held: Held
    let outcome: Outcome
}

/// A job and the count at which it was claimed: what only its present holder can name.
struct Held: Hashable, Sendable {
    let id: JobID
    let claims: Int
}

extension Queue {
    /// Makes the outcomes true for the jobs that are still held, and returns those that were.
    ///
    /// A job counts as held, too, when this very outcome was written before and the answer got lost.
    static func settle(
        _ settlements: [Settlement],
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Set<JobID> {
        let done = settlements.filter { $0.outcome == .done }.map(\.held)
        var settled = try finish(done, at: now, on: db)
        for settlement in settlements where settlement.outcome != .done {
            let held = settlement.held
            if try end(held, settlement.outcome, at: now, on: db) { settled.insert(held.id) }
        }
        for held in done where !settled.contains(held.id) {
            if try isDone(held, on: db) { settled.insert(held.id) }
        }
        return settled
    }

    static func finish(_ jobs: [Held], at now: Timestamp, on db: isolated Connection) throws -> Set<JobID> {
        guard !jobs.isEmpty else { return [] }
        return Set(
            try db.fetch(
                JobID.self,
                """
                WITH held (id, claims) AS (VALUES \(rows: rows(jobs)))
                UPDATE jobs SET state = 'done', lease_until = NULL, finished_at = \(now)
                FROM held WHERE jobs.id = held.id AND jobs.claims = held.claims AND jobs.state = 'leased'
                RETURNING jobs.id
                """
            )
        )
    }

    /// Prolongs the leases and returns the jobs that are still held.
    static func renew(_ jobs: [Held], until: Timestamp, on db: isolated Connection) throws -> Set<JobID> {
        guard !jobs.isEmpty else { return [] }
        return Set(
            try db.fetch(
                JobID.self,
                """
                WITH held (id, claims) AS (VALUES \(rows: rows(jobs)))
                UPDATE jobs SET lease_until = \(until)
                FROM held WHERE jobs.id = held.id AND jobs.claims = held.claims AND jobs.state = 'leased'
                RETURNING jobs.id
                """
            )
        )
    }

    /// Lets the jobs of workers that are gone be claimed at once.
    static func endLeases(of workers: [String], on db: isolated Connection) throws {
        try db.run("UPDATE jobs SET lease_until = 0 WHERE state = 'leased' AND worker IN \(in: workers)")
    }

    private static func end(
        _ held: Held,
        _ outcome: Settlement.Outcome,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        let isHeld: SQL = "id = \(held.id) AND claims = \(held.claims) AND state = 'leased'"
        let changes =
            switch outcome {
            case .done:
                try db.run(
                    "UPDATE jobs SET state = 'done', lease_until = NULL, finished_at = \(now) WHERE \(sql: isHeld)"
                )
            case .snooze(let until):
                try db.run(
                    """
                    UPDATE jobs SET state = 'waiting', lease_until = NULL, run_at = \(until), snoozes = snoozes + 1
                    WHERE \(sql: isHeld)
                    """
                )
            case .retry(let moment, let error):
                try db.run(
                    """
                    UPDATE jobs SET state = 'waiting', lease_until = NULL, run_at = \(moment), last_error = \(error)
                    WHERE \(sql: isHeld)
                    """
                )
            case .dead(let error):
                try db.run(
                    """
                    UPDATE jobs SET state = 'dead', lease_until = NULL, finished_at = \(now), last_error = \(error)
                    WHERE \(sql: isHeld)
                    """
                )
            case .release:
                try db.run(
                    "UPDATE jobs SET state = 'ready', lease_until = NULL, snoozes = snoozes + 1 WHERE \(sql: isHeld)"
                )
            }
        return changes.rows == 1
    }

    private static func isDone(_ held: Held, on db: isolated Connection) throws -> Bool {
        try db.first(
            Int.self,
            "SELECT 1 FROM jobs WHERE id = \(held.id) AND claims = \(held.claims) AND state = 'done'"
        ) != nil
    }

    /// The number of rows is rounded up to a power of two by naming the last one again, so that the engine meets few
    /// different texts and can keep them prepared.
    private static func rows(_ jobs: [Held]) -> [[any SQLConvertible]] {
        var rows = jobs.map { held -> [any SQLConvertible] in [held.id, held.claims] }
        var size = 1
        while size < rows.count { size *= 2 }
        if let last = rows.last { rows += Array(repeating: last, count: size - rows.count) }
        return rows
    }
}
