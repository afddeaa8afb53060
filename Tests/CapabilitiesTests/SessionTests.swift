import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct SessionTests {
    @Test("Only the cookie's own token is a session", arguments: Engine.available)
    func tokens(engine: Engine) async throws {
        try await Office.on(engine) { office in
            try await #expect(office.caller(office.adaToken) == office.ada)
            let token = office.adaToken.reveal()
            let other = (token.first == "A" ? "B" : "A") + token.dropFirst()
            for text in ["", "x", String(token.reversed()), other, token + "A"] {
                try await #expect(office.caller(Secret(text)) == nil)
            }
            let stored = try await office.database.read { db in
                try db.fetch([UInt8].self, "SELECT token_hash FROM sessions")
            }
            #expect(stored == [Digest.sha256(token)])
        }
    }

    @Test("A session ends when it is not used, and in any case after its lifetime", arguments: Engine.available)
    func expiry(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let second = try await office.signIn()
            office.clock.advance(by: .hours(11))
            try await #expect(office.caller(office.adaToken) != nil)
            office.clock.advance(by: .hours(2))
            // The first was used two hours ago, the second never.
            try await #expect(office.caller(office.adaToken) != nil)
            try await #expect(office.caller(second.token) == nil)
            for _ in 0..<65 {
                office.clock.advance(by: .hours(11))
                _ = try await office.caller(office.adaToken)
            }
            try await #expect(office.caller(office.adaToken) == nil)
            #expect(office.clock.now > second.expiresAt - .days(1))
        }
    }

    @Test("A use is noted at most once a minute", arguments: Engine.available)
    func touch(engine: Engine) async throws {
        try await Office.on(engine) { office in
            func seenAt() async throws -> Timestamp {
                try await office.database.read { db in try db.one(Timestamp.self, "SELECT seen_at FROM sessions") }
            }
            let start = office.clock.now
            office.clock.advance(by: .seconds(50))
            _ = try await office.caller(office.adaToken)
            try await #expect(seenAt() == start)
            office.clock.advance(by: .seconds(20))
            _ = try await office.caller(office.adaToken)
            try await #expect(seenAt() == start + .seconds(70))
        }
    }

    @Test("A person sees their own sessions, ends one, and ends all others", arguments: Engine.available)
    func revoking(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let sessions = office.capabilities.sessions
            let ben = try await office.hire("ben@example.org")
            office.clock.advance(by: .seconds(1))
            let second = try await office.signIn()
            let third = try await office.signIn()
            let listed = try await sessions.list(by: office.ada)
            #expect(listed.map(\.id) == [third, second].map(\.caller.session) + [office.ada.session])
            #expect(listed.map(\.device) == ["Firefox on Linux", "Firefox on Linux", "Firefox on Linux"])
            #expect(listed.map(\.address) == ["192.0.2.7", "192.0.2.7", "192.0.2.7"])

            let secondID = try #require(second.caller.session)
            #expect(await refusal { try await sessions.revoke(secondID, by: ben.caller) } == "session.unknown")
            try await sessions.revoke(secondID, by: office.ada)
            try await #expect(office.caller(second.token) == nil)
            #expect(await refusal { try await sessions.revoke(secondID, by: office.ada) } == "session.unknown")

            try await #expect(sessions.revokeOthers(by: third.caller) == 1)
            try await #expect(office.caller(office.adaToken) == nil)
            try await #expect(office.caller(third.token) != nil)
            try await #expect(office.caller(ben.token) != nil)
        }
    }

    @Test(
        "A sign-in ends the session that the browser came with, and signing out ends its own",
        arguments: Engine.available
    )
    func replacing(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let next = try await office.capabilities.signIn.perform(
                email: Office.adaEmail,
                password: Office.password,
                from: Office.origin,
                replacing: office.adaToken.reveal()
            )
            try await #expect(office.caller(office.adaToken) == nil)
            try await office.capabilities.sessions.end(by: next.caller)
            try await #expect(office.caller(next.token) == nil)
        }
    }

    @Test("When a use cannot be noted, the person stays signed in")
    func unwritable() async throws {
        try await Office.on { office in
            try await office.database.write { db in
                try db.run(
                    """
                    CREATE TRIGGER full_disk BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'no space'); END
                    """
                )
            }
            office.clock.advance(by: .minutes(5))
            try await #expect(office.caller(office.adaToken) == office.ada)
        }
    }
}
