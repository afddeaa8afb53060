import Database
import Jobs
import Telemetry

/// Jobs that any number of processes claim and finish, and that a soak kills.
///
/// The witness is the database itself: a trigger writes down each time that a job becomes done, so the queue's own code is
/// not asked whether it did well.
enum QueueProof {
    private static let kind = JobKind("proof.step")

    /// Puts jobs into the queue, and in the same transaction what is expected of it.
    static func fill(place: String, count: Int, witnessed: Bool) async throws {
        let database = try await open(place, witnessed: witnessed)
        var left = count
        while left > 0 {
            let some = min(left, 500)
            try await database.write { db in
                let jobs = try (0..<some).map { try NewJob(kind, arguments: ["step": $0]) }
                let ids = try Queue.enqueue(jobs, at: WallClock.system.now(), on: db)
                if witnessed {
                    try db.run("INSERT INTO proof_expected (job_id) VALUES \(rows: ids.map { [$0] })")
                }
            }
            left -= some
        }
        await database.close()
    }

    /// Works until nothing is left, or for ever.
    static func work(place: String, forEver: Bool) async throws {
        let database = try await Database.open(.init(parsing: place))
        var options = Worker.Options()
        options.slots = 16
        options.lease = .seconds(3)
        let worker = Worker(database, handlers: [JobHandler(kind) { _, _ in .done }], options: options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await worker.run() }
            while true {
                if !forEver, try await liveJobs(database) == 0 { break }
                try await Task.sleep(for: .milliseconds(20))
            }
            await worker.stop()
            try await group.waitForAll()
        }
        await database.close()
    }

    /// Says what was finished, or what is wrong.
    static func check(place: String, witnessed: Bool) async throws {
        let database = try await open(place, witnessed: witnessed)
        let counts = try await database.read { db in
            (
                all: try db.one(Int.self, "SELECT count(*) FROM jobs"),
                done: try db.one(Int.self, "SELECT count(*) FROM jobs WHERE state = 'done'"),
                again: try db.one(Int.self, "SELECT count(*) FROM jobs WHERE claims <> 1"),
                lost: witnessed
                    ? try db.one(
                        Int.self,
                        "SELECT count(*) FROM (SELECT job_id FROM proof_expected EXCEPT SELECT job_id FROM proof_finishes) AS lost"
                    ) : 0,
                twice: witnessed
                    ? try db.one(
                        Int.self,
                        "SELECT count(*) FROM (SELECT job_id FROM proof_finishes GROUP BY job_id HAVING count(*) > 1) AS twice"
                    ) : 0
            )
        }
        await database.close()
        print(
            "\(counts.all) jobs, \(counts.done) done, \(counts.again) claimed again, \(counts.lost) lost, \(counts.twice) finished twice"
        )
        guard counts.all == counts.done, counts.lost == 0, counts.twice == 0 else {
            throw Failure(description: "Jobs were lost or finished twice; the line above counts them.")
        }
        if !witnessed, counts.again > 0 {
            throw Failure(description: "Jobs were run more than once although no worker was killed.")
        }
    }

    private static func liveJobs(_ database: Database) async throws -> Int {
        try await database.read { db in
            try db.one(
                Int.self,
                "SELECT count(*) FROM (SELECT 1 FROM jobs WHERE state IN ('ready', 'waiting', 'leased') LIMIT 1) AS live"
            )
        }
    }

    private static func open(_ place: String, witnessed: Bool) async throws -> Database {
        let database = try await Database.open(.init(parsing: place))
        try await database.migrate(Queue.migrations + (witnessed ? [witness(database.engine)] : []))
        return database
    }

    private static func witness(_ engine: Engine) -> Migration {
        let tables: [SQL] = [
            "CREATE TABLE proof_expected (job_id TEXT PRIMARY KEY)",
            "CREATE TABLE proof_finishes (job_id TEXT NOT NULL)",
        ]
        let trigger: [SQL] =
            switch engine {
            case .sqlite:
                [
                    """
                    CREATE TRIGGER proof_done AFTER UPDATE OF state ON jobs
                    WHEN NEW.state = 'done' AND OLD.state <> 'done'
                    BEGIN INSERT INTO proof_finishes (job_id) VALUES (NEW.id); END
                    """
                ]
            case .postgres:
                [
                    """
                    CREATE FUNCTION proof_done() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN INSERT INTO proof_finishes (job_id) VALUES (NEW.id); RETURN NEW; END $$
                    """,
                    """
                    CREATE TRIGGER proof_done AFTER UPDATE OF state ON jobs FOR EACH ROW
                    WHEN (NEW.state = 'done' AND OLD.state <> 'done') EXECUTE FUNCTION proof_done()
                    """,
                ]
            }
        return Migration(id: "proof", sql: tables + trigger)
    }
}
