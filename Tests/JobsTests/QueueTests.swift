import Database
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct QueueTests {
    @Test("A job exists exactly if the change that asked for it was kept", arguments: Engine.available)
    func transactional(engine: Engine) async throws {
        struct Refused: Error {}
        try await withQueue(engine) { database in
            await #expect(throws: Refused.self) {
                try await database.write { db in
                    try Queue.enqueue(NewJob(.test), at: start, on: db)
                    throw Refused()
                }
            }
            #expect(try await database.claim().isEmpty)
            try await database.enqueue(NewJob(.test))
            #expect(try await database.claim().count == 1)
        }
    }

    @Test("Arguments come out as they went in", arguments: Engine.available)
    func arguments(engine: Engine) async throws {
        struct Arguments: Codable, Equatable {
            var user: String
            var count: Int
        }
        try await withQueue(engine) { database in
            let arguments = Arguments(user: "ü\u{1F600}/'\"", count: -7)
            let job = try NewJob(.test, arguments: arguments, maxAttempts: 3, organisation: "o")
            let ids = try await database.enqueue(job)
            let claimed = try #require(try await database.claim().first)
            #expect(try claimed.arguments(as: Arguments.self) == arguments)
            #expect([claimed.id] == ids)
            #expect(claimed.attempt == 1 && claimed.maxAttempts == 3 && claimed.organisation == "o")
            #expect(claimed.createdAt == start)
            #expect(throws: JobFailure.self) { try claimed.arguments(as: [Int].self) }
        }
    }

    @Test("Claims go by priority, then by time, then by age", arguments: Engine.available)
    func order(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var urgent = NewJob(.test)
            urgent.priority = -1
            let usual = try await database.enqueue(NewJob(.test), NewJob(.test))
            let earlier = try await database.enqueue(NewJob(.test), at: start - .seconds(1))
            let first = try await database.enqueue(urgent)
            #expect(try await database.claim(2).map(\.id) == first + earlier)
            #expect(try await database.claim().map(\.id) == usual)
        }
    }

    @Test("A job that is for later waits for its time", arguments: Engine.available)
    func later(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var job = NewJob(.test)
            job.runAt = start + .minutes(1)
            let id = try #require(try await database.enqueue(job).first)
            #expect(try await database.state(id) == .waiting)
            #expect(try await database.claim(at: start + .seconds(59)).isEmpty)
            #expect(try await database.claim(at: start + .seconds(60)).map(\.id) == [id])
        }
    }

    @Test("Jobs of other kinds are left for other workers", arguments: Engine.available)
    func kinds(engine: Engine) async throws {
        try await withQueue(engine) { database in
            let ids = try await database.enqueue(NewJob(.other), NewJob(.test), NewJob(JobKind(rawValue: "unknown")))
            #expect(try await database.claim().map(\.id) == [ids[1]])
            #expect(try await database.claim(kinds: [.test, .other]).map(\.id) == [ids[0]])
            #expect(try await database.claim(kinds: []).isEmpty)
        }
    }

    @Test("A unique key lets one job in until it has ended", arguments: Engine.available)
    func uniqueKey(engine: Engine) async throws {
        try await withQueue(engine) { database in
            let job = NewJob(.test, uniqueKey: "k")
            let first = try await database.enqueue(job, job, NewJob(.test, uniqueKey: "l"))
            #expect(first.count == 2)
            #expect(try await database.enqueue(job).isEmpty)
            let claimed = try await database.claim()
            #expect(try await database.enqueue(job).isEmpty)
            try await database.settle(claimed[0], .snooze(until: start))
            #expect(try await database.enqueue(job).isEmpty)
            let again = try #require(try await database.claim().first)
            try await database.settle(again, .done)
            #expect(try await database.enqueue(job).count == 1)
        }
    }

    @Test("Of a group, one job is leased at a time, the first in order", arguments: Engine.available)
    func groups(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var job = NewJob(.test)
            job.group = "g"
            let ids = try await database.enqueue(job, job, job)
            let alone = try await database.enqueue(NewJob(.test))
            let first = try await database.claim()
            #expect(first.map(\.id) == [ids[0]] + alone)
            #expect(try await database.claim().isEmpty)
            // One that comes back is taken before those that came after it, and with none of them.
            try await database.settle(first[0], .snooze(until: start - .seconds(1)))
            #expect(try await database.claim().map(\.id) == [ids[0]])
            try await database.settle(first[0], .done)
            #expect(try await database.claim().isEmpty)
        }
    }

    @Test(
        "A lease that lapses lets another worker take the job, and the first can no longer end it",
        arguments: Engine.available
    )
    func lapse(engine: Engine) async throws {
        try await withQueue(engine) { database in
            try await database.enqueue(NewJob(.test))
            let first = try #require(try await database.claim(worker: "a").first)
            #expect(try await database.claim(worker: "b", at: start + .seconds(30)).isEmpty)
            let second = try #require(try await database.claim(worker: "b", at: start + .seconds(31)).first)
            #expect(second.id == first.id && second.attempt == 2)
            let outcomes: [Settlement.Outcome] = [
                .done, .snooze(until: start), .retry(at: start, error: "e"), .dead(error: "e"), .release,
            ]
            for outcome in outcomes { #expect(try await database.settle(first, outcome) == false) }
            #expect(try await database.write { db in try Queue.renew([first.held], until: start, on: db) }.isEmpty)
            #expect(try await database.settle(second, .done))
            #expect(try await database.state(first.id) == .done)
            #expect(try await database.settle(second, .done), "the same answer again, after a lost connection")
            #expect(try await database.settle(first, .done) == false)
        }
    }

    @Test("A heartbeat keeps a job", arguments: Engine.available)
    func renewal(engine: Engine) async throws {
        try await withQueue(engine) { database in
            let ids = try await database.enqueue(NewJob(.test), NewJob(.test), NewJob(.test))
            let jobs = try await database.claim()
            let kept = try await database.write { db in
                try Queue.renew(jobs.dropLast().map(\.held), until: start + .minutes(5), on: db)
            }
            #expect(kept == Set(ids.dropLast()))
            #expect(try await database.claim(at: start + .minutes(4)).map(\.id) == [ids[2]])
        }
    }

    @Test("Snoozes and releases are not attempts; failures and lapses are", arguments: Engine.available)
    func attempts(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var job = NewJob(.test)
            job.maxAttempts = 3
            let id = try #require(try await database.enqueue(job).first)
            let outcomes: [(Int, Settlement.Outcome)] = [
                (1, .snooze(until: start)), (1, .release), (1, .retry(at: start, error: "once")),
                (2, .snooze(until: start)),
            ]
            for (attempt, outcome) in outcomes {
                let claimed = try #require(try await database.claim().first)
                #expect(claimed.attempt == attempt)
                #expect(try await database.settle(claimed, outcome))
            }
            #expect(try await database.lastError(id) == "once")
            #expect(try await database.claim().map(\.attempt) == [2])
            #expect(try await database.claim(at: start + .minutes(1)).map(\.attempt) == [3])
            #expect(try await database.claim(at: start + .minutes(2)).isEmpty)
            #expect(try await database.state(id) == .dead)
            #expect(try await database.lastError(id)?.contains("stopped without a word") == true)
        }
    }

    @Test("Many jobs of one busy group do not keep others waiting", arguments: Engine.available)
    func busyGroup(engine: Engine) async throws {
        try await withQueue(engine) { database in
            var grouped = NewJob(.test)
            grouped.group = "g"
            let many = Array(repeating: grouped, count: 300)
            try await database.write { db in try Queue.enqueue(many, at: start, on: db) }
            #expect(try await database.claim().count == 1)
            let id = try await database.enqueue(NewJob(.test), at: start + .seconds(1))
            #expect(try await database.claim(at: start + .seconds(1)).map(\.id) == id)
        }
    }
}
