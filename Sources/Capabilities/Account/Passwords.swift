package import Crypto
import Database
package import Store
import Telemetry

/// Changing a password, and getting back in without one.
package struct Passwords: Sendable {
    let database: Database
    let sessions: Sessions
    let outbox: Outbox
    let links: Links
    let strength: Password.Strength
    let clock: WallClock

    static let resetLifetime = Duration.hours(2)
    static let invitationLifetime = Duration.days(7)

    // MARK: With the current one

    /// Changes the person's own password. Their other sessions end, and this one gets the token that is returned.
    package func change(from current: Secret, to new: Secret, by caller: Caller) async throws -> Secret {
        let (id, session) = try caller.requireSession()
        let now = clock.now()
        let (user, stored) = try await database.write { db in
            guard let user = try User.find(id, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            // Whoever finds an open browser must not be able to guess here without end.
            try Attempts(organisation: caller.organisation, now: now).count(.account, user.email.rawValue, on: db)
            return (user, try User.passwordHash(of: id, in: caller.organisation, on: db))
        }
        var faults = Faults()
        let isRight = try await computing { () async throws(CryptoError) in
            guard let stored else { return false }
            return try await Password.verify(current, against: stored)
        }
        if !isRight { faults.add("current", "This is not your current password.") }
        try faults.check()
        try check(new, for: user, in: caller.organisationName)
        if current == new {
            faults.add("password", "Choose a password other than the current one.")
            try faults.check()
        }
        let hash = try await computing { () async throws(CryptoError) in
            try await Password.hash(new, strength: strength)
        }
        let token = Token(for: caller.organisation)
        try await database.write { db in
            try Attempts(organisation: caller.organisation, now: now)
                .succeeded(account: user.email.rawValue, address: nil, on: db)
            try set(hash, of: user, keeping: session, on: db)
            try Session.rotate(session, to: token, on: db)
            try record(.passwordChanged, .user(user), by: Author(caller), at: now, on: db)
            try notify(user, caller.organisationName, at: now, on: db)
        }
        return token.text
    }

    // MARK: By mail

    /// Sends a link to this address, if it is somebody's. Whether it is does not show.
    package func requestReset(for email: String, from origin: Origin) async throws {
        let account = EmailAddress(rawValue: email)?.rawValue ?? email.lowercased()
        let now = clock.now()
        try await database.write { db in
            guard let organisation = try Organisation.installed(on: db) else { throw Refusal.firstRunNeeded }
            try Attempts(organisation: organisation.id, now: now).count(.reset, account, on: db)
            let user = try EmailAddress(rawValue: account).flatMap {
                try User.find(email: $0, in: organisation.id, on: db)
            }
            guard let user, user.state != .deactivated else { return }
            let (link, expiresAt) = try makeLink(for: user, at: now, on: db)
            try outbox.enqueue(
                .passwordReset(to: user, of: organisation.name, link: link, lifetime: expiresAt - now),
                to: user.email,
                in: organisation.id,
                deliverBefore: expiresAt,
                at: now,
                on: db
            )
            let author = Author(user, via: .nobody, from: origin)
            try record(.resetRequested, .user(user), by: author, at: now, on: db)
        }
    }

    /// A link with which the person sets a password, for an administrator or operator to hand over.
    package func resetLink(for id: ID<User>, by caller: Caller) async throws -> String {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            guard let user = try User.find(id, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            guard user.state != .deactivated else { throw Refusal.userDeactivated }
            let (link, _) = try makeLink(for: user, at: now, on: db)
            try record(.resetLinkMade, .user(user), by: Author(caller), at: now, on: db)
            return link
        }
    }

    /// What a link is for, to be shown above its form.
    package struct LinkPurpose: Sendable, Equatable {
        package let purpose: PasswordLink.Purpose
        package let name: String
        package let email: EmailAddress
        package let organisationName: String
    }

    /// What this link is for; nil when it was used, has expired, or never was one.
    package func purpose(ofLink token: String) async throws -> LinkPurpose? {
        guard let token = Token(parsing: token) else { return nil }
        let now = clock.now()
        return try await database.read { db in
            guard let link = try PasswordLink.find(token, at: now, on: db),
                let user = try User.find(link.user, in: token.organisation, on: db), user.state != .deactivated,
                let organisation = try Organisation.find(token.organisation, on: db)
            else { return nil }
            return LinkPurpose(
                purpose: link.purpose,
                name: user.name,
                email: user.email,
                organisationName: organisation.name
            )
        }
    }

    /// Sets the password by a link, which is used up by it, and signs the person in.
    package func use(link text: String, password: Secret, from origin: Origin) async throws -> SignedIn {
        let now = clock.now()
        guard let link = Token(parsing: text), let purpose = try await purpose(ofLink: text) else {
            throw Refusal.linkUnusable
        }
        var faults = Faults()
        let known = [purpose.name, purpose.email.rawValue, purpose.organisationName]
        if let fault = PasswordRules.fault(in: password, avoiding: known) { faults.add("password", fault) }
        try faults.check()
        let hash = try await computing { () async throws(CryptoError) in
            try await Password.hash(password, strength: strength)
        }
        let token = Token(for: link.organisation)
        return try await database.write { db in
            guard let taken = try PasswordLink.take(link, at: now, on: db),
                let organisation = try Organisation.find(link.organisation, on: db),
                let before = try User.find(taken.user, in: link.organisation, on: db), before.state != .deactivated
            else { throw Refusal.linkUnusable }
            // An administrator may need the password on the day when the identity provider fails.
            if before.role != .admin {
                try PasswordSignIn.check(before.email, in: link.organisation, on: db)
            }
            if before.state == .invited { try activate(before, on: db) }
            try set(hash, of: before, keeping: nil, on: db)
            try Attempts(organisation: link.organisation, now: now)
                .succeeded(account: before.email.rawValue, address: nil, on: db)
            let signedIn = try sessions.begin(
                for: before,
                in: organisation,
                token: token,
                replacing: nil,
                from: origin,
                at: now,
                on: db
            )
            let action: AuditAction = before.state == .invited ? .invitationAccepted : .passwordReset
            try record(action, .user(before), by: Author(before, via: .link, from: origin), at: now, on: db)
            if before.state != .invited { try notify(before, organisation.name, at: now, on: db) }
            return signedIn
        }
    }

    // MARK: By command

    /// Sets a person's password outright, for the operator at the command line.
    package func set(_ password: Secret, for id: ID<User>, by caller: Caller) async throws {
        guard caller.via == .command else { throw Refusal.forbidden }
        let now = clock.now()
        guard let user = try await database.read({ db in try User.find(id, in: caller.organisation, on: db) }) else {
            throw Refusal.userUnknown
        }
        try check(password, for: user, in: caller.organisationName)
        let hash = try await computing { () async throws(CryptoError) in
            try await Password.hash(password, strength: strength)
        }
        try await database.write { db in
            guard let user = try User.find(id, in: caller.organisation, on: db), user.state != .deactivated else {
                throw Refusal.userDeactivated
            }
            if user.state == .invited { try activate(user, on: db) }
            try set(hash, of: user, keeping: nil, on: db)
            try Attempts(organisation: caller.organisation, now: now)
                .succeeded(account: user.email.rawValue, address: nil, on: db)
            try record(.passwordSet, .user(user), by: Author(caller), at: now, on: db)
        }
    }

    // MARK: Parts

    private func check(_ password: Secret, for user: User, in organisationName: String) throws(Refusal) {
        var faults = Faults()
        let known = [user.name, user.email.rawValue, organisationName]
        if let fault = PasswordRules.fault(in: password, avoiding: known) { faults.add("password", fault) }
        try faults.check()
    }

    /// With a new password, whoever knew the old one is out, and an unused link is void.
    private func set(
        _ hash: String,
        of user: User,
        keeping session: ID<Session>?,
        on db: isolated Connection
    ) throws {
        try User.setPassword(hash, of: user.id, in: user.organisation, on: db)
        try Session.removeAll(of: user.id, in: user.organisation, except: session, on: db)
        try PasswordLink.remove(of: user.id, in: user.organisation, on: db)
    }

    private func activate(_ user: User, on db: isolated Connection) throws {
        try User.update(
            user.id,
            in: user.organisation,
            name: user.name,
            email: user.email,
            role: user.role,
            state: .active,
            on: db
        )
    }

    private func makeLink(
        for user: User,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> (link: String, expiresAt: Timestamp) {
        let token = Token(for: user.organisation)
        // Who was invited and never came sets the first password, whatever they call it.
        let purpose: PasswordLink.Purpose = user.state == .invited ? .invitation : .reset
        let link = PasswordLink(user: user.id, purpose: purpose, expiresAt: now + Passwords.resetLifetime)
        try PasswordLink.replace(with: link, token: token, at: now, on: db)
        return (links.link(purpose, token), link.expiresAt)
    }

    private func notify(
        _ user: User,
        _ organisationName: String,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try outbox.enqueue(
            .passwordChanged(to: user, of: organisationName, signIn: links.signIn),
            to: user.email,
            in: user.organisation,
            deliverBefore: nil,
            at: now,
            on: db
        )
    }
}

extension Refusal {
    package static let linkUnusable = Refusal(
        .notFound,
        "password-link.unusable",
        "This link was used already or has expired; ask for a new one."
    )
}
