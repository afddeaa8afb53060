import Database
import Jobs
import Store
import Telemetry
import TestSupport
import Testing

@testable import Capabilities

@Suite("U-01 the end of a token") struct TokenEndTests {
    private static let day: Int64 = 86400
    /// 2026-03-08T12:00:00Z.
    private static let made = Timestamp(seconds: 1_772_971_200)

    /// A token that was made for so many days.
    private static func token(_ lifetime: Int64?) -> ProvisioningToken {
        ProvisioningToken(
            id: .make(at: made),
            name: "Okta",
            prefix: "loam_scim_x",
            madeBy: "Ada",
            createdAt: made,
            expiresAt: lifetime.map { made + .days($0) }
        )
    }

    @Test(
        "Which warning is due",
        arguments: [
            (365, 334 * day, nil), (365, 335 * day - 1, nil), (365, 335 * day, .first), (365, 357 * day, .first),
            (365, 358 * day - 1, .first), (365, 358 * day, .last), (365, 365 * day - 1, .last),
            // It is over, and its page says so.
            (365, 365 * day, nil), (365, 400 * day, nil), (nil, 9999 * day, nil),
            // Who made it for so short a time has just read when it ends.
            (30, 0, nil), (30, 1, nil), (31, day, .first), (20, 0, nil), (20, 13 * day, .last), (7, 0, nil),
            (7, 6 * day, nil), (1, 0, nil),
        ] as [(Int64?, Int64, TokenWarning?)]
    )
    func due(lifetime: Int64?, seconds: Int64, warning: TokenWarning?) {
        let now = TokenEndTests.made + .seconds(seconds)
        #expect(TokenWarning.due(for: TokenEndTests.token(lifetime), at: now) == warning)
    }

    @Test(
        "How many days are left, by the calendar of the organisation",
        arguments: [
            (365, 334 * day, .far), (365, 335 * day, .soon(daysLeft: 30)), (365, 353 * day, .soon(daysLeft: 12)),
            (365, 364 * day, .soon(daysLeft: 1)),
            // In Berlin the end is at one in the afternoon, and the day before ends at eleven in the evening of UTC.
            (365, 365 * day - 13 * 3600 - 1, .soon(daysLeft: 1)), (365, 365 * day - 13 * 3600, .soon(daysLeft: 0)),
            (365, 365 * day - 1, .soon(daysLeft: 0)), (365, 365 * day, .over), (nil, 9999 * day, .far),
            (5, 0, .soon(daysLeft: 5)),
        ] as [(Int64?, Int64, TokenEnd)]
    )
    func left(lifetime: Int64?, seconds: Int64, end: TokenEnd) throws {
        let now = TokenEndTests.made + .seconds(seconds)
        let zone = try Zone(named: "Europe/Berlin")
        #expect(TokenEnd(of: TokenEndTests.token(lifetime), at: now, in: zone) == end)
    }

    @Test(
        "X-24 · the admins are told by one mail 30 days before, and by another 7 days before",
        arguments: Engine.available
    )
    func told(engine: Engine) async throws {
        try await Office.on(engine) { office in
            _ = try await office.hire("ben@example.org")
            _ = try await office.hire("eve@example.org", "Eve", role: .admin)
            try await office.makeToken("Okta", .days(365))
            try await office.makeToken("For ever", nil)
            office.clock.advance(by: .days(334))
            try await office.look()
            #expect(try await office.open().isEmpty)

            office.clock.advance(by: .days(1))
            try await office.look()
            try await office.look()
            let first = try #require(try await office.open().first)
            let letters = try await office.letters()
            #expect(first.kind == .tokenEnds && first.title.hasPrefix("The API token “Okta” ends on 20"))
            #expect(Set(letters.map(\.to)) == ["ada@example.org", "eve@example.org"] && letters.count == 2)
            #expect(letters.allSatisfy { $0.subject == first.title && $0.body.contains("generate a new token") })
            // Who knows it is told the next one all the same.
            try await office.capabilities.alerts.dismiss(first.id, by: office.ada)
            office.clock.advance(by: .days(22))
            try await office.look()
            #expect(try await office.letters().count == 2)

            office.clock.advance(by: .days(1))
            try await office.look()
            try await office.look()
            #expect(try await office.open().map { $0.title.contains("ends within a week") } == [true])
            #expect(try await office.letters().count == 4)

            office.clock.advance(by: .days(7))
            try await office.look()
            #expect(try await office.open().isEmpty)
            #expect(try await office.letters().count == 4)
        }
    }

    @Test("X-24 · several workers that look at once tell it once, and none of them fails", arguments: Engine.available)
    func together(engine: Engine) async throws {
        try await Office.on(engine) { office in
            try await office.makeToken("Okta", .days(365))
            office.clock.advance(by: .days(340))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...8 { group.addTask { try await office.look() } }
                try await group.waitForAll()
            }
            #expect(try await office.open().count == 1)
            #expect(try await office.letters().count == 1)
        }
    }

    @Test("What is told of a token is over when it is revoked")
    func revoked() async throws {
        try await Office.on { office in
            let token = try await office.makeToken("Okta", .days(365))
            office.clock.advance(by: .days(340))
            try await office.look()
            #expect(try await office.open().count == 1)
            try await office.capabilities.provisioning.revokeToken(token, by: office.ada)
            let kinds = try await office.database.read { db in
                try db.fetch(String.self, "SELECT kind FROM jobs WHERE state = 'ready'")
            }
            #expect(kinds.contains(AlertWatch.kind.rawValue), "it looks at once")
            try await office.look()
            #expect(try await office.open().isEmpty)
            let zone = try Zone(named: "Europe/Berlin")
            let left = try await office.capabilities.provisioning.overview(by: office.ada).tokens
            #expect(left.map { TokenEnd(of: $0, at: office.clock.now, in: zone) } == [.revoked])
        }
    }
}

extension Office {
    @discardableResult
    fileprivate func makeToken(_ name: String, _ lifetime: Duration?) async throws -> ID<ProvisioningToken> {
        let shell = try await capabilities.atCommandLine(as: "root at the command line")
        return try await capabilities.provisioning.makeToken(named: name, lifetime: lifetime, by: shell).token.id
    }

    fileprivate func look() async throws {
        let watch = AlertWatch(
            database: database,
            outbox: capabilities.outbox,
            links: Links(base: "https://loam.example.org"),
            clock: clock.wallClock
        )
        _ = try await watch.look()
    }

    fileprivate func open() async throws -> [Alert] { try await capabilities.alerts.open(by: ada) }

    fileprivate func letters() async throws -> [(to: String, subject: String, body: String)] {
        var letters: [(to: String, subject: String, body: String)] = []
        for mail in try await capabilities.outbox.list(by: ada).mails where mail.kind == "alert" {
            let body = try await capabilities.outbox.read(mail.id, by: ada).body ?? ""
            letters.append((mail.recipient.rawValue, mail.subject, body))
        }
        return letters
    }
}
