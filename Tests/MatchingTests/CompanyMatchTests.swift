import Testing

@testable import Matching

struct CompanyMatchTests {
    private static let entries = SmallCatalogue.companies(200)

    @Test("S-08 · a record finds its company by each of website, e-mail, phone, and name with place")
    func byEachInput() async throws {
        let catalogue = try await SmallCatalogue(Self.entries)
        var matcher = CompanyMatcher(catalogue.index)
        let entry = Self.entries[123]
        let questions: [Question] = [
            SmallCatalogue.question([.website: "https://\(entry.websites[0])/about", .name: entry.name]),
            SmallCatalogue.question([.email: "info@\(entry.websites[0].dropFirst(4))", .name: entry.name]),
            SmallCatalogue.question([.phone: entry.phones[0], .name: entry.name, .country: "United States"]),
            SmallCatalogue.question([.name: entry.name, .city: entry.address.city, .country: "USA"]),
        ]
        for question in questions {
            #expect(matcher.match(question).answer == .matched(entry.number))
        }
    }

    @Test(
        "S-08 · a name is found misspelled, turned, joined, shortened, by its former one and by its letters",
        arguments: [
            ("Blue Heron Analytics", "Blue Herron Analytics"), ("Blue Heron Analytics", "Analytics, Blue Heron"),
            ("Blue Heron Analytics", "BlueHeron Analytics"), ("Blue Heron Technologies", "Blue Heron Tech"),
            ("Blue Heron Analytics", "Quasar Widgets"), ("Blue Heron Ocean Analytics", "BHOA"),
            ("Blue Heron Analytics", "Blue Heron"), ("Zephyrine", "Zephirine"),
        ]
    )
    func dirtyNames(_ name: String, _ written: String) async throws {
        var entry = CompanyEntry(number: 5000, name: name + " GmbH")
        entry.otherNames = [("Quasar Widgets", .former)]
        entry.address.city = "Husum"
        let catalogue = try await SmallCatalogue(Self.entries + [entry])
        var matcher = CompanyMatcher(catalogue.index)
        let question = SmallCatalogue.question([.name: written, .city: "Husum"])
        #expect(matcher.match(question).answer == .matched(5000))
    }

    @Test(
        "S-08 · a house finds its company where town or postcode are missing, misspelled or another",
        arguments: [
            ("17 Deichweg", "Husum", "", Level.address), ("Deichweg 17", "", "25813", .address),
            ("17 Deichweg", "Hsuum", "", .house), ("Deichweg 17", "", "", .house), ("Deichweg 17", "Kiel", "", .house),
            ("Deichweg 18", "", "", .blank),
        ]
    )
    func house(_ street: String, _ city: String, _ postcode: String, _ expected: Level) async throws {
        var entry = CompanyEntry(number: 5000, name: "Zephyrine Optics GmbH")
        entry.address = Address.Parts(street: "Deichweg 17", city: "Husum", postcode: "25813", country: "Germany")
        let catalogue = try await SmallCatalogue(Self.entries + [entry])
        var matcher = CompanyMatcher(catalogue.index)
        // No word of the name leads there.
        let question = SmallCatalogue.question([
            .name: "Quasar Widgets", .street: street, .city: city, .postcode: postcode,
        ])
        _ = matcher.match(question)
        let place = matcher.explain(5000)?.evidence.first { $0.comparison == .place }
        #expect(place?.level ?? .blank == expected)
        if expected != .blank { #expect(place?.bits ?? .zero > .zero) }
    }

    @Test("S-08 · a house that many share tells little, and another's house alone is no match")
    func sharedHouse() async throws {
        var tenants: [CompanyEntry] = []
        for number in 0..<60 {
            var entry = CompanyEntry(number: Int64(8000 + number), name: "Tenant \(Self.entries[number].name)")
            entry.address = Address.Parts(street: "1209 Orange Street", city: "Wilmington", country: "United States")
            tenants.append(entry)
        }
        let catalogue = try await SmallCatalogue(Self.entries + tenants)
        var matcher = CompanyMatcher(catalogue.index)
        let shared = matcher.match(
            SmallCatalogue.question([.name: "Zephyrine Optics", .street: "1209 Orange St", .city: "Wilmington"])
        )
        #expect(shared.answer != .matched(shared.best?.number ?? 0))
        let own = Self.entries[5].address
        let other = matcher.match(
            SmallCatalogue.question([.name: "Zephyrine Optics", .street: own.street, .city: own.city])
        )
        #expect(other.answer != .matched(Self.entries[5].number))
    }

    @Test("S-08 · a note behind a name does not hide the company, and does not make one of its branch")
    func notes() async throws {
        var head = CompanyEntry(number: 6000, name: "Blue Heron Analytics GmbH")
        head.address.city = "Husum"
        var branch = CompanyEntry(number: 6001, name: "Blue Heron Analytics - Kiel GmbH")
        branch.address.city = "Kiel"
        let catalogue = try await SmallCatalogue(Self.entries + [head, branch])
        var matcher = CompanyMatcher(catalogue.index)
        for note in [" - do not call", " / Accounts Payable", " (old)", "*"] {
            let question = SmallCatalogue.question([.name: head.name + note, .city: "Husum"])
            #expect(matcher.match(question).answer == .matched(6000), "\(note)")
        }
        let kiel = SmallCatalogue.question([.name: "Blue Heron Analytics - Kiel", .city: "Kiel"])
        #expect(matcher.match(kiel).answer == .matched(6001))
    }

    @Test("S-08 · a land that is only assumed from two letters does not stand against the company's")
    func assumedLand() async throws {
        var entry = CompanyEntry(number: 5000, name: "Van den Berg Reclame BV")
        entry.address = Address.Parts(
            street: "Molenweg 95",
            city: "Amsterdam",
            region: "Noord-Holland",
            postcode: "1012 NN",
            country: "Netherlands"
        )
        let catalogue = try await SmallCatalogue(Self.entries + [entry])
        var matcher = CompanyMatcher(catalogue.index)
        for postcode in ["", "1012 NN"] {
            let question = SmallCatalogue.question([
                .name: "Van den Berg Reclame", .city: "Amsterdam", .region: "NH", .postcode: postcode,
            ])
            let match = matcher.match(question)
            #expect(match.answer == .matched(5000), "\(postcode)")
            #expect(match.best?.evidence.contains { $0.level == .otherCountry } == false)
        }
    }

    @Test("S-08 · among companies that share a domain, name and place decide")
    func siblings() async throws {
        var kin: [CompanyEntry] = []
        for (offset, place) in [("Deutschland", "Hamburg"), ("France", "Lyon"), ("Italia", "Torino")].enumerated() {
            var entry = CompanyEntry(number: Int64(7000 + offset), name: "Northwind \(place.0)")
            entry.websites = ["northwind.com"]
            entry.address.city = place.1
            if offset > 0 { entry.parent = 7000 }
            kin.append(entry)
        }
        let catalogue = try await SmallCatalogue(Self.entries + kin)
        var matcher = CompanyMatcher(catalogue.index)
        let lyon = SmallCatalogue.question([.name: "Northwind France", .website: "northwind.com", .city: "Lyon"])
        #expect(matcher.match(lyon).answer == .matched(7001))
        let open = matcher.match(SmallCatalogue.question([.website: "northwind.com"]))
        #expect(open.answer == .none(.ambiguous), "A shared domain alone tells no company from its sisters.")
        #expect(open.runnerUp != nil)
    }

    @Test("X-02 · evidence and prior add up to the score, to the last hundredth of a bit")
    func evidenceAddsUp() async throws {
        let catalogue = try await SmallCatalogue(Self.entries)
        var matcher = CompanyMatcher(catalogue.index)
        var compared = 0
        for entry in Self.entries.prefix(80) {
            let question = SmallCatalogue.question([
                .name: entry.name + " Grop", .phone: entry.phones[0], .city: "Austin", .employees: "77",
            ])
            let match = matcher.match(question)
            for candidate in [match.best, match.runnerUp].compactMap({ $0 }) {
                let sum = candidate.evidence.reduce(candidate.prior) { $0 + $1.bits }
                #expect(sum == candidate.score)
                compared += 1
            }
        }
        #expect(compared > 80)
    }

    @Test("X-11 · the answer does not hang on other records, their order, or how many streams wrote the index")
    func independence() async throws {
        let one = try await SmallCatalogue(Self.entries)
        let other = try await SmallCatalogue(Self.entries, streams: 3)
        var dice = Dice(11)
        let questions = (0..<100).map { _ in
            let entry = Self.entries[dice.next(below: Self.entries.count)]
            return SmallCatalogue.question([
                .name: String(entry.name.dropFirst(dice.next(below: 3))), .city: entry.address.city,
                .phone: Self.entries[dice.next(below: Self.entries.count)].phones[0],
            ])
        }
        var first = CompanyMatcher(one.index)
        let answers = questions.map { question in first.match(question) }
        var second = CompanyMatcher(other.index)
        for index in questions.indices.reversed() {
            let match = second.match(questions[index])
            #expect(match.answer == answers[index].answer && match.confidence == answers[index].confidence)
            #expect(match.best?.evidence == answers[index].best?.evidence)
        }
    }

    @Test("X-11 · a record's answer is the same when the next is prepared before it is matched")
    func prepared() async throws {
        let catalogue = try await SmallCatalogue(Self.entries)
        let questions = Self.entries.prefix(60).enumerated().map { number, entry in
            SmallCatalogue.question([
                .name: number % 3 == 0 ? entry.name + " Grop" : entry.name, .city: entry.address.city,
                .phone: number % 2 == 0 ? entry.phones[0] : "",
            ])
        }
        var (lone, ahead) = (CompanyMatcher(catalogue.index), CompanyMatcher(catalogue.index))
        var waiting = ahead.prepare(questions[0])
        for index in questions.indices {
            let record = waiting
            if index + 1 < questions.count { waiting = ahead.prepare(questions[index + 1]) }
            let (one, other) = (lone.match(questions[index]), ahead.match(record))
            #expect(one.answer == other.answer && one.share == other.share)
            #expect(one.best?.evidence == other.best?.evidence)
        }
    }

    @Test("S-08 · of names of many words any may be misspelled, but no number", arguments: [0, 4, 7, 8, 11, 15])
    func manyWords(_ place: Int) async throws {
        var words = [
            "alder", "birch", "cedar", "dorado", "ember", "falcon", "garnet", "harbor", "indigo", "juniper", "kestrel",
            "lumen", "mistral", "nimbus", "orchid", "pepper",
        ]
        let entry = CompanyEntry(number: 5000, name: words.joined(separator: " "))
        let catalogue = try await SmallCatalogue([entry])
        var matcher = CompanyMatcher(catalogue.index)
        func bits() -> Bits? {
            matcher.match(SmallCatalogue.question([.name: words.joined(separator: " ")])).best?.tally.bits(.name)
        }
        let whole = try #require(bits())
        let word = words[place]
        words[place].insert("x", at: words[place].index(words[place].startIndex, offsetBy: 2))
        let misspelled = try #require(bits())
        words[place] = "7\(word.count)4"
        let other = try #require(bits())
        #expect(whole > misspelled && misspelled > other)
    }

    @Test("X-11 · what changed since the base is answered as if the whole were built anew")
    func changes() async throws {
        let catalogue = try await SmallCatalogue(Self.entries)
        var moved = Self.entries[10]
        moved.name = "Blue Heron Analytics"
        let added = CompanyEntry(number: 5001, name: "Quillfeather Instruments")
        let builder = try IndexBuilder(changesOf: IndexFolder(catalogue.folder), until: 7)
        var stream = try builder.companyStream(0)
        try stream.append(moved)
        try stream.append(added)
        try builder.finish(0, stream)
        builder.replace(companies: [moved.number, Self.entries[20].number])
        let index = try await builder.finish()
        #expect(index.companyCount == Self.entries.count)
        #expect(IndexFolder(catalogue.folder).delta?.until == 7)
        var matcher = CompanyMatcher(index)
        #expect(
            matcher.match(SmallCatalogue.question([.name: moved.name, .phone: moved.phones[0]])).answer
                == .matched(moved.number)
        )
        #expect(matcher.match(SmallCatalogue.question([.name: added.name])).best?.number == added.number)
        let old = matcher.match(SmallCatalogue.question([.name: Self.entries[20].name]))
        #expect(old.best?.number != Self.entries[20].number)
    }

    @Test("S-08 · blank equals no blank: a record without inputs has no match, and blanks are no evidence")
    func blanks() async throws {
        var bare = CompanyEntry(number: 9000, name: "")
        bare.employees = ""
        let catalogue = try await SmallCatalogue(Self.entries + [bare])
        var matcher = CompanyMatcher(catalogue.index)
        #expect(matcher.match(Question()).answer == .none(.nothingToMatchBy))
        let blank = SmallCatalogue.question([.name: "  ", .website: "n/a", .phone: "", .city: ""])
        #expect(matcher.match(blank).answer == .none(.nothingToMatchBy))
        let named = matcher.match(SmallCatalogue.question([.name: Self.entries[3].name]))
        #expect(named.best?.evidence.contains { $0.comparison == .phone || $0.comparison == .place } == false)
    }

    @Test("S-08 · whatever stands in a record, there is an answer, and soon")
    func hostileRecords() async throws {
        let catalogue = try await SmallCatalogue(Self.entries)
        var matcher = CompanyMatcher(catalogue.index)
        var dice = Dice(77)
        let long = String(repeating: "a b ", count: 250_000)
        #expect(
            matcher.match(SmallCatalogue.question([.name: long, .website: long, .phone: long])).answer != .matched(0)
        )
        for _ in 0..<400 {
            var question = Question()
            for field in Question.Field.allCases where dice.next(below: 3) > 0 {
                let bytes = (0..<dice.next(below: 60)).map { _ in UInt8(dice.next(below: 256)) }
                question.add(field, bytes.span)
            }
            _ = matcher.match(question)
        }
    }

    @Test("X-11 · the index answers what looking at every company answers", arguments: [41, 42])
    func bruteForce(_ seed: UInt64) async throws {
        let catalogue = try await SmallCatalogue(Self.entries)
        var matcher = CompanyMatcher(catalogue.index)
        var dice = Dice(seed)
        for _ in 0..<20 {
            let entry = Self.entries[dice.next(below: Self.entries.count)]
            let question = SmallCatalogue.question([.name: entry.name, .website: entry.websites[0]])
            let match = matcher.match(question)
            let best = matcher.bestOfAll(question)
            #expect(match.best?.number == best.number && match.best?.score == best.score)
        }
    }
}
