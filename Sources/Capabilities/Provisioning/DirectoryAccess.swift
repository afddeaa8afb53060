package import Directory
package import Store
import Crypto
import Database
import Telemetry

/// What an identity provider may do with the people and groups of an organisation.
package struct DirectoryAccess: Sendable {
    /// An entry with what else belongs to it.
    package struct Shown: Sendable {
        package let entry: DirectoryEntry
        /// A group's members, or a person's groups.
        package let memberships: [GroupMember]
        /// Whether the person holds a seat of a product whose subscription runs.
        package let isSeated: Bool
    }

    package struct Listing: Sendable {
        package let shown: [Shown]
        package let total: Int
        package let hasMore: Bool
    }

    let database: Database
    let clock: WallClock

    private static let longestName = 300

    // MARK: Looking

    /// A page of the directory. Members are read only where they are wanted.
    package func list(_ query: DirectoryQuery, withMembers: Bool = true, by provisioner: Provisioner) async throws
        -> Listing
    {
        let now = clock.now()
        return try await database.read { db in
            let page = try DirectoryEntry.list(query, in: provisioner.organisation, at: now, on: db)
            let shown = try show(page.entries, withMembers, provisioner.organisation, now, on: db)
            return Listing(shown: shown, total: page.total, hasMore: page.hasMore)
        }
    }

    package func find(
        _ id: String,
        _ kind: ResourceType.Kind,
        withMembers: Bool = true,
        by provisioner: Provisioner
    ) async throws -> Shown {
        let id = try DirectoryAccess.id(id, kind)
        let now = clock.now()
        return try await database.read { db in
            guard let entry = try DirectoryEntry.find(id, kind, in: provisioner.organisation, on: db) else {
                throw DirectoryFault.unknown(kind)
            }
            return try show([entry], withMembers, provisioner.organisation, now, on: db)[0]
        }
    }

    func show(
        _ entries: [DirectoryEntry],
        _ withMembers: Bool,
        _ organisation: ID<Organisation>,
        _ now: Timestamp,
        on db: isolated Connection
    ) throws -> [Shown] {
        let people = entries.filter { $0.kind == .user }
        let groups = withMembers ? entries.filter { $0.kind == .group }.map(\.id) : []
        let members = groups.isEmpty ? [] : try GroupMember.members(of: groups, in: organisation, on: db)
        let memberships =
            people.isEmpty ? [] : try GroupMember.groups(of: people.map(\.id), in: organisation, on: db)
        let seats = people.isEmpty ? [] : try Seat.list(of: people.compactMap(\.user), in: organisation, on: db)
        let seated = Set(seats.filter { $0.endsAt.map { $0 > now } ?? true }.map(\.user.entry))
        let byGroup = Dictionary(grouping: members, by: \.group)
        let byMember = Dictionary(grouping: memberships, by: \.member)
        return entries.map { entry in
            Shown(
                entry: entry,
                memberships: (entry.kind == .group ? byGroup : byMember)[entry.id] ?? [],
                isSeated: seated.contains(entry.id)
            )
        }
    }

    // MARK: People

    /// Adds a person with their seats, or nobody.
    package func create(
        _ resource: Resource,
        noting note: Provisioning.Note? = nil,
        by provisioner: Provisioner
    ) async throws -> Shown {
        let now = clock.now()
        return try await refusing {
            let newcomer = try newcomer(resource, provisioner, at: now)
            return try await database.writeTogether { db in
                try add(newcomer, noting: note, provisioner, at: now, on: db)
            }
        }
    }

    /// Adds several people with one commit, in their order; each is added or refused by themselves.
    package func create(people bodies: [AttributeObject], by provisioner: Provisioner) async throws
        -> [Result<Shown, DirectoryFault>]
    {
        let now = clock.now()
        // What needs no table is done before the writer is taken, on all cores.
        let read = try await AllCores.map(bodies) { bodies in
            bodies.map { body in
                Result { try newcomer(try provisioner.people.read(body).resource, provisioner, at: now) }
            }
        }
        let added = try await database.write(
            each: read.map { newcomer in
                { db in try add(try newcomer.get(), noting: nil, provisioner, at: now, on: db) }
            }
        )
        return try added.map { result in
            do {
                return .success(try result.get())
            } catch {
                guard let fault = DirectoryAccess.fault(error) else { throw error }
                return .failure(fault)
            }
        }
    }

    /// Somebody who is to be added, as far as that needs no table.
    private struct Newcomer: Sendable {
        let user: User
        let entry: DirectoryEntry
        let values: KeptValues

        var resource: Resource { entry.resource }
    }

    private func newcomer(_ resource: Resource, _ provisioner: Provisioner, at now: Timestamp) throws -> Newcomer {
        try check(resource, .user)
        let id = ID<User>.make(at: now)
        let user = User(
            id: id,
            organisation: provisioner.organisation,
            email: DirectoryAccess.address(of: resource) ?? .none(for: id),
            name: DirectoryAccess.name(of: resource),
            role: try role(of: resource, was: nil, provisioner),
            state: resource.isActive ? .active : .deactivated,
            createdAt: now
        )
        let entry = DirectoryEntry(
            id: id.entry,
            kind: .user,
            name: resource.attributes["userName"]?.text ?? "",
            resource: resource,
            createdAt: now,
            changedAt: now,
            isManaged: true,
            syncedAt: now
        )
        return Newcomer(user: user, entry: entry, values: provisioner.people.kept(resource))
    }

    private func add(
        _ newcomer: Newcomer,
        noting note: Provisioning.Note?,
        _ provisioner: Provisioner,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Shown {
        let (user, entry, resource) = (newcomer.user, newcomer.entry, newcomer.resource)
        let organisation = provisioner.organisation
        try User.insert(user, entry, newcomer.values, on: db)
        if provisioner.settings.needsProduct, resource.isActive, resource.products.isEmpty {
            throw Refusal.productNeeded
        }
        try Seating.check(resource.products, in: organisation, at: now, on: db)
        try Seating.seat(newcomer: user, resource, at: now, on: db)
        let allowance = DirectoryAccess.allowance(in: resource, at: now)
        if let allowance {
            let month = try CreditAllowances.monthStart(in: organisation, at: now, on: db)
            let kept = CreditAllowance(credits: allowance.credits, reset: allowance.reset, since: month)
            try CreditAllowance.keep(kept, of: user.id, in: organisation, on: db)
        }
        try record(
            .userProvisioned,
            .user(user),
            became: words(for: user, resource) + (allowance.map { ", \(CreditAllowances.words($0))" } ?? ""),
            by: Author(provisioner),
            at: now,
            on: db
        )
        try note?.keep(about: entry.name, by: provisioner, at: now, on: db)
        // Nobody belongs to a group before they are here.
        return Shown(entry: entry, memberships: [], isSeated: resource.isActive && !resource.products.isEmpty)
    }

    /// Changes a person to what is made of them as they are then; the seats with it, or nothing.
    package func change(
        person text: String,
        noting note: Provisioning.Note? = nil,
        by provisioner: Provisioner,
        to change: @escaping @Sendable (DirectoryEntry) throws -> Resource
    ) async throws -> Shown {
        let id = try DirectoryAccess.id(text, .user)
        let now = clock.now()
        let organisation = provisioner.organisation
        return try await refusing {
            try await database.writeTogether { db in
                try Organisation.holdRoles(organisation, at: now, on: db)
                guard let before = try DirectoryEntry.hold(id, .user, in: organisation, on: db),
                    let person = try User.find(ID(rawValue: id.rawValue), in: organisation, on: db)
                else { throw DirectoryFault.unknown(.user) }
                let resource = try change(before)
                try check(resource, .user)
                if !before.isManaged, person.role == .admin { throw Refusal.ownAdmin }
                let entry = DirectoryEntry(
                    id: id,
                    kind: .user,
                    name: resource.attributes["userName"]?.text ?? "",
                    resource: resource,
                    version: resource == before.resource ? before.version : before.version + 1,
                    createdAt: before.createdAt,
                    changedAt: resource == before.resource ? before.changedAt : now,
                    isManaged: true,
                    syncedAt: now
                )
                try DirectoryEntry.update(entry, provisioner.people.kept(resource), in: organisation, on: db)
                let user = try changed(person, resource, was: before, provisioner)
                try settle(user, person, entry, before, provisioner, at: now, on: db)
                try note?.keep(about: before.name, by: provisioner, at: now, on: db)
                return try show([entry], true, organisation, now, on: db)[0]
            }
        }
    }

    /// What follows for the person's account and seats.
    private func settle(
        _ user: User,
        _ person: User,
        _ entry: DirectoryEntry,
        _ before: DirectoryEntry,
        _ provisioner: Provisioner,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let organisation = provisioner.organisation
        if user != person {
            try User.update(
                user.id,
                in: organisation,
                name: user.name,
                email: user.email,
                role: user.role,
                state: user.state,
                on: db
            )
            try Users.endAccess(of: user, was: person, on: db)
            guard try User.countActiveAdmins(in: organisation, on: db) > 0 else { throw Refusal.lastAdmin }
            try PasswordSignIn.confirmLocalAdmin(in: organisation, on: db)
        }
        let added = entry.resource.products.filter { !before.resource.products.contains($0) }
        try Seating.check(added, in: organisation, at: now, on: db)
        let isAsked =
            !before.isManaged || !before.resource.isActive || before.resource.products != entry.resource.products
        if provisioner.settings.needsProduct, entry.resource.isActive, isAsked,
            try Seating.wanted(of: user.id, entry.resource, in: organisation, on: db).isEmpty
        {
            throw Refusal.productNeeded
        }
        try Seating.settle(user, entry.resource, at: now, on: db)
        let (was, became) = Users.words(for: person, user)
        let products = (before.resource.products.joined(separator: " "), entry.resource.products.joined(separator: " "))
        guard user != person || products.0 != products.1 || !before.isManaged else { return }
        let isOther = products.0 != products.1
        try record(
            action(user, person, before),
            .user(person),
            was: [was, isOther ? "products \(products.0)" : ""].filter { !$0.isEmpty }.joined(separator: ", "),
            became: [became, isOther ? "products \(products.1)" : ""].filter { !$0.isEmpty }.joined(separator: ", "),
            by: Author(provisioner),
            at: now,
            on: db
        )
    }

    private func action(_ user: User, _ person: User, _ before: DirectoryEntry) -> AuditAction {
        if !before.isManaged { return .userLinked }
        if user.state == .deactivated, person.state != .deactivated { return .userDeactivated }
        if user.state != .deactivated, person.state == .deactivated { return .userReactivated }
        return .userChanged
    }

    /// Removes a person: their entry, their seats and their access. Who has left traces stays as a deactivated account
    /// without an address, so that what they did still has an author.
    package func remove(
        person text: String,
        noting note: Provisioning.Note? = nil,
        by provisioner: Provisioner,
        if check: @escaping @Sendable (DirectoryEntry) throws -> Void
    ) async throws {
        let id = try DirectoryAccess.id(text, .user)
        let now = clock.now()
        let organisation = provisioner.organisation
        try await refusing {
            try await database.writeTogether { db in
                try Organisation.holdRoles(organisation, at: now, on: db)
                guard let entry = try DirectoryEntry.hold(id, .user, in: organisation, on: db),
                    let person = try User.find(ID(rawValue: id.rawValue), in: organisation, on: db)
                else { throw DirectoryFault.unknown(.user) }
                try check(entry)
                if !entry.isManaged, person.role == .admin { throw Refusal.ownAdmin }
                for seat in try Seat.list(of: [person.id], in: organisation, on: db) {
                    try Seat.release(seat.product, of: person.id, in: organisation, on: db)
                }
                try Session.removeAll(of: person.id, in: organisation, on: db)
                try PasswordLink.remove(of: person.id, in: organisation, on: db)
                _ = try DirectoryEntry.remove(id, in: organisation, on: db)
                do {
                    try db.savepoint { db in try User.remove(person.id, in: organisation, on: db) }
                } catch let error as DatabaseError where error.code == .foreignKey {
                    try User.update(
                        person.id,
                        in: organisation,
                        name: person.name,
                        email: .none(for: person.id),
                        role: person.role,
                        state: .deactivated,
                        on: db
                    )
                }
                guard try User.countActiveAdmins(in: organisation, on: db) > 0 else { throw Refusal.lastAdmin }
                try PasswordSignIn.confirmLocalAdmin(in: organisation, on: db)
                try record(
                    .userRemoved,
                    .user(person),
                    was: words(for: person, entry.resource),
                    by: Author(provisioner),
                    at: now,
                    on: db
                )
                try note?.keep(about: entry.name, by: provisioner, at: now, on: db)
            }
        }
    }

    /// Notes with the person that what was asked for them was refused.
    package func note(_ reason: String, for text: String, by provisioner: Provisioner) async throws {
        guard let id = ID<DirectoryEntry>(parsing: text) else { return }
        let refused = DirectoryEntry.Refused(at: clock.now(), reason: reason)
        try await database.write { db in
            try DirectoryEntry.refuse(id, refused, in: provisioner.organisation, on: db)
        }
    }
}

// MARK: - Parts

extension DirectoryAccess {
    static func id(_ text: String, _ kind: ResourceType.Kind) throws(DirectoryFault) -> ID<DirectoryEntry> {
        guard let id = ID<DirectoryEntry>(parsing: text) else { throw .unknown(kind) }
        return id
    }

    /// What every person needs, whatever the organisation.
    private static let people = ResourceType.user(products: [], roles: [])

    func check(_ resource: Resource, _ kind: ResourceType.Kind) throws(DirectoryFault) {
        let type = kind == .user ? DirectoryAccess.people : .group
        try type.checkRequired(resource)
        let name = resource.attributes[type.nameAttribute]?.text ?? ""
        guard name.utf8.count <= DirectoryAccess.longestName else {
            throw DirectoryFault(
                .invalidValue,
                "\"\(type.nameAttribute)\" may have at most \(DirectoryAccess.longestName) bytes."
            )
        }
    }

    /// The first address that mail can go to; failing that the user name, if it is one.
    static func address(of resource: Resource) -> EmailAddress? {
        (resource.emails + [resource.attributes["userName"]?.text ?? ""]).lazy
            .compactMap { EmailAddress(rawValue: $0) }.first
    }

    static func name(of resource: Resource) -> String {
        let displayed = resource.displayedName ?? ""
        let isPlain = displayed.utf8.count <= 100 && displayed.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        if isPlain, displayed.utf8.contains(where: { $0 != 0x20 }) { return displayed }
        let visible = displayed.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let name = String(String(String.UnicodeScalarView(visible)).prefix(100))
        return name.allSatisfy(\.isWhitespace) ? "Unnamed" : name
    }

    /// The role that the person gets. Administrators are made in Loam, unless its administrators say otherwise.
    private func role(of resource: Resource, was role: Role?, _ provisioner: Provisioner) throws(Refusal) -> Role {
        let wanted = resource.role.flatMap { Role.named($0) } ?? .member
        guard wanted != .admin || role == .admin || provisioner.settings.mayMakeAdmins else { throw .adminsByHand }
        return wanted
    }

    private func changed(
        _ person: User,
        _ resource: Resource,
        was before: DirectoryEntry,
        _ provisioner: Provisioner
    ) throws -> User {
        let state: User.State =
            switch (resource.isActive, person.state) {
            case (false, _): .deactivated
            case (true, .deactivated), (true, .invited): .active
            case (true, .active): .active
            }
        let isRenamed = resource.displayedName != before.resource.displayedName
        let isMoved = DirectoryAccess.address(of: resource) != DirectoryAccess.address(of: before.resource)
        return person.changed(
            email: isMoved ? DirectoryAccess.address(of: resource) ?? person.email : person.email,
            name: isRenamed ? DirectoryAccess.name(of: resource) : person.name,
            role: try role(of: resource, was: person.role, provisioner),
            state: state
        )
    }

    /// What the provider says of credits, if anything. Without a number a limit is the one of the guide.
    private static func allowance(in resource: Resource, at now: Timestamp) -> CreditAllowance? {
        let limit: Int? = if case .integer(let number)? = resource.loam("creditLimit") { number } else { nil }
        let policy = resource.loam("creditPolicy")?.text ?? (limit == nil ? nil : "limited")
        guard policy == "limited" else { return nil }
        let reset = resource.loam("usageReset")?.text.flatMap(CreditAllowance.Reset.init(rawValue:)) ?? .monthly
        return CreditAllowance(credits: min(max(limit ?? 1000, 0), CreditAllowances.most), reset: reset, since: now)
    }

    private func words(for user: User, _ resource: Resource) -> String {
        let products = resource.products.isEmpty ? "" : ", products \(resource.products.joined(separator: " "))"
        return "\(resource.attributes["userName"]?.text ?? ""), role \(user.role.rawValue)" + products
    }

    /// What the rules of the product refuse, in the words of the directory.
    func refusing<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            throw DirectoryAccess.fault(error) ?? error
        }
    }

    private static func fault(_ error: any Error) -> DirectoryFault? {
        switch error {
        case let fault as DirectoryFault: return fault
        case let refusal as Refusal:
            let isForbidden = [
                "product.no-seat", "user.last-admin", "user.last-local-admin", "user.own-admin", "role.admins-by-hand",
            ]
            return DirectoryFault(isForbidden.contains(refusal.code) ? .forbidden : .invalidValue, refusal.sentence)
        case let error as DatabaseError where error.code == .uniqueViolation("directory_entries_name"):
            return DirectoryFault(.uniqueness, "Somebody with this name exists already.")
        case let error as DatabaseError where error.code == .uniqueViolation("users_email"):
            return DirectoryFault(
                .uniqueness,
                "Somebody with this e-mail address exists already; give each person an address of their own."
            )
        default: return nil
        }
    }
}

extension DirectoryFault {
    static func unknown(_ kind: ResourceType.Kind) -> DirectoryFault {
        DirectoryFault(.notFound, "There is no \(kind.name.lowercased()) with this id.")
    }
}

extension Refusal {
    static let ownAdmin = Refusal(
        .forbidden,
        "user.own-admin",
        "This person is an administrator of Loam's own. An administrator can hand them over to the identity provider on "
            + "their page in Loam."
    )
    static let adminsByHand = Refusal(
        .forbidden,
        "role.admins-by-hand",
        "The identity provider may not make administrators. Use the role user, or allow it in Loam under Auto "
            + "provisioning."
    )
}
