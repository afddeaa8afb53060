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
                try Queue.enqueue(Array(repeating: NewJob(.test), count: 200), at: start, on: db)
            }
            let seen = Seen()
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { job, _ in
                        seen.add(job.id.rawValue)
                        return .done
                    }
                ],
                clock: TestClock(start).wallClock
            )
            try await running(worker) {
                try await eventually { seen.all.count == 200 }
            }
            #expect(Set(seen.all).count == 200)
            #expect(try await database.count("state = 'done' AND claims = 1") == 200)
        }
    }

    @Test("A job that is enqueued wakes the worker, and one for later is done at its time")
    func wakes() async throws {
        let clock = TestClock(start)
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let seen = Seen()
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { job, _ in
                        seen.add("attempt \(job.attempt)")
                        return seen.all.count < 3 ? .snooze(.milliseconds(500)) : .done
                    }
                ],
                clock: clock.wallClock
            )
            try await running(worker) {
                // The poll and the heartbeat sleep; the queue is empty.
                await clock.sleepers(2)
                try await database.enqueue(NewJob(.test))
                for round in 1...2 {
                    try await eventually { seen.all.count == round }
                    await clock.sleepers(3)
                    clock.advance(by: .milliseconds(500))
                }
                try await eventually { try await database.count("state = 'done'") == 1 }
            }
            #expect(seen.all == ["attempt 1", "attempt 1", "attempt 1"])
        }
    }

    @Test("A failure is tried again after its wait, until the attempts are used up")
    func failures() async throws {
        struct Broken: Error { let secret = "value" }
        let clock = TestClock(start)
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            var job = NewJob(.test)
            job.maxAttempts = 2
            let ids = try await database.enqueue(job)
            var options = Worker.Options()
            options.backoff = Backoff(power: 1, longest: .hours(1), jitter: 0)
            let worker = Worker(
                database,
                handlers: [JobHandler(.test) { _, _ in throw Broken() }],
                options: options,
                clock: clock.wallClock
            )
            try await running(worker) {
                try await eventually { try await database.state(ids[0]) == .waiting }
                let runAt = try await database.read { db in try Queue.find(ids[0], on: db)?.runAt }
                #expect(runAt == start + .seconds(1))
                // The alarm for the second attempt, the poll and the heartbeat.
                await clock.sleepers(3)
                clock.advance(by: .seconds(1))
                try await eventually { try await database.state(ids[0]) == .dead }
            }
            let error = try await database.lastError(ids[0])
            #expect(
                error == "The attempt failed with an error of the kind Broken; the log of the worker may tell more."
            )
        }
    }

    @Test("A handler's sentence is kept with the job; one that gives up is not tried again", arguments: [true, false])
    func sentences(givesUp: Bool) async throws {
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let ids = try await database.enqueue(NewJob(.test))
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { _, _ in
                        if givesUp { return .giveUp("The organisation is gone.") }
                        throw JobFailure("The mail server is busy.")
                    }
                ],
                clock: TestClock(start).wallClock
            )
            try await running(worker) {
                try await eventually { try await database.count("last_error IS NOT NULL") == 1 }
            }
            #expect(try await database.state(ids[0]) == (givesUp ? .dead : .waiting))
            #expect(
                try await database.lastError(ids[0])
                    == (givesUp ? "The organisation is gone." : "The mail server is busy.")
            )
        }
    }

    @Test("Only so many jobs run at a time as there are slots")
    func slots() async throws {
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            try await database.write { db in
                try Queue.enqueue(Array(repeating: NewJob(.test), count: 7), at: start, on: db)
            }
            let running = Mutex(0)
            let gate = Gate()
            var options = Worker.Options()
            options.slots = 3
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { _, _ in
                        running.withLock { $0 += 1 }
                        await gate.wait()
                        return .done
                    }
                ],
                options: options,
                clock: TestClock(start).wallClock
            )
            try await JobsTests.running(worker) {
                try await eventually { running.withLock { $0 } == 3 }
                #expect(try await database.count("state = 'leased'") == 3)
                gate.open()
                try await eventually { try await database.count("state = 'done'") == 7 }
            }
        }
    }

    @Test("A log line and a metric tell of each end, and neither holds what the job is about")
    func report() async throws {
        let log = RecordedLog()
        let metrics = Metrics()
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let secret = try NewJob(.test, arguments: ["secret"])
            try await database.enqueue(secret)
            let worker = Worker(
                database,
                handlers: [JobHandler(.test) { _, _ in .giveUp("No.") }],
                clock: TestClock(start).wallClock
            )
            try await Log.$current.withValue(Log(output: log.output, level: .debug)) {
                try await Metrics.$current.withValue(metrics) {
                    try await running(worker) {
                        try await eventually { try await database.count("state = 'dead'") == 1 }
                    }
                }
            }
        }
        #expect(metrics.prometheus().contains(#"loam_jobs_finished_total{kind="test",outcome="dead"} 1"#))
        #expect(metrics.prometheus().contains(#"loam_job_seconds_count{kind="test"} 1"#))
        let line = try #require(log.lines.first { $0.level == .warning })
        #expect(line.message == "Job given up. It can be retried by hand.")
        #expect(line.metadata["error"] == .text("No."))
        #expect(!log.lines.contains { "\($0)".contains("secret") })
    }
}
