import Capabilities
import Crypto
import Database
import Foundation
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

/// The requests by hand, as they lie in the repository, against a server with a socket.
@Suite struct ExampleTests {
    @Test("Each operation has an example by its name, and each example does what it says", .tags(.slow))
    func examples() async throws {
        try await Desk.withIndex(sendsMail: true) { desk in
            let names = Set(desk.api.operations.map { Example.name(of: $0.name) })
            let files = try FileManager.default.contentsOfDirectory(atPath: Example.folder).map {
                $0.replacing(".sh", with: "")
            }
            #expect(names == Set(files))
            try await withLiveServer(desk.router) { server in
                func run(_ name: String, _ argument: String? = nil) async throws -> Answer {
                    try await Example.run(name, [argument].compactMap(\.self), desk, port: server.port)
                }
                let me = try await run("show-me")
                #expect(me.json["role"] as? String == "admin")
                for name in ["show-organisation", "change-organisation"] { _ = try await run(name) }
                let invited = try await run("invite-user").object("user")
                let user = try #require(invited["id"] as? String)
                for name in ["show-user", "change-user", "invite-user-again", "deactivate-user", "reactivate-user"] {
                    _ = try await run(name, user)
                }
                #expect(try await run("list-users").list("users").contains { $0["name"] as? String == "Benno Spinner" })
                #expect(try await run("list-audit-entries").list("auditEntries").count == 1)
                let job = try #require(try await run("list-jobs").list("jobs").first?["id"] as? String)
                for name in ["show-job", "cancel-job", "retry-job"] { _ = try await run(name, job) }
                try await desk.database.write { db in try db.run("UPDATE outbox_mails SET state = 'failed'") }
                let mail = try #require(try await run("list-mails").list("mails").first?["id"] as? String)
                for name in ["show-mail", "resend-mail"] { _ = try await run(name, mail) }
                try await desk.loadSmallCatalogue()
                let found = try await run("search-companies", "acme")
                #expect(found.list("companies").count == 1, "\(found.text)")
                #expect(try await run("search-people", "weaver").list("people").count == 1)
                #expect(try await run("show-company", "1").json["name"] as? String == "Acme Looms")
                #expect(try await run("show-person", "1").json["name"] as? String == "Ada Weaver")
                try await desk.loadOthers()
                try await desk.app.catalogue.refresh()
                #expect(try await run("match-companies").list("answers").first?["status"] as? String == "matched")
                #expect(try await run("match-people").list("answers").first?["status"] as? String == "matched")
                let record = #"{"review": true, "records": [{"Name": "Acme"}]}"#
                try await desk.ask(.post, "/v1/match/companies", record)
                let review = try #require(try await run("list-reviews").list("reviews").first?["id"] as? String)
                #expect(try await run("show-review", review).list("candidates").isEmpty == false)
                #expect(try await run("decide-review", review).json["verdict"] as? String == "same")
                #expect(try await run("take-back-decision", review).json["verdict"] as? String == "open")
                let sign = AlertSign(.runFailed, "1", about: "1", title: "A run has failed", sentence: "It did.")
                try await desk.database.write { db in
                    let organisation = try #require(try Organisation.installed(on: db)).id
                    _ = try Alert.settle([sign], in: organisation, at: Timestamp(seconds: 0), on: db)
                }
                let alert = try #require(try await run("list-alerts").list("alerts").first?["id"] as? String)
                _ = try await run("dismiss-alert", alert)
                #expect(try await run("list-alerts").list("alerts").first?["dismissedBy"] as? String != nil)
                let keys = try await run("list-api-keys").list("apiKeys")
                let key = try #require(keys.first { $0["role"] as? String == "member" }?["id"] as? String)
                _ = try await run("revoke-api-key", key)
                #expect(try await desk.ask(.get, "/v1/me", as: .member).status == 401)
            }
        }
    }
}

extension Tag {
    @Tag static var slow: Self
}
