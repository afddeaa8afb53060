import Database
import Enrichment
import Telemetry
import TestSupport
import Testing

@testable import Store

@Suite struct PlanMigrationTests {
    @Test(
        "S-14 · a plan that was kept before is read as before, as a whole and of one record",
        arguments: Engine.available
    )
    func plans(engine: Engine) async throws {
        let outcomes = try (1...3).map { number in
            var outcome = Plan.Outcome(try #require(CRMID("00100000000000\(number)")), version: "v", .matched)
            outcome.patch = Patch([Patch.Entry("Name", before: .blank, .set(.text("Name \(number)")), .undone)])
            return outcome
        }
        let plan = Plan(.account, outcomes)
        let document = plan.document
        let (run, organisation) = (ID<Run>.make(at: Fixture.now), ID<Organisation>.make(at: Fixture.now))
        let page = RecordPage(.account, [])
        try await FreshDatabase.on(engine, migrations: StoreMigrations.all.filter { $0.id < "0095" }) { database in
            try await database.write { db in
                try db.run(
                    """
                    INSERT INTO organisations (id, name, time_zone, created_at, roles_changed_at)
                    VALUES (\(organisation), 'o', 'UTC', 1, 1)
                    """
                )
                try db.run(
                    """
                    INSERT INTO runs (organisation_id, id, connection_id, name, object, purpose, settings, inputs, alerts,
                        started_by_name, state, query_part, is_read, batches, planned, settled, records, matched, company_only,
                        no_match, errors, enriched, deferred, not_owned, credits, fields, rest_calls, bulk_calls, created_at)
                    VALUES (\(organisation), \(run), 'c', 'r', 'Account', 'enrich', '{}', '{}', \(false), 'Ada', 'working',
                        0, \(false), 2, 1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
                    """
                )
                try db.run(
                    """
                    INSERT INTO run_batches (organisation_id, run_id, number, state, size, plan, digest, planned_at)
                    VALUES (\(organisation), \(run), 0, 'planned', 3, \(document.bytes), 'd', 1)
                    """
                )
                try db.run(
                    """
                    INSERT INTO run_batches (organisation_id, run_id, number, state, size, records)
                    VALUES (\(organisation), \(run), 1, 'read', 0, \(page.encoded))
                    """
                )
                try RunRecord.insert(plan, at: document.places, batch: 0, of: run, in: organisation, on: db)
            }
            try await database.migrate(StoreMigrations.all)
            let (kept, records, each) = try await database.read { db in
                (
                    try RunBatch.plan(of: 0, of: run, in: organisation, on: db),
                    try RunBatch.records(of: 1, of: run, in: organisation, on: db),
                    try outcomes.map { try RunRecord.outcome(of: $0.record, in: run, of: organisation, on: db) }
                )
            }
            #expect(kept == plan)
            #expect(records == page)
            #expect(each == outcomes)
        }
    }
}
