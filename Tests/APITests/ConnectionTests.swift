import Capabilities
import Crypto
import Database
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API
@testable import Sandbox

/// Connections over the API and a real org; the clock begins at the real time, because the org lives in it.
@Suite struct ConnectionTests {
    @Test("C-02 · A program connects an org, looks after it and ends it, as the examples show", .tags(.slow))
    func examples() async throws {
        try await Desk.withOrg { desk, server, first, address in
            try await withLiveServer(desk.router) { live in
                func run(_ name: String, _ arguments: String...) async throws -> Answer {
                    try await Example.run(name, arguments, desk, port: live.port)
                }
                let added = try await run("add-connection", address, first.consumerKey, first.username)
                let id = try #require(added.json["id"] as? String)
                let certificate = try #require(added.json["certificate"] as? String)
                #expect(added.json["state"] as? String == "pending")
                var app = try #require(try await server.signIn.apps.all().first)
                app.certificate = try Certificate(pem: certificate)
                try await server.signIn.apps.save(app)
                #expect(try await run("sign-in-to-connection", id).json["state"] as? String == "working")
                _ = try await run("switch-connection-on", id)
                let changed = try await run("change-connection", id)
                #expect(changed.json["dailyCalls"] as? Int == 20_000 && changed.json["keptPercent"] as? Int == 33)
                #expect(try await run("list-connections").list("connections").first?["isOn"] as? Bool == true)
                #expect(try await run("check-permissions", id).json["isComplete"] as? Bool == true)
                _ = try await run("reset-user-mapping", id)
                let person = try #require(try await run("list-mapped-users", id).list("users").first)
                #expect(person["mapping"] as? String == "none")
                let user = try await server.signIn.org.database.read { db in
                    try db.one(String.self, "SELECT \"Id\" FROM \"User\" WHERE \"Username\" = \(first.username)")
                }
                _ = try await run("map-user", id, person["id"] as? String ?? "", user)
                #expect(try await run("list-mapped-users", id).list("users").first?["mapping"] as? String == "mapped")
                let usage = try await run("show-usage", id).list("usage")
                #expect(usage.count == 1 && usage.first?["use"] as? String == "setup")
                #expect(usage.first?["rest"] as? Int == server.usage.used)

                // What the document says of the answers holds.
                for path in ["", "/permissions", "/usage", "/users"] {
                    #expect(try await desk.ask(.get, "/v1/connections/\(id)\(path)", as: .auditor).status == 200)
                }
                #expect(try await desk.ask(.get, "/v1/connections", as: .auditor).status == 200)
                #expect(try await desk.ask(.put, "/v1/connections/\(id)/activation", as: .auditor).status == 403)
                let again = try await desk.ask(.post, "/v1/connections/\(id)/sign-ins")
                #expect(again.status == 200 && again.json["id"] as? String == id)
                _ = try await run("switch-connection-off", id)
                _ = try await run("disconnect", id)
                #expect(try await run("show-connection", id).json["state"] as? String == "disconnected")
            }
        }
    }
}
