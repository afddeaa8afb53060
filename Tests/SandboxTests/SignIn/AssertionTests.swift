import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// One key for all, because making one takes long.
private let signingKey = Task { try await RSAPrivateKey.generate(.bits2048) }

@Suite struct AssertionTests {
    private func sandbox() async throws -> SandboxFixture {
        var app = SandboxServer.FirstApp()
        app.certificate = try await Certificate.selfSigned(
            for: ["app.example"],
            key: signingKey.value,
            notBefore: 1_772_000_000,
            days: 3650
        )
        return try await SandboxFixture(app: app)
    }

    private func assertion(_ claims: String, header: String = #"{"alg":"RS256"}"#) async throws -> String {
        let text = Base64.encode(Array(header.utf8), .url) + "." + Base64.encode(Array(claims.utf8), .url)
        return text + "." + Base64.encode(try await signingKey.value.sign(Array(text.utf8)), .url)
    }

    private func send(_ claims: String, header: String = #"{"alg":"RS256"}"#, to sandbox: SandboxFixture) async throws
        -> SandboxReply
    {
        try await sandbox.token([
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": try await assertion(claims, header: header),
        ])
    }

    @Test(
        "X-04 · The statements that real clients make are taken",
        arguments: [
            // simple-salesforce: the time as a text, nothing else.
            #"{"iss":"KEY","sub":"USER","aud":"https://login.salesforce.com","exp":"SOON"}"#,
            // restforce: a bare host name.
            #"{"iss":"KEY","sub":"USER","aud":"login.salesforce.com","iat":1,"exp":SOON}"#,
            // sf-toolkit: an hour ahead.
            #"{"iss":"KEY","sub":"USER","aud":"https://test.salesforce.com","exp":HOUR}"#,
            #"{"iss":"KEY","prn":"USER","aud":["https://acme.example:8443/services/oauth2/token"],"exp":SOON.5}"#,
        ]
    )
    func taken(claims: String) async throws {
        let sandbox = try await sandbox()
        let answer = try await send(filled(claims, sandbox), to: sandbox)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(try answer.strings["refresh_token"] == nil)
        #expect(try !answer.string("scope").contains("refresh_token"))
    }

    static let refusals: [(String, String)] = [
        (#"{"iss":"KEY","sub":"USER","aud":"https://login.salesforce.com","exp":PAST}"#, "invalid assertion"),
        (#"{"iss":"KEY","sub":"USER","aud":"https://login.salesforce.com","exp":1e300}"#, "invalid assertion"),
        (#"{"iss":"KEY","sub":"USER","aud":"https://login.salesforce.com","exp":"soon"}"#, "invalid assertion"),
        (#"{"iss":"KEY","sub":"USER","aud":"https://login.salesforce.com"}"#, "invalid assertion"),
        (#"{"iss":"KEY","sub":"USER","aud":"https://other.example","exp":SOON}"#, "Audience validation failed"),
        (
            #"{"iss":"KEY","sub":"nobody@x.example","aud":"login.salesforce.com","exp":SOON}"#,
            "user hasn't approved this consumer"
        ),
        (#"{"iss":"nobody","sub":"USER","aud":"login.salesforce.com","exp":SOON}"#, "client identifier invalid"),
        ("no json", "invalid assertion"),
    ]

    @Test("X-04 · Statements that are late, meant for others or of nobody are refused", arguments: refusals)
    func refused(claims: String, description: String) async throws {
        let sandbox = try await sandbox()
        let answer = try await send(filled(claims, sandbox), to: sandbox)
        #expect(answer.status == 400)
        #expect(try answer.string("error_description") == description)
    }

    @Test("X-04 · Only RS256 with the app's own key will do")
    func signature() async throws {
        let sandbox = try await sandbox()
        let claims = filled(
            #"{"iss":"KEY","sub":"USER","aud":"login.salesforce.com","exp":SOON}"#,
            sandbox
        )
        for header in [#"{"alg":"none"}"#, #"{"alg":"HS256"}"#, "{}"] {
            #expect(try await send(claims, header: header, to: sandbox).status == 400)
        }
        try await sandbox.changeApp { app in app.certificate = nil }
        #expect(try await send(claims, to: sandbox).string("error_description") == "invalid assertion")
    }

    @Test("X-04 · An app for chosen users takes nobody else")
    func permitted() async throws {
        let sandbox = try await sandbox()
        let claims = filled(#"{"iss":"KEY","sub":"USER","aud":"login.salesforce.com","exp":SOON}"#, sandbox)
        try await sandbox.changeApp { $0.permitted = ["00e000000000001AAA"] }
        let answer = try await send(claims, to: sandbox)
        #expect(try answer.string("error") == "invalid_app_access")
        let profile = try await sandbox.org.administrator().profileID
        try await sandbox.changeApp { $0.permitted = [profile] }
        #expect(try await send(claims, to: sandbox).status == 200)
    }

    private func filled(_ claims: String, _ sandbox: SandboxFixture) -> String {
        let now = sandbox.clock.now.seconds
        return claims.replacing("KEY", with: sandbox.first.consumerKey).replacing("USER", with: sandbox.first.username)
            .replacing("SOON", with: String(now + 180)).replacing("HOUR", with: String(now + 3600))
            .replacing("PAST", with: String(now - 1))
    }
}
