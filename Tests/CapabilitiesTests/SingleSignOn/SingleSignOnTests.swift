@testable import Capabilities
import Crypto
import Database
import HTTP
import SSO
import Store
import Telemetry
import TestSupport
import Testing

@Suite struct SingleSignOnTests {
    @Test("U-06: a provider is entered, tried, switched on, and signs a person in", arguments: Engine.available)
    func wholeWay(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            let id = try await office.signOn.create(.oidc, named: "Okta", by: office.ada).id
            #expect(
                await refusal { _ = try await office.signOn.beginTest(id, by: office.ada) }
                    == "single-sign-on.incomplete"
            )
            try await office.signOn.change(
                id,
                to: .init(name: "Okta", issuer: server.origin, clientID: "loam", clientSecret: Secret("hidden")),
                by: office.ada
            )
            #expect(
                await refusal { try await office.signOn.setOn(true, id, by: office.ada) } == "single-sign-on.not-tested"
            )
            #expect(await refusal { _ = try await office.signOn.begin(id, next: "/") } == "single-sign-on.unknown")
            server.says(["sub": "00u1", "email": "ben@example.org", "name": "Ben Spinner"])
            try await office.test(id, server)
            let tried = try await office.signOn.get(id, by: office.ada)
            #expect(tried.provider.isTested && tried.hasSecret && tried.test?.refusal == nil)
            #expect(tried.test?.arrived.contains(.init(name: "email", value: "ben@example.org")) == true)
            #expect(
                tried.test?.arrived.first?.value.contains("for which this identity provider does not count") == true
            )

            try await office.signOn.setRules(
                id,
                domains: "Example.org",
                isEnforced: false,
                createsPeople: false,
                by: office.ada
            )
            try await office.signOn.setOn(true, id, by: office.ada)
            #expect(try await office.signOn.offers().map(\.name) == ["Okta"])
            let ben = try await office.hire("ben@example.org").caller
            let signedIn = try await office.comeIn(id, server)
            #expect(signedIn.caller.user == ben.user && signedIn.caller.role == .member)
            #expect(try await office.caller(signedIn.token)?.user == ben.user)
            #expect(try await office.signOn.get(id, by: office.ada).people == 1)
            let started = try await office.entries().first { $0.action == "session.started" }
            #expect(started?.became == "Firefox on Linux, by Okta")
            let end = try await office.signOn.signOutAddress(by: signedIn.caller)
            #expect(end?.provider == "Okta" && end?.address.hasPrefix(server.origin + "/end?") == true)
            #expect(end?.address.contains("&id_token_hint=ey") == true)
            let byPassword = try await office.signIn().caller
            #expect(try await office.signOn.signOutAddress(by: byPassword) == nil)
        }
    }

    struct Stranger: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let says: [String: String]
        let code: String
    }

    static let strangers: [Stranger] = [
        Stranger(
            testDescription: "somebody without an account",
            says: ["sub": "x", "email": "nobody@example.org"],
            code: "single-sign-on.person-unknown"
        ),
        Stranger(
            testDescription: "an administrator's address of another domain",
            says: ["sub": "x", "email": "root@example.com"],
            code: "single-sign-on.other-domain"
        ),
        Stranger(
            testDescription: "a domain that ends alike",
            says: ["sub": "x", "email": "ben@not.example.org"],
            code: "single-sign-on.other-domain"
        ),
        Stranger(
            testDescription: "an address that is not proven",
            says: ["sub": "x", "email": "ben@example.org", "email_verified": "false"],
            code: "single-sign-on.address-not-proven"
        ),
        Stranger(testDescription: "no address", says: ["sub": "x"], code: "single-sign-on.no-address"),
        Stranger(
            testDescription: "no address at all",
            says: ["sub": "x", "email": "ben"],
            code: "single-sign-on.no-address"
        ),
        Stranger(
            testDescription: "somebody deactivated",
            says: ["sub": "x", "email": "gone@example.org"],
            code: "single-sign-on.person-unknown"
        ),
        Stranger(
            testDescription: "an address that passed to another person",
            says: ["sub": "another", "email": "ben@example.org"],
            code: "single-sign-on.other-person"
        ),
    ]

    @Test("U-06: whom a provider's word does not let in", arguments: strangers)
    func refused(_ stranger: Stranger) async throws {
        try await Office.withProvider { office, server in
            let id = try await office.working(server)
            _ = try await office.hire("ben@example.org")
            let gone = try await office.hire("gone@example.org")
            try await office.capabilities.users.deactivate(#require(gone.caller.user), by: office.ada)
            server.says(["sub": "ben", "email": "ben@example.org"])
            _ = try await office.comeIn(id, server)
            server.says(stranger.says)
            #expect(await refusal { _ = try await office.comeIn(id, server) } == stranger.code)
        }
    }

    @Test("U-06: a person is known by the provider's lasting name, whatever their address is then")
    func lastingName() async throws {
        try await Office.withProvider { office, server in
            let id = try await office.working(server)
            let ben = try await office.hire("ben@example.org").caller
            server.says(["sub": "00u1", "email": "ben@example.org"])
            _ = try await office.comeIn(id, server)
            server.says(["sub": "00u1", "email": "married@elsewhere.example"])
            #expect(try await office.comeIn(id, server).caller.user == ben.user)
            try await office.signOn.forgetPeople(of: id, by: office.ada)
            #expect(await refusal { _ = try await office.comeIn(id, server) } == "single-sign-on.other-domain")
        }
    }

    @Test(
        "U-06: new people become members where that is allowed, and who was invited is in",
        arguments: Engine.available
    )
    func newPeople(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            let id = try await office.working(server, createsPeople: true)
            server.says(["sub": "00u1", "email": "grace@example.org", "name": "Grace Hopper"])
            let grace = try await office.comeIn(id, server).caller
            #expect(grace.name == "Grace Hopper" && grace.role == .member)
            let invitation = try await office.capabilities.users.invite(
                .init(email: "eve@example.org", name: "Eve", role: .auditor),
                by: office.ada
            )
            server.says(["sub": "00u2", "email": "eve@example.org"])
            let eve = try await office.comeIn(id, server).caller
            #expect(eve.user == invitation.user.id && eve.role == .auditor)
            let link = office.token(in: invitation.link ?? "")
            #expect(try await office.capabilities.passwords.purpose(ofLink: link) == nil)
        }
    }

    @Test("U-06: a browser comes back once, in time, with its own cookie, from the provider to which it was sent")
    func trips() async throws {
        try await Office.withProvider { office, server in
            let id = try await office.working(server)
            server.says(["sub": "ada", "email": Office.adaEmail])
            func refused(_ change: (inout Query, inout Secret?, inout ID<SignOnProvider>) throws -> Void) async throws
                -> String?
            {
                let departure = try await office.signOn.begin(id, next: "/")
                var answer = try server.answer(to: departure.address)
                var cookie: Secret? = departure.cookie
                var target = id
                try change(&answer, &cookie, &target)
                return await refusal { _ = try await office.arrive(target, answer, cookie) }
            }
            let other = try await office.entered(server)
            #expect(try await refused { _, _, _ in } == nil)
            #expect(try await refused { _, cookie, _ in cookie = nil } == "single-sign-on.refused")
            #expect(
                try await refused { _, cookie, _ in cookie = Token(for: office.ada.organisation).text }
                    == "single-sign-on.refused"
            )
            #expect(try await refused { _, _, target in target = other } == "single-sign-on.refused")
            #expect(try await refused { answer, _, _ in answer["state"] = "x" } == "single-sign-on.refused")
            #expect(try await refused { _, _, _ in office.clock.advance(by: .minutes(10)) } == "single-sign-on.refused")
            let departure = try await office.signOn.begin(id, next: "/")
            let answer = try server.answer(to: departure.address)
            _ = try await office.arrive(id, answer, departure.cookie)
            #expect(
                await refusal { _ = try await office.arrive(id, answer, departure.cookie) } == "single-sign-on.refused"
            )
        }
    }

    @Test("U-06: a test that is refused says why, changes nothing, and signs nobody in")
    func refusedTest() async throws {
        try await Office.withProvider { office, server in
            let id = try await office.entered(server)
            server.says(["sub": ""])
            try await office.test(id, server)
            let seen = try await office.signOn.get(id, by: office.ada)
            #expect(!seen.provider.isTested)
            #expect(seen.test?.refusal == SignOnFault.noSubject.message)
            #expect(seen.test?.arrived.contains(.init(name: "aud", value: "loam")) == true)
            let sessions = try await office.capabilities.sessions.list(by: office.ada)
            #expect(sessions.count == 1)
            // A provider that cannot be reached is told as well.
            let form = SingleSignOn.Form(name: "Okta", issuer: "http://127.0.0.1:9", clientID: "loam")
            try await office.signOn.change(id, to: form, by: office.ada)
            #expect(
                await refusal { _ = try await office.signOn.beginTest(id, by: office.ada) } == "single-sign-on.refused"
            )
            #expect(try await office.signOn.get(id, by: office.ada).test?.refusal?.contains("127.0.0.1:9") == true)
        }
    }

    @Test("U-06: what is entered anew is to be tested anew, while people go on signing in")
    func revisions() async throws {
        try await Office.withProvider { office, server in
            let id = try await office.working(server)
            let form = SingleSignOn.Form(
                name: "Okta",
                issuer: server.origin,
                clientID: "loam",
                clientSecret: Secret("new")
            )
            try await office.signOn.change(id, to: form, by: office.ada)
            let changed = try await office.signOn.get(id, by: office.ada).provider
            #expect(changed.isOn && !changed.isTested)
            _ = try await office.comeIn(id, server)
            try await office.signOn.setOn(false, id, by: office.ada)
            #expect(
                await refusal { try await office.signOn.setOn(true, id, by: office.ada) } == "single-sign-on.not-tested"
            )
        }
    }

    @Test(
        "U-06: what cannot be a provider or a domain is refused at its field",
        arguments: [
            ("http://id.example.org", "loam", "example.org", ["issuer"]),
            ("https://id.example.org", " ", "", ["clientID"]),
            ("https://id.example.org", "loam", "example", ["domains"]),
            ("https://id.example.org", "loam", "a@b.c", ["domains"]),
        ]
    )
    func faults(issuer: String, clientID: String, domains: String, fields: [String]) async throws {
        try await Office.on { office in
            let id = try await office.signOn.create(.oidc, named: "Okta", by: office.ada).id
            let error = await #expect(throws: Refusal.self) {
                try await office.signOn.change(
                    id,
                    to: .init(name: "Okta", issuer: issuer, clientID: clientID),
                    by: office.ada
                )
                try await office.signOn.setRules(
                    id,
                    domains: domains,
                    isEnforced: false,
                    createsPeople: false,
                    by: office.ada
                )
            }
            #expect(error?.fields.keys.sorted() == fields)
        }
    }

    @Test("U-06: a domain belongs to one provider, and the only way in needs a domain", arguments: Engine.available)
    func domains(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            _ = try await office.working(server)
            let other = try await office.entered(server)
            func rules(_ domains: String, _ isEnforced: Bool) async -> String? {
                await refusal {
                    try await office.signOn.setRules(
                        other,
                        domains: domains,
                        isEnforced: isEnforced,
                        createsPeople: false,
                        by: office.ada
                    )
                }
            }
            #expect(await rules("example.com, example.org", false) == "form.invalid")
            #expect(await rules("", true) == "single-sign-on.no-domains")
            #expect(await rules("example.com\nexample.net", true) == nil)
        }
    }

    @Test("U-06: SAML metadata are public, and hold our certificate and addresses")
    func metadata() async throws {
        try await Office.on { office in
            let saml = try await office.signOn.create(.saml, named: "ADFS", by: office.ada)
            let text = try #require(try await office.signOn.metadata(of: saml.id))
            #expect(text.contains("https://loam.example.org/single-sign-on/\(saml.id)/saml"))
            #expect(text.contains("entityID=\"https://loam.example.org/single-sign-on/\(saml.id)/metadata\""))
            let oidc = try await office.signOn.create(.oidc, named: "Okta", by: office.ada)
            #expect(try await office.signOn.metadata(of: oidc.id) == nil)
        }
    }

    @Test("U-06: nobody but an administrator enters, tries or removes providers")
    func rights() async throws {
        try await Office.withProvider { office, server in
            let id = try await office.entered(server)
            let ben = try await office.hire("ben@example.org", role: .auditor).caller
            for act: @Sendable () async throws -> Void in [
                { _ = try await office.signOn.create(.oidc, named: "x", by: ben) },
                { try await office.signOn.change(id, to: .init(name: "x"), by: ben) },
                { try await office.signOn.setOn(false, id, by: ben) },
                { _ = try await office.signOn.beginTest(id, by: ben) },
                { try await office.signOn.forgetPeople(of: id, by: ben) },
                { try await office.signOn.remove(id, by: ben) },
            ] {
                #expect(await refusal { try await act() } == Refusal.forbidden.code)
            }
            #expect(try await office.signOn.list(by: ben).count == 1)
        }
    }

    @Test("U-06: with a provider go the sessions that it began, and its secrets", arguments: Engine.available)
    func removal(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            let id = try await office.working(server)
            let byProvider = try await office.comeIn(id, server)
            let byPassword = try await office.signIn()
            try await office.signOn.remove(id, by: office.ada)
            #expect(try await office.caller(byProvider.token) == nil)
            #expect(try await office.caller(byPassword.token) != nil)
            #expect(try await office.signOn.offers().isEmpty)
            let kept = try await office.database.read { db in try KeptSecret.countByKey(on: db) }
            #expect(kept.isEmpty)
        }
    }

    @Test("U-06: an assertion is good for one sign-in", arguments: Engine.available)
    func replay(engine: Engine) async throws {
        try await Office.on(engine) { office in
            let hash = Digest.sha256("issuer _a1")
            func use() async throws -> Bool {
                try await office.database.write { db in
                    try UsedAssertion.insert(
                        hash: hash,
                        forgetAfter: office.clock.now + .minutes(6),
                        in: office.ada.organisation,
                        on: db
                    )
                }
            }
            #expect(try await use())
            #expect(try await !use())
            office.clock.advance(by: .minutes(7))
            try await Tidying(database: office.database, clock: office.clock.wallClock).run()
            #expect(try await use())
        }
    }
}

/// Passwords where an identity provider is the only way in.
@Suite struct PasswordSignInTests {
    @Test(
        "U-06: people of the domain sign in by the provider only, whether or not they exist",
        arguments: Engine.available
    )
    func enforced(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            _ = try await office.hire("ben@example.org")
            let id = try await office.working(server, isEnforced: true)
            for email in ["ben@example.org", "nobody@example.org", Office.adaEmail] {
                #expect(await refusal { _ = try await office.signIn(email) } == "sign-in.elsewhere")
            }
            _ = try await office.hire("root@elsewhere.example", role: .admin)
            _ = try await office.signIn("root@elsewhere.example")
            server.says(["sub": "ben", "email": "ben@example.org"])
            _ = try await office.comeIn(id, server)
            try await office.signOn.setOn(false, id, by: office.ada)
            _ = try await office.signIn("ben@example.org")
        }
    }

    @Test("U-06: an administrator signs in beside the provider, and nobody else")
    func local() async throws {
        try await Office.withProvider { office, server in
            _ = try await office.hire("ben@example.org")
            _ = try await office.working(server, isEnforced: true)
            func local(_ email: String, _ password: Secret = Office.password) async throws -> SignedIn {
                try await office.capabilities.signIn.perform(
                    email: email,
                    password: password,
                    isLocal: true,
                    from: Office.origin
                )
            }
            #expect(try await local(Office.adaEmail).caller.user == office.ada.user)
            #expect(await refusal { _ = try await local("ben@example.org") } == "sign-in.refused")
            #expect(await refusal { _ = try await local(Office.adaEmail, Secret("wrong")) } == "sign-in.refused")
        }
    }

    @Test("U-06: the link of a forgotten password is no way around the provider")
    func links() async throws {
        try await Office.withProvider { office, server in
            let ben = try await office.hire("ben@example.org").caller
            _ = try await office.working(server, isEnforced: true)
            let link = try await office.capabilities.passwords.resetLink(
                for: #require(ben.user),
                by: office.ada
            )
            let token = office.token(in: link)
            let code = await refusal {
                _ = try await office.capabilities.passwords.use(
                    link: token,
                    password: Office.password,
                    from: Office.origin
                )
            }
            #expect(code == "sign-in.elsewhere")
        }
    }

    @Test("U-06: the last administrator with a password stays one", arguments: Engine.available)
    func lastLocalAdmin(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            let id = try await office.working(server, isEnforced: true, createsPeople: true)
            server.says(["sub": "eve", "email": "eve@example.org"])
            let eve = try await office.comeIn(id, server).caller
            let user = try #require(eve.user)
            try await office.capabilities.users.change(
                user,
                to: .init(email: "eve@example.org", name: "Eve", role: .admin),
                by: office.ada
            )
            let admin = try await office.comeIn(id, server).caller
            let ada = try #require(office.ada.user)
            #expect(
                await refusal { try await office.capabilities.users.deactivate(ada, by: admin) }
                    == "user.last-local-admin"
            )
            let form = Users.Form(email: Office.adaEmail, name: "Ada", role: .member)
            #expect(
                await refusal { try await office.capabilities.users.change(ada, to: form, by: admin) }
                    == "user.last-local-admin"
            )
            try await office.signOn.setOn(false, id, by: admin)
            try await office.capabilities.users.deactivate(ada, by: admin)
        }
    }

    @Test(
        "U-06: provisioning comes after single sign-on and goes before it, and brings people instead of it",
        arguments: Engine.available
    )
    func beforeProvisioning(engine: Engine) async throws {
        try await Office.withProvider(engine) { office, server in
            let provisioning = office.capabilities.provisioning
            func token() async throws {
                _ = try await provisioning.makeToken(named: "Okta", lifetime: .days(7), by: office.ada)
            }
            #expect(await refusal(token) == "provisioning.sign-on-first")
            let id = try await office.working(server, createsPeople: true)
            try await token()
            try await provisioning.turn(on: true, by: office.ada)

            server.says(["sub": "00u1", "email": "grace@example.org", "name": "Grace Hopper"])
            #expect(await refusal { _ = try await office.comeIn(id, server) } == "single-sign-on.person-unknown")
            #expect(await refusal { try await office.signOn.setOn(false, id, by: office.ada) } == "provisioning.on")
            #expect(await refusal { try await office.signOn.remove(id, by: office.ada) } == "provisioning.on")
            // Of two, one may go.
            let second = try await office.entered(server)
            server.says(["sub": "ada", "email": Office.adaEmail])
            try await office.test(second, server)
            try await office.signOn.setOn(true, second, by: office.ada)
            try await office.signOn.setOn(false, second, by: office.ada)
            try await office.signOn.remove(second, by: office.ada)

            try await provisioning.turn(on: false, by: office.ada)
            server.says(["sub": "00u1", "email": "grace@example.org", "name": "Grace Hopper"])
            _ = try await office.comeIn(id, server)
            // A token that works could turn the management on again.
            #expect(await refusal { try await office.signOn.setOn(false, id, by: office.ada) } == "provisioning.tokens")
            #expect(await refusal { try await office.signOn.remove(id, by: office.ada) } == "provisioning.tokens")
            let first = try #require(try await provisioning.overview(by: office.ada).tokens.first)
            try await provisioning.revokeToken(first.id, by: office.ada)
            try await office.signOn.setOn(false, id, by: office.ada)
            #expect(await refusal(token) == "provisioning.sign-on-first")
        }
    }
}
