import Database
import Directory
package import Store
import Telemetry

/// The people of the organisation.
package struct Users: Sendable {
    package struct Form: Sendable {
        package var email: String
        package var name: String
        package var role: Role

        package init(email: String, name: String, role: Role) {
            self.email = email
            self.name = name
            self.role = role
        }
    }

    package struct Page: Sendable, Equatable {
        package let users: [User]
        /// How many fit in all.
        package let total: Int
    }

    /// A person who was invited, and the link when there is no mail server to bring it.
    package struct Invitation: Sendable {
        package let user: User
        package let link: String?
    }

    let database: Database
    let outbox: Outbox
    let links: Links
    let clock: WallClock

    // MARK: Looking

    package func list(_ query: User.Query, by caller: Caller) async throws -> Page {
        try caller.require(.inspect)
        return try await database.read { db in
            let (users, total) = try User.list(query, in: caller.organisation, on: db)
            return Page(users: users, total: total)
        }
    }

    package func find(_ id: ID<User>, by caller: Caller) async throws -> User {
        if caller.user != id { try caller.require(.inspect) }
        let user = try await database.read { db in try User.find(id, in: caller.organisation, on: db) }
        guard let user else { throw Refusal.userUnknown }
        return user
    }

    package func find(email: String, by caller: Caller) async throws -> User {
        try caller.require(.inspect)
        let user = try await database.read { db in
            try EmailAddress(rawValue: email).flatMap { try User.find(email: $0, in: caller.organisation, on: db) }
        }
        guard let user else { throw Refusal.userUnknown }
        return user
    }

    // MARK: Inviting

    /// Adds a person, who sets a password by the link that they are sent.
    package func invite(_ form: Form, by caller: Caller) async throws -> Invitation {
        try caller.require(.administer)
        let (email, name) = try check(form)
        let now = clock.now()
        let user = User(
            id: .make(at: now),
            organisation: caller.organisation,
            email: email,
            name: name,
            role: form.role,
            state: .invited,
            createdAt: now
        )
        return try await refusingTakenAddress {
            try await database.write { db in
                try caller.confirmAdministers(on: db)
                guard try ProvisioningSettings.find(in: caller.organisation, on: db).state != .on else {
                    throw Refusal.userManaged
                }
                try User.insert(user, passwordHash: nil, on: db)
                let became = "\(user.email.rawValue), role \(user.role.rawValue)"
                try record(.userInvited, .user(user), became: became, by: Author(caller), at: now, on: db)
                return try invitation(of: user, by: caller, at: now, on: db)
            }
        }
    }

    /// Makes and sends a new link; the earlier one stops working.
    package func inviteAgain(_ id: ID<User>, by caller: Caller) async throws -> Invitation {
        try caller.require(.administer)
        let now = clock.now()
        return try await database.write { db in
            guard let user = try User.find(id, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            guard user.state == .invited else { throw Refusal.userNotInvited }
            try record(.userInvitedAgain, .user(user), by: Author(caller), at: now, on: db)
            return try invitation(of: user, by: caller, at: now, on: db)
        }
    }

    /// Adds a person without a mail, for the operator at the command line, who hands over a link or sets the password.
    package func add(_ form: Form, by caller: Caller) async throws -> User {
        guard caller.via == .command else { throw Refusal.forbidden }
        let (email, name) = try check(form)
        let now = clock.now()
        let user = User(
            id: .make(at: now),
            organisation: caller.organisation,
            email: email,
            name: name,
            role: form.role,
            state: .invited,
            createdAt: now
        )
        try await refusingTakenAddress {
            try await database.write { db in
                try User.insert(user, passwordHash: nil, on: db)
                let became = "\(user.email.rawValue), role \(user.role.rawValue)"
                try record(.userAdded, .user(user), became: became, by: Author(caller), at: now, on: db)
            }
        }
        return user
    }

    // MARK: Changing

    /// Changes address, name and role. A person whose role changes signs in again.
    package func change(_ id: ID<User>, to form: Form, by caller: Caller) async throws {
        try await change(id, by: caller) { _ in form }
    }

    /// Changes a person to a form that is made of them as they are then: between the look and the change is nobody else's.
    package func change(
        _ id: ID<User>,
        by caller: Caller,
        to form: @Sendable (User) throws -> Form
    ) async throws {
        try caller.require(.administer)
        let now = clock.now()
        try await refusingTakenAddress {
            try await change(id, .userChanged, by: caller, at: now) { user in
                let form = try form(user)
                let (email, name) = try check(form)
                if user.role != form.role, caller.user == id { throw Refusal.ownRole }
                return user.changed(email: email, name: name, role: form.role)
            }
        }
    }

    /// Changes the person's own name.
    package func rename(to name: String, by caller: Caller) async throws {
        let (id, _) = try caller.requireSession()
        var faults = Faults()
        guard let name = faults.name(name) else { throw faults.refusal }
        try await change(id, .userChanged, by: caller, at: clock.now()) { $0.changed(name: name) }
    }

    /// Shuts the person out at once: sessions end, links are void, the API keys they made stop working. Nothing of what
    /// they did is lost.
    package func deactivate(_ id: ID<User>, by caller: Caller) async throws {
        try caller.require(.administer)
        try await change(id, .userDeactivated, by: caller, at: clock.now()) { user in
            if caller.user == id { throw Refusal.ownDeactivation }
            return user.changed(state: .deactivated)
        }
    }

    /// Lets the person in again, with the password that they had.
    package func reactivate(_ id: ID<User>, by caller: Caller) async throws {
        try caller.require(.administer)
        let now = clock.now()
        let hasPassword = try await database.read { db in
            try User.passwordHash(of: id, in: caller.organisation, on: db) != nil
        }
        try await change(id, .userReactivated, by: caller, at: now) { user in
            user.state == .deactivated ? user.changed(state: hasPassword ? .active : .invited) : user
        }
    }
}

// MARK: - Parts

extension Users {
    /// Changes one person in a transaction that no other change of roles or states overlaps, and writes the entry. A
    /// change that changes nothing leaves none.
    private func change(
        _ id: ID<User>,
        _ action: AuditAction,
        by caller: Caller,
        at now: Timestamp,
        _ change: @Sendable (User) throws -> User
    ) async throws {
        try await database.write { db in
            try Organisation.holdRoles(caller.organisation, at: now, on: db)
            if caller.user != id { try caller.confirmAdministers(on: db) }
            guard let before = try User.find(id, in: caller.organisation, on: db) else { throw Refusal.userUnknown }
            let after = try change(before)
            guard after != before else { return }
            if let entry = try DirectoryEntry.find(id.entry, .user, in: caller.organisation, on: db) {
                // Whoever has the machine can mend what an identity provider does.
                if caller.via != .command { try Users.refuseManaged(entry, in: caller.organisation, on: db) }
                let resource = entry.resource.changed(
                    name: after.name,
                    email: after.email.rawValue,
                    was: before.email.rawValue,
                    role: after.role.word,
                    isActive: after.state != .deactivated
                )
                try DirectoryEntry.write(resource, to: entry, in: caller.organisation, at: now, on: db)
                try Seating.settle(after, resource, at: now, on: db)
            }
            try User.update(
                id,
                in: caller.organisation,
                name: after.name,
                email: after.email,
                role: after.role,
                state: after.state,
                on: db
            )
            try Users.endAccess(of: after, was: before, on: db)
            guard try User.countActiveAdmins(in: caller.organisation, on: db) > 0 else { throw Refusal.lastAdmin }
            try PasswordSignIn.confirmLocalAdmin(in: caller.organisation, on: db)
            let (was, became) = Users.words(for: before, after)
            try record(action, .user(before), was: was, became: became, by: Author(caller), at: now, on: db)
        }
    }

    /// Throws for a person whom the identity provider manages now.
    static func refuseManaged(
        _ entry: DirectoryEntry,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        guard entry.isManaged, try ProvisioningSettings.find(in: organisation, on: db).state == .on else { return }
        throw Refusal.userManaged
    }

    /// Ends what a person may no longer use after a change.
    static func endAccess(of after: User, was before: User, on db: isolated Connection) throws {
        if before.role != after.role || after.state == .deactivated {
            try Session.removeAll(of: after.id, in: after.organisation, on: db)
        }
        if after.state == .deactivated || before.email != after.email {
            try PasswordLink.remove(of: after.id, in: after.organisation, on: db)
        }
    }

    private func check(_ form: Form) throws(Refusal) -> (EmailAddress, String) {
        var faults = Faults()
        let email = faults.email(form.email)
        let name = faults.name(form.name)
        guard let email, let name else { throw faults.refusal }
        return (email, name)
    }

    private func refusingTakenAddress<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as DatabaseError
            where error.code == .uniqueViolation("users_email")
            || error.code == .uniqueViolation("directory_entries_name")
        {
            var faults = Faults()
            faults.add("email", "Somebody with this address is here already; look under deactivated people, too.")
            throw faults.refusal
        }
    }

    private func invitation(
        of user: User,
        by caller: Caller,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Invitation {
        let token = Token(for: user.organisation)
        let expiresAt = now + Passwords.invitationLifetime
        let link = PasswordLink(user: user.id, purpose: .invitation, expiresAt: expiresAt)
        try PasswordLink.replace(with: link, token: token, at: now, on: db)
        let address = links.link(.invitation, token)
        try outbox.enqueue(
            .invitation(to: user, of: caller.organisationName, from: caller.name, link: address),
            to: user.email,
            in: user.organisation,
            deliverBefore: expiresAt,
            at: now,
            on: db
        )
        return Invitation(user: user, link: outbox.sendsMail ? nil : address)
    }

    /// What differs, before and after.
    static func words(for before: User, _ after: User) -> (was: String, became: String) {
        var was: [String] = []
        var became: [String] = []
        func compare(_ name: String, _ old: String, _ new: String) {
            guard old != new else { return }
            was.append("\(name) \(old)")
            became.append("\(name) \(new)")
        }
        compare("name", before.name, after.name)
        compare("e-mail", before.email.rawValue, after.email.rawValue)
        compare("role", before.role.rawValue, after.role.rawValue)
        compare("state", before.state.rawValue, after.state.rawValue)
        return (was.joined(separator: ", "), became.joined(separator: ", "))
    }
}

extension User {
    func changed(
        email: EmailAddress? = nil,
        name: String? = nil,
        role: Role? = nil,
        state: State? = nil
    ) -> User {
        User(
            id: id,
            organisation: organisation,
            email: email ?? self.email,
            name: name ?? self.name,
            role: role ?? self.role,
            state: state ?? self.state,
            createdAt: createdAt,
            lastSignInAt: lastSignInAt
        )
    }
}

extension Refusal {
    package static let userUnknown = Refusal(.notFound, "user.unknown", "There is no such person; reload the list.")
    package static let userDeactivated = Refusal(
        .conflict,
        "user.deactivated",
        "This person is deactivated; reactivate them first."
    )
    static let userNotInvited = Refusal(
        .conflict,
        "user.not-invited",
        "This person has accepted the invitation, or was deactivated; there is nothing to send again."
    )
    package static let lastAdmin = Refusal(
        .conflict,
        "user.last-admin",
        "This is the last active administrator; make somebody else an administrator first."
    )
    static let ownRole = Refusal(
        .conflict,
        "user.own-role",
        "Nobody changes their own role; ask another administrator."
    )
    static let ownDeactivation = Refusal(
        .conflict,
        "user.own-deactivation",
        "Nobody deactivates themselves; ask another administrator."
    )
}
