import Capabilities
import Crypto
import Database
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@testable import API

@Suite struct AccessTests {
    @Test("U-09 · every operation refuses every role that may not, and no other")
    func roles() async throws {
        try await Desk.on { desk in
            // What is searched is ready, with nothing in it.
            try await desk.app.catalogue.refresh()
            for operation in desk.api.operations {
                for role in Role.allCases {
                    let mayAsk = operation.needs.map(role.allows) ?? true
                    let answer = try await desk.ask(
                        operation.method,
                        operation.example,
                        operation.exampleBody,
                        as: role
                    )
                    let isRefused = answer.status == 403 && answer.code == "role.not-allowed"
                    #expect(isRefused != mayAsk, "\(operation.name) as \(role.rawValue): \(answer.text)")
                    #expect(answer.status < 500)
                    if operation.name == "revokeApiKey" { #expect(answer.status == (mayAsk ? 404 : 403)) }
                }
            }
        }
    }

    @Test("Without a key, and with one that cannot be used, nothing is answered and nothing is told")
    func noKey() async throws {
        try await Desk.on { desk in
            for operation in desk.api.operations {
                let answer = try await desk.ask(operation.method, operation.example, operation.exampleBody, as: nil)
                #expect(answer.status == 401 && answer.code == "key.needed")
                #expect(answer.fields["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
            }
            let good = desk.keys[.admin]?.reveal() ?? ""
            for (field, code) in [
                ("", "key.needed"), ("Bearer", "key.needed"), (good, "key.needed"), ("Basic \(good)", "key.needed"),
                ("Bearer \(good) x", "key.needed"), ("Bearer \(good)x", "key.invalid"), ("Bearer loam_", "key.invalid"),
                ("Bearer \(good.dropLast())", "key.invalid"), ("Bearer ÄÖ", "key.invalid"),
            ] {
                let answer = try await desk.ask(.get, "/v1/me", as: nil, fields: [.authorization: field])
                #expect(answer.status == 401 && answer.code == code, "\(field)")
            }
            let lower = try await desk.ask(.get, "/v1/me", as: nil, fields: [.authorization: "bearer \(good)"])
            #expect(lower.status == 200)
        }
    }

    @Test("A key that was revoked no longer works, nor one whose maker was shut out")
    func revoked() async throws {
        try await Desk.on { desk in
            let keys = try await desk.ask(.get, "/v1/api-keys").list("apiKeys")
            let member = try #require(keys.first { $0["role"] as? String == "member" }?["id"] as? String)
            #expect(try await desk.ask(.put, "/v1/api-keys/\(member)/revocation").status == 204)
            #expect(try await desk.ask(.get, "/v1/me", as: .member).code == "key.invalid")
            let again = try await desk.ask(.put, "/v1/api-keys/\(member)/revocation")
            #expect(again.status == 409 && again.code == "api-key.revoked")
        }
    }

    @Test("What belongs to another organisation is not there")
    func otherOrganisation() async throws {
        try await Desk.on { desk in
            let other = ID<Organisation>.make(at: desk.clock.now)
            let stranger = User(
                id: .make(at: desk.clock.now),
                organisation: other,
                email: try #require(EmailAddress(rawValue: "eve@example.net")),
                name: "Eve",
                role: .admin,
                state: .active,
                createdAt: desk.clock.now
            )
            try await desk.database.write { db in
                try db.run(
                    """
                    INSERT INTO organisations (id, name, time_zone, created_at, roles_changed_at)
                    VALUES (\(other), 'Other', 'UTC', 0, 0)
                    """
                )
                try User.insert(stranger, passwordHash: nil, on: db)
                try db.run("UPDATE jobs SET organisation_id = \(other)")
            }
            let path = "/v1/users/\(stranger.id)"
            for (method, target, body) in [
                (Method.get, path, nil), (.patch, path, "{}"), (.put, path + "/deactivation", nil),
                (.delete, path + "/deactivation", nil), (.post, path + "/invitations", nil),
            ] as [(Method, String, String?)] {
                let answer = try await desk.ask(method, target, body)
                #expect(answer.status == 404 && answer.code == "user.unknown")
            }
            #expect(try await desk.ask(.get, "/v1/users").json["total"] as? Int == 1)
            #expect(try await desk.ask(.get, "/v1/users?search=eve").list("users").isEmpty)
        }
    }

    @Test("Who asks too often is told when to come back")
    func rateLimit() async throws {
        try await Desk.on(rateLimit: RateLimit(burst: 3, perSecond: 2)) { desk in
            for _ in 0..<3 { #expect(try await desk.ask(.get, "/v1/me").status == 200) }
            let answer = try await desk.ask(.get, "/v1/me")
            #expect(answer.status == 429 && answer.code == "request.too-many")
            #expect(answer.fields[.retryAfter] == "1")
            #expect(try await desk.ask(.get, "/v1/me", as: .member).status == 200)
            desk.clock.advance(by: .milliseconds(500))
            #expect(try await desk.ask(.get, "/v1/me").status == 200)
            #expect(try await desk.ask(.get, "/v1/me").status == 429)
        }
    }

    @Test("Who guesses keys is held up by address, and a right key behind the same address never is")
    func guessing() async throws {
        try await Desk.on { desk in
            let wrong: Fields = [.authorization: "Bearer loam_nothing"]
            for _ in 0..<30 {
                #expect(try await desk.ask(.get, "/v1/me", as: nil, fields: wrong).code == "key.invalid")
            }
            for _ in 0..<3 {
                let refused = try await desk.ask(.get, "/v1/me", as: nil, fields: wrong)
                #expect(refused.status == 429 && refused.fields[.retryAfter] == "1")
                #expect(try await desk.ask(.get, "/v1/me").status == 200)
            }
            desk.clock.advance(by: .seconds(1))
            #expect(try await desk.ask(.get, "/v1/me", as: nil, fields: wrong).code == "key.invalid")
            #expect(try await desk.ask(.get, "/v1/me", as: nil, fields: wrong).status == 429)
        }
    }

    @Test("A bucket never holds more than its burst, and a clock set back does not empty it")
    func bucket() {
        let limit = RateLimit(burst: 2, perSecond: 1)
        let now = Timestamp(seconds: 1000)
        #expect(limit.take("a", at: now) == nil)
        #expect(limit.take("a", at: now + .hours(1)) == nil)
        #expect(limit.take("a", at: now + .hours(1)) == nil)
        #expect(limit.take("a", at: now + .hours(1)) == .seconds(1))
        #expect(limit.take("a", at: now) == .seconds(1))
        #expect(limit.take("b", at: now) == nil)
    }
}

extension Operation {
    /// Its path, with an id in it that nothing has.
    var example: String {
        path.split(separator: "/").map { $0.hasPrefix(":") ? "/01900000-0000-7000-8000-000000000000" : "/\($0)" }
            .joined()
    }

    var exampleBody: String? { body.map { _ in "{}" } }
}
