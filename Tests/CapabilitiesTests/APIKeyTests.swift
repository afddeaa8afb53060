import Capabilities
import Crypto
import Database
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct APIKeyTests {
    @Test("A key is shown once, kept as a hash, and lets a program in", arguments: Engine.available)
    func key(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let keys = office.capabilities.apiKeys
            let made = try await keys.create(.init(name: "Nightly", role: .member, lifetime: nil), by: office.ada)
            let text = made.text.reveal()
            #expect(text.hasPrefix("loam_") && text.hasPrefix(made.key.prefix) && made.key.prefix.count == 11)
            let foundCaller = try await keys.caller(for: text, from: Office.origin)
            let caller = try #require(foundCaller)
            #expect(caller.role == .member)
            #expect(caller.via == .key(made.key.id))
            #expect(caller.user == office.ada.user)
            for wrong in ["", "loam_", text + "A", String(text.dropFirst(5)), "loam_" + office.adaToken.reveal()] {
                try await #expect(keys.caller(for: wrong, from: Office.origin) == nil)
            }
            let columns = try await office.database.read { db in
                try db.fetch(String.self, "SELECT name || prefix || role || created_by FROM api_keys")
            }
            #expect(columns.allSatisfy { !$0.contains(text) })
        }
    }

    @Test("A key ends when it expires or is revoked", arguments: Engine.available)
    func ending(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let keys = office.capabilities.apiKeys
            let short = try await keys.create(.init(name: "Short", role: .member, lifetime: .hours(1)), by: office.ada)
            let long = try await keys.create(.init(name: "Long", role: .member, lifetime: nil), by: office.ada)
            office.clock.advance(by: .hours(1))
            try await #expect(keys.caller(for: short.text.reveal(), from: Office.origin) == nil)
            try await #expect(keys.caller(for: long.text.reveal(), from: Office.origin) != nil)
            try await keys.revoke(long.key.id, by: office.ada)
            try await #expect(keys.caller(for: long.text.reveal(), from: Office.origin) == nil)
            #expect(await refusal { try await keys.revoke(long.key.id, by: office.ada) } == "api-key.revoked")
            let listed = try await keys.list(by: office.ada)
            #expect(listed.map(\.key.name) == ["Long", "Short"])
            #expect(listed.map(\.creatorName) == ["Ada Weaver", "Ada Weaver"])
            #expect(listed[0].key.revokedAt == office.clock.now)
            #expect(listed[0].key.lastUsedAt == office.clock.now)
            #expect(listed[1].key.lastUsedAt == nil)
        }
    }

    @Test("A key never does more than the person who made it may do now")
    func creatorLosesRole() async throws {
        try await Office.on { office in
            let keys = office.capabilities.apiKeys
            let ben = try await office.hire("ben@example.org", role: .admin).caller
            let admin = try await keys.create(.init(name: "a", role: .admin, lifetime: nil), by: ben)
            let member = try await keys.create(.init(name: "m", role: .member, lifetime: nil), by: ben)
            let form = Users.Form(email: "ben@example.org", name: "Ben", role: .member)
            try await office.capabilities.users.change(#require(ben.user), to: form, by: office.ada)
            try await #expect(keys.caller(for: admin.text.reveal(), from: Office.origin) == nil)
            try await #expect(keys.caller(for: member.text.reveal(), from: Office.origin)?.role == .member)
        }
    }

    @Test("A key makes no keys and has no sessions or password")
    func notAPerson() async throws {
        try await Office.on { office in
            let app = office.capabilities
            let form = APIKeys.Form(name: "a", role: .admin, lifetime: nil)
            let made = try await app.apiKeys.create(form, by: office.ada)
            let foundKey = try await app.apiKeys.caller(for: made.text.reveal(), from: Office.origin)
            let key = try #require(foundKey)
            let personal: [@Sendable () async throws -> Void] = [
                { _ = try await app.apiKeys.create(form, by: key) },
                { _ = try await app.sessions.list(by: key) },
                { try await app.sessions.end(by: key) },
                { try await app.users.rename(to: "x", by: key) },
                {
                    let new = Secret("another secret")
                    _ = try await app.passwords.change(from: Office.password, to: new, by: key)
                },
            ]
            for act in personal { #expect(await refusal(act) == "session.needed") }
            _ = try await app.users.list(.init(), by: key)
        }
    }

    @Test("A key without a name, or for a time that makes no sense, is refused")
    func faults() async throws {
        try await Office.on { office in
            for lifetime in [Duration.seconds(1), .days(5000)] {
                let error = await #expect(throws: Refusal.self) {
                    try await office.capabilities.apiKeys.create(
                        .init(name: "x", role: .admin, lifetime: lifetime),
                        by: office.ada
                    )
                }
                #expect(error?.fields.keys.sorted() == ["lifetime"])
            }
        }
    }
}
