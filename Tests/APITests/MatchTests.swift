import Capabilities
import Database
import Foundation
import HTTP
import Store
import TestSupport
import Testing

@testable import API

@Suite struct MatchTests {
    @Test(
        "I-10 · records are matched with status, reason, confidence and ids, in their order",
        arguments: Engine.available
    )
    func answers(engine: Engine) async throws {
        try await Desk.withCatalogue(engine) { desk in
            let body = """
                {"records": [
                    {"Id": "001A", "Name": "Acme Looms", "Website": "https://www.acme.example", "Phone": null},
                    {"name": "Something Else Entirely", "employees": 12},
                    {"Id": "003A"}
                ]}
                """
            let answer = try await desk.ask(.post, "/v1/match/companies", body, as: .auditor)
            let answers = answer.list("answers")
            #expect(answers.map { $0["status"] as? String } == ["matched", "none", "none"])
            #expect(answers.map { $0["record"] as? String } == ["001A", nil, "003A"])
            #expect(answers[0]["company"] as? [String: String] == ["id": "1", "sourceID": "a"])
            #expect((answers[0]["confidence"] as? Int ?? 0) >= 90)
            #expect(answers[0]["reason"] == nil && answers[0]["explanation"] == nil)
            #expect(answers[2]["reason"] as? String == "nothing_to_match_by")
            #expect(answer.json["load"] as? Int == 4)
        }
    }

    @Test("I-10 · a person is matched with the company where they work now")
    func people() async throws {
        try await Desk.withCatalogue { desk in
            let records = """
                {"records": [{"FirstName": "Ada", "LastName": "Weaver", "Email": "ada@acme.example",
                    "Account.Name": "Beta Holding"}, {"fullName": "Zeno Unheard", "companyName": "Acme Looms",
                    "companyWebsite": "acme.example"}], "minimumAccuracy": 0}
                """
            let answers = try await desk.ask(.post, "/v1/match/people", records).list("answers")
            #expect(answers[0]["person"] as? [String: String] == ["id": "1", "sourceID": "p"])
            #expect(answers[0]["company"] as? [String: String] == ["id": "1", "sourceID": "a"])
            #expect(answers[1]["status"] as? String == "company_only")
        }
    }

    @Test("X-02 · an answer that is explained has evidence that adds up to the score, and why not the second")
    func explained() async throws {
        try await Desk.withCatalogue { desk in
            let body = """
                {"explain": true, "records": [{"Name": "Acme Holding", "Website": "acme.example", "BillingCity": "Berlin"}]}
                """
            let answers = try await desk.ask(.post, "/v1/match/companies", body).list("answers")
            let explanation = try #require(answers[0]["explanation"] as? [String: Any])
            let candidates = try #require(explanation["candidates"] as? [[String: Any]])
            #expect(candidates.first?["name"] as? String == "Acme Looms")
            for candidate in candidates {
                let evidence = candidate["evidence"] as? [[String: Any]] ?? []
                let bits = evidence.compactMap { $0["bits"] as? Double }
                let sum = bits.reduce(candidate["prior"] as? Double ?? 0, +)
                #expect(abs(sum - (candidate["score"] as? Double ?? .nan)) < 0.005)
            }
            let first = try #require(candidates.first?["evidence"] as? [[String: Any]])
            let domain = try #require(first.first { $0["comparison"] as? String == "domain" })
            #expect(domain["record"] as? String == "acme.example" && domain["catalogue"] as? String == "acme.example")
            #expect(candidates.count > 1 && (candidates[1]["behind"] as? [Any])?.isEmpty == false)
        }
    }

    @Test("X-12 · a record without a match names the nearest candidate and the smallest change")
    func change() async throws {
        try await Desk.withCatalogue { desk in
            let body = #"{"explain": true, "records": [{"Name": "Looms", "BillingCity": "Oslo"}]}"#
            let answer = try await desk.ask(.post, "/v1/match/companies", body).list("answers")[0]
            #expect(answer["status"] as? String == "none")
            let explanation = try #require(answer["explanation"] as? [String: Any])
            #expect((explanation["candidates"] as? [[String: Any]])?.first?["name"] as? String == "Acme Looms")
            #expect((explanation["change"] as? [[String: Any]])?.isEmpty == false)
            let person = """
                {"explain": true, "records": [{"FirstName": "Ada", "LastName": "Weaver", "MailingCountry": "Japan",
                    "Account.Name": "Tarn 3 Widgets", "Title": "Gardener", "Email": "w@tarn3widgets.example"}]}
                """
            let other = try await desk.ask(.post, "/v1/match/people", person).list("answers")[0]
            #expect(other["person"] == nil)
            let words = try #require(other["explanation"] as? [String: Any])
            #expect((words["candidates"] as? [[String: Any]])?.first?["name"] as? String == "Ada Weaver")
            #expect((words["change"] as? [[String: Any]])?.isEmpty == false)
        }
    }

    @Test("What cannot be matched is refused with every place where it is wrong")
    func refused() async throws {
        try await Desk.withCatalogue { desk in
            let wrong = #"{"records": [{"Name": "A"}, {"Colour": "red", "Shape": "round"}]}"#
            let fields = try await desk.ask(.post, "/v1/match/companies", wrong)
            #expect(fields.status == 422 && fields.wrongFields == ["records[1].Colour", "records[1].Shape"])
            let none = try await desk.ask(.post, "/v1/match/companies", #"{"records": []}"#)
            #expect(none.wrongFields == ["records"])
            let record = #"{"Name": "A"}"#
            let many = Array(repeating: record, count: 1001).joined(separator: ",")
            #expect(try await desk.ask(.post, "/v1/match/companies", "{\"records\": [\(many)]}").status == 422)
            let list = try await desk.ask(.post, "/v1/match/people", #"{"records": [{"Email": ["a"]}]}"#)
            #expect(list.status == 400)
            let accuracy = #"{"records": [{"Email": "a@b.c"}], "minimumAccuracy": 101}"#
            #expect(try await desk.ask(.post, "/v1/match/people", accuracy).wrongFields == ["minimumAccuracy"])
        }
        try await Desk.on { desk in
            let body = #"{"records": [{"Name": "A"}]}"#
            #expect(try await desk.ask(.post, "/v1/match/companies", body).code == "catalogue.preparing")
            try await desk.app.catalogue.refresh()
            #expect(try await desk.ask(.post, "/v1/match/companies", body).code == "catalogue.empty")
        }
    }
}

extension Desk {
    /// A desk with a folder of its own for an index.
    static func withIndex(
        _ engine: Engine = .sqlite,
        sendsMail: Bool = false,
        _ body: (Desk) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            try await Desk.on(engine, sendsMail: sendsMail, indexFolder: folder.path("index"), body)
        }
    }

    /// A desk with two companies, some others and a person in its catalogue, open.
    static func withCatalogue(_ engine: Engine = .sqlite, _ body: (Desk) async throws -> Void) async throws {
        try await withIndex(engine) { desk in
            try await desk.loadSmallCatalogue()
            try await desk.loadOthers()
            try await desk.app.catalogue.refresh()
            try await desk.app.catalogue.refreshSearch()
            try await body(desk)
        }
    }

    /// Other companies and people, so that a name is worth something.
    func loadOthers() async throws {
        let companies = (0..<80).map { "c\($0),Tarn \($0) Widgets,tarn\($0)widgets.example,Husum,Germany\n" }
        try await load("source_id,name,website,city,country\n" + companies.joined(), source: "others")
        let given = ["Ingrid", "Pedro", "Chen", "Maria", "Oliver", "Yuki"]
        let family = ["Whitfield", "Johansson", "Marchetti", "Delacroix", "Novak", "Quintana", "Ferreira"]
        let people = (0..<80).map {
            "q\($0),\(given[$0 % 6]),\(family[$0 % 7]),p\($0)@tarn\($0)widgets.example,Husum\n"
        }
        try await load("source_id,first_name,last_name,email,city\n" + people.joined(), source: "others")
    }
}
