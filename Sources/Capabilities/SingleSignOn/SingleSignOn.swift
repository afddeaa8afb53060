package import Crypto
import Database
import HTTP
import SSO
package import Store
import Telemetry

/// Sign-in by identity providers: entering them, trying them, and letting people in by them.
package struct SingleSignOn: Sendable {
    let database: Database
    let secrets: SecretBox
    let sessions: Sessions
    let links: Links
    let orgs: OpenOrgs
    /// Which addresses providers may have: public ones, and what the operator allows beside.
    let egress: EgressPolicy
    let shelf = ProviderShelf()
    let clock: WallClock

    /// A provider with all that is shown of it.
    package struct Seen: Sendable, Equatable {
        package let provider: SignOnProvider
        package let domains: [String]
        package let hasSecret: Bool
        package let test: SignOnTest?
        /// How many people have signed in by it.
        package let people: Int
    }

    /// What the provider's administrator is to enter there.
    package struct Addresses: Sendable, Equatable {
        /// Where browsers come back to: the redirect URI, or with SAML the assertion consumer (ACS).
        package let answer: String
        /// With SAML: our name, and where our metadata are.
        package let entityID: String
        /// Where a sign-in that the provider begins is sent.
        package let begin: String
        /// Where browsers come back to after they were signed out there.
        package let signedOut: String
        /// With SAML: where browsers bring word that somebody has signed out there.
        package let signOut: String

        package init(answer: String, entityID: String, begin: String, signedOut: String, signOut: String) {
            self.answer = answer
            self.entityID = entityID
            self.begin = begin
            self.signedOut = signedOut
            self.signOut = signOut
        }
    }

    package func addresses(of provider: SignOnProvider) -> Addresses {
        Addresses(
            answer: links.signOn(provider.id, provider.kind == .oidc ? .callback : .consumer),
            entityID: links.signOn(provider.id, .metadata),
            begin: links.signOn(provider.id, .begin),
            signedOut: links.signOn(provider.id, .signedOut),
            signOut: links.signOn(provider.id, .signOut)
        )
    }

    // MARK: Looking

    package func list(by caller: Caller) async throws -> [Seen] {
        try caller.require(.inspect)
        return try await database.read { db in
            let domains = try SignOnDomain.byProvider(in: caller.organisation, on: db)
            return try SignOnProvider.list(in: caller.organisation, on: db).map { provider in
                Seen(
                    provider: provider,
                    domains: domains[provider.id] ?? [],
                    hasSecret: false,
                    test: nil,
                    people: 0
                )
            }
        }
    }

    package func get(_ id: ID<SignOnProvider>, by caller: Caller) async throws -> Seen {
        try caller.require(.inspect)
        return try await database.read { db in
            guard let provider = try SignOnProvider.find(id, in: caller.organisation, on: db) else {
                throw Refusal.signOnProviderUnknown
            }
            let secret = try KeptSecret.find(
                owner: provider.owner,
                name: SignOnProvider.clientSecret,
                in: caller.organisation,
                on: db
            )
            return Seen(
                provider: provider,
                domains: try SignOnDomain.byProvider(in: caller.organisation, on: db)[id] ?? [],
                hasSecret: secret != nil,
                test: try SignOnTest.find(of: id, in: caller.organisation, on: db),
                people: try SignOnIdentity.count(at: id, in: caller.organisation, on: db)
            )
        }
    }

    /// A provider that people may sign in by, as it stands on the button.
    package struct Offer: Sendable, Equatable {
        package let id: ID<SignOnProvider>
        package let name: String
        /// Whether some people sign in here and nowhere else.
        package let isOnlyWay: Bool

        package init(id: ID<SignOnProvider>, name: String, isOnlyWay: Bool) {
            self.id = id
            self.name = name
            self.isOnlyWay = isOnlyWay
        }
    }

    /// By what anybody may sign in.
    package func offers() async throws -> [Offer] {
        try await database.read { db in
            guard let organisation = try Organisation.installed(on: db) else { return [] }
            return try SignOnProvider.list(in: organisation.id, on: db).filter(\.isOn)
                .map { Offer(id: $0.id, name: $0.name, isOnlyWay: $0.isEnforced) }
        }
    }

    /// What a SAML provider's administrator imports; nil where there is no such provider.
    package func metadata(of id: ID<SignOnProvider>) async throws -> String? {
        let found = try await database.read { db -> (SignOnProvider, Secret?)? in
            guard let organisation = try Organisation.installed(on: db),
                let provider = try SignOnProvider.find(id, in: organisation.id, on: db), provider.kind == .saml
            else { return nil }
            return (provider, try signingKey(of: provider, on: db))
        }
        guard let (provider, key) = found else { return nil }
        return try service(of: provider, key).metadata(signsRequests: provider.signsRequests)
    }

    // MARK: Entering

    /// Enters a provider; what it says of itself comes later, when it has been told of us.
    package func create(_ kind: SignOnProvider.Kind, named text: String, by caller: Caller) async throws
        -> SignOnProvider
    {
        try caller.require(.administer)
        let now = clock.now()
        var faults = Faults()
        guard let name = faults.name(text) else { throw faults.refusal }
        var key: RSAPrivateKey?
        var certificate: Certificate?
        if kind == .saml {
            let made = try await RSAPrivateKey.generate(.bits2048)
            key = made
            certificate = try Certificate.selfSigned(
                for: [links.hostName],
                key: made,
                notBefore: now.seconds,
                days: 3650
            )
        }
        let provider = SignOnProvider(
            id: .make(at: now),
            organisation: caller.organisation,
            kind: kind,
            name: name,
            ownCertificate: certificate?.pem,
            createdAt: now
        )
        let secret = try key?.pem
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            try SignOnProvider.insert(provider, on: db)
            if let secret { try keep(secret, SignOnProvider.signingKey, of: provider, at: now, on: db) }
            let became = kind == .oidc ? "OpenID Connect" : "SAML"
            try record(
                .signOnProviderAdded,
                .signOnProvider(provider),
                became: became,
                by: Author(caller),
                at: now,
                on: db
            )
        }
        return provider
    }

    /// What a provider says of itself, as an administrator enters it. An empty secret leaves the one there is.
    package struct Form: Sendable {
        package var name: String
        package var issuer: String
        package var clientID: String
        package var clientSecret: Secret
        package var signOnAddress: String
        package var logoutAddress: String
        package var certificates: String
        package var signsRequests: Bool
        /// With SAML: the provider's own description, which counts instead of the single fields.
        package var metadata: String

        package init(
            name: String,
            issuer: String = "",
            clientID: String = "",
            clientSecret: Secret = Secret(""),
            signOnAddress: String = "",
            logoutAddress: String = "",
            certificates: String = "",
            signsRequests: Bool = false,
            metadata: String = ""
        ) {
            self.name = name
            self.issuer = issuer
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.signOnAddress = signOnAddress
            self.logoutAddress = logoutAddress
            self.certificates = certificates
            self.signsRequests = signsRequests
            self.metadata = metadata
        }
    }

    /// Changes what the provider says of itself; it wants another test then.
    package func change(_ id: ID<SignOnProvider>, to form: Form, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await change(id, .signOnProviderChanged, by: caller, at: now) { provider, db in
            var faults = Faults()
            if let name = faults.name(form.name) { provider.name = name }
            switch provider.kind {
            case .oidc: faults.read(form, into: &provider)
            case .saml: faults.readSAML(form, into: &provider)
            }
            try faults.check()
            guard !form.clientSecret.isEmpty else { return }
            try keep(form.clientSecret, SignOnProvider.clientSecret, of: provider, at: now, on: db)
            provider.revision += 1
        }
    }

    /// Who signs in by the provider: people of these domains, whether only here, and whether also who is not known yet.
    package func setRules(
        _ id: ID<SignOnProvider>,
        domains text: String,
        isEnforced: Bool,
        createsPeople: Bool,
        by caller: Caller
    ) async throws {
        try caller.require(.administer)
        var faults = Faults()
        let domains = faults.domains(text)
        try faults.check()
        do {
            try await change(id, .signOnProviderChanged, by: caller, at: clock.now()) { provider, db in
                provider.isEnforced = isEnforced
                provider.createsPeople = createsPeople
                try SignOnDomain.replace(of: provider, with: domains, on: db)
            }
        } catch let error as DatabaseError where error.code == .uniqueViolation("sign_on_domains_pkey") {
            faults.add("domains", "One of these domains belongs to another provider already.")
            throw faults.refusal
        }
    }

    /// Offers the provider at the sign-in, or takes it back. It must have been tried with what is entered now.
    package func setOn(_ isOn: Bool, _ id: ID<SignOnProvider>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await change(id, .signOnProviderSwitched, by: caller, at: now) { provider, db in
            guard !isOn || provider.isOn || provider.isTested else { throw Refusal.signOnNotTested }
            provider.isOn = isOn
            if !isOn { try SingleSignOn.confirmMayEnd(provider, at: now, on: db) }
        }
    }

    /// Forgets who is whom, as after a change of accounts at the provider: the next sign-in goes by the address.
    package func forgetPeople(of id: ID<SignOnProvider>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let provider = try SignOnProvider.find(id, in: caller.organisation, on: db) else {
                throw Refusal.signOnProviderUnknown
            }
            let count = try SignOnIdentity.removeAll(at: id, in: caller.organisation, on: db)
            try record(
                .signOnPeopleForgotten,
                .signOnProvider(provider),
                was: counted(count, "person", "people"),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    /// The last provider stays on for as long as an identity provider manages people, who could not sign in without it, or
    /// could begin to by a token that still works.
    private static func confirmMayEnd(
        _ provider: SignOnProvider,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let organisation = provider.organisation
        let isManaged = try ProvisioningSettings.find(in: organisation, on: db).state == .on
        let tokens = try ProvisioningToken.list(in: organisation, on: db).count { $0.works(at: now) }
        guard isManaged || tokens > 0 else { return }
        let others = try SignOnProvider.list(in: provider.organisation, on: db).filter { $0.id != provider.id }
        guard others.contains(where: \.isOn) else {
            throw isManaged ? Refusal.provisioningOn : Refusal.tokensWork(tokens)
        }
    }

    /// Removes the provider and ends the sessions that it began.
    package func remove(_ id: ID<SignOnProvider>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            guard let provider = try SignOnProvider.find(id, in: caller.organisation, on: db) else {
                throw Refusal.signOnProviderUnknown
            }
            try SingleSignOn.confirmMayEnd(provider, at: now, on: db)
            try SignOnSession.endAll(of: id, in: caller.organisation, on: db)
            try SignOnProvider.remove(provider, on: db)
            try record(
                .signOnProviderRemoved,
                .signOnProvider(provider),
                was: provider.issuer,
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }
}

// MARK: - Parts

extension SingleSignOn {
    /// Changes a provider in a transaction, and writes the entry where anything is different.
    private func change(
        _ id: ID<SignOnProvider>,
        _ action: AuditAction,
        by caller: Caller,
        at now: Timestamp,
        _ change: @Sendable (inout SignOnProvider, isolated Connection) throws -> Void
    ) async throws {
        try await database.write { db in
            try Organisation.holdRoles(caller.organisation, at: now, on: db)
            try caller.confirmAdministers(on: db)
            guard let before = try SignOnProvider.find(id, in: caller.organisation, on: db) else {
                throw Refusal.signOnProviderUnknown
            }
            let domainsBefore = try SignOnDomain.byProvider(in: caller.organisation, on: db)[id] ?? []
            var after = before
            try change(&after, db)
            let domains = try SignOnDomain.byProvider(in: caller.organisation, on: db)[id] ?? []
            guard after != before || domains != domainsBefore else { return }
            if after.trialParts != before.trialParts { after.revision = before.revision + 1 }
            if after.isEnforced, domains.isEmpty { throw Refusal.signOnNeedsDomains }
            try SignOnProvider.update(after, on: db)
            try PasswordSignIn.confirmLocalAdmin(in: caller.organisation, on: db)
            try record(
                action,
                .signOnProvider(before),
                was: before.words(domainsBefore),
                became: after.words(domains),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    private func keep(
        _ secret: Secret,
        _ name: String,
        of provider: SignOnProvider,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try secrets.put(secret, owner: provider.owner, name: name, in: provider.organisation, at: now, on: db)
    }

    func signingKey(of provider: SignOnProvider, on db: isolated Connection) throws -> Secret? {
        try secrets.find(
            owner: provider.owner,
            name: SignOnProvider.signingKey,
            in: provider.organisation,
            on: db
        )
    }

    /// Loam as the SAML provider knows it.
    func service(of provider: SignOnProvider, _ key: Secret?) throws -> ServiceProvider {
        guard let key, let certificate = provider.ownCertificate else { throw Refusal.signOnIncomplete }
        let addresses = addresses(of: provider)
        return ServiceProvider(
            entityID: addresses.entityID,
            consumer: addresses.answer,
            signOut: addresses.signOut,
            key: try RSAPrivateKey(pem: key),
            certificate: try Certificate(pem: certificate)
        )
    }
}

extension Faults {
    fileprivate mutating func read(_ form: SingleSignOn.Form, into provider: inout SignOnProvider) {
        let issuer = form.issuer.withoutBlanks
        let clientID = form.clientID.withoutBlanks
        do throws(SignOnFault) {
            _ = try Discovery.address(ofIssuer: issuer)
        } catch {
            add("issuer", error.message)
        }
        if clientID.isEmpty || clientID.utf8.count > 1000 { add("clientID", "Enter the client ID.") }
        provider.issuer = issuer
        provider.clientID = clientID
    }

    fileprivate mutating func readSAML(_ form: SingleSignOn.Form, into provider: inout SignOnProvider) {
        let hasMetadata = !form.metadata.withoutBlanks.isEmpty
        do throws(SignOnFault) {
            let read =
                hasMetadata
                ? try SAMLProvider(metadata: Array(form.metadata.utf8))
                : try SAMLProvider(
                    entityID: form.issuer.withoutBlanks,
                    signOn: form.signOnAddress.withoutBlanks,
                    logout: form.logoutAddress.withoutBlanks,
                    certificates: form.certificates,
                    wantsSignedRequests: form.signsRequests
                )
            provider.issuer = read.entityID
            provider.signOnAddress = read.signOn.text
            provider.logoutAddress = read.logout?.text
            provider.certificates = read.certificatesPEM
            provider.signsRequests = read.wantsSignedRequests
        } catch {
            add(hasMetadata ? "metadata" : error.field, error.message)
        }
    }

    /// Domains between commas, blanks or lines.
    fileprivate mutating func domains(_ text: String) -> [String] {
        let words = text.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
        for word in words where EmailAddress(rawValue: "a@" + word) == nil || !word.contains(".") {
            add("domains", "“\(word)” is no domain of mail addresses; write it as example.org.")
        }
        if words.count > 100 { add("domains", "Enter at most 100 domains.") }
        return Array(Set(words)).sorted()
    }
}

extension SignOnFault {
    /// The field of the form to which the fault belongs.
    fileprivate var field: String {
        switch self {
        case .badAddress: "signOnAddress"
        case .unusableCertificate: "certificates"
        default: "issuer"
        }
    }
}

extension String {
    fileprivate var withoutBlanks: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension SignOnProvider {
    /// What a test tries, side by side.
    fileprivate var trialParts: [String?] {
        [issuer, clientID, signOnAddress, certificates, signsRequests ? "signed" : nil, String(revision)]
    }

    /// For the audit log; certificates and secrets are not in it.
    fileprivate func words(_ domains: [String]) -> String {
        [
            name, issuer, isOn ? "on" : "off", isEnforced ? "the only way in" : nil,
            createsPeople ? "lets new people in" : nil, domains.isEmpty ? nil : domains.joined(separator: " "),
        ].compactMap { $0 }.joined(separator: ", ")
    }
}

extension Subject {
    static func signOnProvider(_ provider: SignOnProvider) -> Subject {
        Subject(kind: "sign-on-provider", id: provider.id.rawValue, name: provider.name)
    }
}

extension Refusal {
    package static let signOnProviderUnknown = Refusal(
        .notFound,
        "single-sign-on.unknown",
        "There is no such identity provider; reload the list."
    )
    static let signOnNotTested = Refusal(
        .conflict,
        "single-sign-on.not-tested",
        "Test the sign-in first; it is offered to people once a test has passed."
    )
    static let signOnIncomplete = Refusal(
        .conflict,
        "single-sign-on.incomplete",
        "Enter what the identity provider tells of itself first."
    )
    static let signOnNeedsDomains = Refusal(
        .conflict,
        "single-sign-on.no-domains",
        "Enter the domains whose people sign in by this provider first."
    )
}
