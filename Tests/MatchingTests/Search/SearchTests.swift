import TestSupport
import Testing

@testable import Matching

/// Finding companies and people by what somebody types.
struct SearchTests {
    private static let schema = SearchSchema(facets: ["country", "size"], orders: ["employees"])

    private struct Sample {
        var names: [String]
        var words: [String]
        var facets: [String]
        var size: UInt32
    }

    private static let companies: [Sample] = [
        Sample(
            names: ["Acme Software", "Acme Labs"],
            words: ["acme.example", "Berlin"],
            facets: ["DE", "11-50"],
            size: 40
        ),
        Sample(names: ["Acme"], words: ["acme-global.example", "Boston"], facets: ["US", "1001-5000"], size: 3000),
        Sample(names: ["Société Générale des Eaux"], words: ["Paris"], facets: ["FR", "1001-5000"], size: 4000),
        Sample(names: ["Schneider Maschinenbau"], words: ["Berlin"], facets: ["DE", "51-200"], size: 120),
        Sample(names: ["Snyder Machines", "Acme Tools"], words: ["Boston"], facets: ["US", ""], size: 0),
        Sample(names: ["株式会社東京製作所"], words: ["東京"], facets: ["JP", "51-200"], size: 90),
    ]

    private func withIndex(_ body: (SearchIndex) throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            var writer = SearchWriter(Self.schema)
            for (place, company) in Self.companies.enumerated() {
                writer.add(
                    SearchEntry(
                        number: Int64(place + 1),
                        names: company.names,
                        words: company.words,
                        marks: [company.words[0].lowercased(), "size:\(company.size)"],
                        facets: company.facets,
                        orders: [company.size]
                    )
                )
            }
            try writer.write(to: folder.path("companies.search"))
            try body(try SearchIndex.open(folder.path("companies.search")))
        }
    }

    @Test("F-01 · the whole name comes first, then names with it, then former names")
    func best() async throws {
        try await withIndex { index in
            let page = index.find(SearchQuestion("acme"))
            #expect(page.numbers == [2, 1, 5])
            #expect(page.total == 3 && !page.isGuess)
        }
    }

    @Test("F-01 · the last word is found by its beginning, accents and case aside, in any order")
    func beginnings() async throws {
        try await withIndex { index in
            #expect(index.find(SearchQuestion("GENERALE soc")).numbers == [3])
            #expect(index.find(SearchQuestion("berlin schn")).numbers == [4])
            #expect(index.find(SearchQuestion("schn berlin")).numbers.isEmpty == false)
            #expect(index.find(SearchQuestion("東京")).numbers == [6])
        }
    }

    @Test("F-01 · a mark is found as a whole only, alone, with words and with other marks")
    func marks() async throws {
        try await withIndex { index in
            func find(_ marks: [String], _ text: String = "") -> [Int64] {
                var question = SearchQuestion(text)
                question.marks = marks
                return index.find(question).numbers
            }
            #expect(find(["acme.example"]) == [1])
            #expect(find(["acme"]).isEmpty && find(["acme.exampl"]).isEmpty && find(["size:4"]).isEmpty)
            #expect(find(["size:40"], "acme") == [1])
            #expect(find(["size:3000"], "labs").isEmpty)
            #expect(find(["acme.example", "size:40"]) == [1])
            #expect(find(["acme.example", "size:3000"]).isEmpty)
            #expect(Set(find(["berlin"])) == [4])
        }
    }

    @Test("F-01 · what is spelled wrongly is guessed, and said to be a guess")
    func guesses() async throws {
        try await withIndex { index in
            let page = index.find(SearchQuestion("Schnieder Maschinenbau"))
            #expect(page.numbers == [4] && page.isGuess)
            let nothing = index.find(SearchQuestion("Zyxwvuts"))
            #expect(nothing.numbers.isEmpty && nothing.total == 0 && !nothing.isGuess)
        }
    }

    @Test("F-01 · filters narrow down, and a facet counts what is there without its own filter")
    func facets() async throws {
        try await withIndex { index in
            var question = SearchQuestion()
            question.filters = ["country": ["DE"]]
            let page = index.find(question)
            #expect(Set(page.numbers) == [1, 4] && page.total == 2)
            let countries = try #require(page.facets.first { $0.name == "country" }).values
            #expect(countries.map(\.text) == ["DE", "US", "FR", "JP"])
            #expect(countries.map(\.count) == [2, 2, 1, 1])
            let sizes = try #require(page.facets.first { $0.name == "size" }).values
            #expect(sizes == [.init(text: "11-50", count: 1), .init(text: "51-200", count: 1)])
        }
    }

    @Test("F-01 · lists are sorted by name or by size, and paged without a gap")
    func order() async throws {
        try await withIndex { index in
            var question = SearchQuestion()
            question.order = .name
            #expect(index.find(question).numbers == [2, 1, 4, 5, 3, 6])
            question.order = .largest("employees")
            #expect(index.find(question).numbers == [3, 2, 4, 6, 1, 5])
            question.limit = 2
            var all: [Int64] = []
            for offset in stride(from: 0, to: 6, by: 2) {
                question.offset = offset
                all += index.find(question).numbers
            }
            #expect(all == [3, 2, 4, 6, 1, 5])
        }
    }

    @Test("F-01 · blanks ask for all, marks alone for nothing", arguments: ["", " \t", "…", "&&&"])
    func blank(text: String) async throws {
        try await withIndex { index in
            let total = index.find(SearchQuestion(text)).total
            #expect(total == (text.allSatisfy(\.isWhitespace) ? 6 : 0))
        }
    }

    @Test("F-01 · a file that was cut short is refused, and an empty index finds nothing")
    func files() async throws {
        try await TemporaryFolder.with { folder in
            try SearchWriter(Self.schema).write(to: folder.path("empty.search"))
            let empty = try SearchIndex.open(folder.path("empty.search"))
            #expect(empty.find(SearchQuestion("acme")).total == 0)
            #expect(empty.find(SearchQuestion("")).total == 0)
            #expect(throws: IndexError.self) { try SearchIndex.open(folder.path("missing.search")) }
        }
    }
}
