@testable import Capabilities
import Crypto
import Database
import HTTP
import Store
import Synchronization
import Telemetry
import TestSupport
import Testing

/// A provider of OpenID Connect on this machine, where everybody is at once whoever the test says.
final class IdentityServer: Sendable {
    let origin: String
    private let server: ScriptedServer
    private let says = Mutex<[String: String]>([:])
    private let nonce = Mutex("")
    private let clock: TestClock

    private static let key = Task { try await RSAPrivateKey.generate(.bits2048) }

    static func start(_ clock: TestClock) async throws -> IdentityServer {
        try IdentityServer(key: await key.value, clock)
    }

    private init(key: RSAPrivateKey, _ clock: TestClock) throws {
        self.clock = clock
        let answers = Mutex<(@Sendable (String) throws -> String?)?>(nil)
        server = try ScriptedServer { connection in
            while let line = connection.readLine(), !line.isEmpty {
                let length = connection.readHead().compactMap { field -> Int? in
                    let halves = field.lowercased().split(separator: ":")
                    return halves.first == "content-length" ? Int(halves[1].filter { $0 != " " }) : nil
                }
                _ = connection.read(length.first ?? 0)
                let path = String(line.split(separator: " ")[1])
                let answer = answers.withLock { $0 }
                let body = Array(((try? answer?(path)) ?? nil ?? "{}").utf8)
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n")
                connection.write(body)
            }
        }
        origin = "http://127.0.0.1:\(server.port)"
        let numbers = try key.publicKey.numbers
        answers.withLock { answers in
            answers = { [origin] path in
                switch path {
                case "/.well-known/openid-configuration":
                    return """
                        {"issuer":"\(origin)","authorization_endpoint":"\(origin)/authorize",\
                        "token_endpoint":"\(origin)/token","jwks_uri":"\(origin)/keys","end_session_endpoint":"\(origin)/end"}
                        """
                case "/keys":
                    return """
                        {"keys":[{"kty":"RSA","kid":"k1","n":"\(Base64.encode(numbers.modulus, .url))",\
                        "e":"\(Base64.encode(numbers.exponent, .url))"}]}
                        """
                default:
                    return #"{"token_type":"Bearer","access_token":"at","id_token":"\#(try self.token(key))"}"#
                }
            }
        }
    }

    /// Who is at the provider's page now, by claim.
    func says(_ claims: [String: String]) { says.withLock { $0 = claims } }

    private func token(_ key: RSAPrivateKey) throws -> String {
        let now = clock.now.seconds
        var claims = says.withLock { $0 }.mapValues { $0 == "true" || $0 == "false" ? $0 : "\"\($0)\"" }
        claims["iss"] = "\"\(origin)\""
        claims["aud"] = "\"loam\""
        claims["exp"] = "\(now + 300)"
        claims["iat"] = "\(now)"
        claims["nonce"] = "\"\(nonce.withLock { $0 })\""
        let payload = "{" + claims.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        let text =
            Base64.encode(Array(#"{"alg":"RS256","kid":"k1"}"#.utf8), .url) + "."
            + Base64.encode(Array(payload.utf8), .url)
        return text + "." + Base64.encode(try key.sign(Array(text.utf8)), .url)
    }

    /// What a browser brings back that was sent to this address.
    func answer(to address: String) throws -> Query {
        let query = try #require(Query(parsing: address.split(separator: "?", maxSplits: 1)[1]))
        let asked = try #require(query["nonce"])
        nonce.withLock { $0 = asked }
        return ["state": try #require(query["state"]), "code": "c"]
    }
}

extension Office {
    /// An office whose providers may be on this machine.
    static func withProvider(
        _ engine: Engine = .sqlite,
        _ body: (Office, IdentityServer) async throws -> Void
    ) async throws {
        try await FreshDatabase.on(engine, migrations: Capabilities.migrations) { database in
            let clock = TestClock()
            let keys = SealingKeys.generate()
            let capabilities = Capabilities(
                database: database,
                sealingKeys: keys,
                settings: .init(
                    publicURL: "https://loam.example.org",
                    indexFolder: "/nowhere/index",
                    passwordStrength: strength,
                    privateSignOnHosts: ["127.0.0.1"]
                ),
                clock: clock.wallClock
            )
            let signedIn = try await capabilities.firstRun.perform(firstRunForm(), from: origin)
            let office = Office(
                database: database,
                clock: clock,
                capabilities: capabilities,
                sealingKeys: keys,
                ada: signedIn.caller,
                adaToken: signedIn.token
            )
            try await body(office, try await IdentityServer.start(clock))
        }
    }

    var signOn: SingleSignOn { capabilities.singleSignOn }

    /// A provider that was entered.
    func entered(_ server: IdentityServer) async throws -> ID<SignOnProvider> {
        let id = try await signOn.create(.oidc, named: "Okta", by: ada).id
        let form = SingleSignOn.Form(
            name: "Okta",
            issuer: server.origin,
            clientID: "loam",
            clientSecret: Secret("hidden")
        )
        try await signOn.change(id, to: form, by: ada)
        return id
    }

    /// A provider that was tried and is on, for people of example.org.
    func working(
        _ server: IdentityServer,
        isEnforced: Bool = false,
        createsPeople: Bool = false
    ) async throws -> ID<SignOnProvider> {
        let id = try await entered(server)
        server.says(["sub": "ada", "email": Office.adaEmail])
        try await test(id, server)
        try await signOn.setRules(
            id,
            domains: "example.org",
            isEnforced: isEnforced,
            createsPeople: createsPeople,
            by: ada
        )
        try await signOn.setOn(true, id, by: ada)
        return id
    }

    func test(_ id: ID<SignOnProvider>, _ server: IdentityServer) async throws {
        let departure = try await signOn.beginTest(id, by: ada)
        _ = try await arrive(id, server.answer(to: departure.address), departure.cookie)
    }

    func arrive(_ id: ID<SignOnProvider>, _ answer: Query, _ cookie: Secret?) async throws -> SingleSignOn.Arrival {
        try await signOn.complete(id, answer, cookie: cookie?.reveal(), from: Office.origin, replacing: nil)
    }

    /// Signs whoever is at the provider in.
    func comeIn(_ id: ID<SignOnProvider>, _ server: IdentityServer) async throws -> SignedIn {
        let departure = try await signOn.begin(id, next: "/runs")
        let arrival = try await arrive(id, server.answer(to: departure.address), departure.cookie)
        guard case .signedIn(let signedIn, "/runs") = arrival else {
            Issue.record("This was no sign-in: \(arrival)")
            throw Refusal.forbidden
        }
        return signedIn
    }
}
