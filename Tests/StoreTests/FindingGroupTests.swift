import Database
import Enrichment
import Telemetry
import TestSupport
import Testing

@testable import Store

@Suite struct FindingGroupTests {
    private static let connections = [1, 2].map {
        ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-00000000000\($0)")
    }
    private static let bounds = SearchBounds(counted: 20, sorted: 30, names: 40, records: 25, byTime: 50)
    private static let givenNames = ["Ada", "Adam", "Zoe", "Marie-Luise", "Ng"]
    private static let surnames = ["Weaver", "van der Berg", "Adler", "Njord"]

    private struct Kept: Hashable {
        let number: Int
        let name: String
        let profile: Int64
        let connection: Int

        var id: String {
            let digits = String(number)
            return "003" + String(repeating: "0", count: 12 - digits.count) + digits + "AAA"
        }
    }

    /// Of 450 records most are alone or two or three of a kind, and one profile has 20; the other org has some of the profiles, too.
    private static let records: [Kept] = (0..<450).map { number in
        // Records of a profile stand apart by name and by id.
        let name = "\(givenNames[number % 5]) \(surnames[number / 5 % 4]) \(number % 225)"
        let profile = number % 15 == 0 ? 1 : Int64(10 + number * 7 % 190)
        return Kept(number: number, name: name, profile: profile, connection: number % 9 == 0 ? 1 : 0)
    }

    private static func settle(
        _ records: [Kept],
        _ origin: Run.Origin,
        at now: Timestamp,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for (place, connection) in connections.enumerated() {
            let some = records.filter { $0.connection == place }
            let settings = JobSettings("Contacts", Mapping(.contact, [MappingRow(.person(.title), "Title")]))
            var new = NewRun(.enrich, on: connection, job: nil, settings, MatchInputs(.contact), by: "Ada")
            new.origin = origin
            let id = try #require(try Run.insert(new, in: organisation, at: now, on: db))
            let run = try #require(try Run.find(id, in: organisation, on: db))
            try RunBatch.insert(0, of: id, in: organisation, plan: some.count, on: db)
            let rows = some.map { one in
                [
                    organisation, id, one.id, 0, 0, 0, "matched", 90, 0, "free", one.name,
                    RecordCard.words(of: one.name).joined(separator: " "), "person", one.profile,
                ] as [any SQLConvertible]
            }
            try db.run(
                """
                INSERT INTO run_records (organisation_id, run_id, record_id, batch, place, length, status, confidence,
                    fields, price, name, sort_name, profile_kind, profile)
                VALUES \(rows: rows)
                """
            )
            try RecordFinding.keep(0, of: run, at: now, day: CivilDate(daysSince1970: now.seconds / 86_400), on: db)
        }
    }

    private struct Key: Hashable {
        let connection: Int
        let profile: Int64
    }

    /// The groups as they come, page by page.
    private static func groups(
        _ filter: RecordFinding.Filter,
        _ order: RecordFinding.Order,
        _ isDescending: Bool,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [(key: Key, group: RecordFinding.Group)] {
        var list = FindingList(.duplicates, of: .people, filter, in: organisation)
            .sorted(by: order, isDescending: isDescending).grouped()
        list.bounds = bounds
        var found: [(Key, RecordFinding.Group)] = []
        var place: RecordFinding.Place?
        repeat {
            let leaf = try list.after(place, limit: 15).fetch(on: db)
            for group in try RecordFinding.Group.list(leaf.findings, of: .people, in: organisation, on: db) {
                let key = Key(
                    connection: try #require(connections.firstIndex(of: group.head.connection)),
                    profile: try #require(group.head.profile).number
                )
                found.append((key, group))
            }
            // As an address has it.
            place = leaf.next.flatMap { RecordFinding.Place(text: $0.text) }
        } while place != nil
        return found
    }

    @Test(
        "D-06 · D-07 · duplicates stand by profile: each once, whole, whatever is searched for, and however it is sorted",
        arguments: Engine.available
    )
    func everyone(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            let later = Fixture.now + .seconds(100_000)
            let (early, late) = (Self.records.filter { $0.number % 2 == 0 }, Self.records.filter { $0.number % 2 == 1 })
            try await database.write { db in
                try Self.settle(early, .scheduled, at: Fixture.now, in: organisation, on: db)
                try Self.settle(late, .instant, at: later, in: organisation, on: db)
            }
            let kept = Dictionary(grouping: Self.records) { Key(connection: $0.connection, profile: $0.profile) }
                .filter { $0.value.count > 1 }
            #expect(kept.count > 60 && kept.values.contains { $0.count > 15 })
            var instant = RecordFinding.Filter()
            instant.origin = .instant
            var recent = RecordFinding.Filter()
            recent.from = later
            var other = RecordFinding.Filter()
            other.connection = Self.connections[1]
            var filters: [(RecordFinding.Filter, (Kept) -> Bool)] = [
                (RecordFinding.Filter(), { _ in true }), (instant, { $0.number % 2 == 1 }),
                (recent, { $0.number % 2 == 1 }), (other, { $0.connection == 1 }),
            ]
            for search in ["ad", "berg van", "44"] {
                let asked = RecordCard.words(of: search)
                for (plain, fits) in [filters[0], filters[2]] {
                    var filter = plain
                    filter.search = search
                    filters.append(
                        (
                            filter,
                            { one in
                                let words = RecordCard.words(of: one.name)
                                return fits(one)
                                    && asked.allSatisfy { asked in words.contains { $0.hasPrefix(asked) } }
                            }
                        )
                    )
                }
            }
            for (filter, fits) in filters {
                let expected = kept.filter { $0.value.contains(where: fits) }
                let orders: [(RecordFinding.Order, Bool)] = [(.name, false), (.found, true)]
                for (order, isDescending) in orders + (filter.search.isEmpty ? [(.name, true), (.found, false)] : []) {
                    let found = try await database.read { db in
                        try Self.groups(filter, order, isDescending, in: organisation, on: db)
                    }
                    #expect(
                        found.count == expected.count && Set(found.map(\.key)) == Set(expected.keys),
                        "\(filter) \(order) \(isDescending)"
                    )
                    let odd = found.filter { key, group in
                        let all = expected[key, default: []]
                        let first = all.filter(fits).map(\.id).min() ?? ""
                        var shown = all.map(\.id).sorted().prefix(RecordFinding.Group.most)
                        if !shown.contains(first) { shown = shown.dropLast() + [first] }
                        return group.head.record.text != first || group.head.copies != all.count
                            || group.records.map(\.record.text) != Array(shown)
                    }
                    #expect(odd.isEmpty, "\(filter) \(order) \(isDescending)")
                    // One after another by what the list is sorted by; a search has an order of its own.
                    guard filter.search.isEmpty else { continue }
                    let keys = found.map { _, group in
                        order == .name ? group.head.sortName : "\(group.head.foundAt.microseconds)"
                    }
                    #expect(
                        zip(keys, keys.dropFirst()).allSatisfy { one, next in
                            isDescending
                                ? !one.utf8.lexicographicallyPrecedes(next.utf8)
                                : !next.utf8.lexicographicallyPrecedes(one.utf8)
                        },
                        "\(filter) \(order) \(isDescending)"
                    )
                }
            }
        }
    }
}
