import Capabilities
import Crypto
import Database
import Directory
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

/// What somebody may try who holds a token, or nearly one.
@Suite("U-01 attacks on the door for identity providers") struct AttackTests {
    private static let loam = ResourceSchema.loamURN

    // MARK: Text that would be code

    private static let injected = [
        "' OR 1=1 --", "' OR 'a'='a", "x') OR 1=1 --", "x\\\" or userName pr or userName eq \\\"x", "%", "_", "*",
        "\\\\",
        "'; DELETE FROM users; --", "' UNION SELECT token_hash FROM provisioning_tokens --", "\\u0000", "$1", ":1",
        "?1", "{{1}}",
    ]

    @Test("What is asked for is a value, and never code", arguments: Engine.available)
    func injection(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            for name in ["ben@example.org", "eve@example.org"] { _ = try await provider.hire(name) }
            let attributes = [
                "userName", "displayName", "emails.value", "name.familyName", "externalId", "id", "\(Self.loam):role",
            ]
            for value in Self.injected {
                for attribute in attributes {
                    for comparison in ["eq", "co", "sw", "ew"] {
                        let found = try await provider.list(#"\#(attribute) \#(comparison) "\#(value)""#)
                        #expect(found.status == 200 && found.total == 0 || found.status == 400, "\(attribute) \(value)")
                    }
                }
            }
            // Ada is among them.
            try await #expect(provider.list(nil).total == 3)
        }
    }

    @Test(
        "What is no filter, no attribute and no order is refused",
        arguments: [
            #"filter=userName eq "a" OR 1=1"#, #"filter=1=1"#, #"filter=userName) OR (1=1 eq "a""#,
            #"filter=name.x' OR '1'='1 eq "a""#, #"filter=(SELECT 1) eq "a""#, #"filter=userName eq (SELECT 1)"#,
            #"filter=userName eq "a"; DROP TABLE users"#, #"sortBy=userName; DROP TABLE users"#,
            #"sortBy=(SELECT token_hash FROM provisioning_tokens)"#, #"sortBy=userName, id"#,
        ]
    )
    func grammar(query: String) async throws {
        try await Provider.on { provider in
            _ = try await provider.hire("ben@example.org")
            let text = query.replacing("=", with: "%3D").replacing("%3D", with: "=", maxReplacements: 1)
            let answer = try await provider.call(.get, "/Users?" + text.replacing(";", with: "%3B"))
            #expect(answer.status == 400 && !answer.detail.isEmpty)
            try await #expect(provider.list(nil).total == 2)
        }
    }

    // MARK: More than a provider may say

    @Test("Only what a provider may say is taken from a body, whatever stands in it", arguments: Engine.available)
    func assignment(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let chosen = ID<User>.make(at: provider.clock.now).rawValue
            let more = #"""
                ,"id":"\#(chosen)","role":"admin","state":"active","isManaged":false,"organisation_id":"\#(chosen)",
                "roles":[{"value":"admin"}],"passwordHash":"x","credits":1000000,"meta":{"created":"2000-01-01T00:00:00Z"}
                """#
            let made = try await provider.hire("ben@example.org", more)
            #expect(made.status == 201 && made.id != chosen)
            let put = try await provider.call(
                .put,
                "/Users/\(made.id)",
                #"{"userName":"ben@example.org"\#(more),"\#(Self.loam)":{"products":["sales"],"platformActive":true}}"#
            )
            #expect(put.status == 200 && put.id == made.id)
            for path in ["id", "meta.created", "groups", "\(Self.loam):platformActive"] {
                let patched = try await provider.patch(made.id, #"{"op":"replace","path":"\#(path)","value":"x"}"#)
                #expect(patched.status == 400, "\(path)")
            }
            for role in ["admin", "Admin", "ADMIN"] {
                let ways = [
                    #"{"op":"add","path":"\#(Self.loam):role","value":"\#(role)"}"#,
                    #"{"op":"replace","value":{"\#(Self.loam):role":"\#(role)"}}"#,
                    #"{"op":"add","value":{"\#(Self.loam)":{"role":"\#(role)"}}}"#,
                ]
                for way in ways { try await #expect(provider.patch(made.id, way).status == 403, "\(way)") }
            }
            let user = try #require(ID<User>(parsing: made.id))
            let stored = try await provider.capabilities.users.find(user, by: provider.ada)
            #expect(stored.role == .member && stored.createdAt == provider.clock.now)
        }
    }

    // MARK: Tokens

    @Test("The token of another organisation sees and touches nobody of this one", arguments: Engine.available)
    func elsewhere(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let ben = try await provider.hire("ben@example.org")
            let token = try await provider.tokenOfAnotherOrganisation()
            func call(_ method: Method, _ path: String, _ body: String? = nil) async throws -> Provider.Answer {
                try await provider.call(method, path, body, token: token)
            }
            for path in ["/Users", "/Groups", "/Users?filter=userName eq \"ben@example.org\""] {
                let answer = try await call(.get, path)
                #expect(answer.status == 200 && answer.total == 0, "\(path)")
            }
            let off = #"{"Operations":[{"op":"replace","value":{"active":false}}]}"#
            try await #expect(call(.get, "/Users/\(ben.id)").status == 404)
            try await #expect(call(.patch, "/Users/\(ben.id)", off).status == 404)
            try await #expect(call(.put, "/Users/\(ben.id)", #"{"userName":"x@example.org"}"#).status == 404)
            try await #expect(call(.delete, "/Users/\(ben.id)").status == 404)
            let group = #"{"displayName":"All","members":[{"value":"\#(ben.id)"}]}"#
            let grouped = try await call(.post, "/Groups", group)
            #expect(grouped.status != 201 || grouped["members"]?.elements?.isEmpty ?? true)
            let kept = try await provider.call(.get, "/Users/\(ben.id)")
            #expect(kept.status == 200 && kept.body == ben.body)
        }
    }

    @Test("A token is told by all of it: its secret, its organisation, and in what letters")
    func pieces() async throws {
        try await Provider.on { provider in
            let right = provider.token
            let mark = try #require(right.lastIndex(of: "_"))
            let text = String(right[right.index(after: mark)...])
            let other = Token(for: .make(at: provider.clock.now)).text.reveal()
            // The secret is the first half, the organisation what follows.
            let wrong = [
                String(text.prefix(42)) + String(other.suffix(22)), String(other.prefix(42)) + String(text.suffix(22)),
                String(text.dropLast()), text + "A", text.uppercased(), String(text.reversed()), "",
            ]
            for value in wrong where value != text {
                let answer = try await provider.call(.get, "/Users", token: right[...mark] + value)
                #expect(answer.status == 401, "\(wrong.firstIndex(of: value) ?? -1)")
            }
            try await #expect(provider.call(.get, "/Users", token: right).status == 200)
        }
    }

    @Test("A guess that is nearly right is as far from it as any: tokens are looked up and compared by their hash")
    func timing() async throws {
        let token = Token(for: .make(at: Timestamp(seconds: 1_772_946_000)))
        let text = token.text.reveal()
        for place in 0..<40 {
            var guess = Array(text.utf8)
            guess[place] = guess[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let other = try #require(Token(parsing: String(decoding: guess, as: UTF8.self)))
            let common = zip(other.hash, token.hash).prefix { $0 == $1 }.count
            #expect(common < 8 && !Digest.equal(other.hash, token.hash))
        }
        #expect(Digest.equal(token.hash, try #require(Token(parsing: text)).hash))
    }
}

extension Provider {
    fileprivate func list(_ filter: String?) async throws -> Answer {
        let asked = filter.map { "&filter=" + $0.replacing("%", with: "%25").replacing("\\", with: "%5C") } ?? ""
        return try await call(.get, "/Users?count=10" + asked.replacing(";", with: "%3B").replacing("{", with: "%7B"))
    }

    /// An installation has one organisation; a second one is put beside it as a database that is shared would have it.
    fileprivate func tokenOfAnotherOrganisation() async throws -> String {
        let other = ID<Organisation>.make(at: clock.now)
        let made = Token(for: other)
        let mark = String(token.prefix { $0 != "_" }) + "_scim_"
        try await database.write { db in
            try db.run(
                """
                INSERT INTO organisations (id, name, time_zone, created_at, roles_changed_at)
                VALUES (\(other), 'Others', 'UTC', \(clock.now), \(clock.now))
                """
            )
            try db.run(
                """
                INSERT INTO provisioning (organisation_id, provider, state, needs_product, may_make_admins)
                SELECT CAST(\(other) AS TEXT), provider, state, needs_product, may_make_admins FROM provisioning
                """
            )
            try db.run(
                """
                INSERT INTO provisioning_tokens (organisation_id, id, name, prefix, token_hash, made_by, created_at)
                SELECT CAST(\(other) AS TEXT), id, name, prefix, \(made.hash), made_by, created_at FROM provisioning_tokens
                """
            )
        }
        return mark + made.text.reveal()
    }
}
