package import Crypto
package import Store
import Telemetry
import Database
import Directory

/// How an identity provider manages people: its tokens, its settings, and what it has asked.
package struct Provisioning: Sendable {
    package struct Overview: Sendable {
        package let settings: ProvisioningSettings
        package let tokens: [ProvisioningToken]
        package let products: [Product]
        /// Whether people can sign in by an identity provider, which comes first.
        package let hasSignOn: Bool
    }

    /// A token that was just made.
    package struct Made: Sendable {
        package let token: ProvisioningToken
        /// Shown once; we cannot show it again.
        package let text: Secret
    }

    package struct Requests: Sendable {
        package let requests: [ProvisioningRequest]
        package let next: ID<ProvisioningRequest>?
    }

    let database: Database
    let clock: WallClock

    /// Begins every token, so that a scanner for leaked secrets can find one.
    package static let mark = "loam_scim_"

    static let keepRequests = Duration.days(90)

    // MARK: For administrators

    package func overview(by caller: Caller) async throws -> Overview {
        try caller.require(.inspect)
        return try await database.read { db in
            Overview(
                settings: try ProvisioningSettings.find(in: caller.organisation, on: db),
                tokens: try ProvisioningToken.list(in: caller.organisation, on: db),
                products: try Product.list(in: caller.organisation, on: db),
                hasSignOn: try SignOnProvider.anyIsOn(in: caller.organisation, on: db)
            )
        }
    }

    package func change(
        provider: ProvisioningSettings.Provider,
        needsProduct: Bool,
        mayMakeAdmins: Bool,
        by caller: Caller
    ) async throws {
        try await change(.provisioningChanged, by: caller) { settings in
            settings.provider = provider
            settings.needsProduct = needsProduct
            settings.mayMakeAdmins = mayMakeAdmins
        }
    }

    /// Lets the identity provider manage people again, or shuts it out until then.
    package func turn(on isOn: Bool, by caller: Caller) async throws {
        try await change(.provisioningSwitched, by: caller) { $0.state = isOn ? .on : .off }
    }

    /// Makes a token; earlier ones go on working, so that one can be put in the place of another without a gap.
    package func makeToken(named name: String, lifetime: Duration?, by caller: Caller) async throws -> Made {
        try caller.require(.administer)
        guard caller.session != nil || caller.via == .command else { throw Refusal.sessionNeeded }
        var faults = Faults()
        let checked = faults.name(name)
        faults.lifetime(lifetime)
        guard let checked else { throw faults.refusal }
        try faults.check()
        let now = clock.now()
        let text = CredentialText(Provisioning.mark, for: caller.organisation)
        let made = ProvisioningToken(
            id: .make(at: now),
            name: checked,
            prefix: text.prefix,
            madeBy: caller.name,
            createdAt: now,
            expiresAt: lifetime.map { now + $0 }
        )
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            // The operator at the command line may try provisioning without it.
            guard try caller.via == .command || SignOnProvider.anyIsOn(in: caller.organisation, on: db) else {
                throw Refusal.signOnFirst
            }
            try ProvisioningToken.insert(made, token: text.token, on: db)
            try record(
                .provisioningTokenMade,
                .provisioningToken(made),
                became: words(for: made),
                by: Author(caller),
                at: now,
                on: db
            )
        }
        return Made(token: made, text: Secret(text.text))
    }

    package func revokeToken(_ id: ID<ProvisioningToken>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            guard let token = try ProvisioningToken.find(id, in: caller.organisation, on: db) else {
                throw Refusal.tokenUnknown
            }
            guard try ProvisioningToken.revoke(id, in: caller.organisation, at: now, on: db) else {
                throw Refusal.tokenRevoked
            }
            try record(
                .provisioningTokenRevoked,
                .provisioningToken(token),
                was: words(for: token),
                by: Author(caller),
                at: now,
                on: db
            )
            try AlertWatch.lookNow(at: now, on: db)
        }
    }

    /// What the identity provider asked, the newest first.
    package func requests(
        refusedOnly: Bool,
        before place: ID<ProvisioningRequest>? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Requests {
        try caller.require(.inspect)
        let found = try await database.read { db in
            try ProvisioningRequest.list(
                refusedOnly: refusedOnly,
                before: place,
                limit: size + 1,
                in: caller.organisation,
                on: db
            )
        }
        let page = Array(found.prefix(size))
        return Requests(requests: page, next: found.count > size ? page.last?.id : nil)
    }

    /// How people stand with the identity provider, by their id.
    package func standing(of users: [ID<User>], by caller: Caller) async throws -> [ID<User>: DirectoryEntry] {
        try caller.require(.inspect)
        return try await database.read { db in try DirectoryEntry.find(users, in: caller.organisation, on: db) }
    }

    /// Hands an administrator over to the identity provider, or takes them back. One administrator stays Loam's own, so
    /// that no identity provider can shut everybody out.
    package func hand(over isManaged: Bool, _ id: ID<User>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try Organisation.holdRoles(caller.organisation, at: now, on: db)
            try caller.confirmAdministers(on: db)
            guard let user = try User.find(id, in: caller.organisation, on: db),
                let entry = try DirectoryEntry.find(id.entry, .user, in: caller.organisation, on: db)
            else { throw Refusal.userUnknown }
            guard entry.isManaged != isManaged else { return }
            try DirectoryEntry.setManaged(isManaged, id.entry, in: caller.organisation, on: db)
            guard try DirectoryEntry.countOwnAdmins(in: caller.organisation, on: db) > 0 else {
                throw Refusal.lastOwnAdmin
            }
            try record(
                .userHandedOver,
                .user(user),
                was: isManaged ? "managed in Loam" : "managed by the identity provider",
                became: isManaged ? "managed by the identity provider" : "managed in Loam",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    private func change(
        _ action: AuditAction,
        by caller: Caller,
        _ change: @Sendable (inout ProvisioningSettings) -> Void
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await database.write { db in
            try caller.confirmAdministers(on: db)
            let before = try ProvisioningSettings.find(in: caller.organisation, on: db)
            var after = before
            change(&after)
            guard after != before else { return }
            try ProvisioningSettings.keep(after, in: caller.organisation, on: db)
            try record(
                action,
                .provisioning,
                was: words(for: before),
                became: words(for: after),
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    private func words(for token: ProvisioningToken) -> String {
        "\(token.prefix)…, \(token.expiresAt.map { "expires \($0.iso8601.prefix(10))" } ?? "does not expire")"
    }

    private func words(for settings: ProvisioningSettings) -> String {
        [
            "provider \(settings.provider.rawValue)", "state \(settings.state.rawValue)",
            settings.needsProduct ? "a product is required" : "no product is required",
            settings.mayMakeAdmins ? "may make administrators" : "may not make administrators",
        ].joined(separator: ", ")
    }
}

// MARK: - For the identity provider

extension Provisioning {
    /// Whose token this is; nil when it is none that may be used now.
    package func provisioner(for text: String, from origin: Origin) async throws -> Provisioner? {
        guard let token = CredentialText.token(in: text, after: Provisioning.mark) else { return nil }
        let now = clock.now()
        let found = try await database.read { db -> (ProvisioningToken.Holder, Provisioner)? in
            guard let holder = try ProvisioningToken.holder(of: token, at: now, on: db) else { return nil }
            let provisioner = Provisioner(
                organisation: token.organisation,
                token: holder.token,
                settings: try ProvisioningSettings.find(in: token.organisation, on: db),
                products: try Product.list(in: token.organisation, on: db).map(\.id),
                origin: origin
            )
            return (holder, provisioner)
        }
        // The index found it by its hash; comparing again keeps what it does inside out of the decision.
        guard let (holder, provisioner) = found, Digest.equal(holder.hash, token.hash) else { return nil }
        await database.touch(holder.token, of: token.organisation, at: now)
        return provisioner
    }

    /// Turns the management on after the first call that went well; once only, so that turning it off by hand stays.
    package func begin(by provisioner: Provisioner) async throws {
        guard provisioner.settings.state == .never else { return }
        let now = clock.now()
        try await database.write { db in
            let before = try ProvisioningSettings.find(in: provisioner.organisation, on: db)
            guard before.state == .never else { return }
            var after = before
            after.state = .on
            try ProvisioningSettings.keep(after, in: provisioner.organisation, on: db)
            try record(
                .provisioningSwitched,
                .provisioning,
                was: words(for: before),
                became: words(for: after),
                by: Author(provisioner),
                at: now,
                on: db
            )
        }
    }

    /// What is noted of a request: each change, and whatever was refused.
    package struct Note: Sendable {
        let method: String
        let path: String
        let subject: String?
        let status: Int
        let reason: String?

        package init(method: String, path: String, subject: String? = nil, status: Int, reason: String? = nil) {
            self.method = method
            self.path = path
            self.subject = subject
            self.status = status
            self.reason = reason
        }

        /// Keeps it in the transaction of what it tells of.
        func keep(
            about name: String? = nil,
            by provisioner: Provisioner,
            at now: Timestamp,
            on db: isolated Connection
        ) throws {
            let request = ProvisioningRequest(
                id: .make(at: now),
                at: now,
                token: provisioner.token,
                method: method,
                path: String(path.prefix(200)),
                subject: (name ?? subject).map { String($0.prefix(300)) },
                status: status,
                reason: reason,
                address: provisioner.origin.address,
                requestID: provisioner.origin.requestID
            )
            try ProvisioningRequest.insert(request, in: provisioner.organisation, on: db)
        }
    }

    /// Keeps notes of what changed nothing, and so has no transaction of its own.
    package func note(_ notes: [Note], by provisioner: Provisioner) async throws {
        let now = clock.now()
        try await database.writeTogether { db in
            for note in notes { try note.keep(by: provisioner, at: now, on: db) }
        }
    }
}

extension Subject {
    static let provisioning = Subject(kind: "provisioning", id: nil, name: "Auto provisioning")

    static func provisioningToken(_ token: ProvisioningToken) -> Subject {
        Subject(kind: "provisioning-token", id: token.id.rawValue, name: token.name)
    }
    static func group(_ entry: DirectoryEntry) -> Subject {
        Subject(kind: "group", id: entry.id.rawValue, name: entry.name)
    }
    static func product(_ product: Product) -> Subject {
        Subject(kind: "product", id: product.id, name: product.name)
    }
}

extension Refusal {
    package static let tokenUnknown = Refusal(
        .notFound,
        "provisioning-token.unknown",
        "There is no such API token; reload the list."
    )
    static let tokenRevoked = Refusal(
        .conflict,
        "provisioning-token.revoked",
        "This API token was revoked before; reload the list."
    )
    static let lastOwnAdmin = Refusal(
        .conflict,
        "user.last-own-admin",
        "This is the last administrator of Loam's own; keep one whom the identity provider cannot shut out."
    )
    /// Single sign-on ends last.
    static let signOnFirst = Refusal(
        .conflict,
        "provisioning.sign-on-first",
        "Single sign-on comes first: people who are brought here have no password. Set it up under Access, Single sign-on, and turn it on."
    )
    /// The management ends before the tokens, and both before single sign-on.
    static let provisioningOn = Refusal(
        .conflict,
        "provisioning.on",
        "People whom the identity provider brings sign in by it. Turn off Manage users through IdP under Auto provisioning "
            + "first, then revoke its API tokens."
    )
    static func tokensWork(_ count: Int) -> Refusal {
        Refusal(
            .conflict,
            "provisioning.tokens",
            "\(counted(count, "API token")) of Auto provisioning still \(count == 1 ? "works" : "work"), and could bring people "
                + "who sign in by this. Revoke \(count == 1 ? "it" : "them") first."
        )
    }
    package static let userManaged = Refusal(
        .conflict,
        "user.managed",
        "The identity provider manages people; make the change there, or turn that off under Auto provisioning."
    )
}
