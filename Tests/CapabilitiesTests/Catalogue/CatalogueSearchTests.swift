import Database
import Matching
import Store
import TestSupport
import Testing

@testable import Capabilities

struct CatalogueSearchTests {
    private static let companies = """
        source_id,name,other_names,website,email_domain,city,country,industry,employees,status,lei,ticker
        a,Acme Looms,former:Acme Weaving,https://www.acme.example/en,,Berlin,Germany,Textiles,120,Active,529900T8BM49AURSDO55,
        b,Beta Holding,,beta.example,acme-mail.example,Rome,IT,Finance,5000,ACTIVE,,BET
        c,Acme Example,,other.example,,Bonn,Deutschland,Textiles,8,dissolved,,
        d,Gamma,,,,Paris,France,,10k+,,,
        """
    private static let people = """
        source_id,first_name,last_name,email,email_status,title,department,level,company_source_id,company_domain,country,accuracy
        p,Ada,Weaver,Ada.Weaver@acme.example,Valid,Chief Technology Officer,,,a,acme.example,Germany,99
        q,Ben,Spinner,ben@acme.example,catch-all,Sales Manager,,,a,acme.example,DE,70
        r,Cleo,Knitter,cleo@gmail.com,valid,,Marketing,Director,b,beta.example,Italy,85
        """

    @Test(
        "F-01 · companies are found by words, domain and LEI, and a guess is said to be one",
        arguments: Engine.available
    )
    func words(engine: Engine) async throws {
        try await on(engine) { search in
            func find(_ text: String) async throws -> [Int64] {
                var query = CatalogueSearch.Query()
                query.text = text
                return try await search.companies(query).lines.map(\.number)
            }
            #expect(try await find("acme") == [3, 1, 2], "names before domains")
            #expect(try await find("weaving ber") == [1])
            #expect(try await find("bet") == [2])
            // A domain finds whose it is, and not who is called so.
            #expect(try await find("acme.example") == [1])
            #expect(try await find(" https://WWW.Acme.example/contact ") == [1])
            #expect(try await find("someone@acme-mail.example") == [2])
            #expect(try await find("529900t8bm49aursdo55") == [1])
            #expect(try await find("acme.exa") == [3, 1, 2], "an unfinished domain is words")
            #expect(try await find("nothing at all").isEmpty)
            var query = CatalogueSearch.Query()
            query.text = "Holdinng"
            let guess = try await search.companies(query)
            #expect(guess.isGuess && guess.lines.map(\.name) == ["Beta Holding"])
        }
    }

    @Test("F-01 · companies are narrowed down by country, industry, size and status, however they are written")
    func facets() async throws {
        try await on(.sqlite) { search in
            var query = CatalogueSearch.Query()
            query.order = .largest
            let all = try await search.companies(query)
            #expect(all.lines.map(\.name) == ["Gamma", "Beta Holding", "Acme Looms", "Acme Example"])
            #expect(all.facets.map(\.name) == ["country", "industry", "size", "status"])
            #expect(all.facets[0].values.map { "\($0.text) \($0.title) \($0.count)" }.prefix(1) == ["DE Germany 2"])
            #expect(Set(all.facets[2].values.map(\.title)) == ["51–200", "1001–5000", "1–10", "5001–10000"])
            #expect(all.facets[3].values.map { "\($0.title) \($0.count)" } == ["Active 2", "Dissolved 1"])
            query.filters = ["country": ["Germany"], "status": ["active"], "size": []]
            #expect(try await search.companies(query).lines.map(\.name) == ["Acme Looms"])
            query.filters = ["country": ["DE", "France"]]
            query.order = .name
            query.pageSize = 2
            #expect(try await search.companies(query).lines.map(\.name) == ["Acme Example", "Acme Looms"])
            query.page = 2
            let second = try await search.companies(query)
            #expect(second.lines.map(\.name) == ["Gamma"] && second.total == 3)
            query.page = 10_000
            #expect(try await search.companies(query).lines.isEmpty)
        }
    }

    @Test(
        "F-01 · people are found by name, address and employer, and narrowed down by what they do",
        arguments: Engine.available
    )
    func people(engine: Engine) async throws {
        try await on(engine) { search in
            func find(_ change: (inout CatalogueSearch.Query) -> Void) async throws -> [String] {
                var query = CatalogueSearch.Query()
                query.order = .largest
                change(&query)
                return try await search.people(query).lines.map(\.name)
            }
            let cases: [((inout CatalogueSearch.Query) -> Void, [String])] = [
                ({ _ in }, ["Ada Weaver", "Cleo Knitter", "Ben Spinner"]), ({ $0.text = "weav" }, ["Ada Weaver"]),
                ({ $0.text = "ada.weaver@ACME.example" }, ["Ada Weaver"]),
                ({ $0.text = "acme.example" }, ["Ada Weaver", "Ben Spinner"]), ({ $0.company = 2 }, ["Cleo Knitter"]),
                ({ ($0.company, $0.text) = (1, "ben") }, ["Ben Spinner"]),
                ({ $0.filters["level"] = ["cLevel", "director"] }, ["Ada Weaver", "Cleo Knitter"]),
                ({ $0.filters["function"] = ["Sales"] }, ["Ben Spinner"]),
                ({ $0.filters["emailStatus"] = ["valid"] }, ["Ada Weaver", "Cleo Knitter"]),
                ({ $0.filters["country"] = ["Italy"] }, ["Cleo Knitter"]),
            ]
            for (change, names) in cases {
                let found = try await find(change)
                #expect(found == names)
            }
        }
    }

    @Test("F-01 · the search follows the loads, and says why there is nothing to search")
    func following() async throws {
        try await CatalogueDesk.on(.sqlite) { desk in
            let catalogue = OpenCatalogue(folder: desk.folder + "/index", database: desk.database)
            let search = CatalogueSearch(desk.database, catalogue)
            let query = CatalogueSearch.Query()
            #expect(await refusal { _ = try await search.companies(query) } == "catalogue.preparing")
            try await catalogue.refresh()
            try await catalogue.refreshSearch()
            #expect(await refusal { _ = try await search.companies(query) } == "catalogue.empty")
            for (file, names) in [("id,name\n1,A\n2,B\n", ["A", "B"]), ("id,name\n2,C\n", ["C"])] {
                try await desk.load(file)
                try await catalogue.refresh()
                try await catalogue.refreshSearch()
                #expect(try await search.companies(query).lines.map(\.name) == names)
            }
            // Another process finds the files as they are.
            let other = OpenCatalogue(folder: desk.folder + "/index", database: desk.database)
            try await other.refresh()
            try await other.refreshSearch()
            #expect(try await CatalogueSearch(desk.database, other).companies(query).total == 1)
        }
    }

    private func on(_ engine: Engine, _ body: @Sendable (CatalogueSearch) async throws -> Void) async throws {
        try await CatalogueDesk.on(engine) { desk in
            try await desk.load(Self.companies, source: "companies")
            try await desk.load(Self.people, source: "people")
            let catalogue = OpenCatalogue(folder: desk.folder + "/index", database: desk.database)
            try await catalogue.refresh()
            try await catalogue.refreshSearch()
            try await body(CatalogueSearch(desk.database, catalogue))
        }
    }
}
