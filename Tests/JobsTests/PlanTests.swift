import Database
import Foundation
import Telemetry
import TestSupport
import Testing

@testable import Jobs

/// The hot statements go along the indexes that were made for them, even where the planner knows nothing of the table.
@Suite struct PlanTests {
    @Test("A claim walks the three indexes and sorts no more than it takes", arguments: Engine.available)
    func claim(engine: Engine) async throws {
        try await withBacklog(engine) { database in
            let wish = Queue.Wish(kinds: [.test], count: 10, worker: "a", lease: .seconds(30))
            let plan = try await database.plan(Queue.claimStatement(wish, at: start), likeClaim: true)
            for index in ["jobs_ready", "jobs_waiting", "jobs_leased"] { #expect(plan.contains(index)) }
            switch engine {
            case .sqlite:
                #expect(!plan.contains("SCAN jobs\n") && !plan.contains("SCAN mine\n"))
            case .postgres:
                #expect(
                    !plan.contains("Seq Scan on jobs") && !plan.contains("Bitmap Heap Scan on jobs mine"),
                    Comment(rawValue: plan)
                )
                // What is sorted are the candidates; none of the three looks sorts what it finds.
                #expect(plan.components(separatedBy: "Sort Key").count - 1 <= 2, Comment(rawValue: plan))
            }
        }
    }

    @Test("A beat and an end find each job by its id", arguments: Engine.available)
    func settle(engine: Engine) async throws {
        try await withBacklog(engine) { database in
            let plan = try await database.plan(
                """
                WITH held (id, claims) AS (VALUES \(rows: [["a", 1], ["b", 2]]))
                UPDATE jobs SET lease_until = \(start)
                FROM held WHERE jobs.id = held.id AND jobs.claims = held.claims AND jobs.state = 'leased'
                """
            )
            #expect(plan.contains("jobs_pkey") || plan.contains("autoindex_jobs_1") || plan.contains("jobs_leased"))
            #expect(!plan.contains("Seq Scan on jobs") && !plan.contains("SCAN jobs"))
        }
    }

    @Test("Few dead jobs among many are found by their index", arguments: Engine.available)
    func dead(engine: Engine) async throws {
        try await withBacklog(engine) { database in
            let filter = Queue.Filter(states: [.dead])
            let plan = try await database.plan(
                "SELECT id FROM jobs WHERE \(sql: filter.condition) ORDER BY id DESC LIMIT \(10)"
            )
            #expect(plan.contains("jobs_dead"))
        }
    }

    private func withBacklog(_ engine: Engine, _ body: (Database) async throws -> Void) async throws {
        try await withQueue(engine) { database in
            let jobs = Array(repeating: NewJob(.test), count: 1500)
            try await database.write { db in try Queue.enqueue(jobs, at: start, on: db) }
            try await body(database)
        }
    }
}

extension Database {
    /// What the engine says it would do, a line a step; with the settings of a claim where they matter.
    fileprivate func plan(_ sql: SQL, likeClaim: Bool = false) async throws -> String {
        try await write { db in
            switch db.engine {
            case .sqlite:
                return try db.fetch(PlanRow.self, "EXPLAIN QUERY PLAN \(sql: sql)").map { $0.detail + "\n" }.joined()
            case .postgres:
                if likeClaim { try Queue.prepareClaim(on: db) }
                return try db.fetch(String.self, "EXPLAIN \(sql: sql)").map { $0 + "\n" }.joined()
            }
        }
    }
}

private struct PlanRow: RowDecodable {
    let detail: String

    init(row: Row) throws { detail = try row["detail"] }
}
