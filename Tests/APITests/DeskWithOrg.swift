import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import API
@testable import Sandbox

extension Desk {
    /// A desk beside a real org; the clock begins at the real time, because the org lives in it.
    static func withOrg(_ body: (Desk, SandboxServer, FirstSignIn, String) async throws -> Void) async throws {
        var options = SandboxServer.Options()
        options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
        let server = try await SandboxServer(org: try await Sandbox.Org.memory(), options: options)
        let first = try await server.firstSignIn()
        try await withLiveServer(try server.router) { live in
            let clock = TestClock(WallClock.system.now())
            try await Desk.on(clock: clock, privateSalesforceHosts: ["127.0.0.1"]) { desk in
                try await body(desk, server, first, "http://127.0.0.1:\(live.port)")
            }
        }
    }

    /// The same, connected: the body gets the id of the connection.
    static func withConnection(_ body: (Desk, String) async throws -> Void) async throws {
        try await withOrg { desk, server, first, address in
            try await withLiveServer(desk.router) { live in
                let arguments = [address, first.consumerKey, first.username]
                let added = try await Example.run("add-connection", arguments, desk, port: live.port)
                let id = try #require(added.json["id"] as? String)
                var app = try #require(try await server.signIn.apps.all().first)
                app.certificate = try Certificate(pem: try #require(added.json["certificate"] as? String))
                try await server.signIn.apps.save(app)
                #expect(try await desk.ask(.post, "/v1/connections/\(id)/sign-ins").status == 200)
                #expect(try await desk.ask(.put, "/v1/connections/\(id)/activation").status == 204)
                try await body(desk, id)
            }
        }
    }
}
