import Capabilities
import Crypto
import Database
import Directory
import HTTP
import Store
import Telemetry
import TestSupport
import Testing

@Suite("U-04 what a provider may grant") struct GrantTests {
    @Test("U-04 · of 120 people for 100 seats exactly 20 are refused, sixteen at a time", arguments: Engine.available)
    func race(engine: Engine) async throws {
        try await Provider.on(engine, needsProduct: true, seats: 100) { provider in
            let outcomes = try await withThrowingTaskGroup(of: [Provider.Answer].self) { group in
                for lane in 0..<16 {
                    group.addTask {
                        var answers: [Provider.Answer] = []
                        for number in stride(from: lane, to: 120, by: 16) {
                            answers.append(try await provider.hire("u\(number)@example.org"))
                        }
                        return answers
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(outcomes.count { $0.status == 201 } == 100)
            let refused = outcomes.filter { $0.status == 403 }
            #expect(refused.count == 20)
            #expect(refused.allSatisfy { $0.detail.contains("(100 of 100 in use)") && $0.scimType == nil })
            try await #expect(provider.used() == 100)
            let listed = try await provider.call(.get, "/Users?count=0")
            #expect(listed.total == 101)
            // A freed seat can be taken at once.
            let made = try #require(outcomes.first { $0.status == 201 })
            _ = try await provider.patch(made.id, #"{"op":"replace","value":{"active":false}}"#)
            try await #expect(provider.hire("late@example.org").status == 201)
            let back = try await provider.patch(made.id, #"{"op":"replace","value":{"active":true}}"#)
            #expect(back.status == 403)
            try await #expect(provider.call(.get, "/Users/\(made.id)")["active"] == false)
        }
    }

    static let loam = ResourceSchema.loamURN

    @Test("U-04 · a person with a product that is refused is refused whole", arguments: Engine.available)
    func whole(engine: Engine) async throws {
        try await Provider.on(engine, needsProduct: true, seats: 2) { provider in
            try await provider.capabilities.subscription.add(
                "marketing",
                .init(name: "Marketing", seats: "0", lastDay: ""),
                by: provider.ada
            )
            try await provider.capabilities.subscription.add(
                "talent",
                .init(name: "Talent", seats: "5", lastDay: "2020-01-01"),
                by: provider.ada
            )
            for (products, status, words) in [
                (#"["sales","marketing"]"#, 403, "\"marketing\" (0 of 0 in use)"),
                (#"["sales","engage"]"#, 400, "Subscribed: marketing, sales, talent."),
                (#"["talent"]"#, 400, "ended on 2020-01-01"), ("[]", 400, "At least one subscribed product is needed"),
                // Entra ID sends no lists in attributes of one's own.
                (#""marketing""#, 403, "\"marketing\" (0 of 0 in use)"),
            ] {
                let answer = try await provider.call(
                    .post,
                    "/Users",
                    #"{"userName":"ben@example.org","\#(GrantTests.loam)":{"products":\#(products)}}"#
                )
                #expect(answer.status == status, "\(products)")
                #expect(answer.detail.contains(words), "\(answer.detail)")
            }
            try await #expect(provider.used() == 0)
            try await #expect(provider.call(.get, "/Users").total == 1)
            let ben = try await provider.hire("ben@example.org")
            #expect(ben.status == 201)
            let more = try await provider.patch(
                ben.id,
                #"{"op":"add","path":"\#(GrantTests.loam):products","value":["marketing"]},{"op":"add","path":"title","value":"T"}"#
            )
            #expect(more.status == 403)
            try await #expect(provider.call(.get, "/Users/\(ben.id)").body == ben.body)
            let none = try await provider.patch(ben.id, #"{"op":"remove","path":"\#(GrantTests.loam):products"}"#)
            #expect(none.status == 400)
            // Shutting somebody out never fails for want of a product.
            let off = try await provider.patch(
                ben.id,
                #"{"op":"remove","path":"\#(GrantTests.loam):products"},{"op":"replace","path":"active","value":false}"#
            )
            #expect(off.status == 200)
            try await #expect(provider.used() == 0)
        }
    }

    @Test("U-04 · an empty product is none: it is passed over beside others, and alone it is not enough")
    func emptyProducts() async throws {
        try await Provider.on(needsProduct: true) { provider in
            func hire(_ products: String) async throws -> Provider.Answer {
                try await provider.call(
                    .post,
                    "/Users",
                    #"{"userName":"ben@example.org","\#(GrantTests.loam)":{"products":\#(products)}}"#
                )
            }
            for products in ["[\"\"]", "\" \""] {
                let refused = try await hire(products)
                #expect(refused.status == 400, "\(products)")
                #expect(refused.detail.contains("At least one subscribed product is needed"), "\(refused.detail)")
            }
            let made = try await hire(#"["","sales"]"#)
            #expect(made.status == 201, "\(made.detail)")
            #expect(made[GrantTests.loam]?.object?["products"] == ["sales"])
            let same = try await provider.patch(
                made.id,
                #"{"op":"add","path":"\#(GrantTests.loam):products","value":[""]}"#
            )
            #expect(same.status == 200 && same.body == made.body, "\(same.detail)")
            try await #expect(provider.used() == 1)
        }
    }

    @Test("U-02 · credits count when a person is created, and no longer afterwards", arguments: Engine.available)
    func credits(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            func allowance(_ id: String) async throws -> CreditAllowance? {
                let user = try #require(ID<User>(parsing: id))
                return try await provider.capabilities.allowances.standing(of: user, by: provider.ada).allowance
            }
            for (number, credits, limit, reset) in [
                (
                    1, #"{"creditPolicy":"Limited","creditLimit":500,"usageReset":"Manual"}"#, 500,
                    CreditAllowance.Reset.manual
                ),
                (2, #"{"creditPolicy":"limited"}"#, 1000, .monthly), (3, #"{"creditLimit":7}"#, 7, .monthly),
                (4, #"{"creditPolicy":"unlimited","creditLimit":7}"#, nil, .monthly), (5, "{}", nil, .monthly),
            ] as [(Int, String, Int?, CreditAllowance.Reset)] {
                let made = try await provider.call(
                    .post,
                    "/Users",
                    #"{"userName":"u\#(number)@example.org","\#(GrantTests.loam)":\#(credits)}"#
                )
                let allowed = try await allowance(made.id)
                #expect(allowed?.credits == limit, "\(credits)")
                if limit != nil { #expect(allowed?.reset == reset) }
                let told = try await provider.capabilities.auditLog.page(.init(), size: 5, by: provider.ada).entries
                    .first { $0.action == "user.provisioned" }
                let credits =
                    limit.map { "\($0 == 1000 ? "1,000" : "\($0)") credits, \(reset.rawValue)" } ?? "role member"
                #expect(told?.became?.hasSuffix(credits) == true, "\(String(describing: told?.became))")
                let changed = try await provider.patch(
                    made.id,
                    #"{"op":"replace","path":"\#(GrantTests.loam):creditLimit","value":9}"#
                )
                #expect(changed[GrantTests.loam]?.object?["creditLimit"] == 9)
                try await #expect(allowance(made.id)?.credits == limit)
            }
        }
    }

    @Test("An administrator is made in Loam, unless its administrators let the provider do it")
    func admins() async throws {
        try await Provider.on { provider in
            let admin = #"{"userName":"boss@example.org","\#(GrantTests.loam)":{"role":"Admin"}}"#
            let refused = try await provider.call(.post, "/Users", admin)
            #expect(refused.status == 403)
            let ben = try await provider.hire("ben@example.org")
            let raised = try await provider.patch(
                ben.id,
                #"{"op":"replace","path":"\#(GrantTests.loam):role","value":"admin"}"#
            )
            #expect(raised.status == 403)
            try await provider.capabilities.provisioning.change(
                provider: .okta,
                needsProduct: false,
                mayMakeAdmins: true,
                by: provider.ada
            )
            let boss = try await provider.call(.post, "/Users", admin)
            #expect(boss.status == 201)
            let user = try #require(ID<User>(parsing: boss.id))
            try await #expect(provider.capabilities.users.find(user, by: provider.ada).role == .admin)
            let lowered = try await provider.patch(
                boss.id,
                #"{"op":"replace","path":"\#(GrantTests.loam):role","value":"user"}"#
            )
            #expect(lowered.status == 200)
            try await #expect(provider.capabilities.users.find(user, by: provider.ada).role == .member)
        }
    }

    @Test("An administrator of Loam's own is seen and not touched, until handed over", arguments: Engine.available)
    func ownAdmin(engine: Engine) async throws {
        try await Provider.on(engine) { provider in
            let ada = try #require(provider.ada.user)
            let found = try await provider.call(.get, "/Users?filter=userName eq \"ada@example.org\"")
            #expect(found.total == 1)
            let attempts: [(Method, String?)] = [
                (.patch, #"{"Operations":[{"op":"replace","value":{"active":false}}]}"#),
                (.patch, #"{"Operations":[{"op":"replace","path":"emails","value":[{"value":"thief@example.org"}]}]}"#),
                (.put, #"{"userName":"thief@example.org"}"#), (.delete, nil),
            ]
            for (method, body) in attempts {
                let refused = try await provider.call(method, "/Users/\(ada)", body)
                #expect(refused.status == 403)
                #expect(refused.detail.contains("Loam's own"))
            }
            let provisioning = provider.capabilities.provisioning
            let alone = await #expect(throws: Refusal.self) {
                try await provisioning.hand(over: true, ada, by: provider.ada)
            }
            #expect(alone?.code == "user.last-own-admin")
            let link = try await provider.capabilities.users.add(
                .init(email: "bea@example.org", name: "Bea", role: .admin),
                by: try await provider.capabilities.atCommandLine(as: "root")
            )
            try await provider.database.write { db in
                try User.update(
                    link.id,
                    in: link.organisation,
                    name: link.name,
                    email: link.email,
                    role: .admin,
                    state: .active,
                    on: db
                )
            }
            try await provisioning.hand(over: true, link.id, by: provider.ada)
            let off = try await provider.patch(link.id.rawValue, #"{"op":"replace","value":{"active":false}}"#)
            #expect(off.status == 200)
            try await #expect(provider.capabilities.users.find(link.id, by: provider.ada).state == .deactivated)
        }
    }

    @Test("A member whom the provider finds by user name is linked, and then no longer changed by hand")
    func linking() async throws {
        try await Provider.on { provider in
            let users = provider.capabilities.users
            let ben = try await users.invite(
                .init(email: "ben@example.org", name: "Ben Spinner", role: .member),
                by: provider.ada
            ).user
            let found = try await provider.call(.get, "/Users?filter=userName eq \"BEN@example.org\"")
            #expect(found["Resources"]?.elements?.first?.object?["id"] == .text(ben.id.rawValue))
            let first = found["Resources"]?.elements?.first?.object
            #expect(first?["name"]?.object?["givenName"] == "Ben")
            #expect(first?["name"]?.object?["familyName"] == "Spinner")
            let put = try await provider.call(
                .put,
                "/Users/\(ben.id)",
                #"{"userName":"ben@example.org","displayName":"Benno","emails":[{"value":"ben@example.org"}],"active":true}"#
            )
            #expect(put.status == 200)
            let form = Users.Form(email: "ben@example.org", name: "By hand", role: .member)
            let refused = await #expect(throws: Refusal.self) {
                try await users.change(ben.id, to: form, by: provider.ada)
            }
            #expect(refused?.code == "user.managed")
            let inviting = await #expect(throws: Refusal.self) { _ = try await users.invite(form, by: provider.ada) }
            #expect(inviting?.code == "user.managed")
            try await provider.capabilities.provisioning.turn(on: false, by: provider.ada)
            try await users.change(ben.id, to: form, by: provider.ada)
            try await provider.capabilities.provisioning.turn(on: true, by: provider.ada)
            let after = try await provider.call(.get, "/Users/\(ben.id)")
            #expect(after["displayName"] == "By hand")
            #expect(after.fields[.etag] == "W/\"3\"")
        }
    }

    @Test("Groups give their products to their members, all or none", arguments: Engine.available)
    func groups(engine: Engine) async throws {
        try await Provider.on(engine, seats: 2) { provider in
            var ids: [String] = []
            for name in ["a", "b", "c"] {
                let made = try await provider.call(.post, "/Users", #"{"userName":"\#(name)@example.org"}"#)
                ids.append(made.id)
            }
            let group = try await provider.call(
                .post,
                "/Groups",
                #"{"displayName":"Sales","members":[{"value":"\#(ids[0])"}]}"#
            )
            let id = try #require(ID<DirectoryEntry>(parsing: group.id))
            try await provider.capabilities.subscription.grant(["sales"], to: id, by: provider.ada)
            try await #expect(provider.used() == 1)
            // The person's page says by which group.
            let user = try #require(ID<User>(parsing: ids[0]))
            let given = try await provider.capabilities.subscription.assigned(to: user, by: provider.ada)
            #expect(given.products.isEmpty && given.seats == ["sales"])
            #expect(given.grants.map { "\($0.product) \($0.group)" } == ["sales Sales"])
            func patch(_ operations: String) async throws -> Provider.Answer {
                try await provider.call(.patch, "/Groups/\(group.id)", #"{"Operations":[\#(operations)]}"#)
            }
            let both = #"{"op":"add","path":"members","value":[{"value":"\#(ids[1])"},{"value":"\#(ids[2])"}]}"#
            try await #expect(patch(both).status == 403)
            try await #expect(provider.used() == 1)
            let one = try await patch(#"{"op":"Add","path":"members","value":[{"$ref":null,"value":"\#(ids[1])"}]}"#)
            #expect(one["members"]?.elements?.count == 2)
            try await #expect(provider.used() == 2)
            let listed = try await provider.call(.get, "/Users/\(ids[1])")
            #expect(listed["groups"]?.elements?.first?.object?["display"] == "Sales")
            _ = try await patch(#"{"op":"Remove","path":"members","value":[{"value":"\#(ids[0])"}]}"#)
            try await #expect(provider.used() == 1)
            let unknown = try await patch(#"{"op":"add","path":"members","value":[{"value":"nobody"}]}"#)
            #expect(unknown.status == 200 && unknown["members"]?.elements?.count == 1)
            try await #expect(provider.call(.delete, "/Groups/\(group.id)").status == 204)
            try await #expect(provider.used() == 0)
        }
    }

    private struct Turn: Sendable {
        let what: String
        let lacksSeat: Bool
        let take: @Sendable (Provider, _ id: String) async throws -> Void

        init(_ what: String, lacksSeat: Bool, _ take: @escaping @Sendable (Provider, String) async throws -> Void) {
            (self.what, self.lacksSeat, self.take) = (what, lacksSeat, take)
        }
    }

    @Test(
        "U-05 · who is managed by the provider works only with a seat, where one is required",
        arguments: Engine.available
    )
    func platformActive(engine: Engine) async throws {
        let products = #""path":"\#(ResourceSchema.loamURN):products""#
        func settings(needsProduct: Bool) -> @Sendable (Provider, String) async throws -> Void {
            { provider, _ in
                try await provider.capabilities.provisioning.change(
                    provider: .okta,
                    needsProduct: needsProduct,
                    mayMakeAdmins: false,
                    by: provider.ada
                )
            }
        }
        func lastDay(_ day: String) -> @Sendable (Provider, String) async throws -> Void {
            { provider, _ in
                let form = Subscription.Form(name: "Sales", seats: "10", lastDay: day)
                try await provider.capabilities.subscription.change("sales", to: form, by: provider.ada)
            }
        }
        let turns = [
            Turn("no product is required", lacksSeat: false) { _, _ in },
            Turn("one is required", lacksSeat: true, settings(needsProduct: true)),
            Turn("a seat is given", lacksSeat: false) { provider, id in
                let answer = try await provider.patch(id, #"{"op":"add",\#(products),"value":["sales"]}"#)
                #expect(answer.status == 200)
            },
            Turn("the subscription has an end to come", lacksSeat: false, lastDay("2026-03-31")),
            Turn("the subscription is over", lacksSeat: true) { provider, _ in
                provider.clock.advance(by: .days(40))
            },
            Turn("it goes on", lacksSeat: false, lastDay("2027-03-31")),
            Turn("it is over again", lacksSeat: true) { provider, _ in provider.clock.advance(by: .days(400)) },
            Turn("the person is an administrator", lacksSeat: false) { provider, id in
                try await provider.setRole(.admin, of: id)
            },
            Turn("the person is none any more", lacksSeat: true) { provider, id in
                try await provider.setRole(.auditor, of: id)
            },
            Turn("the provider is shut out", lacksSeat: false) { provider, _ in
                try await provider.capabilities.provisioning.turn(on: false, by: provider.ada)
            },
            Turn("the provider manages people again", lacksSeat: true) { provider, _ in
                try await provider.capabilities.provisioning.turn(on: true, by: provider.ada)
            },
            Turn("the person is Loam's own", lacksSeat: false) { provider, id in
                let user = try #require(ID<User>(parsing: id))
                try await provider.capabilities.provisioning.hand(over: false, user, by: provider.ada)
            },
        ]
        try await Provider.on(engine) { provider in
            let made = try await provider.call(.post, "/Users", #"{"userName":"ben@example.org"}"#)
            for turn in turns {
                try await turn.take(provider, made.id)
                try await #expect(provider.caller(made.id).lacksSeat == turn.lacksSeat, "\(turn.what)")
            }
        }
    }
}

extension Provider {
    /// The person at a browser, in which they have signed in just now.
    fileprivate func caller(_ id: String) async throws -> Caller {
        let token = Token(for: ada.organisation)
        let now = clock.now
        let session = Session(
            id: .make(at: now),
            user: try #require(ID<User>(parsing: id)),
            createdAt: now,
            seenAt: now,
            endsAt: now + .hours(1),
            expiresAt: now + .hours(1),
            device: "Firefox",
            address: nil
        )
        try await database.write { db in try Session.insert(session, token: token, on: db) }
        return try #require(await capabilities.sessions.caller(for: token.text.reveal(), from: Provider.origin))
    }

    fileprivate func setRole(_ role: Role, of id: String) async throws {
        try await database.write { db in
            try db.run("UPDATE users SET role = \(role) WHERE organisation_id = \(ada.organisation) AND id = \(id)")
        }
    }
}
