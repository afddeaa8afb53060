package import Database
import FoundationEssentials
package import Telemetry

/// The table of what is to be done again and again: a schedule, and the job that is enqueued when it is due.
package enum Schedules {
    /// A schedule with its job, by a name that says what it is for.
    package struct Entry: Sendable {
        package let name: String
        package let schedule: Schedule
        package let job: NewJob

        package init(_ name: String, _ schedule: Schedule, _ job: NewJob) {
            self.name = name
            self.schedule = schedule
            self.job = job
        }
    }

    /// Makes the entry, or changes the one of this name. The next occurrence moves only when the schedule changes.
    ///
    /// While a job of the entry is waiting or running, an occurrence adds no other.
    package static func set(_ entry: Entry, at now: Timestamp, on db: isolated Connection) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let schedule = String(decoding: try encoder.encode(entry.schedule), as: UTF8.self)
        let job = entry.job
        let row: [any SQLConvertible] = [
            entry.name, schedule, job.kind, job.arguments, job.organisation, job.group, job.priority, job.maxAttempts,
            entry.schedule.next(after: now),
        ]
        try db.run(
            """
            INSERT INTO schedules (name, schedule, kind, arguments, organisation_id, group_key, priority, max_attempts, next_at)
            VALUES \(rows: [row])
            ON CONFLICT (name) DO UPDATE SET
                next_at = CASE WHEN schedules.schedule = excluded.schedule THEN schedules.next_at ELSE excluded.next_at END,
                schedule = excluded.schedule, kind = excluded.kind, arguments = excluded.arguments,
                organisation_id = excluded.organisation_id, group_key = excluded.group_key,
                priority = excluded.priority, max_attempts = excluded.max_attempts
            """
        )
    }

    package static func remove(_ name: String, on db: isolated Connection) throws {
        try db.run("DELETE FROM schedules WHERE name = \(name)")
    }

    /// When the entry of this name is due next; nil when there is none.
    package static func next(_ name: String, on db: isolated Connection) throws -> Timestamp? {
        try db.first(Timestamp.self, "SELECT next_at FROM schedules WHERE name = \(name)")
    }

    /// Which of these entries is due first, and when; nil when none of them is there.
    package static func next(of names: [String], on db: isolated Connection) throws -> (name: String, at: Timestamp)? {
        try db.first(
            Due.self,
            "SELECT name, next_at FROM schedules WHERE name IN \(in: names) ORDER BY next_at, name LIMIT 1"
        ).map { ($0.name, $0.at) }
    }

    /// When each of these entries is due, by its name; those that are not there are left out.
    package static func next(ofEach names: [String], on db: isolated Connection) throws -> [String: Timestamp] {
        guard !names.isEmpty else { return [:] }
        let entries = try db.fetch(Due.self, "SELECT name, next_at FROM schedules WHERE name IN \(in: names)")
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.at) })
    }

    private struct Due: RowDecodable {
        let name: String
        let at: Timestamp

        init(row: Row) throws { (name, at) = (try row["name"], try row["next_at"]) }
    }

    /// When the first of all entries is due; nil when there are none.
    static func next(on db: isolated Connection) throws -> Timestamp? {
        try db.first(Timestamp.self, "SELECT next_at FROM schedules ORDER BY next_at LIMIT 1")
    }

    /// Enqueues the jobs of the entries that are due and moves each to its next occurrence. Of occurrences that were missed
    /// while no process ran, there is one.
    static func tick(at now: Timestamp, on db: isolated Connection) throws {
        let due = try db.fetch(
            DueRow.self,
            """
            SELECT name, schedule, kind, arguments, organisation_id, group_key, priority, max_attempts, next_at
            FROM schedules WHERE next_at <= \(now) ORDER BY next_at, name LIMIT 100
            """
        )
        for row in due {
            let schedule = try? JSONDecoder().decode(Schedule.self, from: Data(row.schedule.utf8))
            // Whichever process moves the occurrence is the one that enqueues.
            let changes = try db.run(
                """
                UPDATE schedules SET next_at = \(schedule?.next(after: now) ?? now + .hours(1))
                WHERE name = \(row.name) AND next_at = \(row.nextAt)
                """
            )
            guard changes.rows == 1 else { continue }
            guard schedule != nil else {
                Log.error("A schedule cannot be read, so its job was not begun; set it again.", ["schedule": row.name])
                continue
            }
            try Queue.enqueue(row.job, at: now, on: db)
        }
    }
}

private struct DueRow: RowDecodable {
    let name: String
    let schedule: String
    let job: NewJob
    let nextAt: Timestamp

    init(row: Row) throws {
        name = try row["name"]
        schedule = try row["schedule"]
        nextAt = try row["next_at"]
        var job = NewJob(try row["kind"], uniqueKey: "schedule \(name)", maxAttempts: try row["max_attempts"])
        job.arguments = try row["arguments"]
        job.organisation = try row["organisation_id"]
        job.group = try row["group_key"]
        job.priority = try row["priority"]
        self.job = job
    }
}
