import Database
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct LeaseTests {
    @Test(
        "Heartbeats keep a long job; a job that was taken over is cancelled and leaves no trace",
        arguments: Engine.available
    )
    func heartbeat(engine: Engine) async throws {
        let clock = TestClock(start)
        try await withQueue(engine) { database in
            let ids = try await database.enqueue(NewJob(.test))
            let seen = Seen()
            let worker = Worker(database, handlers: [waiting(seen)], clock: clock.wallClock)
            try await running(worker) {
                try await eventually { seen.all == ["begun"] }
                for beat in 1...4 {
                    await clock.sleepers(2)
                    clock.advance(by: .seconds(10))
                    try await eventually {
                        try await database.count("lease_until = \(clock.now + .seconds(30))") == 1
                    }
                    #expect(try await database.claim(worker: "other", at: start + .seconds(10 * beat)).isEmpty)
                }
                // As if this process had slept for a minute: another takes the job before the next beat.
                let taken = try await database.claim(worker: "other", at: clock.now + .minutes(1))
                #expect(taken.map(\.id) == ids)
                await clock.sleepers(2)
                clock.advance(by: .seconds(10))
                try await eventually { seen.all == ["begun", "cancelled"] }
                #expect(try await database.settle(taken[0], .done))
            }
            #expect(try await database.state(ids[0]) == .done)
        }
    }

    @Test("A job that is cancelled by hand is stopped by the next heartbeat")
    func cancelledByHand() async throws {
        let clock = TestClock(start)
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let ids = try await database.enqueue(NewJob(.test))
            let seen = Seen()
            let worker = Worker(database, handlers: [waiting(seen)], clock: clock.wallClock)
            try await running(worker) {
                try await eventually { seen.all == ["begun"] }
                try await database.cancel(ids[0])
                await clock.sleepers(2)
                clock.advance(by: .seconds(10))
                try await eventually { seen.all == ["begun", "cancelled"] }
            }
            #expect(try await database.state(ids[0]) == .cancelled)
        }
    }

    @Test(
        "A worker that is asked to stop waits for its jobs; one that is cancelled gives them back",
        arguments: [true, false]
    )
    func stopping(gracefully: Bool) async throws {
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let ids = try await database.enqueue(NewJob(.test), NewJob(.test))
            let seen = Seen()
            let gate = Gate()
            var options = Worker.Options()
            options.slots = 1
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { _, _ in
                        seen.add("begun")
                        await gate.wait()
                        try Task.checkCancellation()
                        return .done
                    }
                ],
                options: options,
                clock: TestClock(start).wallClock
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await worker.run() }
                try await eventually { seen.all == ["begun"] }
                if gracefully {
                    group.addTask { await worker.stop() }
                    try await eventually { worker.isStopping }
                    gate.open()
                } else {
                    group.cancelAll()
                }
                try await group.waitForAll()
            }
            let first = try #require(try await database.read { db in try Queue.find(ids[0], on: db) })
            #expect(first.state == (gracefully ? .done : .ready))
            #expect(first.attempts == (gracefully ? 1 : 0))
            #expect(try await database.state(ids[1]) == .ready)
        }
    }

    @Test("An effect and the end of its job are kept together or not at all", arguments: Engine.available)
    func finishing(engine: Engine) async throws {
        let clock = TestClock(start)
        try await withQueue(engine) { database in
            try await database.migrate(
                Queue.migrations + [Migration(id: "9000-effects", sql: ["CREATE TABLE effects (job TEXT PRIMARY KEY)"])]
            )
            let ids = try await database.enqueue(NewJob(.test))
            let stale = try #require(try await database.claim().first)
            let seen = Seen()
            let worker = Worker(
                database,
                handlers: [
                    JobHandler(.test) { job, lease in
                        try lease.check()
                        try await database.write { db in
                            try lease.confirm(on: db)
                            try db.run("INSERT INTO effects (job) VALUES (\(job.id))")
                            try lease.finish(on: db)
                        }
                        seen.add("finished")
                        return .done
                    }
                ],
                clock: clock.wallClock
            )
            clock.advance(by: .minutes(1))
            try await running(worker) {
                try await eventually { seen.all == ["finished"] }
            }
            #expect(try await database.state(ids[0]) == .done)
            // The worker that was taken for dead wakes up.
            let late = Lease(stale.held, until: start + .seconds(30), clock: clock.wallClock)
            #expect(throws: LeaseLost.self) { try late.check() }
            await #expect(throws: LeaseLost.self) {
                try await database.write { db in
                    try db.run("INSERT INTO effects (job) VALUES ('late')")
                    try late.confirm(on: db)
                }
            }
            await #expect(throws: LeaseLost.self) { try await database.write { db in try late.finish(on: db) } }
            #expect(
                try await database.read { db in try db.fetch(String.self, "SELECT job FROM effects") } == [
                    ids[0].rawValue
                ]
            )
        }
    }

    private func waiting(_ seen: Seen) -> JobHandler {
        JobHandler(.test) { _, _ in
            seen.add("begun")
            do {
                try await Task.sleep(for: .seconds(60))
            } catch {
                seen.add("cancelled")
                throw error
            }
            return .done
        }
    }
}
