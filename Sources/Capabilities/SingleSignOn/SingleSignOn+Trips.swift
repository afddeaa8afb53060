package import Crypto
import Database
package import HTTP
import SSO
package import Store
import Synchronization
import Telemetry

extension SingleSignOn {
    /// A browser that was away for longer begins again.
    package static let tripLifetime = Duration.minutes(10)

    /// What the browser is given on its way.
    package struct Departure: Sendable {
        package let address: String
        /// Goes into a cookie.
        package let cookie: Secret
        /// Whether the browser comes back by a form that the provider's page sends.
        package let comesBackByForm: Bool
    }

    /// What came of a browser's return.
    package enum Arrival: Sendable {
        case signedIn(SignedIn, next: String)
        /// A test has ended, well or not; what arrived is kept with the provider.
        case tested(ID<SignOnProvider>)
        /// The provider began by itself; the sign-in is begun from here instead.
        case unasked(ID<SignOnProvider>)
    }

    /// Begins the sign-in of whoever is at the browser.
    package func begin(
        _ id: ID<SignOnProvider>,
        next: String,
        hint: String? = nil
    ) async throws -> Departure {
        guard let organisation = try await database.read({ db in try Organisation.installed(on: db) }) else {
            throw Refusal.firstRunNeeded
        }
        return try await begin(id, in: organisation.id, tester: nil, next: next, hint: hint, from: Origin())
    }

    /// Begins a test by an administrator, who comes back to what arrived and stays signed in as before.
    package func beginTest(_ id: ID<SignOnProvider>, by caller: Caller) async throws -> Departure {
        try caller.require(.administer)
        let (user, _) = try caller.requireSession()
        return try await begin(
            id,
            in: caller.organisation,
            tester: user,
            next: "",
            hint: nil,
            from: caller.origin
        )
    }

    private func begin(
        _ id: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        tester: ID<User>?,
        next: String,
        hint: String?,
        from origin: Origin
    ) async throws -> Departure {
        let now = clock.now()
        let (provider, entrance) = try await entrance(id, in: organisation, mustBeOn: tester == nil)
        let cookie = Token(for: organisation)
        let keys = TripKeys(cookie)
        let address: String
        do {
            switch entrance {
            case .oidc(let oidc):
                address = keys.oidc.address(
                    at: try await oidc.discovery(),
                    for: oidc.application,
                    hint: hint,
                    freshly: tester != nil
                )
            case .saml(let saml, let service):
                address = try SAMLRequest.signOn(
                    id: keys.requestID,
                    relay: keys.relay,
                    to: saml,
                    from: service,
                    freshly: tester != nil,
                    at: now
                )
            }
        } catch let fault as SignOnFault {
            if let tester { try await note(fault, Arrived(), of: provider, by: tester, from: origin) }
            throw Refusal(fault)
        }
        let trip = SignOnTrip(
            provider: id,
            tester: tester,
            next: next,
            expiresAt: now + SingleSignOn.tripLifetime
        )
        try await database.write { db in
            // Anybody may begin a trip, and most of what is begun by programs never ends: it goes as the next one comes.
            try SignOnTrip.removeExpired(before: now, on: db)
            try SignOnTrip.insert(trip, cookie: cookie, on: db)
        }
        return Departure(address: address, cookie: cookie.text, comesBackByForm: provider.kind == .saml)
    }

    // MARK: Back again

    /// What the browser brings: a query with OpenID Connect, a form with SAML.
    package func complete(
        _ id: ID<SignOnProvider>,
        _ answer: Query,
        cookie text: String?,
        from origin: Origin,
        replacing old: String?
    ) async throws -> Arrival {
        let now = clock.now()
        let cookie = text.flatMap(Token.init(parsing:))
        var taken: SignOnTrip?
        if let cookie { taken = try await database.write { db in try SignOnTrip.take(cookie, at: now, on: db) } }
        guard let cookie, let trip = taken, trip.provider == id else {
            if let response = answer["SAMLResponse"], SAMLResponse.answersNothing(response) { return .unasked(id) }
            throw Refusal(SignOnFault.wrongState)
        }
        let (provider, entrance) = try await entrance(id, in: cookie.organisation)
        let arrived = Mutex(Arrived())
        do {
            let vouched = try await vouched(
                by: entrance,
                answer,
                TripKeys(cookie),
                at: now
            ) { seen in arrived.withLock { $0 = seen } }
            guard let tester = trip.tester else {
                let signedIn = try await admit(vouched, by: provider, from: origin, replacing: old)
                Metrics.current.add(to: .signIns, [MetricLabel("outcome", "accepted")])
                return .signedIn(signedIn, next: trip.next)
            }
            try await noteSuccess(vouched, of: provider, by: tester, from: origin)
        } catch let fault as SignOnFault {
            guard let tester = trip.tester else { throw refuse(fault, at: provider) }
            try await note(fault, arrived.withLock { $0 }, of: provider, by: tester, from: origin)
        }
        return .tested(id)
    }

    private func refuse(_ fault: SignOnFault, at provider: SignOnProvider) -> Refusal {
        Log.notice("A sign-in by an identity provider was refused", ["provider": provider.id])
        Metrics.current.add(to: .signIns, [MetricLabel("outcome", "refused")])
        return Refusal(fault)
    }

    /// Whom a provider vouches for, and what is needed to believe it once.
    struct Vouched: Sendable {
        let identity: Identity
        /// With SAML.
        let assertion: Assertion?
    }

    private func vouched(
        by entrance: Entrance,
        _ answer: Query,
        _ keys: TripKeys,
        at now: Timestamp,
        saw: @Sendable (Arrived) -> Void
    ) async throws -> Vouched {
        switch entrance {
        case .oidc(let oidc):
            return Vouched(
                identity: try await oidc.identity(from: answer, of: keys.oidc, saw: saw),
                assertion: nil
            )
        case .saml(let saml, let service):
            guard let relay = answer["RelayState"], Secret(relay) == Secret(keys.relay) else {
                throw SignOnFault.wrongState
            }
            let response = SAMLResponse(answering: keys.requestID, of: saml, to: service, at: now)
            let assertion = try response.assertion(in: answer["SAMLResponse"] ?? "", saw: saw)
            return Vouched(identity: assertion.identity, assertion: assertion)
        }
    }

    // MARK: Tests

    private func noteSuccess(
        _ vouched: Vouched,
        of provider: SignOnProvider,
        by tester: ID<User>,
        from origin: Origin
    ) async throws {
        let now = clock.now()
        try await database.write { db in
            let words =
                switch try admission(of: vouched.identity, by: provider, on: db) {
                case .known(let user): "\(user.name), \(user.email.rawValue)"
                case .new(_, let email): "a new member, \(email.rawValue)"
                case .refused(let refusal): "nobody: \(refusal.sentence)"
                }
            var arrived = vouched.identity.arrived
            arrived.lines.insert(Arrived.Line("Signs in here as", words), at: 0)
            try save(arrived, refusal: nil, of: provider, by: tester, from: origin, at: now, on: db)
            guard var current = try SignOnProvider.find(provider.id, in: provider.organisation, on: db) else { return }
            // Somebody may have changed it while the browser was away.
            guard current.revision == provider.revision else { return }
            current.testedRevision = current.revision
            try SignOnProvider.update(current, on: db)
        }
    }

    private func note(
        _ fault: SignOnFault,
        _ arrived: Arrived,
        of provider: SignOnProvider,
        by tester: ID<User>,
        from origin: Origin
    ) async throws {
        let now = clock.now()
        try await database.write { db in
            try save(arrived, refusal: fault.message, of: provider, by: tester, from: origin, at: now, on: db)
        }
    }

    private func save(
        _ arrived: Arrived,
        refusal: String?,
        of provider: SignOnProvider,
        by tester: ID<User>,
        from origin: Origin,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        guard let user = try User.find(tester, in: provider.organisation, on: db) else { return }
        let test = SignOnTest(
            testedAt: now,
            testedBy: user.name,
            refusal: refusal,
            arrived: arrived.lines.prefix(100).map {
                SignOnTest.Line(name: String($0.name.prefix(200)), value: String($0.value.prefix(2000)))
            }
        )
        try SignOnTest.save(test, of: provider.id, in: provider.organisation, on: db)
        try record(
            .signOnTested,
            .signOnProvider(provider),
            became: refusal == nil ? "passed" : "refused",
            by: Author(user, via: .session, from: origin),
            at: now,
            on: db
        )
    }

    // MARK: Signing out

    /// Where the provider ends the caller's session there as well; nil where it has no such place, or did not begin it.
    package func signOutAddress(by caller: Caller) async throws -> (provider: String, address: String)? {
        guard let session = caller.session else { return nil }
        let found = try await database.read { db -> (SignOnProvider, SignOnSession)? in
            guard let begun = try SignOnSession.find(session, in: caller.organisation, on: db),
                let provider = try SignOnProvider.find(begun.provider, in: caller.organisation, on: db)
            else { return nil }
            return (provider, begun)
        }
        guard let (provider, begun) = found else { return nil }
        let (_, entrance) = try await entrance(provider.id, in: caller.organisation)
        let address: String?
        do {
            switch entrance {
            case .oidc(let oidc):
                address = try await oidc.signOutAddress(
                    returningTo: addresses(of: provider).signedOut,
                    hint: begun.idToken.map { Secret($0) }
                )
            case .saml(let saml, let service):
                let name = SAMLSession(name: begun.nameID ?? "", nameFormat: begun.nameFormat, index: begun.index)
                address = try SAMLRequest.logout(of: name, to: saml, from: service, at: clock.now())
            }
        } catch is SignOnFault {
            // A provider that is down keeps nobody signed in here.
            return nil
        }
        return address.map { (provider.name, $0) }
    }

    /// How a provider's request to sign out was brought: the text of a query, or a form.
    package enum SignOutRequest: Sendable {
        case query(String)
        case form(Query)
    }

    /// Ends the sessions here that somebody has ended at a SAML provider, and tells where the browser goes with our answer;
    /// nil where the provider names no such place. Whose browser it is does not count, only what the provider signed.
    package func signOut(
        _ id: ID<SignOnProvider>,
        _ request: SignOutRequest,
        from origin: Origin
    ) async throws -> String? {
        let now = clock.now()
        guard let organisation = try await database.read({ db in try Organisation.installed(on: db) }) else {
            throw Refusal.firstRunNeeded
        }
        let (provider, entrance) = try await entrance(id, in: organisation.id)
        guard case .saml(let saml, let service) = entrance else { throw Refusal.signOnProviderUnknown }
        do {
            let reader = SAMLSignOutReader(from: saml, to: service.signOut, at: now)
            let asked: SAMLSignOut
            let relay: String?
            switch request {
            case .query(let text):
                asked = try reader.request(query: text)
                relay = Query(parsing: text)?["RelayState"]
            case .form(let form):
                asked = try reader.request(form: form["SAMLRequest"] ?? "")
                relay = form["RelayState"]
            }
            try await database.write { db in try end(asked, at: provider, saml.entityID, from: origin, at: now, on: db)
            }
            return try SAMLRequest.answer(to: asked, relay: relay, to: saml, from: service, at: now)
        } catch let fault as SignOnFault {
            Log.notice("A sign-out that an identity provider began was refused", ["provider": provider.id])
            throw Refusal(
                .notSignedIn,
                "single-sign-on.sign-out-refused",
                "The identity provider's sign-out was refused, so sessions here go on. " + fault.message
            )
        }
    }

    private func end(
        _ asked: SAMLSignOut,
        at provider: SignOnProvider,
        _ issuer: String,
        from origin: Origin,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let isFirst = try UsedAssertion.insert(
            hash: Digest.sha256("sign-out \(issuer) \(asked.id)"),
            forgetAfter: asked.forgetAfter,
            in: provider.organisation,
            on: db
        )
        guard isFirst else { throw SignOnFault.replayed }
        let ended = try SignOnSession.end(
            of: asked.name,
            asked.sessions,
            at: provider.id,
            in: provider.organisation,
            on: db
        )
        for session in ended {
            guard let user = try User.find(session.user, in: provider.organisation, on: db) else { continue }
            try record(
                .sessionEnded,
                .session(session.id, session.device),
                became: "at \(provider.name)",
                by: Author(user, via: .provider, from: origin),
                at: now,
                on: db
            )
        }
    }

    // MARK: Parts

    /// A provider ready to be asked.
    enum Entrance: Sendable {
        case oidc(OIDCProvider)
        case saml(SAMLProvider, ServiceProvider)
    }

    private func entrance(
        _ id: ID<SignOnProvider>,
        in organisation: ID<Organisation>,
        mustBeOn: Bool = false
    ) async throws -> (SignOnProvider, Entrance) {
        let (provider, clientSecret, key) = try await database.read { db in
            guard let provider = try SignOnProvider.find(id, in: organisation, on: db), provider.isOn || !mustBeOn
            else { throw Refusal.signOnProviderUnknown }
            let clientSecret = try secrets.find(
                owner: provider.owner,
                name: SignOnProvider.clientSecret,
                in: organisation,
                on: db
            )
            return (provider, clientSecret, try signingKey(of: provider, on: db))
        }
        guard provider.isComplete, let issuer = provider.issuer else { throw Refusal.signOnIncomplete }
        switch provider.kind {
        case .oidc:
            let application = OIDCApplication(
                issuer: issuer,
                clientID: provider.clientID ?? "",
                secret: clientSecret,
                callback: addresses(of: provider).answer
            )
            let oidc = OIDCProvider(
                application,
                shelf: shelf,
                client: try orgs.client(),
                egress: egress,
                clock: clock
            )
            return (provider, .oidc(oidc))
        case .saml:
            let saml = try SAMLProvider(
                entityID: issuer,
                signOn: provider.signOnAddress ?? "",
                logout: provider.logoutAddress,
                certificates: provider.certificates ?? "",
                wantsSignedRequests: provider.signsRequests
            )
            return (provider, .saml(saml, try service(of: provider, key)))
        }
    }
}

extension Refusal {
    init(_ fault: SignOnFault) {
        self.init(.notSignedIn, "single-sign-on.refused", fault.message)
    }
}
