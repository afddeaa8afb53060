import Database
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct TickerTests {
    @Test("S-02 · an occurrence is enqueued once, by whichever process sees it first", arguments: Engine.available)
    func once(engine: Engine) async throws {
        try await withQueue(engine) { database in
            let entry = try daily()
            try await database.set(entry)
            let due = try #require(try await database.next(entry.name))
            #expect(due == entry.schedule.next(after: start))
            await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await database.write { db in try Schedules.tick(at: due, on: db) }
                    }
                }
            }
            let jobs = try await database.read { db in try Queue.list(.init(), limit: 9, on: db) }
            #expect(jobs.count == 1)
            #expect(jobs.first?.organisation == "o" && jobs.first?.arguments == #"["a"]"# && jobs.first?.group == "g")
            #expect(try await database.next(entry.name) == due + .days(1))
        }
    }

    @Test("S-02 · of occurrences that were missed there is one, and none while the last one still runs")
    func missed() async throws {
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let entry = try daily()
            try await database.set(entry)
            let later = start + .days(10)
            try await database.write { db in try Schedules.tick(at: later, on: db) }
            #expect(try await database.count("1 = 1") == 1)
            let next = try #require(try await database.next(entry.name))
            #expect(next == entry.schedule.next(after: later))
            try await database.write { db in try Schedules.tick(at: next, on: db) }
            #expect(try await database.count("1 = 1") == 1)
            let job = try #require(try await database.claim(at: next).first)
            try await database.settle(job, .done)
            try await database.write { db in try Schedules.tick(at: next + .days(1), on: db) }
            #expect(try await database.count("1 = 1") == 2)
        }
    }

    @Test("Setting an entry again keeps its next occurrence, unless the schedule changed")
    func setting() async throws {
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let entry = try daily()
            try await database.set(entry)
            let due = try await database.next(entry.name)
            try await database.set(entry, at: start + .days(3))
            #expect(try await database.next(entry.name) == due)
            let weekly = try Schedule(.weekly(on: .friday), in: .utc)
            try await database.set(Schedules.Entry(entry.name, weekly, entry.job), at: start)
            #expect(try await database.next(entry.name) == weekly.next(after: start))
            try await database.write { db in try Schedules.remove(entry.name, on: db) }
            #expect(try await database.next(entry.name) == nil)
        }
    }

    @Test("A schedule that cannot be read is passed over and holds up no other")
    func unreadable() async throws {
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let entry = try daily()
            try await database.set(entry)
            try await database.set(Schedules.Entry("broken", entry.schedule, NewJob(.other)))
            try await database.write { db in
                try db.run("UPDATE schedules SET schedule = '{}', next_at = 0 WHERE name = 'broken'")
            }
            let due = try #require(try await database.next(entry.name))
            try await database.write { db in try Schedules.tick(at: due, on: db) }
            #expect(try await database.read { db in try Queue.list(.init(), limit: 9, on: db) }.map(\.kind) == [.test])
            #expect(try await database.next("broken") == due + .hours(1))
        }
    }

    @Test("The ticker sets the program's own entries, ticks on time, measures the queue, and stops")
    func run() async throws {
        let clock = TestClock(start)
        let metrics = Metrics()
        try await FreshDatabase.inMemory(migrations: Queue.migrations) { database in
            let entry = try daily()
            let ticker = Ticker(database, entries: [entry], clock: clock.wallClock)
            try await Metrics.$current.withValue(metrics) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await ticker.run() }
                    await clock.sleepers()
                    let due = try #require(try await database.next(entry.name))
                    while clock.now < due {
                        clock.advance(by: .seconds(30))
                        await clock.sleepers()
                    }
                    try await eventually { try await database.count("state = 'ready'") == 1 }
                    await clock.sleepers()
                    clock.advance(by: .seconds(30))
                    await clock.sleepers()
                    await ticker.stop()
                    try await group.waitForAll()
                }
            }
        }
        #expect(metrics.prometheus().contains(#"loam_jobs{kind="test",state="ready"} 1"#))
        #expect(metrics.prometheus().contains(#"loam_jobs_oldest_ready_seconds{kind="test"} 30"#))
    }

    @Test("What ended long ago is swept away, and nothing else", arguments: Engine.available)
    func sweep(engine: Engine) async throws {
        let clock = TestClock(start)
        try await withQueue(engine) { database in
            let ids = try await database.enqueue(NewJob(.test), NewJob(.test), NewJob(.test), NewJob(.test))
            let jobs = try await database.claim()
            try await database.settle(jobs[0], .done)
            try await database.settle(jobs[1], .done, at: start + .days(1))
            try await database.settle(jobs[2], .dead(error: "No."))
            clock.advance(by: .days(7) + .seconds(1))
            let sweep = Sweep(database, clock: clock.wallClock)
            try await database.enqueue(Sweep.entry().job, at: clock.now)
            let worker = Worker(database, handlers: [sweep.handler], clock: clock.wallClock)
            try await running(worker) {
                try await eventually { try await database.count("kind = 'jobs.sweep' AND state = 'done'") == 1 }
            }
            let left = try await database.read { db in try Queue.list(.init(kind: .test), limit: 9, on: db) }
            #expect(left.map(\.id) == [ids[3], ids[2], ids[1]])
            clock.advance(by: .days(84))
            try await database.enqueue(Sweep.entry().job, at: clock.now)
            let second = Worker(database, handlers: [sweep.handler], clock: clock.wallClock)
            try await running(second) {
                try await eventually { try await database.count("kind = 'test'") == 1 }
            }
            #expect(try await database.state(ids[3]) == .leased)
        }
    }

    private func daily() throws -> Schedules.Entry {
        let schedule = try Schedule(.daily, at: #require(TimeOfDay("03:15")), in: .utc)
        return Schedules.Entry(
            "test",
            schedule,
            try NewJob(.test, arguments: ["a"], group: "g", organisation: "o")
        )
    }
}

extension Database {
    fileprivate func set(_ entry: Schedules.Entry, at now: Timestamp = start) async throws {
        try await write { db in try Schedules.set(entry, at: now, on: db) }
    }

    fileprivate func next(_ name: String) async throws -> Timestamp? {
        try await read { db in try Schedules.next(name, on: db) }
    }
}
