import Database
import Enrichment
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct EnrichedValueTests {
    private static let connection = ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-000000000001")

    @Test("D-05 · months and days add up to what was written on each day of a period", arguments: Engine.available)
    func periods(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            let start = try #require(CivilDate(iso8601: "2025-11-20")).daysSince1970
            // On each of 150 days its own number of Berlin, and one of Kiel.
            try await database.write { db in
                let settings = JobSettings(
                    "Contacts",
                    Mapping(.contact, [MappingRow(.person(.country), "MailingCity")])
                )
                let new = NewRun(.enrich, on: Self.connection, job: nil, settings, MatchInputs(.contact), by: "Ada")
                let id = try #require(try Run.insert(new, in: organisation, at: Fixture.now, on: db))
                let run = try #require(try Run.find(id, in: organisation, on: db))
                let origin = Patch.Origin.mapped(.person(.country), .overwrite, .run, isShortened: false)
                let record = try #require(CRMID("003000000000001"))
                for day in 0..<150 {
                    let values = Array(repeating: "Berlin", count: day % 4) + ["Kiel"]
                    try EnrichedValue.add(
                        values.map {
                            Settlement.Written(record, "MailingCity", before: .blank, after: .text($0), origin)
                        },
                        of: run,
                        beganOn: CivilDate(daysSince1970: start + Int64(day)),
                        on: db
                    )
                }
            }
            let periods: [(first: Int?, last: Int?)] = [
                (0, 149), (nil, nil), (nil, 70), (71, nil), (11, 41), (11, 11), (0, 10), (30, 40), (12, 102), (41, 72),
            ]
            for (first, last) in periods {
                let days = (first ?? 0)...(last ?? 149)
                let berlin = days.reduce(0) { $0 + $1 % 4 }
                let expected = berlin > days.count || (berlin == days.count) ? ("Berlin", berlin) : ("Kiel", days.count)
                let top = try await database.read { db in
                    try EnrichedValue.top(
                        RunScope(),
                        .init(
                            first: first.map { CivilDate(daysSince1970: start + Int64($0)) },
                            last: last.map { CivilDate(daysSince1970: start + Int64($0)) }
                        ),
                        in: organisation,
                        on: db
                    )
                }
                #expect(top.map(\.value) == [expected.0] && top.map(\.times) == [expected.1], "\(days)")
            }
        }
    }
}
