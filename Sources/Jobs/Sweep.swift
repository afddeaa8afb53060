package import Database
package import Telemetry

/// Removes jobs that ended long ago, every night, so that the table stays small.
package struct Sweep: Sendable {
    /// How long a job that was done or cancelled can be looked at.
    package var keepEnded: Duration = .days(7)
    /// How long a job that was given up can be retried.
    package var keepDead: Duration = .days(90)

    private let database: Database
    private let clock: WallClock

    package init(_ database: Database, clock: WallClock = .system) {
        self.database = database
        self.clock = clock
    }

    package static let kind = JobKind("jobs.sweep")

    package var handler: JobHandler {
        JobHandler(Sweep.kind) { _, lease in
            try await run(lease)
            return .done
        }
    }

    /// When it happens, for the ticker.
    package static func entry() throws -> Schedules.Entry {
        let night = TimeOfDay(hour: 3, minute: 40) ?? .midnight
        return Schedules.Entry("sweep ended jobs", try Schedule(.daily, at: night, in: .utc), NewJob(kind))
    }

    private func run(_ lease: Lease) async throws {
        let now = clock.now()
        var removed = 0
        for condition: SQL in [
            "state IN ('done', 'cancelled') AND finished_at < \(now - keepEnded)",
            "state = 'dead' AND finished_at < \(now - keepDead)",
        ] {
            var batch = 0
            repeat {
                try lease.check()
                // In small transactions, so that nobody waits long for the writer.
                batch = try await database.write { db in
                    try db.run(
                        """
                        DELETE FROM jobs WHERE id IN (
                            SELECT id FROM jobs WHERE \(sql: condition) ORDER BY finished_at LIMIT 1000
                        )
                        """
                    ).rows
                }
                removed += batch
            } while batch == 1000
        }
        Log.info("Jobs that ended long ago were removed.", ["jobs": removed])
    }
}
