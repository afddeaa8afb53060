import Crypto
import Database
import SSO
import Store
import Telemetry

extension SingleSignOn {
    /// Whom a provider's word lets in.
    enum Admission {
        case known(User)
        case new(name: String, EmailAddress)
        case refused(Refusal)
    }

    /// Who is meant: by the provider's lasting name where it is known, else by an address of the provider's domains.
    func admission(
        of identity: Identity,
        by provider: SignOnProvider,
        on db: isolated Connection
    ) throws -> Admission {
        let organisation = provider.organisation
        if let hash = subjectHash(of: identity),
            let id = try SignOnIdentity.user(of: provider.id, subjectHash: hash, in: organisation, on: db),
            let user = try User.find(id, in: organisation, on: db)
        {
            return user.state == .deactivated ? .refused(.signOnPersonUnknown) : .known(user)
        }
        guard let email = identity.email.flatMap({ EmailAddress(rawValue: $0) }) else {
            return .refused(.signOnNoAddress)
        }
        guard identity.emailIsProven else { return .refused(.signOnAddressNotProven) }
        // A provider's word is good for its own domains only, or it could name anybody.
        guard try SignOnDomain.provider(of: email, in: organisation, on: db)?.id == provider.id else {
            return .refused(.signOnOtherDomain)
        }
        guard let user = try User.find(email: email, in: organisation, on: db) else {
            let name = Entry.name(identity.name) ?? String(email.mailbox)
            // Where an identity provider brings people, nobody comes by signing in.
            let isManaged = try ProvisioningSettings.find(in: organisation, on: db).state == .on
            return provider.createsPeople && !isManaged ? .new(name: name, email) : .refused(.signOnPersonUnknown)
        }
        guard user.state != .deactivated else { return .refused(.signOnPersonUnknown) }
        // An address may pass from one person to the next; the lasting name does not.
        if identity.subject != nil, try SignOnIdentity.isLinked(user.id, to: provider.id, in: organisation, on: db) {
            return .refused(.signOnOtherPerson)
        }
        return .known(user)
    }

    /// Signs the person in.
    func admit(
        _ vouched: Vouched,
        by provider: SignOnProvider,
        from origin: Origin,
        replacing old: String?
    ) async throws -> SignedIn {
        let now = clock.now()
        let token = Token(for: provider.organisation)
        return try await database.write { db in
            guard let organisation = try Organisation.find(provider.organisation, on: db),
                let current = try SignOnProvider.find(provider.id, in: provider.organisation, on: db), current.isOn
            else { throw Refusal.signOnProviderUnknown }
            if let assertion = vouched.assertion { try use(assertion, of: provider, on: db) }
            let user = try person(vouched.identity, by: current, from: origin, at: now, on: db)
            try link(user, to: vouched.identity, by: current, at: now, on: db)
            let signedIn = try sessions.begin(
                for: user,
                in: organisation,
                token: token,
                replacing: old.flatMap(Token.init(parsing:)),
                endingBy: vouched.assertion?.sessionEnds,
                from: origin,
                at: now,
                on: db
            )
            if let session = signedIn.caller.session {
                let begun = SignOnSession(
                    session: session,
                    provider: provider.id,
                    nameID: vouched.assertion?.session.name,
                    nameFormat: vouched.assertion?.session.nameFormat,
                    index: vouched.assertion?.session.index,
                    idToken: vouched.identity.signOutHint?.reveal()
                )
                try SignOnSession.insert(begun, in: provider.organisation, on: db)
            }
            try record(
                .sessionStarted,
                .user(user),
                became: "\(Device.summary(of: origin.userAgent)), by \(provider.name)",
                by: Author(signedIn.caller),
                at: now,
                on: db
            )
            return signedIn
        }
    }

    /// Each assertion is good for one sign-in, whichever process it reaches.
    private func use(_ assertion: Assertion, of provider: SignOnProvider, on db: isolated Connection) throws {
        let isFirst = try UsedAssertion.insert(
            hash: Digest.sha256("\(assertion.identity.issuer) \(assertion.id)"),
            forgetAfter: assertion.forgetAfter,
            in: provider.organisation,
            on: db
        )
        guard isFirst else { throw SignOnFault.replayed }
    }

    /// The person, made or let in for the first time where that is due.
    private func person(
        _ identity: Identity,
        by provider: SignOnProvider,
        from origin: Origin,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> User {
        switch try admission(of: identity, by: provider, on: db) {
        case .refused(let refusal): throw refusal
        case .known(let user) where user.state == .invited:
            try User.update(
                user.id,
                in: user.organisation,
                name: user.name,
                email: user.email,
                role: user.role,
                state: .active,
                on: db
            )
            try PasswordLink.remove(of: user.id, in: user.organisation, on: db)
            try record(
                .invitationAccepted,
                .user(user),
                became: "by \(provider.name)",
                by: Author(user, via: .nobody, from: origin),
                at: now,
                on: db
            )
            return try User.find(user.id, in: user.organisation, on: db) ?? user
        case .known(let user): return user
        case .new(let name, let email):
            let user = User(
                id: .make(at: now),
                organisation: provider.organisation,
                email: email,
                name: name,
                role: .member,
                state: .active,
                createdAt: now
            )
            try User.insert(user, passwordHash: nil, on: db)
            try record(
                .userAdded,
                .user(user),
                became: "\(email.rawValue), role \(user.role.rawValue), by \(provider.name)",
                by: Author(user, via: .nobody, from: origin),
                at: now,
                on: db
            )
            return user
        }
    }

    private func link(
        _ user: User,
        to identity: Identity,
        by provider: SignOnProvider,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        guard let hash = subjectHash(of: identity),
            try SignOnIdentity.user(of: provider.id, subjectHash: hash, in: user.organisation, on: db) == nil
        else { return }
        try SignOnIdentity.insert(
            subjectHash: hash,
            at: provider.id,
            user: user.id,
            in: user.organisation,
            at: now,
            on: db
        )
    }

    private func subjectHash(of identity: Identity) -> [UInt8]? {
        identity.subject.map { Digest.sha256("\(identity.issuer) \($0)") }
    }
}

/// What a provider says, brought into the form of what people enter; nil for what cannot be.
private enum Entry {
    static func name(_ text: String?) -> String? {
        var faults = Faults()
        return text.flatMap { faults.name($0) }
    }
}

extension Refusal {
    static let signOnPersonUnknown = Refusal(
        .notSignedIn,
        "single-sign-on.person-unknown",
        "The identity provider knows you, but there is no account for you here; ask an administrator."
    )
    static let signOnNoAddress = Refusal(
        .notSignedIn,
        "single-sign-on.no-address",
        "The identity provider did not say an e-mail address; an administrator can have it sent along there."
    )
    static let signOnAddressNotProven = Refusal(
        .notSignedIn,
        "single-sign-on.address-not-proven",
        "The identity provider says that your e-mail address is not proven; prove it there and try again."
    )
    static let signOnOtherDomain = Refusal(
        .notSignedIn,
        "single-sign-on.other-domain",
        "Your e-mail address is of a domain for which this identity provider does not count; ask an administrator."
    )
    static let signOnOtherPerson = Refusal(
        .notSignedIn,
        "single-sign-on.other-person",
        "This address belongs to somebody whom the identity provider knows by another name; ask an administrator."
    )
}
