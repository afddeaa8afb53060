import Crypto
import Database
import HTTP
import Telemetry
import Testing

@testable import Sandbox

struct ControlTests {
    private static let token: Fields = [.authorization: "Bearer the-token"]

    private struct Desk {
        let org: Org
        let server: SandboxServer
        let router: Router

        init() async throws {
            org = try await Org.memory()
            var options = SandboxServer.Options()
            options.controlToken = Secret("the-token")
            options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
            server = try await SandboxServer(org: org, options: options)
            router = try server.router
        }

        func send(
            _ method: HTTP.Method,
            _ path: String,
            _ body: RequestBody = .empty,
            _ fields: Fields = ControlTests.token
        ) async throws -> (status: Int, bytes: [UInt8]) {
            let response = await router.handle(Request(method, path, fields: fields, body: body))
            return (response.status.code, try await response.body.collect())
        }

        func settings(_ method: HTTP.Method, _ body: String) async throws -> (status: Int, text: String) {
            let reply = try await send(method, "/sandbox/settings", .text(body))
            return (reply.status, String(decoding: reply.bytes, as: UTF8.self))
        }
    }

    @Test(
        "X-04 · every part of the control API asks others for the token, and no page of a browser gets in",
        arguments: [
            (HTTP.Method.get, "/sandbox/settings"), (.patch, "/sandbox/settings"), (.put, "/sandbox/settings"),
            (.post, "/sandbox/snapshot"), (.post, "/sandbox/restore"), (.post, "/sandbox/records"),
            (.get, "/sandbox/callouts"), (.post, "/sandbox/callouts/x/retry"), (.get, "/sandbox/certificates/x"),
            (.get, "/sandbox/faults"),
        ]
    )
    func admission(method: HTTP.Method, path: String) async throws {
        let desk = try await Desk()
        #expect(try await desk.send(method, path, .empty, [:]).status == 401)
        #expect(try await desk.send(method, path, .empty, [.authorization: "Bearer other"]).status == 401)
        var fromPage = ControlTests.token
        fromPage[.origin] = "http://localhost:8081"
        #expect(try await desk.send(method, path, .empty, fromPage).status == 403)
    }

    @Test("X-04 · settings are changed in part, and read back as they are")
    func merge() async throws {
        let desk = try await Desk()
        let changed = try await desk.settings(
            .patch,
            """
            {"instantEnrich":{"leads":true,"credential":{"endpoint":"https://loam.example/instant"}},
            "validationRules":[{"object":"Lead","name":"Never","isActive":true,"condition":"TRUE","message":"Never."}]}
            """
        )
        #expect(changed.status == 200, "\(changed.text)")
        let kept = try await desk.org.settings()
        #expect(kept.instantEnrich.leads && !kept.instantEnrich.contacts)
        #expect(kept.instantEnrich.credential.timeout == 120)
        #expect(kept.validationRules.map(\.name) == ["Never"])
        #expect(kept.duplicateRules.count == 3)
        let read = try await desk.settings(.get, "")
        #expect(read.text == changed.text)
        // What was read can be put back as it is.
        #expect(try await desk.settings(.put, read.text).status == 200)
        #expect(try await desk.org.settings() == kept)
        #expect(try await desk.settings(.put, "{}").status == 200)
        #expect(try await desk.org.settings() == OrgSettings())
    }

    @Test(
        "X-04 · settings that are unsound or misspelt are refused as a whole",
        arguments: [
            ("{", "Unexpected"), (#"{"instantEnrich":{"leed":true}}"#, "instantEnrich.leed"),
            (#"{"rules":[]}"#, "rules"), (#"{"instantEnrich":{"leads":true}}"#, "endpoint of its credential"),
            (#"{"instantEnrich":{"leads":3}}"#, "leads"),
            (
                #"{"validationRules":[{"object":"Nope","name":"R","isActive":true,"condition":"TRUE","message":"x"}]}"#,
                "There is no object Nope."
            ),
            (
                #"""
                {"validationRules":[{"object":"Lead","name":"R","isActive":true,"condition":"TRUE","message":"x",
                "colour":"red"}]}
                """#, "validationRules[0].colour"
            ),
        ]
    )
    func unsound(body: String, complaint: String) async throws {
        let desk = try await Desk()
        let before = try await desk.org.settings()
        let reply = try await desk.settings(.patch, body)
        #expect(reply.status == 400 || reply.status == 422)
        #expect(reply.text.contains(complaint), "\(reply.text)")
        #expect(try await desk.org.settings() == before)
    }

    @Test("X-04 · a snapshot goes out and comes back as one file; sessions and rights are those of the snapshot")
    func snapshot() async throws {
        let desk = try await Desk()
        try await desk.org.plant(SeedPlan(accounts: 5, contacts: 0, leads: 0, seed: 1))
        let userID = try await desk.org.administrator().userID
        let (old, _) = try await desk.server.signIn.sessions.begin(.app, of: userID)
        let snapshot = try await desk.send(.post, "/sandbox/snapshot")
        #expect(snapshot.status == 200 && snapshot.bytes.starts(with: Array("SQLite format 3".utf8)))

        let (new, _) = try await desk.server.signIn.sessions.begin(.app, of: userID)
        try await desk.org.database.write { db in
            try db.run("DELETE FROM \"Account\"")
            try db.run("UPDATE \"User\" SET \"Username\" = 'other@loam.example'")
        }
        desk.org.forgetCallers()
        #expect(try await desk.org.caller(userID: userID).username == "other@loam.example")
        #expect(try await desk.send(.post, "/sandbox/restore", .bytes(snapshot.bytes)).status == 204)
        let accounts = try await desk.org.database.read { db in try db.one(Int.self, "SELECT count(*) FROM \"Account\"")
        }
        #expect(accounts == 5)
        #expect(try await desk.org.caller(userID: userID).username == FreshOrg.username)
        #expect(try await desk.server.signIn.sessions.find(old.reveal()) != nil)
        #expect(try await desk.server.signIn.sessions.find(new.reveal()) == nil)

        let nonsense = try await desk.send(.post, "/sandbox/restore", .text("no snapshot"))
        #expect(nonsense.status == 400, "\(String(decoding: nonsense.bytes, as: UTF8.self))")
        #expect(try await desk.org.caller(userID: userID).username == FreshOrg.username)
    }

    @Test("X-04 · files of CSV are loaded, each for the object that its part is named after")
    func records() async throws {
        let desk = try await Desk()
        func load(_ parts: [(String, String)]) async throws -> (status: Int, text: String) {
            let body = parts.map { name, text in
                "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"x.csv\"\r\n\r\n\(text)\r\n"
            }
            var fields = ControlTests.token
            fields[.contentType] = "multipart/form-data; boundary=b"
            let reply = try await desk.send(.post, "/sandbox/records", .text(body.joined() + "--b--\r\n"), fields)
            return (reply.status, String(decoding: reply.bytes, as: UTF8.self))
        }
        let done = try await load([
            ("Contact", "LastName,AccountId\nDoe,A1\n"), ("account", "Id,Name\nA1,Acme\nA2,Zenith\n"),
        ])
        #expect(done.status == 200, "\(done.text)")
        #expect(done.text == #"{"counts":{"Account":2,"Contact":1},"ignoredColumns":[]}"#)
        let account = try await desk.org.database.read { db in
            try db.one(
                String.self,
                "SELECT a.\"Name\" FROM \"Contact\" c JOIN \"Account\" a ON a.\"Id\" = c.\"AccountId\""
            )
        }
        #expect(account == "Acme")
        for (name, text, complaint) in [
            ("../etc", "a\n", "no object ../etc"), ("Lead", "Nope\nx\n", "has a column Nope"),
        ] {
            let refused = try await load([(name, text)])
            #expect(refused.status == 400 && refused.text.contains(complaint), "\(refused.text)")
            #expect(!refused.text.contains("/loam-"))
        }
    }

    @Test("I-06, I-09 · callouts are listed and sent again, and the certificate is given out")
    func callouts() async throws {
        let desk = try await Desk()
        let userID = try await desk.org.administrator().userID
        try await desk.org.database.write { db in try CalloutQueue.add("Lead", ["00QLM0000001000AAA"], as: userID, db) }
        _ = await desk.server.callouts.workNow()
        let list = try await desk.send(.get, "/sandbox/callouts?limit=1")
        let callout = try JSONReader.read(list.bytes).object?["callouts"]?.array?.first?.object
        #expect(callout?["state"] == .text("Failed"))
        #expect(callout?["recordIds"] == .array([.text("00QLM0000001000AAA")]))
        let id = try #require(callout?["id"]?.text)
        #expect(try await desk.send(.post, "/sandbox/callouts/\(id)/retry").status == 204)
        #expect(try await desk.send(.post, "/sandbox/callouts/none/retry").status == 404)
        let certificate = try await desk.send(.get, "/sandbox/certificates/Loam_Enrich")
        #expect(throws: Never.self) { try Certificate(parsing: certificate.bytes) }
        #expect(try await desk.send(.get, "/sandbox/certificates/Other").status == 404)
    }
}
