package import Database
package import Telemetry

/// A job as people look at it.
package struct JobRow: RowDecodable, Sendable, Equatable {
    package let id: JobID
    package let kind: JobKind
    /// JSON: ids, never data.
    package let arguments: String
    package let organisation: String?
    package let state: JobState
    package let priority: Int
    package let runAt: Timestamp
    package let group: String?
    /// Attempts begun, snoozes left out.
    package let attempts: Int
    package let maxAttempts: Int
    /// Who holds the job, or held it last.
    package let worker: String?
    package let leaseUntil: Timestamp?
    package let lastError: String?
    package let createdAt: Timestamp
    package let finishedAt: Timestamp?

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        arguments = try row["arguments"]
        organisation = try row["organisation_id"]
        state = try row["state"]
        priority = try row["priority"]
        runAt = try row["run_at"]
        group = try row["group_key"]
        attempts = try row["attempts"]
        maxAttempts = try row["max_attempts"]
        worker = try row["worker"]
        leaseUntil = try row["lease_until"]
        lastError = try row["last_error"]
        createdAt = try row["created_at"]
        finishedAt = try row["finished_at"]
    }

    static let columns: SQL = """
        id, kind, arguments, organisation_id, state, priority, run_at, group_key, claims - snoozes AS attempts, max_attempts,
        worker, lease_until, last_error, created_at, finished_at
        """
}

extension Queue {
    /// Which jobs are looked at. What is nil or empty leaves nothing out.
    package struct Filter: Sendable, Equatable {
        /// Whose jobs; those of nobody, which are the installation's, are with each organisation's.
        package var organisation: String?
        package var states: Set<JobState> = []
        package var kind: JobKind?

        package init(organisation: String? = nil, states: Set<JobState> = [], kind: JobKind? = nil) {
            self.organisation = organisation
            self.states = states
            self.kind = kind
        }

        var condition: SQL {
            var conditions: [SQL] = ["1 = 1"]
            if let organisation { conditions.append(Queue.visible(to: organisation)) }
            if let kind { conditions.append("kind = \(kind)") }
            // Written out, so that a single state finds the index that is made for it.
            let states = JobState.allCases.filter(states.contains).map(\.condition)
            if !states.isEmpty { conditions.append("(\(sql: states.joined(separator: " OR ")))") }
            return conditions.joined(separator: " AND ")
        }
    }

    /// A page of jobs, the newest first; the next page begins below the last id of this one.
    package static func list(
        _ filter: Filter,
        below: JobID? = nil,
        limit: Int,
        on db: isolated Connection
    ) throws -> [JobRow] {
        let page: SQL = below.map { "id < \($0)" } ?? "1 = 1"
        return try db.fetch(
            JobRow.self,
            """
            SELECT \(sql: JobRow.columns) FROM jobs WHERE \(sql: filter.condition) AND \(sql: page)
            ORDER BY id DESC LIMIT \(limit)
            """
        )
    }

    private static func visible(to organisation: String) -> SQL {
        "(organisation_id = \(organisation) OR organisation_id IS NULL)"
    }

    package static func find(_ id: JobID, on db: isolated Connection) throws -> JobRow? {
        try db.first(JobRow.self, "SELECT \(sql: JobRow.columns) FROM jobs WHERE id = \(id)")
    }

    /// How many jobs of a kind are in a state.
    package struct Count: Sendable, Equatable {
        package let kind: JobKind
        package let state: JobState
        package let count: Int
        /// How long the oldest of those that could run has been waiting.
        package let oldestAge: Duration?
    }

    /// The jobs that are live and those that are dead, by kind and state. Those that ended well are not counted, because
    /// they are many; `ended` tells of them by the hour.
    package static func counts(
        of organisation: String? = nil,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> [Count] {
        let mine = organisation.map(visible) ?? "1 = 1"
        let perState = [JobState.ready, .waiting, .leased, .dead].map { state -> SQL in
            """
            SELECT kind, state, COUNT(*) AS count, MIN(run_at) AS oldest FROM jobs
            WHERE \(sql: state.condition) AND \(sql: mine) GROUP BY kind, state
            """
        }
        return try db.fetch(CountRow.self, perState.joined(separator: " UNION ALL ") + " ORDER BY 1, 2").map { row in
            let couldRun = row.state == .ready || (row.state == .waiting && row.oldest <= now)
            return Count(
                kind: row.kind,
                state: row.state,
                count: row.count,
                oldestAge: couldRun ? max(.zero, now - row.oldest) : nil
            )
        }
    }

    /// How many jobs ended in one hour, by how.
    package struct HourCount: RowDecodable, Sendable, Equatable {
        package let hour: Timestamp
        package let state: JobState
        package let count: Int

        package init(row: Row) throws {
            let hours: Int64 = try row["hour"]
            hour = Timestamp(seconds: hours * 3600)
            state = try row["state"]
            count = try row["count"]
        }
    }

    /// The hours since the moment in which jobs ended, the earliest first.
    package static func ended(
        since: Timestamp,
        of organisation: String? = nil,
        on db: isolated Connection
    ) throws -> [HourCount] {
        let mine = organisation.map(visible) ?? "1 = 1"
        return try db.fetch(
            HourCount.self,
            """
            SELECT finished_at / 3600000000 AS hour, state, COUNT(*) AS count FROM jobs
            WHERE finished_at >= \(since) AND \(sql: mine)
            GROUP BY finished_at / 3600000000, state ORDER BY 1, 2
            """
        )
    }
}

private struct CountRow: RowDecodable {
    let kind: JobKind
    let state: JobState
    let count: Int
    let oldest: Timestamp

    init(row: Row) throws {
        kind = try row["kind"]
        state = try row["state"]
        count = try row["count"]
        oldest = try row["oldest"]
    }
}

extension JobState {
    /// As code and not as a value: only so does the planner see that a partial index holds exactly these jobs.
    fileprivate var condition: SQL {
        switch self {
        case .ready: "state = 'ready'"
        case .waiting: "state = 'waiting'"
        case .leased: "state = 'leased'"
        case .done: "state = 'done'"
        case .dead: "state = 'dead'"
        case .cancelled: "state = 'cancelled'"
        }
    }
}
