import Database
import Enrichment
import Telemetry
import TestSupport
import Testing

@testable import Store

@Suite struct RunTablesTests {
    private static let connection = ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-000000000001")

    /// Settles a batch of so many records that have no match, as the first of an installation.
    private static func settle(_ count: Int, in organisation: ID<Organisation>, on db: isolated Connection) throws {
        let settings = JobSettings("Contacts", Mapping(.contact, [MappingRow(.person(.title), "Title")]))
        let new = NewRun(.enrich, on: connection, job: nil, settings, MatchInputs(.contact), by: "Ada")
        let id = try #require(try Run.insert(new, in: organisation, at: Fixture.now, on: db))
        let run = try #require(try Run.find(id, in: organisation, on: db))
        try RunBatch.insert(0, of: id, in: organisation, plan: count, on: db)
        for start in stride(from: 0, to: count, by: 500) {
            let rows = (start..<start + 500).map { number in
                [
                    organisation, id, "003\(100_000_000_000 + number)AAA", 0, 0, 0, "no_match", 0, 0, "free", "Ada",
                    "ada",
                ]
                    as [any SQLConvertible]
            }
            try db.run(
                """
                INSERT INTO run_records (organisation_id, run_id, record_id, batch, place, length, status, confidence,
                    fields, price, name, sort_name)
                VALUES \(rows: rows)
                """
            )
        }
        try RecordFinding.keep(0, of: run, at: Fixture.now, day: CivilDate(daysSince1970: 20_000), on: db)
    }

    @Test(
        "X-24 · what a first run fills is counted in time: PostgreSQL would take it for empty",
        arguments: Engine.available
    )
    func counted(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            let uncounted = try await database.write { db -> Int in
                try Self.settle(2_000, in: organisation, on: db)
                return engine == .postgres ? try db.one(Int.self, RunTables.uncounted) : 0
            }
            #expect(uncounted == 0)
            guard engine == .postgres else { return }
            let counted = try await database.read { db in
                try db.one(
                    Int.self,
                    "SELECT CAST(reltuples AS INTEGER) FROM pg_class WHERE oid = to_regclass('record_findings')"
                )
            }
            #expect(counted == 2_000)
        }
    }
}
