import Database
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct QueueHandTests {
    @Test("A job that was given up is retried by hand with all its attempts", arguments: Engine.available)
    func retry(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var job = NewJob(.test)
            job.maxAttempts = 1
            let id = try #require(try await database.enqueue(job).first)
            let claimed = try #require(try await database.claim().first)
            try await database.settle(claimed, .dead(error: "No."))
            try await database.retry(id, at: start + .hours(1))
            let again = try #require(try await database.claim(at: start + .hours(1)).first)
            #expect(again.attempt == 1 && again.claims == 2)
            #expect(try await database.settle(claimed, .done) == false)
        }
    }

    @Test("A job that is cancelled does not run, and its worker can no longer end it", arguments: Engine.available)
    func cancel(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var later = NewJob(.test)
            later.runAt = start + .hours(1)
            let ids = try await database.enqueue(NewJob(.test), NewJob(.test), later)
            let running = try #require(try await database.claim(1).first)
            for id in ids { try await database.cancel(id) }
            #expect(try await database.claim(at: start + .days(1)).isEmpty)
            #expect(try await database.settle(running, .done) == false)
            #expect(try await database.state(running.id) == .cancelled)
            try await database.retry(ids[1])
            #expect(try await database.claim().map(\.id) == [ids[1]])
        }
    }

    @Test("What cannot be done by hand is refused with the reason", arguments: Engine.available)
    func refusals(engine: Engine) async throws {
        try await withQueue(engine) { database in
            let job = NewJob(.test, uniqueKey: "k")
            let id = try #require(try await database.enqueue(job).first)
            let nobody = JobID(rawValue: "nobody")
            await #expect(throws: Queue.Refusal.notFound) { try await database.retry(nobody) }
            await #expect(throws: Queue.Refusal.notFound) { try await database.cancel(nobody) }
            await #expect(throws: Queue.Refusal.notStopped(.ready)) { try await database.retry(id) }
            try await database.cancel(id)
            await #expect(throws: Queue.Refusal.ended(.cancelled)) { try await database.cancel(id) }
            try await database.enqueue(job)
            await #expect(throws: Queue.Refusal.replaced) { try await database.retry(id) }
        }
    }

    @Test("The list is filtered, and its pages meet without gap or overlap", arguments: Engine.available)
    func list(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var mine = NewJob(.other)
            mine.organisation = "mine"
            let ids = try await database.enqueue(NewJob(.test), mine, NewJob(.test), NewJob(.test), mine)
            let dead = try #require(try await database.claim(1).first)
            try await database.settle(dead, .dead(error: "No."), at: start + .seconds(9))
            func list(_ filter: Queue.Filter, below: JobID? = nil, limit: Int = 10) async throws -> [JobID] {
                try await database.read { db in try Queue.list(filter, below: below, limit: limit, on: db).map(\.id) }
            }
            #expect(try await list(.init()) == ids.reversed())
            #expect(try await list(.init(), limit: 2) == [ids[4], ids[3]])
            #expect(try await list(.init(), below: ids[3], limit: 9) == [ids[2], ids[1], ids[0]])
            #expect(try await list(.init(organisation: "mine")) == ids.reversed())
            #expect(try await list(.init(organisation: "other")) == [ids[3], ids[2], ids[0]])
            #expect(try await list(.init(kind: .test)) == [ids[3], ids[2], ids[0]])
            #expect(try await list(.init(states: [.dead])) == [ids[0]])
            #expect(try await list(.init(states: [.dead, .ready], kind: .other)) == [ids[4], ids[1]])
            let row = try #require(try await database.read { db in try Queue.find(ids[0], on: db) })
            #expect(row.state == .dead && row.attempts == 1 && row.lastError == "No." && row.worker == "a")
            #expect(row.createdAt == start && row.finishedAt == start + .seconds(9) && row.leaseUntil == nil)
        }
    }

    @Test("Jobs are counted by kind and state, and by the hour in which they ended", arguments: Engine.available)
    func counts(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var later = NewJob(.test)
            later.runAt = start + .hours(1)
            var mine = NewJob(.other)
            mine.organisation = "mine"
            try await database.enqueue(NewJob(.test), NewJob(.test), NewJob(.test), later, mine)
            let claimed = try await database.claim(2)
            try await database.settle(claimed[0], .done)
            try await database.settle(claimed[1], .dead(error: "No."), at: start + .hours(2))
            func count(_ kind: JobKind, _ state: JobState, _ age: Duration?) -> Queue.Count {
                Queue.Count(kind: kind, state: state, count: 1, oldestAge: age)
            }
            let now = start + .minutes(5)
            let all = try await database.read { db in try Queue.counts(at: now, on: db) }
            #expect(
                all == [
                    count(.test, .dead, nil), count(.test, .ready, .minutes(5)), count(.test, .waiting, nil),
                    count(.other, .ready, .minutes(5)),
                ]
            )
            let ours = try await database.read { db in try Queue.counts(of: "mine", at: now, on: db) }
            #expect(ours == all)
            let theirs = try await database.read { db in try Queue.counts(of: "other", at: now, on: db) }
            #expect(theirs == all.dropLast())
            let ended = try await database.read { db in try Queue.ended(since: start, on: db) }
            #expect(ended.map(\.state) == [.done, .dead] && ended.map(\.count) == [1, 1])
            #expect(ended[1].hour - ended[0].hour == .hours(2) && ended[0].hour <= start)
            #expect(try await database.read { db in try Queue.ended(since: start, of: "mine", on: db) } == ended)
            #expect(try await database.read { db in try Queue.ended(since: start + .hours(3), on: db) }.isEmpty)
        }
    }
}
