import Database
import Synchronization
import Telemetry
import TestSupport
import Testing

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

    func retry(_ id: JobID, at now: Timestamp = start) async throws {
        try await write { db in try Queue.retry(id, at: now, on: db) }
    }

    func cancel(_ id: JobID) async throws {
        try await write { db in try Queue.cancel(id, at: start, on: db) }
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

/// What handlers did, in order.
final class Seen: Sendable {
    private let seen = Mutex<[String]>([])

    func add(_ word: String) { seen.withLock { $0.append(word) } }

    var all: [String] { seen.withLock { $0 } }
}

/// Runs the worker beside the body and stops it afterwards.
func running(_ worker: Worker, _ body: () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await worker.run() }
        try await body()
        await worker.stop()
        try await group.waitForAll()
    }
}

/// Waits for something that other tasks are about to bring about, for no longer than a test may take.
func eventually(_ condition: () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let end = ContinuousClock.now + .seconds(20)
    while try await !condition() {
        guard ContinuousClock.now < end else {
            Issue.record("It did not come about in twenty seconds.", sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

extension Database {
    func count(_ condition: SQL) async throws -> Int {
        try await read { db in try db.one(Int.self, "SELECT COUNT(*) FROM jobs WHERE \(sql: condition)") }
    }
}
