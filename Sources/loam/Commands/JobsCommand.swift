import Capabilities
import Database
import Jobs
import Telemetry

extension Command {
    static let jobs = Command(
        "jobs",
        "Look at the queue, and put back what was given up.",
        subcommands: [
            Command(
                "list",
                "List jobs, the newest first.",
                options: [OptionGroup("Which", .state, .kind, .limit), .output],
                configuration: Keys.forStorage
            ) { invocation in
                let filter = Queue.Filter(
                    states: invocation[.state].flatMap(JobState.init).map { [$0] } ?? [],
                    kind: invocation[.kind].map(JobKind.init(rawValue:))
                )
                let limit = try invocation.limit()
                let jobs = try await invocation.withDatabase { database in
                    try await database.read { db in try Queue.list(filter, limit: limit, on: db) }
                }
                invocation.show(jobs)
                return .done
            },
            Command(
                "retry",
                "Put jobs that were given up or cancelled back into the queue.",
                discussion: "Names one job by its id, or with --all every job that was given up.",
                arguments: [.job],
                options: [OptionGroup("Which", .all), .output],
                configuration: Keys.forStorage
            ) { invocation in
                let count = try await invocation.retry()
                if invocation.has(.json) {
                    let json: JSON = ["retried": .integer(count)]
                    invocation.terminal.print(json.formatted)
                } else {
                    invocation.terminal.print("\(counted(count, "job")) put back into the queue.")
                }
                return .done
            },
            Command(
                "cancel",
                "See to it that a job does not run, or no longer.",
                arguments: [.oneJob],
                configuration: Keys.forStorage
            ) { invocation in
                let id = JobID(rawValue: try invocation.required(Argument.oneJob))
                let now = invocation.surroundings.clock.now()
                try await invocation.withDatabase { database in
                    try await database.write { db in try Queue.cancel(id, at: now, on: db) }
                }
                invocation.terminal.print("The job is cancelled.")
                return .done
            },
        ]
    )
}

extension Option {
    fileprivate static let state = Option.value(
        "state",
        "STATE",
        "Only jobs in this state: \(listed(JobState.allCases.map(\.rawValue))).",
        choices: JobState.allCases.map(\.rawValue)
    )
    fileprivate static let kind = Option.value("kind", "KIND", "Only jobs of this kind.")
    fileprivate static let limit = Option.value("limit", "N", "At most so many; 50 when not said.")
    fileprivate static let all = Option.flag("all", "Every job that was given up.")
}

extension Argument {
    fileprivate static let job = Argument("job", "The id of the job.", count: .optional)
    fileprivate static let oneJob = Argument("job", "The id of the job.")
}

extension Invocation {
    fileprivate func limit() throws -> Int {
        guard let text = self[.limit] else { return 50 }
        guard let limit = Int(text), (1...10_000).contains(limit) else {
            throw UsageError("The option --limit must be a whole number from 1 to 10,000.")
        }
        return limit
    }

    fileprivate func show(_ jobs: [JobRow]) {
        if has(.json) {
            terminal.print(JSON.array(jobs.map(\.json)).formatted)
            return
        }
        guard !jobs.isEmpty else { return terminal.print("There are no such jobs.") }
        var table = TextTable("id", "what", "kind", "state", "attempts", "run at", "last error")
        for job in jobs {
            let attempts = "\(job.attempts) of \(job.maxAttempts)"
            let due = Timestamp(seconds: job.runAt.seconds).iso8601
            table.add(
                job.id.rawValue,
                job.kind.words,
                job.kind.rawValue,
                job.state.rawValue,
                attempts,
                due,
                job.lastError ?? ""
            )
        }
        terminal.output(table.text)
    }

    fileprivate func retry() async throws -> Int {
        let now = surroundings.clock.now()
        if let id = self[.job].map(JobID.init(rawValue:)) {
            guard !has(.all) else { throw UsageError("Give one job, or --all, and not both.") }
            try await withDatabase { database in
                try await database.write { db in try Queue.retry(id, at: now, on: db) }
            }
            return 1
        }
        guard has(.all) else { throw UsageError("Give the id of a job, or --all.") }
        return try await withDatabase { database in try await retryAll(in: database, at: now) }
    }

    /// In small transactions, so that nobody waits long for the writer; a job that is no longer needed stays as it is.
    private func retryAll(in database: Database, at now: Timestamp) async throws -> Int {
        let progress = Progress("Putting back", unit: .rows, in: surroundings)
        defer { progress.finish() }
        var count = 0
        var below: JobID?
        while true {
            let last = below
            let page = try await database.read { db in
                try Queue.list(Queue.Filter(states: [.dead]), below: last, limit: 500, on: db)
            }
            guard let oldest = page.last else { return count }
            count += try await database.write { db in
                var retried = 0
                for job in page {
                    do {
                        try Queue.retry(job.id, at: now, on: db)
                        retried += 1
                    } catch is Queue.Refusal {}
                }
                return retried
            }
            below = oldest.id
            progress.update(count, of: nil)
        }
    }
}

extension JobRow {
    fileprivate var json: JSON {
        [
            "id": .text(id.rawValue), "kind": .text(kind.rawValue), "state": .text(state.rawValue),
            "attempts": .integer(attempts), "maxAttempts": .integer(maxAttempts), "priority": .integer(priority),
            "runAt": .text(runAt.iso8601), "createdAt": .text(createdAt.iso8601),
            "finishedAt": .optional(finishedAt?.iso8601), "group": .optional(group), "worker": .optional(worker),
            "organisation": .optional(organisation), "lastError": .optional(lastError),
        ]
    }
}
