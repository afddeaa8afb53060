import Crypto
import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import SSO

/// A provider on this machine that answers from a table of paths, and counts.
private final class PathServer: Sendable {
    let answers = Mutex<[String: (status: Int, body: [UInt8])]>([:])
    let asked = Mutex<[String]>([])
    private let server = Mutex<ScriptedServer?>(nil)

    func start() throws -> String {
        let server = try ScriptedServer { connection in
            while let line = connection.readLine(), !line.isEmpty {
                let head = connection.readHead()
                let length = head.compactMap { field -> Int? in
                    let halves = field.lowercased().split(separator: ":")
                    return halves.first == "content-length" ? Int(halves[1].filter { $0 != " " }) : nil
                }
                _ = connection.read(length.first ?? 0)
                let path = String(line.split(separator: " ")[1])
                self.asked.withLock { $0.append(path) }
                let (status, body) = self.answers.withLock { $0[path] } ?? (404, [])
                connection.write("HTTP/1.1 \(status) X\r\nContent-Length: \(body.count)\r\n\r\n")
                connection.write(body)
            }
        }
        let origin = "http://127.0.0.1:\(server.port)"
        self.server.withLock { $0 = server }
        return origin
    }

    func answer(_ path: String, _ body: [UInt8], status: Int = 200) {
        answers.withLock { $0[path] = (status, body) }
    }

    func count(_ path: String) -> Int { asked.withLock { $0.filter { $0 == path }.count } }
}

@Suite struct OIDCProviderTests {
    private let clock = TestClock()
    private let server = PathServer()
    private let trip = OIDCTrip()

    private func provider() throws -> OIDCProvider {
        let origin = try server.start()
        server.answer(
            "/.well-known/openid-configuration",
            Array(
                """
                {"issuer":"\(origin)","authorization_endpoint":"\(origin)/authorize","token_endpoint":"\(origin)/token",
                "jwks_uri":"\(origin)/keys","userinfo_endpoint":"\(origin)/me","end_session_endpoint":"\(origin)/end"}
                """.utf8
            )
        )
        return OIDCProvider(
            OIDCApplication(issuer: origin, clientID: "loam", secret: Secret("s"), callback: "https://loam.example/cb"),
            shelf: ProviderShelf(),
            client: try HTTPClient(),
            egress: .publicOnly(allowing: ["127.0.0.1"]),
            clock: clock.wallClock
        )
    }

    private func token(of provider: OIDCProvider, _ change: (inout SignedToken) -> Void = { _ in }) -> SignedToken {
        let now = clock.now.seconds
        var token = SignedToken(claims: [
            "iss": "\"\(provider.application.issuer)\"", "sub": #""00u1""#, "aud": #""loam""#,
            "nonce": "\"\(trip.nonce)\"", "exp": "\(now + 300)", "iat": "\(now)",
        ])
        change(&token)
        return token
    }

    private func give(_ token: String) {
        server.answer("/token", Array(#"{"token_type":"Bearer","access_token":"at","id_token":"\#(token)"}"#.utf8))
    }

    private func signIn(_ provider: OIDCProvider) async throws -> Identity {
        try await provider.identity(from: ["state": trip.state, "code": "c"], of: trip) { _ in }
    }

    @Test("U-06: a code becomes a person, with the address from the user information where the token has none")
    func identity() async throws {
        let provider = try provider()
        let ours = try await SampleKeys.ours.value
        server.answer("/keys", keySet(try ours.publicKey.published("k1")))
        server.answer("/me", Array(#"{"sub":"00u1","email":"ada@example.com","email_verified":false}"#.utf8))
        give(try token(of: provider).signed(by: ours))
        let identity = try await signIn(provider)
        #expect(identity.subject == "00u1" && identity.email == "ada@example.com" && !identity.emailIsProven)
        #expect(identity.arrived.lines.contains(Arrived.Line("email (user information)", "ada@example.com")))
        server.answer("/me", Array(#"{"sub":"00u2","email":"eve@example.com"}"#.utf8))
        await #expect(throws: SignOnFault.otherSubject) { try await signIn(provider) }
        let end = try await provider.signOutAddress(returningTo: "https://loam.example/", hint: Secret("h"))
        #expect(
            end
                == "\(provider.application.issuer)/end?client_id=loam&post_logout_redirect_uri=https%3A%2F%2Floam.example%2F&id_token_hint=h"
        )
    }

    @Test("U-06: a changed key is asked for at once, an unknown one not again within five minutes")
    func rotation() async throws {
        let provider = try provider()
        let ours = try await SampleKeys.ours.value
        let other = try await SampleKeys.other.value
        server.answer("/keys", keySet(try ours.publicKey.published("k1")))
        give(try token(of: provider) { $0.claims["email"] = #""a@b.example""# }.signed(by: ours))
        _ = try await signIn(provider)
        _ = try await signIn(provider)
        #expect(server.count("/keys") == 1)
        let rotated = try token(of: provider) {
            $0.claims["email"] = #""a@b.example""#
            $0.header["kid"] = #""k2""#
        }.signed(by: other)
        give(rotated)
        await #expect(throws: SignOnFault.unknownKey) { try await signIn(provider) }
        #expect(server.count("/keys") == 2)
        server.answer("/keys", keySet(try other.publicKey.published("k2")))
        await #expect(throws: SignOnFault.unknownKey) { try await signIn(provider) }
        #expect(server.count("/keys") == 2)
        clock.advance(by: .minutes(5))
        _ = try await signIn(provider)
        #expect(server.count("/keys") == 3 && server.count("/.well-known/openid-configuration") == 1)
    }

    @Test("U-06: what the provider says against the code is told, and a code is sent once")
    func refused() async throws {
        let provider = try provider()
        server.answer("/token", Array(#"{"error":"invalid_grant","error_description":"used"}"#.utf8), status: 400)
        await #expect(throws: SignOnFault.tokenRefused("invalid_grant: used")) { try await signIn(provider) }
        #expect(server.count("/token") == 1)
        server.answer("/token", Array(#"{"token_type":"mac","id_token":"x"}"#.utf8))
        await #expect(throws: SignOnFault.tokenRefused("there is no ID token in the answer")) {
            try await signIn(provider)
        }
    }

    @Test("U-06: a provider in a private network is not called unless an administrator allowed it")
    func egress() async throws {
        let origin = try server.start()
        let provider = OIDCProvider(
            OIDCApplication(issuer: origin, clientID: "loam", secret: nil, callback: "https://loam.example/cb"),
            shelf: ProviderShelf(),
            client: try HTTPClient(),
            egress: .publicOnly,
            clock: clock.wallClock
        )
        await #expect(throws: SignOnFault.self) { try await provider.discovery() }
        #expect(server.asked.withLock { $0.isEmpty })
    }
}
