import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

@Suite struct AdmissionTests {
    private func handler(_ sandbox: SandboxFixture) -> Handler {
        sandbox.server.admission.authorised { _, caller in .text(caller.username) }
    }

    private func call(_ sandbox: SandboxFixture, _ fields: Fields) async throws -> Response {
        try await sandbox.perform { try await handler(sandbox)(Request(.get, "/x", fields: fields)) }
    }

    @Test("X-04 · A token is taken as Bearer, as OAuth, and in the field of Bulk 1.0; each call is counted")
    func schemes() async throws {
        let sandbox = try await SandboxFixture()
        let token = try await sandbox.accessToken()
        let ways: [Fields] = [
            [.authorization: "Bearer \(token)"], [.authorization: "OAuth \(token)"],
            [.authorization: "bearer \(token)"],
            ["X-SFDC-Session": token],
        ]
        for (index, fields) in ways.enumerated() {
            let response = try await call(sandbox, fields)
            #expect(response.status == .ok)
            #expect(response.fields["Sforce-Limit-Info"] == "api-usage=\(index + 1)/100000")
        }
    }

    @Test(
        "X-04 · Who is known is let in on the thread at hand and counted; whatever is unusual is left to the other way"
    )
    func atOnce() async throws {
        let sandbox = try await SandboxFixture()
        let admission = sandbox.server.admission
        let token = try await sandbox.accessToken()
        let request = Request(.get, "/x", fields: [.authorization: "Bearer \(token)"])
        func ask(_ request: Request, _ action: @escaping @Sendable () throws -> Response? = { .text("yes") })
            -> Response?
        {
            sandbox.perform { admission.authorisedAtOnce { _, _ in try action() }(request) }
        }
        sandbox.server.signIn.sessions.forget()
        #expect(ask(request) == nil)
        #expect(try await call(sandbox, request.fields).status == .ok)
        #expect(ask(request)?.fields["Sforce-Limit-Info"] == "api-usage=2/100000")
        let refused = ask(request) { throw OrgError.notFound }
        #expect(refused?.status == .notFound)
        #expect(refused?.fields["Sforce-Limit-Info"] == "api-usage=3/100000")
        #expect(ask(request) { nil } == nil)
        #expect(ask(request) { throw CancellationError() } == nil)
        #expect(ask(Request(.get, "/x", fields: [.authorization: "Bearer x"])) == nil)
        #expect(ask(Request(.get, "/x", fields: [.authorization: "Digest x"])) == nil)
        let fault = sandbox.org.faults.add(try Fault(parsing: "daily-limit"))
        #expect(ask(request) == nil)
        #expect(sandbox.org.faults.remove(fault))
        #expect(sandbox.perform { sandbox.server.usage.used } == 3)
        sandbox.org.switches.dailyRequestLimit = 3
        #expect(ask(request)?.status == .forbidden)
        sandbox.org.switches.dailyRequestLimit = 4
        // In its second half a session is extended, which writes.
        sandbox.clock.advance(by: .minutes(61))
        #expect(ask(request) == nil)
        sandbox.org.switches.dailyRequestLimit = 100
        #expect(try await call(sandbox, request.fields).status == .ok)
        #expect(ask(request)?.status == .ok)
        #expect(try await sandbox.perform { try await sandbox.server.signIn.sessions.end(token) })
        #expect(ask(request) == nil)
    }

    @Test("X-04 · Without a session a call is refused by an array, and not counted")
    func refused() async throws {
        let sandbox = try await SandboxFixture()
        for fields: Fields in [[:], [.authorization: "Bearer x"], [.authorization: "Bearer 00D!x"]] {
            let response = try await call(sandbox, fields)
            #expect(response.status == .unauthorized)
            let text = String(decoding: try await response.body.collect(), as: UTF8.self)
            #expect(text == #"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#)
        }
        let other = try await call(sandbox, [.authorization: "Digest x"])
        #expect(String(decoding: try await other.body.collect(), as: UTF8.self).contains("INVALID_AUTH_HEADER"))
        #expect(sandbox.server.usage.used == 0)
    }

    @Test("X-04 · A session that is used stays; one that is not ends after two hours")
    func expiry() async throws {
        let sandbox = try await SandboxFixture()
        let token = try await sandbox.accessToken()
        for _ in 0..<4 {
            sandbox.clock.advance(by: .minutes(90))
            #expect(try await call(sandbox, [.authorization: "Bearer \(token)"]).status == .ok)
        }
        sandbox.server.signIn.sessions.forget()
        #expect(try await call(sandbox, [.authorization: "Bearer \(token)"]).status == .ok)
        sandbox.clock.advance(by: .minutes(121))
        #expect(try await call(sandbox, [.authorization: "Bearer \(token)"]).status == .unauthorized)
    }

    @Test("X-04 · When the day's calls are used up the answer is 403, until the window has moved on")
    func budget() async throws {
        var switches = OrgSwitches()
        switches.dailyRequestLimit = 2
        let sandbox = try await SandboxFixture(switches: switches)
        var fields: Fields = [.authorization: "Bearer \(try await sandbox.accessToken())"]
        for _ in 0..<2 { #expect(try await call(sandbox, fields).status == .ok) }
        let refused = try await call(sandbox, fields)
        #expect(refused.status == .forbidden)
        #expect(
            String(decoding: try await refused.body.collect(), as: UTF8.self).contains("TotalRequests Limit exceeded.")
        )
        #expect(refused.fields["Sforce-Limit-Info"] == "api-usage=2/2")
        sandbox.clock.advance(by: .hours(24))
        fields = [.authorization: "Bearer \(try await sandbox.accessToken())"]
        #expect(try await call(sandbox, fields).status == .ok)
    }

    @Test("X-04 · A fault on demand is a refusal like any other")
    func faults() async throws {
        let sandbox = try await SandboxFixture()
        let fields: Fields = [.authorization: "Bearer \(try await sandbox.accessToken())"]
        var fault = Fault(.expiredSession)
        fault.times = 1
        sandbox.org.faults.add(fault)
        #expect(try await call(sandbox, fields).status == .unauthorized)
        #expect(try await call(sandbox, fields).status == .ok)
    }

    @Test("X-04 · The counted calls survive a restart")
    func kept() async throws {
        let sandbox = try await SandboxFixture()
        let token = try await sandbox.accessToken()
        _ = try await call(sandbox, [.authorization: "Bearer \(token)"])
        try await sandbox.server.close()
        let next = try await sandbox.perform { try await SandboxServer(org: sandbox.org) }
        #expect(sandbox.perform { next.usage.used } == 1)
    }

    @Test(
        "X-04 · An unknown address and a wrong method are told in Salesforce's array",
        arguments: ["/services/x", "/services/data/v60.0/nothing/"]
    )
    func unknown(path: String) async throws {
        let sandbox = try await SandboxFixture()
        let answer = try await sandbox.send(.get, path)
        #expect(answer.status == 404)
        #expect(answer.text == #"[{"message":"The requested resource does not exist","errorCode":"NOT_FOUND"}]"#)
        let method = try await sandbox.send(.put, "/services/oauth2/token")
        #expect(method.text.contains("HTTP Method 'PUT' not allowed. Allowed are POST"))
    }
}
