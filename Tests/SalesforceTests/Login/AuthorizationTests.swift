import Crypto
import HTTP
import Telemetry
import Testing

@testable import Salesforce

struct AuthorizationTests {
    private let app = ClientApp(
        consumerKey: "key",
        consumerSecret: Secret("secret"),
        callback: "https://loam.example/callback"
    )

    @Test("C-01 · The browser carries a challenge, and neither the proof nor the secret")
    func address() throws {
        // The example of RFC 7636.
        let verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        let address = Authorization(state: "a b", verifier: verifier).address(at: .production, for: app)
        #expect(address.hasPrefix("https://login.salesforce.com/services/oauth2/authorize?response_type=code&"))
        #expect(address.contains("code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&"))
        #expect(address.contains("state=a%20b&") && address.contains("scope=api%20refresh_token%20id"))
        #expect(!address.contains(verifier.reveal()) && !address.contains("secret"))
    }

    @Test("C-01 · A proof is long enough, and never the same")
    func verifier() {
        let all = Set((0..<50).map { _ in Authorization().verifier.reveal() })
        #expect(all.count == 50)
        #expect(all.allSatisfy { (43...128).contains($0.utf8.count) })
    }

    private static let answers: [(Query, String?)] = [
        (["state": "s", "code": "c"], nil), (["state": "x", "code": "c"], "WRONG_STATE"),
        (["code": "c"], "WRONG_STATE"), (["state": "s"], "NOT_UNDERSTOOD"),
        (["state": "s", "error": "access_denied", "error_description": "end-user denied"], "access_denied"),
    ]

    @Test(
        "C-01 · What the browser brings back is believed only with the state that it was sent away with",
        arguments: answers
    )
    func callback(query: Query, error: String?) throws {
        let authorization = Authorization(state: "s", verifier: Secret("v"))
        if let error {
            let thrown = #expect(throws: SalesforceError.self) { try authorization.code(from: query) }
            #expect(thrown?.code.name == error)
        } else {
            #expect(try authorization.code(from: query) == Secret("c"))
        }
    }

    @Test(
        "C-01 · What an admin types is understood",
        arguments: [
            ("https://login.salesforce.com/", LoginHost.production.origin),
            ("test.salesforce.com", "https://test.salesforce.com"),
            ("acme.my.salesforce.com", "https://acme.my.salesforce.com:443"),
            (" https://Acme.lightning.force.com/lightning/page/home", "https://acme.my.salesforce.com"),
            ("https://acme--dev.sandbox.lightning.force.com", "https://acme--dev.sandbox.my.salesforce.com"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ]
    )
    func hosts(typed: String, origin: String) throws {
        #expect(try LoginHost(typed: typed).origin.replacing(":443", with: "") == origin.replacing(":443", with: ""))
    }

    @Test("C-01 · What is no address is refused with a sentence", arguments: ["", "ftp://x", "https://a:b@c", "a'b"])
    func noHost(typed: String) {
        let error = #expect(throws: SalesforceError.self) { try LoginHost(typed: typed) }
        #expect(error?.sentence.contains("acme.my.salesforce.com") == true)
    }

    @Test("C-02 · A signed statement is for the common host behind an org's own address")
    func audiences() throws {
        #expect(LoginHost.sandbox.audience == "https://test.salesforce.com")
        #expect(try LoginHost(typed: "acme.my.salesforce.com").audience == "https://login.salesforce.com")
        #expect(try LoginHost(typed: "acme--x.sandbox.my.salesforce.com").audience == "https://test.salesforce.com")
    }
}

struct TokensTests {
    private let answer = """
        {"access_token":"00D!A","refresh_token":"5A","scope":"api id","instance_url":"https://acme.my.salesforce.com",
        "id":"https://login.salesforce.com/id/001D000000IqhSLIAZ/001D000000IqhSLIAZ","issued_at":"1"}
        """

    @Test("A renewal without a new refresh token keeps the old one")
    func keeping() throws {
        let tokens = try Tokens(parsing: Array(answer.utf8))
        #expect(tokens.refresh == Secret("5A") && tokens.scopes == ["api", "id"])
        #expect(tokens.instance.origin == "https://acme.my.salesforce.com:443")
        let renewed = try Tokens(
            parsing: Array(answer.replacing(#""refresh_token":"5A","#, with: "").utf8),
            keeping: Secret("old")
        )
        #expect(renewed.refresh == Secret("old"))
    }

    @Test(
        "An answer that lacks something is not half believed",
        arguments: ["access_token\"", "instance_url\"", "/001D000000IqhSLIAZ\""]
    )
    func lacking(name: String) {
        #expect(throws: SalesforceError.self) { try Tokens(parsing: Array(answer.replacing(name, with: "x\"").utf8)) }
    }

    @Test("Printed tokens show no secret")
    func printing() throws {
        let tokens = try Tokens(parsing: Array(answer.utf8))
        #expect(!"\(tokens)".contains("00D!A") && !"\(tokens)".contains("5A\""))
    }
}
