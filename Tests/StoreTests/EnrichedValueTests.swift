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

extension EnrichedValueTests {
    @Test(
        "D-05 · of thousands of values the one that stands out is exact; where none does, none is named",
        arguments: Engine.available
    )
    func standingOut(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            let start = try #require(CivilDate(iso8601: "2025-11-20")).daysSince1970
            var random = SplitMix(state: 7)
            var truth: [[String: [String: Int]]] = []
            for day in 0..<70 {
                var values: [String: [String: Int]] = ["Steep": [:], "Flat": [:], "Turning": [:], "Few": [:]]
                for _ in 0..<120 {
                    // Of 400 titles the first is the most frequent by far, of the flat none is.
                    values["Steep", default: [:]]["Title \(random.next(20) * random.next(20))", default: 0] += 1
                    values["Flat", default: [:]]["Number \(random.next(4000))", default: 0] += 1
                    values["Few", default: [:]]["Land \(random.next(3))", default: 0] += 1
                }
                // Among the first of no day for long, and yet the most frequent of all.
                for other in 0..<15 { values["Turning", default: [:]]["Day \(day % 5) \(other)"] = 6 }
                values["Turning", default: [:]]["Steady"] = 5
                truth.append(values)
            }
            let written = truth
            try await database.write { db in
                let settings = JobSettings("Contacts", Mapping(.contact, [MappingRow(.person(.country), "Steep")]))
                let new = NewRun(.enrich, on: Self.connection, job: nil, settings, MatchInputs(.contact), by: "Ada")
                let id = try #require(try Run.insert(new, in: organisation, at: Fixture.now, on: db))
                let run = try #require(try Run.find(id, in: organisation, on: db))
                let origin = Patch.Origin.mapped(.person(.country), .overwrite, .run, isShortened: false)
                let record = try #require(CRMID("003000000000001"))
                for (day, values) in written.enumerated() {
                    let changes = values.flatMap { field, times in
                        times.flatMap { value, count in
                            Array(
                                repeating: Settlement.Written(
                                    record,
                                    CRMField(field),
                                    before: .blank,
                                    after: .text(value),
                                    origin
                                ),
                                count: count
                            )
                        }
                    }
                    for part in stride(from: 0, to: changes.count, by: 150) {
                        try EnrichedValue.add(
                            Array(changes[part..<min(part + 150, changes.count)]),
                            of: run,
                            beganOn: CivilDate(daysSince1970: start + Int64(day)),
                            on: db
                        )
                    }
                }
            }
            let most = try await database.read { db in
                try db.fetch(Int.self, "SELECT COUNT(*) FROM top_values GROUP BY grain, first_day, field")
            }
            #expect(most.max() == 10 && most.allSatisfy { $0 > 0 })
            for (first, last) in [(0, 69), (3, 9), (20, 20), (11, 41), (5, 60), (41, 69)] {
                var sums: [String: [String: Int]] = [:]
                for day in truth[first...last] {
                    for (field, values) in day { sums[field, default: [:]].merge(values, uniquingKeysWith: +) }
                }
                let top = try await database.read { db in
                    try EnrichedValue.top(
                        RunScope(),
                        .init(
                            first: CivilDate(daysSince1970: start + Int64(first)),
                            last: CivilDate(daysSince1970: start + Int64(last))
                        ),
                        in: organisation,
                        on: db
                    )
                }
                for one in top {
                    let values = try #require(sums[one.field.rawValue])
                    #expect(
                        one.times == values[one.value] && one.times == values.values.max(),
                        "\(first)-\(last): \(one)"
                    )
                }
                let named = Set(top.map(\.field.rawValue))
                #expect(named.isSuperset(of: ["Steep", "Few"]), "\(first)-\(last)")
                // A month is a list of its own, in which even of equals one is the first.
                if last - first > 31 { #expect(!named.contains("Flat"), "\(first)-\(last)") }
            }
        }
    }
}

/// The same numbers each time.
private struct SplitMix {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
