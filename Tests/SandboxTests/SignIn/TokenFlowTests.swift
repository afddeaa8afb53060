import Crypto
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

@Suite struct TokenFlowTests {
    @Test("X-04 · User name, password and security token give a session, told in Salesforce's words")
    func password() async throws {
        let sandbox = try await SandboxFixture()
        let answer = try await sandbox.token(sandbox.passwordForm)
        #expect(answer.status == 200)
        #expect(answer.response.fields[.contentType] == "application/json;charset=UTF-8")
        #expect(answer.response.fields[.cacheControl] == "no-store")
        let organization = sandbox.server.signIn.organization
        #expect(try answer.string("access_token").hasPrefix(organization.shortID + "!"))
        #expect(try answer.string("instance_url") == "https://" + SandboxFixture.host)
        let administrator = try await sandbox.org.administrator().userID
        let id = "https://\(SandboxFixture.host)/id/\(organization.id)/\(administrator)"
        #expect(try answer.string("id") == id)
        let issued = try answer.string("issued_at")
        #expect(issued == String(sandbox.clock.now.microseconds / 1000))
        let code = Digest.hmacSHA256(Array((id + issued).utf8), key: Array(sandbox.first.consumerSecret.reveal().utf8))
        #expect(try answer.string("signature") == Base64.encode(code))
        #expect(try answer.strings["refresh_token"] == nil)
        #expect(!answer.text.contains("expires_in"))
    }

    static let refusals: [(String, Query, Int, String, String)] = [
        ("no grant type", ["grant_type": ""], 400, "invalid_request", "missing required parameter: grant_type"),
        ("another grant type", ["grant_type": "magic"], 400, "unsupported_grant_type", "grant type not supported"),
        ("a wrong password", ["password": "wrong"], 400, "invalid_grant", "authentication failure"),
        ("nobody", ["username": "nobody@acme.example"], 400, "invalid_grant", "authentication failure"),
        ("no user name", ["username": ""], 400, "invalid_request", "missing required parameter: username"),
        ("another app", ["client_id": "3MVG9x"], 400, "invalid_client_id", "client identifier invalid"),
        ("a wrong secret", ["client_secret": "wrong"], 400, "invalid_client", "invalid client credentials"),
        ("a scope that does not exist", ["scope": "world"], 400, "invalid_scope", "the requested scope is not allowed"),
        (
            "a dead refresh token", ["grant_type": "refresh_token", "refresh_token": "5Aep"], 400, "invalid_grant",
            "expired access/refresh token"
        ),
        (
            "an invented code", ["grant_type": "authorization_code", "code": "aPrx", "redirect_uri": "x:"], 400,
            "invalid_grant", "invalid authorization code"
        ),
    ]

    @Test("X-04 · Each refusal of the token address has its own name", arguments: refusals)
    func refused(title: String, changes: Query, status: Int, error: String, description: String) async throws {
        let sandbox = try await SandboxFixture()
        var form = sandbox.passwordForm
        for (name, value) in changes.pairs { form[name] = value }
        let answer = try await sandbox.token(form)
        #expect(answer.status == status, "\(title)")
        #expect(try answer.strings == ["error": error, "error_description": description], "\(title)")
    }

    @Test("X-04 · The password alone does from a program only where no security token is asked for")
    func securityToken() async throws {
        let strict = try await SandboxFixture()
        var form = strict.passwordForm
        form["password"] = strict.first.password.reveal()
        #expect(try await strict.token(form).status == 400)
        var policy = SignInPolicy()
        policy.needsSecurityToken = false
        let lenient = try await SandboxFixture(policy: policy)
        var other = lenient.passwordForm
        #expect(try await lenient.token(other).status == 200)
        other["password"] = lenient.first.password.reveal()
        #expect(try await lenient.token(other).status == 200)
    }

    @Test("X-04 · Ten wrong passwords lock a user out, for a while")
    func lockout() async throws {
        let sandbox = try await SandboxFixture()
        var wrong = sandbox.passwordForm
        wrong["password"] = "wrong"
        for _ in 0..<10 { #expect(try await sandbox.token(wrong).status == 400) }
        #expect(try await sandbox.token(sandbox.passwordForm).status == 400)
        sandbox.clock.advance(by: .minutes(16))
        #expect(try await sandbox.token(sandbox.passwordForm).status == 200)
    }

    @Test("X-04 · Client credentials work as the run-as user, by Basic or in the form, and not at the common address")
    func clientCredentials() async throws {
        let sandbox = try await SandboxFixture()
        let pair = sandbox.first.consumerKey + ":" + sandbox.first.consumerSecret.reveal()
        let basic: Fields = [.authorization: "Basic " + Base64.encode(Array(pair.utf8))]
        #expect(try await sandbox.token(["grant_type": "client_credentials"], fields: basic).status == 200)
        let form: Query = [
            "grant_type": "client_credentials", "client_id": sandbox.first.consumerKey,
            "client_secret": sandbox.first.consumerSecret.reveal(),
        ]
        #expect(try await sandbox.token(form).status == 200)
        let common = try await sandbox.token(form, fields: [.host: "login.salesforce.com"])
        #expect(try common.string("error_description") == "request not supported on this domain")
        try await sandbox.changeApp { $0.runAs = nil }
        #expect(try await sandbox.token(form).string("error_description") == "no client credentials user enabled")
    }
}

@Suite struct AuthorizationCodeTests {
    private static let verifier = String(repeating: "v", count: 43)

    private func redeem(_ code: String, _ sandbox: SandboxFixture, _ changes: Query = [:]) async throws -> SandboxReply
    {
        var form: Query = [
            "grant_type": "authorization_code", "code": code, "client_id": sandbox.first.consumerKey,
            "client_secret": sandbox.first.consumerSecret.reveal(), "redirect_uri": SandboxFixture.callback,
            "code_verifier": Self.verifier,
        ]
        for (name, value) in changes.pairs { form[name] = value }
        return try await sandbox.token(form)
    }

    private func code(_ sandbox: SandboxFixture) async throws -> String {
        let challenge = Base64.encode(Digest.sha256(Self.verifier), .url)
        let answer = try await sandbox.authorize(
            ["code_challenge": challenge],
            sessionCookie: try await sandbox.cookie()
        )
        try #require(answer.status == 302)
        return try #require(answer.locationQuery["code"])
    }

    @Test("X-04 · A code with its proof gives tokens, once")
    func code() async throws {
        let sandbox = try await SandboxFixture()
        let code = try await code(sandbox)
        let answer = try await redeem(code, sandbox)
        #expect(answer.status == 200)
        #expect(try answer.string("refresh_token").hasPrefix("5Aep861"))
        #expect(try answer.string("id_token").split(separator: ".").count == 3)
        #expect(try await redeem(code, sandbox).string("error_description") == "invalid authorization code")
    }

    @Test("X-04 · A code is good for a quarter of an hour, its own address and its own proof")
    func codeRefused() async throws {
        let sandbox = try await SandboxFixture()
        let other = String(repeating: "w", count: 43)
        #expect(
            try await redeem(code(sandbox), sandbox, ["code_verifier": other]).string("error_description")
                == "invalid code verifier"
        )
        #expect(
            try await redeem(code(sandbox), sandbox, ["redirect_uri": "https://x.example"]).string("error")
                == "redirect_uri_mismatch"
        )
        let late = try await code(sandbox)
        sandbox.clock.advance(by: .minutes(16))
        #expect(try await redeem(late, sandbox).string("error_description") == "expired authorization code")
    }

    @Test("X-04 · A refresh gives a new session, and a new refresh token only where they rotate")
    func refresh() async throws {
        let sandbox = try await SandboxFixture()
        let first = try await redeem(code(sandbox), sandbox).string("refresh_token")
        let form: Query = [
            "grant_type": "refresh_token", "refresh_token": first, "client_id": sandbox.first.consumerKey,
            "client_secret": sandbox.first.consumerSecret.reveal(),
        ]
        let again = try await sandbox.token(form)
        #expect(again.status == 200)
        #expect(try again.strings["refresh_token"] == nil)
        try await sandbox.changeApp { $0.rotatesRefreshTokens = true }
        let rotated = try await sandbox.token(form)
        #expect(try rotated.string("refresh_token") != first)
        #expect(try await sandbox.token(form).string("error_description") == "expired access/refresh token")
    }

    @Test("X-04 · A fault rotates the refresh token of an app that does not, and moves the org to another address")
    func faults() async throws {
        let sandbox = try await SandboxFixture()
        let first = try await redeem(code(sandbox), sandbox).string("refresh_token")
        let form: Query = [
            "grant_type": "refresh_token", "refresh_token": first, "client_id": sandbox.first.consumerKey,
            "client_secret": sandbox.first.consumerSecret.reveal(),
        ]
        sandbox.org.faults.add(try Fault(parsing: "rotated-refresh-token:times=1"))
        sandbox.org.faults.add(try Fault(parsing: "changed-instance:url=https://moved.example,times=1"))
        let rotated = try await sandbox.token(form)
        #expect(try rotated.string("refresh_token") != first)
        #expect(try rotated.string("instance_url") == "https://moved.example")
        #expect(try await sandbox.token(form).string("error_description") == "expired access/refresh token")
    }

    @Test("X-04 · The sixth refresh token of a user ends the first")
    func fiveRefreshTokens() async throws {
        let sandbox = try await SandboxFixture()
        var tokens: [SandboxReply] = []
        for _ in 0..<6 {
            sandbox.clock.advance(by: .seconds(1))
            tokens.append(try await redeem(code(sandbox), sandbox))
        }
        let form: Query = [
            "client_id": sandbox.first.consumerKey, "client_secret": sandbox.first.consumerSecret.reveal(),
        ]
        for (index, answer) in tokens.enumerated() {
            var introspect = form
            introspect["token"] = try answer.string("access_token")
            let told = try await sandbox.post("/services/oauth2/introspect", introspect)
            #expect(told.text.contains("\"active\":\(index > 0)"))
        }
    }

    @Test("X-04 · Revoking a refresh token ends the sessions that came from it")
    func revoke() async throws {
        let sandbox = try await SandboxFixture()
        let answer = try await redeem(code(sandbox), sandbox)
        let bearer: Fields = [.authorization: "Bearer " + (try answer.string("access_token"))]
        #expect(try await sandbox.send(.get, "/services/oauth2/userinfo", fields: bearer).status == 200)
        let refresh = try answer.string("refresh_token")
        let revoked = try await sandbox.post("/services/oauth2/revoke", ["token": refresh])
        #expect(revoked.status == 200 && revoked.text.isEmpty)
        let gone = try await sandbox.send(.get, "/services/oauth2/userinfo", fields: bearer)
        #expect(gone.status == 403 && gone.text == "Bad_OAuth_Token")
        #expect(try await sandbox.send(.get, "/services/oauth2/revoke?token=\(refresh)").status == 400)
    }
}
