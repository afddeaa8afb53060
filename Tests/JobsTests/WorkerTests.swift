import Database
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct WorkerTests {
    @Test("Every job is done once, and the worker stops when it is asked to", arguments: Engine.available)
    func drains(engine: Engine) async throws {
        try await withQueue(engine) { database in
            try await database.write { db in
                try Queue.enqueue(Array(repeating: NewJob(.test), count: 300), at: start, on: db)
            }
            let done = Mutex<[JobID: Int]>([:])
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { job, _ in
                        done.withLock { $0[job.id, default: 0] += 1 }
                        return .done
                    }
                ],
                clock: TestClock(start).wallClock
            )
            try await running(worker) {
                try await eventually { done.withLock { $0.count } == 300 }
            }
            #expect(done.withLock { $0.values.allSatisfy { $0 == 1 } })
            let left = try await database.read { db in
                try db.one(Int.self, "SELECT COUNT(*) FROM jobs WHERE state <> 'done'")
            }
            #expect(left == 0)
        }
    }
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
