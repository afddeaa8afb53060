import Database
import Telemetry
import TestSupport
import Testing

@testable import Jobs

@Suite struct QueueModelTests {
    @Test("Whatever happens in whichever order, the tables say what the model says", arguments: Engine.available, 1...4)
    func random(engine: Engine, seed: UInt64) async throws {
        try await withQueue(engine) { database in
            var play = Play(database, seed: seed)
            for _ in 0..<120 { try await play.step() }
            try await play.compare()
        }
    }

    @Test(
        "Workers that claim at the same moment never hold the same job, nor two of a group",
        arguments: Engine.available
    )
    func concurrent(engine: Engine) async throws {
        try await withQueue(engine) { database in
            let jobs = (0..<90).map { number in
                var job = NewJob(.test)
                job.group = number % 3 == 0 ? nil : "group \(number % 5)"
                return job
            }
            try await database.write { db in try Queue.enqueue(jobs, at: start, on: db) }
            let seen = Seen()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for name in ["a", "b", "c", "d"] {
                    group.addTask {
                        while try await database.count("state <> 'done'") > 0 {
                            for job in try await database.claimAgainstOthers(4, worker: name) {
                                seen.add(job.id.rawValue)
                                #expect(try await database.settle(job, .done))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(seen.all.count == 90)
            #expect(Set(seen.all).count == 90)
        }
    }
}

extension Database {
    /// As a worker does it: a race for a group that was lost is run again.
    fileprivate func claimAgainstOthers(_ count: Int, worker: String) async throws -> [Job] {
        while true {
            do {
                return try await claim(count, worker: worker)
            } catch let error as DatabaseError where error.isLostRaceForGroup {
                continue
            }
        }
    }
}

/// A random sequence of events, played against the tables and the model alike.
private struct Play {
    private let database: Database
    private var random: SplitMix
    private var model = QueueModel()
    private var now = start
    /// What workers believe to hold, rightly or not; a crash forgets one.
    private var held: [Held] = []

    init(_ database: Database, seed: UInt64) {
        self.database = database
        random = SplitMix(state: seed)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: try await enqueue()
        case 6..<11: try await claim()
        case 11..<15: try await settle()
        case 15: try await renew()
        case 16: if let index = held.indices.randomElement(using: &random) { held.remove(at: index) }
        case 17: now = now + .seconds(Int64.random(in: 1...40, using: &random))
        case 18: try await cancel()
        default: try await retry()
        }
    }

    private mutating func enqueue() async throws {
        var job = NewJob(.test)
        job.priority = .random(in: -1...1, using: &random)
        job.maxAttempts = .random(in: 1...3, using: &random)
        job.group = ["g", "h", nil, nil].randomElement(using: &random) ?? nil
        job.uniqueKey = ["k", "l", nil, nil, nil].randomElement(using: &random) ?? nil
        if Bool.random(using: &random) { job.runAt = now + .seconds(Int64.random(in: -20...40, using: &random)) }
        let taken = try await database.enqueue(job, at: now)
        #expect(taken.isEmpty != model.takes(job))
        for id in taken { model.enqueue(job, id, at: now) }
    }

    private mutating func claim() async throws {
        let count = Int.random(in: 1...6, using: &random)
        let wish = Queue.Wish(kinds: [.test], count: count, worker: "w", lease: .seconds(30))
        let now = now
        let claim = try await database.write { db in try Queue.claim(wish, at: now, on: db) }
        let claimable = model.claimable(at: now)
        let busy = model.busyGroups
        #expect(claim.leased.count + claim.buried.count <= count)
        for job in claim.buried {
            #expect(claimable.contains(job.id) && !model.hasAttemptsLeft(job.id))
            model.bury(job.id)
        }
        for job in claim.leased {
            #expect(claimable.contains(job.id) && model.hasAttemptsLeft(job.id))
            if let group = model.jobs[job.id]?.group, model.jobs[job.id]?.state != .leased {
                #expect(!busy.contains(group), "another job of the group was leased already")
            }
            model.claim(job.id, until: now + .seconds(30))
            #expect(model.jobs[job.id]?.claims == job.claims)
            held.append(job.held)
        }
        let leasedGroups = model.jobs.values.filter { $0.state == .leased }.compactMap(\.group)
        #expect(Set(leasedGroups).count == leasedGroups.count, "two jobs of a group are leased")
        guard claim.leased.count + claim.buried.count < count else { return }
        // It wanted more than there was: what is left is of busy groups only, where a burial frees a group only later.
        let groups = model.busyGroups.union(busy)
        for id in model.claimable(at: now) {
            let group = model.jobs[id]?.group
            #expect(group.map(groups.contains) == true, "a job was left that could have been claimed")
        }
    }

    private mutating func settle() async throws {
        guard let job = held.randomElement(using: &random) else { return }
        let outcomes: [Settlement.Outcome] = [
            .done, .done, .snooze(until: now + .seconds(5)), .retry(at: now + .seconds(5), error: "No."),
            .dead(error: "No."), .release,
        ]
        let outcome = outcomes.randomElement(using: &random) ?? .done
        let expected = model.settle(job, outcome, at: now)
        let now = now
        let settled = try await database.write { db in
            try Queue.settle([Settlement(held: job, outcome: outcome)], at: now, on: db)
        }
        #expect(settled == (expected ? [job.id] : []))
    }

    private mutating func renew() async throws {
        let jobs = held.filter { _ in Bool.random(using: &random) }
        let until = now + .seconds(30)
        let kept = try await database.write { db in try Queue.renew(jobs, until: until, on: db) }
        let expected = jobs.filter(model.isHeld)
        #expect(kept == Set(expected.map(\.id)))
        for job in expected { model.renew(job, until: until) }
    }

    private mutating func cancel() async throws {
        guard let id = anyJob() else { return }
        let expected = model.cancel(id)
        do {
            try await database.cancel(id)
            #expect(expected)
        } catch is Queue.Refusal {
            #expect(!expected)
        }
    }

    private mutating func retry() async throws {
        guard let id = anyJob() else { return }
        let expected = model.retry(id, at: now)
        do {
            try await database.retry(id, at: now)
            #expect(expected)
        } catch is Queue.Refusal {
            #expect(!expected)
        }
    }

    private mutating func anyJob() -> JobID? {
        model.jobs.keys.sorted { $0.rawValue < $1.rawValue }.randomElement(using: &random)
    }

    func compare() async throws {
        let rows = try await database.read { db in try db.fetch(StoredEntry.self, "SELECT * FROM jobs") }
        #expect(rows.count == model.jobs.count)
        for row in rows { #expect(row.entry == model.jobs[row.id]) }
    }
}

private struct StoredEntry: RowDecodable {
    let id: JobID
    let entry: QueueModel.Entry

    init(row: Row) throws {
        id = try row["id"]
        entry = QueueModel.Entry(
            state: try row["state"],
            claims: try row["claims"],
            snoozes: try row["snoozes"],
            leaseUntil: try row["lease_until"],
            runAt: try row["run_at"],
            maxAttempts: try row["max_attempts"],
            group: try row["group_key"],
            uniqueKey: try row["unique_key"]
        )
    }
}

/// Random numbers that a seed brings back.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
