import Database
import Telemetry
import TestSupport

@testable import Jobs

extension JobKind {
    static let test = JobKind("test")
    static let other = JobKind("test.other")
}

/// A moment to start from, and a queue of its own for the body.
let start = Timestamp(seconds: 1_772_946_000)

func withQueue<Result>(_ engine: Engine, _ body: (Database) async throws -> Result) async throws -> Result {
    try await FreshDatabase.on(engine, migrations: Queue.migrations, body)
}

extension Database {
    @discardableResult
    func enqueue(_ jobs: NewJob..., at now: Timestamp = start) async throws -> [JobID] {
        try await write { db in try Queue.enqueue(jobs, at: now, on: db) }
    }

    func claim(
        _ count: Int = 10,
        kinds: [JobKind] = [.test],
        worker: String = "a",
        lease: Duration = .seconds(30),
        at now: Timestamp = start
    ) async throws -> [Job] {
        let wish = Queue.Wish(kinds: kinds, count: count, worker: worker, lease: lease)
        return try await write { db in try Queue.claim(wish, at: now, on: db).leased }
    }

    @discardableResult
    func settle(_ job: Job, _ outcome: Settlement.Outcome, at now: Timestamp = start) async throws -> Bool {
        try await write { db in
            try Queue.settle([Settlement(held: job.held, outcome: outcome)], at: now, on: db).contains(job.id)
        }
    }

    func state(_ id: JobID) async throws -> JobState? {
        try await read { db in try db.first(JobState.self, "SELECT state FROM jobs WHERE id = \(id)") }
    }

    func lastError(_ id: JobID) async throws -> String? {
        try await read { db in try db.first(String?.self, "SELECT last_error FROM jobs WHERE id = \(id)") } ?? nil
    }
}

extension Job {
    var held: Held { Held(id: id, claims: claims) }
}
