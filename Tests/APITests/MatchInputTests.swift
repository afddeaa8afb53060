import HTTP
import Store
import TestSupport
import Testing

@testable import API

@Suite struct MatchInputTests {
    @Test("S-08 · A program says by which fields records are matched, and takes it back", .tags(.slow))
    func examples() async throws {
        try await Desk.withConnection { desk, connection in
            try await withLiveServer(desk.router) { live in
                func run(_ name: String, _ arguments: String...) async throws -> Answer {
                    try await Example.run(name, arguments, desk, port: live.port)
                }
                let before = try await run("show-match-inputs", connection, "Account")
                #expect(
                    before.list("added").isEmpty
                        && before.list("usual").contains { $0["field"] as? String == "Website" }
                )
                let changed = try await run("change-match-inputs", connection)
                #expect(changed.list("added").map { $0["field"] as? String } == ["Site"])
                #expect(try await run("show-match-inputs", connection, "Account").list("added").count == 1)
                #expect(try await run("show-match-inputs", connection, "Lead").list("added").isEmpty)
            }
            let path = "/v1/connections/\(connection)/match-inputs/Account"
            #expect(try await desk.ask(.put, path, #"{"added": []}"#, as: .auditor).status == 403)
            #expect(try await desk.ask(.put, path, #"{"added": []}"#).list("added").isEmpty)
            #expect(try await desk.ask(.get, "/v1/connections/\(connection)/match-inputs/Case").status == 404)
        }
    }

    @Test("S-08 · What the org does not have, or by which nothing is matched, is told by its place")
    func faults() async throws {
        try await Desk.withConnection { desk, connection in
            let path = "/v1/connections/\(connection)/match-inputs/Account"
            let unknown = try await desk.ask(
                .put,
                path,
                #"{"added": [{"source": "company.nothing", "field": "Site"}]}"#
            )
            #expect(unknown.status == 422 && unknown.wrongFields == ["added.0.source"])
            let body = """
                {"added": [{"source": "company.name", "field": "Site"}, {"source": "company.name", "field": "Gone__c"},
                {"source": "company.industry", "field": "Site"}]}
                """
            let refused = try await desk.ask(.put, path, body)
            #expect(refused.status == 422 && refused.wrongFields == ["added.1.field", "added.2.source"])
            #expect(try await desk.ask(.get, path).list("added").isEmpty)
        }
    }
}
