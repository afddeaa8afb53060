package import Database
package import Telemetry

/// What a person does to a job by hand.
extension Queue {
    /// Why a job stays as it is.
    package enum Refusal: Error, Equatable, CustomStringConvertible {
        case notFound
        case notStopped(JobState)
        case ended(JobState)
        case replaced

        package var description: String {
            switch self {
            case .notFound: "There is no such job; it may have been swept away after it ended."
            case .notStopped(let state):
                "Only a job that was given up or cancelled can be retried; this one is \(state.rawValue)."
            case .ended(let state): "The job has ended already; it is \(state.rawValue)."
            case .replaced: "Another job for the same thing is waiting or running, so this one is not needed."
            }
        }
    }

    /// Puts a job that was given up or cancelled back into the queue, with all its attempts before it.
    package static func retry(_ id: JobID, at now: Timestamp, on db: isolated Connection) throws {
        do {
            let changes = try db.savepoint { db in
                try db.run(
                    """
                    UPDATE jobs SET state = 'ready', run_at = \(now), snoozes = claims, finished_at = NULL
                    WHERE id = \(id) AND state IN ('dead', 'cancelled')
                    """
                )
            }
            guard changes.rows == 1 else { throw try refusal(id, on: db) { .notStopped($0) } }
        } catch let error as DatabaseError where error.code == .uniqueViolation("jobs_one_live_of_a_key") {
            throw Refusal.replaced
        }
        try db.signal(.jobs)
    }

    /// Sees to it that the job does not run, or no longer: a worker that has it learns of it by its next heartbeat.
    package static func cancel(_ id: JobID, at now: Timestamp, on db: isolated Connection) throws {
        let changes = try db.run(
            """
            UPDATE jobs SET state = 'cancelled', finished_at = \(now), lease_until = NULL
            WHERE id = \(id) AND state IN ('ready', 'waiting', 'leased')
            """
        )
        guard changes.rows == 1 else { throw try refusal(id, on: db) { .ended($0) } }
    }

    private static func refusal(
        _ id: JobID,
        on db: isolated Connection,
        _ reason: (JobState) -> Refusal
    ) throws -> Refusal {
        try db.first(JobState.self, "SELECT state FROM jobs WHERE id = \(id)").map(reason) ?? .notFound
    }
}
