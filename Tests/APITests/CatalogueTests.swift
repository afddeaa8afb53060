import Database
import HTTP
import Store
import TestSupport
import Testing

@testable import API

@Suite struct CatalogueTests {
    @Test("F-01 · a company is shown with its facts, kin, people and history", arguments: Engine.available)
    func company(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            try await desk.loadSmallCatalogue()
            let shown = try await desk.ask(.get, "/v1/companies/1", as: .member)
            #expect(shown.json["id"] as? String == "1" && shown.json["name"] as? String == "Acme Looms")
            let name = try #require(shown.list("facts").first)
            #expect(name["field"] as? String == "name" && name["values"] as? [String] == ["Acme Looms"])
            #expect(name["source"] as? String == "companies" && name["asOf"] != nil)
            #expect(shown.list("otherNames").map { $0["kind"] as? String } == ["former"])
            #expect(shown.list("parents").map { $0["name"] as? String } == ["Beta Holding"])
            #expect(shown.list("people").map { $0["title"] as? String } == ["Chief Technology Officer"])
            #expect(shown.list("history").map { $0["kind"] as? String } == ["added"])
            let parent = try await desk.ask(.get, "/v1/companies/2", as: .auditor)
            #expect(parent.list("children").map { $0["id"] as? String } == ["1"])
            #expect(shown.fields[.etag] != nil && shown.fields[.etag] != parent.fields[.etag])
        }
    }

    @Test("F-01 · a person is shown with their company", arguments: Engine.available)
    func person(engine: Engine) async throws {
        try await Desk.on(engine) { desk in
            try await desk.loadSmallCatalogue()
            let shown = try await desk.ask(.get, "/v1/people/1", as: .member)
            #expect(shown.json["name"] as? String == "Ada Weaver")
            #expect(shown.object("company")["name"] as? String == "Acme Looms")
            #expect(shown.list("facts").contains { $0["field"] as? String == "email_status" })
        }
    }

    @Test(
        "What is no number of the catalogue, or of nothing in it, is not found",
        arguments: ["0", "7", "01", "-1", "x"]
    )
    func unknown(id: String) async throws {
        try await Desk.on { desk in
            let company = try await desk.ask(.get, "/v1/companies/\(id)")
            #expect(company.status == 404 && company.code == "company.unknown")
            let person = try await desk.ask(.get, "/v1/people/\(id)")
            #expect(person.status == 404 && person.code == "person.unknown")
        }
    }
}
