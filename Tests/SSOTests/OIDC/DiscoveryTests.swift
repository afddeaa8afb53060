import Crypto
import HTTP
import Testing

@testable import SSO

@Suite struct DiscoveryTests {
    private static func document(_ change: (inout [String: String]) -> Void = { _ in }) -> [UInt8] {
        var members = [
            "issuer": #""https://id.example""#, "authorization_endpoint": #""https://id.example/authorize?p=1""#,
            "token_endpoint": #""https://id.example/token""#, "jwks_uri": #""https://id.example/keys""#,
            "response_types_supported": #"["code","id_token"]"#, "code_challenge_methods_supported": #"["S256"]"#,
        ]
        change(&members)
        return Array("{\(members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))}".utf8)
    }

    @Test("U-06: a provider's document is read, and found below the issuer with and without a slash")
    func read() throws {
        let provider = try Discovery(parsing: Self.document(), ofIssuer: "https://id.example")
        #expect(provider.token.text == "https://id.example/token" && !provider.namesIssuer)
        for issuer in ["https://id.example/t", "https://id.example/t/"] {
            let address = try Discovery.address(ofIssuer: issuer).text
            #expect(address == "https://id.example/t/.well-known/openid-configuration")
        }
    }

    @Test(
        "U-06: a provider that cannot be used safely is refused for that reason",
        arguments: [
            ("issuer", #""https://id.example/""#, .otherIssuerAnnounced("https://id.example/")),
            ("issuer", nil, .unreadableDiscovery),
            ("token_endpoint", #""http://id.example/token""#, .insecureEndpoint("token_endpoint")),
            ("jwks_uri", nil, .insecureEndpoint("jwks_uri")),
            ("authorization_endpoint", #""javascript:alert(1)""#, .insecureEndpoint("authorization_endpoint")),
            ("response_types_supported", #"["id_token"]"#, .noCodeFlow),
            ("code_challenge_methods_supported", #"["plain"]"#, .noProofKeys),
        ] as [(String, String?, SignOnFault)]
    )
    func refused(name: String, value: String?, fault: SignOnFault) {
        let document = Self.document { $0[name] = value }
        #expect(throws: fault) { try Discovery(parsing: document, ofIssuer: "https://id.example") }
    }

    @Test("U-06: an issuer is an https address, or an http address of this machine")
    func addresses() throws {
        for text in [
            "http://id.example", "id.example", "https://id.example/?a", "ftp://id.example", "https://a@b.example",
        ] {
            #expect(throws: SignOnFault.self) { try Discovery.address(ofIssuer: text) }
        }
        _ = try Discovery.address(ofIssuer: "http://127.0.0.1:8080")
    }

    @Test("U-06: a trip asks for a code with state, nonce and proof key, and keeps the address's own query")
    func request() throws {
        let provider = try Discovery(parsing: Self.document(), ofIssuer: "https://id.example")
        let application = OIDCApplication(
            issuer: "https://id.example",
            clientID: "c 1",
            secret: nil,
            callback: "https://loam.example/sso/oidc"
        )
        let trip = OIDCTrip()
        let text = trip.address(at: provider, for: application, hint: "ada@example.com")
        #expect(text.hasPrefix("https://id.example/authorize?p=1&"))
        let query = try #require(Query(parsing: text.split(separator: "?", maxSplits: 1)[1]))
        #expect(query["client_id"] == "c 1" && query["response_type"] == "code" && query["state"] == trip.state)
        #expect(query["nonce"] == trip.nonce && query["code_challenge_method"] == "S256")
        #expect(query["code_challenge"] == Base64.encode(Digest.sha256(trip.verifier.reveal()), .url))
        #expect(!text.contains(trip.verifier.reveal()))
        #expect(Set([trip.state, trip.nonce, trip.verifier.reveal()]).count == 3 && trip.state.utf8.count == 43)
    }

    @Test(
        "U-06: what the browser brings back is checked before the code is used",
        arguments: [
            ("state=s&code=c", false, nil), ("state=s&code=c&iss=https://id.example", true, nil),
            ("state=x&code=c", false, .wrongState), ("code=c", false, .wrongState),
            ("state=s&code=c&iss=https://evil.example", false, .otherIssuerAnswered),
            ("state=s&code=c", true, .otherIssuerAnswered),
            ("state=s&error=access_denied", false, .refusedByProvider("access_denied")),
            ("state=s&error=a&error_description=b", false, .refusedByProvider("a: b")),
            ("state=x&error=a", false, .wrongState), ("state=s", false, .noAnswer), ("state=s&code=", false, .noAnswer),
            ("state=s&state=x&code=c", false, .noAnswer), ("state=s&code=c&code=d", false, .noAnswer),
        ] as [(String, Bool, SignOnFault?)]
    )
    func callback(text: String, namesIssuer: Bool, fault: SignOnFault?) throws {
        let provider = try Discovery(
            parsing: Self.document { $0["authorization_response_iss_parameter_supported"] = "\(namesIssuer)" },
            ofIssuer: "https://id.example"
        )
        let trip = OIDCTrip(state: "s", nonce: "n", verifier: Secret("v"))
        let query = try #require(Query(parsing: text))
        if let fault {
            #expect(throws: fault) { try trip.code(from: query, of: provider) }
        } else {
            #expect(try trip.code(from: query, of: provider) == Secret("c"))
        }
    }
}
