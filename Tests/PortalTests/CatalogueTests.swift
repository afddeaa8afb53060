import Capabilities
import Foundation
import HTML
import HTTP
import Store
import TestSupport
import Testing

@testable import Portal

@Suite struct CataloguePageTests {
    @Test("F-01 · companies and people are searched, opened, and lead to each other")
    func search() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            #expect(try await admin.get("/companies").text.contains("is being made ready"))
            try await portal.app.catalogue.refresh()
            #expect(try await admin.get("/companies").text.contains("loam catalogue sample"))
            try await portal.loadSmallCatalogue()
            let member = try await portal.colleague(.member, of: admin)
            let found = try await member.get("/companies?q=weaving&country=DE")
            #expect(found.text.contains("Acme Looms") && !found.text.contains("Beta Holding"))
            #expect(found.text.contains("Germany (1)"))
            #expect(try await member.get("/companies?q=holdinng").text.contains("These are guesses."))
            #expect(try await member.get("/companies?q=nobody+there").text.contains("No company fits"))
            let company = try await member.get("/companies/1")
            #expect(company.title == "Acme Looms")
            for text in ["Beta Holding", "Ultimate parent", "Acme Weaving", "Ada Weaver", "brought this profile"] {
                #expect(company.text.contains(text), "\(text)")
            }
            #expect(try await member.get("/people?company=1").title == "People of Acme Looms")
            let person = try await member.get("/people/1")
            #expect(person.title == "Ada Weaver" && person.text.contains("href=\"/companies/1\""))
            for path in ["/companies/99", "/companies/x", "/people/99", "/people/-1"] {
                #expect(try await member.get(path).status == .notFound, "\(path)")
            }
        }
    }

    @Test("F-01 · what is ticked goes on a list, and comes out as CSV in which nothing is a formula")
    func lists() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            try await portal.load("id,name,website\n1,=HYPERLINK(1),acme.example\n2,Beta,beta.example\n", source: "crm")
            try await portal.app.catalogue.refresh()
            try await portal.app.catalogue.refreshSearch()
            let member = try await portal.colleague(.member, of: admin)
            let found = try await member.get("/companies")
            #expect(found.text.contains(#"name="number" value="1""#))
            #expect(try await member.get("/lists/add?kind=companies").location == "/companies")
            let form = try await member.get("/lists/add?kind=companies&number=1&number=2&number=x")
            #expect(form.text.contains("2 chosen"))
            var values = Query()
            values.append("kind", "companies")
            for number in ["1", "2"] { values.append("number", number) }
            #expect(try await member.submit(form, to: "/lists", values).status.code == 422)
            values["name"] = "Looms"
            let path = try #require(try await member.submit(form, to: "/lists", values).location)
            let list = try await member.get(path)
            #expect(list.title == "Looms" && list.text.contains("2 companies were put on"))
            let export = try await member.get(path + "/export.csv").text
            #expect(export.contains(#""1","'=HYPERLINK(1)","acme.example""#) && export.contains(#""2","Beta""#))
            let removal: Query = ["number": "1"]
            #expect(try await member.submit(list, to: path + "/removal", removal).location == path)
            #expect(try await member.get(path).text.contains("1 company."))
            #expect(try await admin.get("/lists").text.contains("Looms"))
            let question = try await member.get(path + "/deletion")
            #expect(try await member.submit(question, to: path + "/deletion").location == "/lists")
            #expect(try await member.get(path).status == .notFound)
        }
    }

    @Test("F-01 · a search is saved by a name, stands above the list, and is deleted")
    func savedSearches() async throws {
        try await PortalUnderTest.with { portal in
            let admin = try await portal.firstAdmin()
            try await portal.loadSmallCatalogue()
            let form = try await admin.get("/searches/new?kind=companies&q=acme&country=DE&page=3&junk=1")
            #expect(form.text.contains(#"name="query" value="q=acme&amp;country=DE""#))
            let values = ["kind": "companies", "query": "q=acme&country=DE&junk=1", "name": "Looms"]
            #expect(try await admin.submit(form, to: "/searches", values).location == "/companies?q=acme&country=DE")
            #expect(try await admin.submit(form, to: "/searches", values).status.code == 422)
            let page = try await admin.get("/companies?q=acme&country=DE")
            #expect(page.text.contains("aria-current=\"page\"") && page.text.contains("Delete the saved search Looms"))
            #expect(!page.text.contains("Save this search"))
            let deletion = String(try #require(page.text.firstMatch(of: /\/searches\/[0-9a-f-]{36}\/deletion/)).output)
            #expect(try await admin.submit(page, to: deletion, ["kind": "companies"]).location == "/companies")
            #expect(!(try await admin.get("/companies").text.contains("saved-delete")))
            #expect(try await admin.get("/searches/new?kind=signals").status == .notFound)
        }
    }

    @Test(
        "Only what is an address of the web becomes a link",
        arguments: [
            ("https://www.acme.example/", true), ("acme.example", true), ("javascript:alert(1)", false),
            ("data:text/html,x", false), ("no site", false), ("HTTP://ACME.EXAMPLE", true),
        ]
    )
    func links(text: String, isLink: Bool) {
        #expect(FactTable.website(text).string.contains("<a ") == isLink)
    }
}

extension PortalUnderTest {
    /// Two companies, of which one owns the other, and a person; ready to be searched.
    func loadSmallCatalogue() async throws {
        try await load(
            """
            source_id,name,other_names,website,city,country,industry,employees,status,parent_source_id
            a,Acme Looms,former:Acme Weaving,acme.example,Berlin,Germany,Textiles,120,active,b
            b,Beta Holding,,beta.example,Rome,Italy,Finance,5000,active,
            """,
            source: "companies"
        )
        try await load(
            "source_id,first_name,last_name,email,title,company_source_id\np,Ada,Weaver,ada@acme.example,CTO,a\n",
            source: "people"
        )
        try await app.catalogue.refresh()
        try await app.catalogue.refreshSearch()
    }

    func load(_ text: String, source: String) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("\(source).csv")
            try Data(text.utf8).write(to: URL(filePath: path))
            let loading = CatalogueLoading(database, clock: clock.wallClock)
            var order = CatalogueLoading.Order(file: path)
            order.source = source
            var together = LoadedTogether()
            let plan = try await loading.plan(order)
            _ = try await loading.load(plan, together: &together, isLast: true, isPart: false) { _ in }
        }
    }
}
