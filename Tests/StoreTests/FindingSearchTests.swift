import Database
import Enrichment
import Telemetry
import TestSupport
import Testing

@testable import Store

@Suite struct FindingSearchTests {
    private static let connection = ID<OrgConnection>(rawValue: "01970000-0000-7000-8000-000000000001")
    private static let bounds = SearchBounds(counted: 40, sorted: 60, names: 50, records: 30, byTime: 90)
    private static let givenNames = ["Ada", "Adam", "Zoe", "Marie-Luise", "Ng", "Łucja", "Conan"]
    private static let surnames = ["O'Neill", "Weaver", "van der Berg", "Adler", "Zoellner", "Njord"]

    /// A run that found nobody for records of these names.
    private static func settle(
        _ names: [(number: Int, name: String)],
        in organisation: ID<Organisation>,
        isMatched: Bool = false,
        on db: isolated Connection
    ) throws {
        let settings = JobSettings("Contacts", Mapping(.contact, [MappingRow(.person(.title), "Title")]))
        let new = NewRun(
            .enrich,
            on: connection,
            job: nil,
            settings,
            MatchInputs(.contact),
            by: "Ada"
        )
        let id = try #require(try Run.insert(new, in: organisation, at: Fixture.now, on: db))
        let run = try #require(try Run.find(id, in: organisation, on: db))
        try RunBatch.insert(0, of: id, in: organisation, plan: names.count, on: db)
        for start in stride(from: 0, to: names.count, by: 500) {
            let rows = names[start..<min(start + 500, names.count)].map { number, name in
                [
                    organisation, id, recordID(number), 0, 0, 0, isMatched ? "matched" : "no_match", 0, 0, "free", name,
                    RecordCard.words(of: name).joined(separator: " "), isMatched ? Int64(1) : nil as Int64?,
                ] as [any SQLConvertible]
            }
            try db.run(
                """
                INSERT INTO run_records (organisation_id, run_id, record_id, batch, place, length, status, confidence,
                    fields, price, name, sort_name, profile)
                VALUES \(rows: rows)
                """
            )
        }
        try RecordFinding.keep(
            0,
            of: run,
            at: Fixture.now,
            day: CivilDate(daysSince1970: Fixture.now.seconds / 86_400),
            on: db
        )
    }

    private static func recordID(_ number: Int) -> String {
        let digits = String(number)
        return "003" + String(repeating: "0", count: 12 - digits.count) + digits + "AAA"
    }

    private static func found(
        _ search: String,
        _ order: RecordFinding.Order = .name,
        isDescending: Bool = false,
        _ concern: RecordFinding.Concern = .unmatched,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> (names: [String], number: RecordFinding.Number) {
        var filter = RecordFinding.Filter()
        filter.search = search
        var list = FindingList(concern, of: .people, filter, in: organisation)
            .sorted(by: order, isDescending: isDescending)
        list.bounds = bounds
        var names: [String] = []
        var place: RecordFinding.Place?
        repeat {
            let leaf = try list.after(place, limit: 70).fetch(on: db)
            names += leaf.findings.map(\.name)
            // As an address has it.
            place = leaf.next.flatMap { RecordFinding.Place(text: $0.text) }
        } while place != nil
        return (names, try list.searchedCount(on: db))
    }

    @Test(
        "D-06 · a search finds every name with words that begin so, rare or frequent, in either order",
        arguments: Engine.available
    )
    func everyone(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            // So many that the frequent words are gone through in the order of the list.
            let names =
                (0..<900).map { number in
                    "\(Self.givenNames[number % 7]) \(Self.surnames[number / 7 % 6]) \(number % 450)"
                } + ["王伟", "zoe", "=HYPERLINK(\"x\")", "100% _real_", String(repeating: "wide ", count: 40)]
            try await database.write { db in
                try Self.settle(Array(names.enumerated().map { ($0, $1) }), in: organisation, on: db)
            }
            let searches = [
                "zoe", "ad", "n", "o'neill", "neill zoe", "berg van", "449", "44", "hyperlink", "real 100", "伟", "łu",
                "ada adler", "conan zoellner 7", "onan", "nobody", "wide wide", "weaver weaver",
            ]
            for search in searches {
                let asked = RecordCard.words(of: search)
                let expected = names.filter { name in
                    let words = RecordCard.words(of: name)
                    return asked.allSatisfy { asked in words.contains { $0.hasPrefix(asked) } }
                }
                for (order, isDescending) in [(RecordFinding.Order.name, false), (.name, true), (.found, true)] {
                    let (found, number) = try await database.read { db in
                        try Self.found(search, order, isDescending: isDescending, in: organisation, on: db)
                    }
                    #expect(found.count == expected.count && Set(found) == Set(expected), "\(search) \(order)")
                    #expect(
                        number.isLeast
                            ? number.records <= expected.count
                            : number.records == expected.count,
                        "\(search): \(number)"
                    )
                    if order == .name { #expect(Self.isInOrder(found, asked, isDescending), "\(search)") }
                }
            }
        }
    }

    /// By one of the words: those that begin with it by name, then the others by the word and by name.
    private static func isInOrder(_ found: [String], _ asked: [String], _ isDescending: Bool) -> Bool {
        asked.contains { asked in
            let keys = found.map { name -> [String] in
                let words = RecordCard.words(of: name)
                let sorted = words.joined(separator: " ")
                if words[0].hasPrefix(asked) { return ["0", sorted] }
                let later = words.dropFirst().filter { $0.hasPrefix(asked) }.map { Array($0.utf8) }
                return ["1", String(decoding: later.min(by: precedes) ?? [], as: UTF8.self), sorted]
            }.map { Array($0.joined(separator: "\0").utf8) }
            return zip(keys, keys.dropFirst()).allSatisfy { isDescending ? !precedes($0, $1) : !precedes($1, $0) }
        }
    }

    private static func precedes(_ one: [UInt8], _ other: [UInt8]) -> Bool { one.lexicographicallyPrecedes(other) }

    @Test(
        "D-06 · a page of a search looks at a bounded number of names, and the next goes on where it ended",
        arguments: Engine.available
    )
    func bounded(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            // Two words that many have, and three names of all that have both.
            let names = (0..<3000).map { number in
                number % 1000 == 999
                    ? "Ada Weaver" : number.isMultiple(of: 2) ? "Ada Berg \(number)" : "Bo Weaver \(number)"
            }
            try await database.write { db in
                try Self.settle(Array(names.enumerated().map { ($0, $1) }), in: organisation, on: db)
            }
            for (order, isDescending) in [
                (RecordFinding.Order.name, false), (.name, true), (.found, true), (.found, false),
            ] {
                let (found, number) = try await database.read { db in
                    try Self.found("weaver ada", order, isDescending: isDescending, in: organisation, on: db)
                }
                #expect(found == Array(repeating: "Ada Weaver", count: 3), "\(order) \(isDescending)")
                #expect(number.isLeast && number.records <= 3)
            }
        }
    }

    @Test(
        "D-06 · a list is read by its own index or by time, whichever has fewer rows to look at",
        arguments: [
            // Everything fits: the order that is asked for has its index.
            (RecordFinding.Order.name, (all: 250_000, fitting: 250_000, ofDays: 300_000), false),
            (.found, (250_000, 250_000, 300_000), true),
            // Few of the list are of these days.
            (.name, (250_000, 3, 400), true), (.name, (250_000, 20_000, 25_000), false),
            // Few of all are on the list.
            (.found, (10, 10, 300_000), false), (.found, (5000, 5000, 300_000), true), (.name, (0, 0, 0), false),
        ] as [(RecordFinding.Order, (all: Int, fitting: Int, ofDays: Int), Bool)]
    )
    func ways(order: RecordFinding.Order, numbers: (all: Int, fitting: Int, ofDays: Int), isByTime: Bool) {
        let costs = FindingList.Numbers(all: numbers.all, fitting: numbers.fitting, ofDays: numbers.ofDays)
            .costs(order, page: 50)
        #expect((costs.byTime < costs.listed) == isByTime, "\(costs)")
    }

    private static func names(
        _ search: String,
        _ concern: RecordFinding.Concern = .unmatched,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String] {
        try found(search, .name, isDescending: false, concern, in: organisation, on: db).names
    }

    /// What stands there is what would if it were made anew.
    private static func agree(on db: isolated Connection) throws {
        let kept = try db.fetch(
            String.self,
            "SELECT concern || ' ' || word || ' ' || record_id || ' ' || sort_name FROM finding_words"
        )
        var listed: Set<String> = []
        for (concern, condition) in [("unmatched", "status = 'no_match'"), ("duplicates", "copies > 1")]
            as [(String, SQL)]
        {
            let found = try db.fetch(
                String.self,
                "SELECT record_id || ' ' || sort_name FROM record_findings WHERE \(sql: condition)"
            )
            for one in found {
                let parts = one.split(separator: " ")
                for word in parts.dropFirst(2) { listed.insert("\(concern) \(word) \(one)") }
            }
        }
        #expect(Set(kept) == listed && kept.count == listed.count)
    }

    @Test(
        "D-06 · D-07 · the words follow the lists: names that change, records that are mended, duplicates that come and go",
        arguments: Engine.available
    )
    func kept(engine: Engine) async throws {
        try await Fixture.on(engine) { database, fixture in
            let organisation = fixture.organisation.id
            try await database.write { db in
                try Self.settle([(1, "Ada Weaver"), (2, "Ada Miller")], in: organisation, on: db)
                try Self.agree(on: db)
                #expect(try Self.names("weaver", in: organisation, on: db) == ["Ada Weaver"])
                try Self.settle([(1, "Ada Lovelace Byron"), (2, "Ada Miller")], in: organisation, on: db)
                try Self.agree(on: db)
                #expect(
                    try Self.names("weaver", in: organisation, on: db) == []
                        && Self.names("byron", in: organisation, on: db) == ["Ada Lovelace Byron"]
                )
                // Found as one profile: they leave one list and come onto another.
                try Self.settle([(1, "Ada Byron")], in: organisation, isMatched: true, on: db)
                try Self.agree(on: db)
                #expect(
                    try Self.names("byron", in: organisation, on: db) == []
                        && Self.names("byron", .duplicates, in: organisation, on: db) == []
                )
                try Self.settle([(2, "Ada Miller")], in: organisation, isMatched: true, on: db)
                try Self.agree(on: db)
                #expect(try Self.names("byron", .duplicates, in: organisation, on: db) == ["Ada Byron"])
                #expect(try Self.names("mill ada", .duplicates, in: organisation, on: db) == ["Ada Miller"])
                try Self.settle([(1, "Ada Byron")], in: organisation, on: db)
                try Self.agree(on: db)
                #expect(
                    try Self.names("a", .duplicates, in: organisation, on: db) == []
                        && Self.names("byron", in: organisation, on: db) == ["Ada Byron"]
                )
            }
        }
    }
}
