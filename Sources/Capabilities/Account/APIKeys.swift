package import Crypto
import Database
package import Store
import Telemetry

/// Keys with which programs call us: shown once, kept as a hash, never more powerful than the person who made them.
package struct APIKeys: Sendable {
    package struct Form: Sendable {
        package var name: String
        package var role: Role
        /// Nil for a key that does not expire.
        package var lifetime: Duration?

        package init(name: String, role: Role, lifetime: Duration?) {
            self.name = name
            self.role = role
            self.lifetime = lifetime
        }
    }

    /// A key that was just made.
    package struct Made: Sendable {
        package let key: APIKey
        /// Shown once; we cannot show it again.
        package let text: Secret
    }

    let database: Database
    let clock: WallClock

    /// Begins every key, so that a scanner for leaked secrets can find one.
    package static let mark = "loam_"

    /// Makes a key for which the caller answers, as a person at a browser.
    package func create(_ form: Form, by caller: Caller) async throws -> Made {
        // A key has a person who answers for it; who has none, or is a key, cannot make one.
        let (user, _) = try caller.requireSession()
        return try await create(form, answeredForBy: user, by: caller)
    }

    /// Makes a key for which somebody else answers, for the operator at the command line.
    package func create(_ form: Form, answeredForBy email: String, by caller: Caller) async throws -> Made {
        guard caller.via == .command else { throw Refusal.forbidden }
        let user = try await database.read { db in
            try EmailAddress(rawValue: email).flatMap { try User.find(email: $0, in: caller.organisation, on: db) }
        }
        guard let user else { throw Refusal.userUnknown }
        guard user.state == .active, user.role.covers(form.role) else { throw Refusal.keyBeyondPerson }
        return try await create(form, answeredForBy: user.id, by: caller)
    }

    private func create(_ form: Form, answeredForBy user: ID<User>, by caller: Caller) async throws -> Made {
        try caller.require(.administer)
        var faults = Faults()
        let name = faults.name(form.name)
        faults.lifetime(form.lifetime)
        guard let name else { throw faults.refusal }
        try faults.check()
        let now = clock.now()
        let text = CredentialText(APIKeys.mark, for: caller.organisation)
        let key = APIKey(
            id: .make(at: now),
            name: name,
            prefix: text.prefix,
            role: form.role,
            createdBy: user,
            createdAt: now,
            expiresAt: form.lifetime.map { now + $0 }
        )
        try await database.write { db in
            try APIKey.insert(key, token: text.token, on: db)
            try record(.apiKeyCreated, .key(key), became: words(for: key), by: Author(caller), at: now, on: db)
        }
        return Made(key: key, text: Secret(text.text))
    }

    /// All keys of the organisation, the newest first.
    package func list(by caller: Caller) async throws -> [APIKey.Listed] {
        try caller.require(.inspect)
        return try await database.read { db in try APIKey.list(in: caller.organisation, on: db) }
    }

    package func revoke(_ id: ID<APIKey>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            guard let key = try APIKey.find(id, in: caller.organisation, on: db) else { throw Refusal.keyUnknown }
            guard try APIKey.revoke(id, in: caller.organisation, at: now, on: db) else { throw Refusal.keyRevoked }
            try record(.apiKeyRevoked, .key(key), was: words(for: key), by: Author(caller), at: now, on: db)
        }
    }

    /// Whose key this is; nil when it is none that may be used now.
    package func caller(for text: String, from origin: Origin) async throws -> Caller? {
        guard let token = CredentialText.token(in: text, after: APIKeys.mark) else { return nil }
        let now = clock.now()
        let found = try await database.read { db in try APIKey.holder(of: token, at: now, on: db) }
        // The index found it by its hash; comparing again keeps what it does inside out of the decision.
        guard let found, Digest.equal(found.hash, token.hash), found.creatorRole.covers(found.key.role) else {
            return nil
        }
        await database.touch(found.key, of: token.organisation, at: now)
        return Caller(
            organisation: token.organisation,
            organisationName: found.organisationName,
            timeZone: found.timeZone,
            user: found.key.createdBy,
            name: found.creatorName,
            email: nil,
            role: found.key.role,
            via: .key(found.key.id),
            origin: origin
        )
    }

    private func words(for key: APIKey) -> String {
        "\(key.prefix)…, role \(key.role.rawValue), \(key.expiresAt.map { "expires \($0.iso8601.prefix(10))" } ?? "does not expire")"
    }
}

extension Refusal {
    static let keyBeyondPerson = Refusal(
        .conflict,
        "api-key.beyond-person",
        "A key may do no more than the person who answers for it; name somebody active whose role covers the key's."
    )
    package static let keyUnknown = Refusal(.notFound, "api-key.unknown", "There is no such API key; reload the list.")
    static let keyRevoked = Refusal(.conflict, "api-key.revoked", "This API key was revoked before; reload the list.")
}
