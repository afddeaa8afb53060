import Crypto
import Telemetry
import Testing

@testable import SSO

/// Every check of an ID token, by a token that fails it alone.
@Suite struct IDTokenTests {
    static let now = Timestamp(seconds: 1_772_946_000)
    static let issuer = "https://id.example"
    static let clientID = "loam-client"

    static let good = SignedToken(claims: [
        "iss": #""https://id.example""#, "sub": #""00u1""#, "aud": #""loam-client""#, "nonce": #""n-1""#,
        "exp": "1772946300", "iat": "1772946000", "email": #""ada@example.com""#, "name": #""Ada""#,
    ])

    struct Attack: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fault: SignOnFault
        let change: @Sendable (inout SignedToken) -> Void
    }

    private static func claim(_ words: String, _ name: String, _ value: String?, _ fault: SignOnFault) -> Attack {
        Attack(testDescription: words, fault: fault) { $0.claims[name] = value }
    }

    private static func header(_ words: String, _ name: String, _ value: String?, _ fault: SignOnFault) -> Attack {
        Attack(testDescription: words, fault: fault) { $0.header[name] = value }
    }

    static let attacks: [Attack] = [
        header("no algorithm named", "alg", nil, .unreadableToken),
        header("alg none", "alg", #""none""#, .algorithmNotAllowed("none")),
        header("alg None in another case", "alg", #""nOnE""#, .algorithmNotAllowed("nOnE")),
        header("HS256", "alg", #""HS256""#, .algorithmNotAllowed("HS256")),
        header("RS512", "alg", #""RS512""#, .algorithmNotAllowed("RS512")),
        header("ES256 by an RSA key", "alg", #""ES256""#, .unknownKey),
        header("a critical extension", "crit", #"["exp"]"#, .criticalHeader),
        header("an unknown key", "kid", #""k9""#, .unknownKey),
        claim("another issuer", "iss", #""https://evil.example""#, .wrongIssuer("https://evil.example")),
        claim("the issuer with a slash", "iss", #""https://id.example/""#, .wrongIssuer("https://id.example/")),
        claim("no issuer", "iss", nil, .wrongIssuer("")),
        claim("another audience", "aud", #""other-client""#, .wrongAudience),
        claim("no audience", "aud", nil, .wrongAudience),
        claim("a second audience", "aud", #"["loam-client","other-client"]"#, .wrongAudience),
        claim("an audience that begins alike", "aud", #""loam-client-2""#, .wrongAudience),
        claim("another authorised party", "azp", #""other-client""#, .wrongParty),
        claim("expired", "exp", "1772945940", .expired(at: Timestamp(seconds: 1_772_945_940))),
        claim("no expiry", "exp", nil, .noTime("exp")),
        claim("an expiry in letters", "exp", #""1772946300""#, .noTime("exp")),
        claim("an expiry beyond all numbers", "exp", "1e300", .noTime("exp")),
        claim("issued in the future", "iat", "1772946061", .notYetValid(from: Timestamp(seconds: 1_772_946_061))),
        claim("issued long ago", "iat", "1772945399", .tooOld),
        claim("no time of issue", "iat", nil, .noTime("iat")),
        claim("not valid yet", "nbf", "1772946061", .notYetValid(from: Timestamp(seconds: 1_772_946_061))),
        claim("another nonce", "nonce", #""n-2""#, .wrongNonce),
        claim("no nonce", "nonce", nil, .wrongNonce),
        claim("nobody", "sub", nil, .noSubject),
        claim("an empty name", "sub", #""""#, .noSubject),
        claim("a name without end", "sub", "\"\(String(repeating: "x", count: 256))\"", .noSubject),
        claim("another access token", "at_hash", #""AAAAAAAAAAAAAAAAAAAAAA""#, .wrongAccessToken),
    ]

    private static func read(_ text: String, _ keys: [UInt8], access: String = "at") throws -> IDToken {
        try IDToken(
            try JSONWebToken(parsing: text),
            signedBy: try KeySet(parsing: keys),
            as: IDToken.Expectation(
                issuer: issuer,
                clientID: clientID,
                nonce: "n-1",
                accessToken: Secret(access),
                now: now
            )
        )
    }

    private static func keys(_ more: String = "") async throws -> [UInt8] {
        keySet(try await SampleKeys.ours.value.publicKey.published("k1", more))
    }

    @Test("U-06: a good token names the person")
    func good() async throws {
        var token = Self.good
        token.claims["at_hash"] = "\"\(Base64.encode(Array(Digest.sha256("at").prefix(16)), .url))\""
        token.claims["aud"] = #"["loam-client"]"#
        let read = try Self.read(token.signed(by: await SampleKeys.ours.value), await Self.keys())
        #expect(read.subject == "00u1")
        let identity = read.identity(issuer: Self.issuer, adding: [:], arrived: Arrived())
        #expect(identity.email == "ada@example.com" && identity.name == "Ada" && identity.emailIsProven)
    }

    @Test("U-06: a token with one thing wrong is refused for that reason", arguments: attacks)
    func attack(_ attack: Attack) async throws {
        var token = Self.good
        attack.change(&token)
        let text = try token.signed(by: await SampleKeys.ours.value)
        let keys = try await Self.keys()
        #expect(throws: attack.fault) { try Self.read(text, keys) }
    }

    @Test("U-06: clocks may be a minute apart")
    func skew() async throws {
        var token = Self.good
        token.claims["exp"] = "1772945941"
        token.claims["iat"] = "1772946060"
        token.claims["nbf"] = "1772946060"
        _ = try Self.read(token.signed(by: await SampleKeys.ours.value), await Self.keys())
    }

    @Test("U-06: a token signed by HMAC with the public key as its secret is refused")
    func confusion() async throws {
        let key = try await SampleKeys.ours.value.publicKey
        for alg in ["HS256", "RS256"] {
            var token = Self.good
            token.header["alg"] = "\"\(alg)\""
            let code = Digest.hmacSHA256(Array(token.unsigned.utf8), key: Array(try key.pem.utf8))
            let text = token.unsigned + "." + Base64.encode(code, .url)
            let keys = try await Self.keys()
            #expect(throws: alg == "HS256" ? SignOnFault.algorithmNotAllowed(alg) : .wrongSignature) {
                try Self.read(text, keys)
            }
        }
    }

    @Test("U-06: another key, changed claims, no signature and a key that the token brings are refused")
    func forged() async throws {
        let keys = try await Self.keys()
        let other = try await SampleKeys.other.value
        let text = try Self.good.signed(by: await SampleKeys.ours.value)
        let parts = text.split(separator: ".").map(String.init)
        var changed = Self.good
        changed.claims["sub"] = #""00u2""#
        var bringing = Self.good
        bringing.header["jwk"] = try other.publicKey.published("k1")
        bringing.header["jku"] = #""https://evil.example/keys""#
        #expect(throws: SignOnFault.wrongSignature) { try Self.read(Self.good.signed(by: other), keys) }
        #expect(throws: SignOnFault.wrongSignature) { try Self.read(changed.unsigned + "." + parts[2], keys) }
        #expect(throws: SignOnFault.wrongSignature) { try Self.read(bringing.signed(by: other), keys) }
        #expect(throws: SignOnFault.unreadableToken) { try Self.read(Self.good.unsigned + ".", keys) }
    }

    @Test(
        "U-06: what is no signed token is refused",
        arguments: ["", ".", "..", "a.b.c", "e30.e30.AA", "e30=.e30=.AA"]
    )
    func unreadable(text: String) {
        #expect(throws: SignOnFault.unreadableToken) { try JSONWebToken(parsing: text) }
        let tooLong = String(repeating: "a", count: 20_000)
        #expect(throws: SignOnFault.unreadableToken) { try JSONWebToken(parsing: tooLong) }
    }

    @Test("U-06: a token without a key's name is checked only where there is no choice of keys")
    func noKeyID() async throws {
        var token = Self.good
        token.header["kid"] = nil
        let text = try token.signed(by: await SampleKeys.ours.value)
        let one = try await SampleKeys.ours.value.publicKey.published("k1")
        let two = try await SampleKeys.other.value.publicKey.published("k2")
        #expect(throws: Never.self) { try Self.read(text, keySet(one)) }
        #expect(throws: SignOnFault.unknownKey) { try Self.read(text, keySet(one, two)) }
    }

    @Test("U-06: keys for encryption, of other algorithms, of secrets and weak ones are not among the keys")
    func keyKinds() async throws {
        let key = try await SampleKeys.ours.value.publicKey
        for entry in [
            try key.published("k1", #","use":"enc""#), try key.published("k1", #","alg":"RS512""#),
            #"{"kty":"oct","kid":"k1","k":"AAAA"}"#, #"{"kty":"RSA","kid":"k1","n":"AQAB","e":"AQAB"}"#, "7",
        ] {
            #expect(throws: SignOnFault.unreadableKeys) { try KeySet(parsing: keySet(entry)) }
        }
        _ = try KeySet(parsing: keySet(try key.published("k1", #","use":"sig","alg":"RS256""#)))
    }

    @Test("U-06: a token signed on the curve P-256 is taken")
    func es256() throws {
        let keys = try KeySet(
            parsing: keySet(
                #"{"kty":"EC","crv":"P-256","kid":"e1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
                    + #""y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#
            )
        )
        // The published example of RFC 7515, appendix A.3: its signature holds, its claims are not ours.
        let text =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
            + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        try keys.check(try JSONWebToken(parsing: text))
    }
}
