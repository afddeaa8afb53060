package import Database
package import Directory
package import Telemetry

/// A person or a group as an identity provider sees it. A person's entry has the id of the person.
package struct DirectoryEntry: Sendable, Equatable, RowDecodable {
    package let id: ID<DirectoryEntry>
    package let kind: ResourceType.Kind
    /// The user name, or the group's name.
    package let name: String
    package let resource: Resource
    package let version: Int
    package let createdAt: Timestamp
    package let changedAt: Timestamp
    /// Whether the identity provider has written it.
    package let isManaged: Bool
    /// When it was last written so.
    package let syncedAt: Timestamp?
    /// When it was last refused to be written, and why; nil once it has been written again.
    package let refusal: Refused?

    package struct Refused: Sendable, Equatable {
        package let at: Timestamp
        package let reason: String

        package init(at: Timestamp, reason: String) {
            self.at = at
            self.reason = reason
        }
    }

    package init(
        id: ID<DirectoryEntry>,
        kind: ResourceType.Kind,
        name: String,
        resource: Resource,
        version: Int = 1,
        createdAt: Timestamp,
        changedAt: Timestamp,
        isManaged: Bool,
        syncedAt: Timestamp?
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.resource = resource
        self.version = version
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.isManaged = isManaged
        self.syncedAt = syncedAt
        refusal = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        name = try row["name"]
        do {
            resource = try Resource(json: try row["document"])
        } catch is JSONReader.Flaw {
            throw DatabaseError(.unreadable(column: "document"), "A document of the directory cannot be read.")
        }
        version = try row["version"]
        createdAt = try row["created_at"]
        changedAt = try row["changed_at"]
        isManaged = try row["is_managed"]
        syncedAt = try row["synced_at"]
        let refusedAt: Timestamp? = try row["refused_at"]
        let reason: String? = try row["refusal"]
        refusal = if let refusedAt, let reason { Refused(at: refusedAt, reason: reason) } else { nil }
    }

    package var user: ID<User>? { kind == .user ? ID(rawValue: id.rawValue) : nil }

    static let columns: SQL = """
        e.id, e.kind, e.name, e.document, e.version, e.created_at, e.changed_at, e.is_managed, e.synced_at, e.refused_at,
        e.refusal
        """
}

extension ResourceType.Kind: SQLConvertible, SQLReadable, RowDecodable {}

extension ID<User> {
    package var entry: ID<DirectoryEntry> { ID<DirectoryEntry>(rawValue: rawValue) }
}

// MARK: - One entry

extension DirectoryEntry {
    /// Adds the entry; violates `directory_entries_name` when there is one of this kind and name.
    package static func insert(
        _ entry: DirectoryEntry,
        _ values: KeptValues,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO directory_entries (organisation_id, id, kind, name, name_key, document, version, created_at,
                changed_at, is_managed, synced_at, kept)
            VALUES (\(organisation), \(entry.id), \(entry.kind), \(entry.name), \(Folding.key(entry.name)),
                \(entry.resource.json), \(entry.version), \(entry.createdAt), \(entry.changedAt), \(entry.isManaged),
                \(entry.syncedAt), \(values.json))
            """
        )
        try DirectoryKey.insert(values.keys, of: entry.id, in: organisation, on: db)
        try DirectoryCount.add(1, entry.kind, in: organisation, on: db)
    }

    /// Puts this in the place of what the entry said.
    package static func update(
        _ entry: DirectoryEntry,
        _ values: KeptValues,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        let keys = try DirectoryKey.list(of: entry.id, in: organisation, on: db)
        try db.run(
            """
            UPDATE directory_entries
            SET name = \(entry.name), name_key = \(Folding.key(entry.name)), document = \(entry.resource.json),
                version = \(entry.version), changed_at = \(entry.changedAt), is_managed = \(entry.isManaged),
                synced_at = \(entry.syncedAt), refused_at = NULL, refusal = NULL, kept = \(values.json)
            WHERE organisation_id = \(organisation) AND id = \(entry.id)
            """
        ).expect(rows: 1)
        let wanted = values.keys
        try DirectoryKey.remove(keys.filter { !wanted.contains($0) }, of: entry.id, in: organisation, on: db)
        try DirectoryKey.insert(wanted.filter { !keys.contains($0) }, of: entry.id, in: organisation, on: db)
    }

    package static func find(
        _ id: ID<DirectoryEntry>,
        _ kind: ResourceType.Kind,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> DirectoryEntry? {
        try db.first(
            DirectoryEntry.self,
            """
            SELECT \(sql: columns) FROM directory_entries e
            WHERE e.organisation_id = \(organisation) AND e.id = \(id) AND e.kind = \(kind)
            """
        )
    }

    /// The entry, which no other transaction then changes before this one ends.
    package static func hold(
        _ id: ID<DirectoryEntry>,
        _ kind: ResourceType.Kind,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> DirectoryEntry? {
        try db.run(
            """
            UPDATE directory_entries SET changed_at = changed_at
            WHERE organisation_id = \(organisation) AND id = \(id) AND kind = \(kind)
            """
        )
        return try find(id, kind, in: organisation, on: db)
    }

    package static func find(
        name: String,
        _ kind: ResourceType.Kind,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> DirectoryEntry? {
        try db.first(DirectoryEntry.self, findStatement(name, kind, organisation))
    }

    static func findStatement(_ name: String, _ kind: ResourceType.Kind, _ organisation: ID<Organisation>) -> SQL {
        """
        SELECT \(sql: columns) FROM directory_entries e
        WHERE e.organisation_id = \(organisation) AND e.kind = \(kind) AND e.name_key = \(Folding.key(name))
        """
    }

    /// Removes the entry with its values and its memberships; false when there is none such.
    package static func remove(
        _ id: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        let keys = try DirectoryKey.list(of: id, in: organisation, on: db)
        let removed = try db.first(
            ResourceType.Kind.self,
            "DELETE FROM directory_entries WHERE organisation_id = \(organisation) AND id = \(id) RETURNING kind"
        )
        guard let removed else { return false }
        try DirectoryKey.remove(keys, of: id, in: organisation, on: db)
        try DirectoryCount.add(-1, removed, in: organisation, on: db)
        return true
    }

    /// Notes that what the identity provider asked for this person was refused.
    package static func refuse(
        _ id: ID<DirectoryEntry>,
        _ refused: Refused,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE directory_entries SET refused_at = \(refused.at), refusal = \(refused.reason)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    /// Lets the identity provider write an entry that was Loam's own until now, or ends that.
    package static func setManaged(
        _ isManaged: Bool,
        _ id: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE directory_entries SET is_managed = \(isManaged)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        ).expect(rows: 1)
    }

    /// How many active administrators no identity provider writes.
    package static func countOwnAdmins(in organisation: ID<Organisation>, on db: isolated Connection) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT COUNT(*) FROM users u
            JOIN directory_entries e ON e.organisation_id = u.organisation_id AND e.id = u.id
            WHERE u.organisation_id = \(organisation) AND u.role = \(Role.admin) AND u.state = \(User.State.active)
                AND NOT e.is_managed
            """
        )
    }

    /// How the people of a page stand, by their id.
    package static func find(
        _ users: [ID<User>],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [ID<User>: DirectoryEntry] {
        let found = try db.fetch(
            DirectoryEntry.self,
            """
            SELECT \(sql: columns) FROM directory_entries e
            WHERE e.organisation_id = \(organisation) AND e.id IN \(in: users)
            """
        )
        return Dictionary(uniqueKeysWithValues: found.map { (ID<User>(rawValue: $0.id.rawValue), $0) })
    }
}

// MARK: - People of Loam itself

extension DirectoryEntry {
    /// How people are read where nothing depends on the organisation: their own values need no list of its products.
    private static let people = ResourceType.user(products: [], roles: [])

    /// Adds the entry of a person who was added by hand.
    static func add(_ user: User, on db: isolated Connection) throws {
        let resource = Resource.person(
            name: user.name,
            email: user.email.rawValue,
            role: user.role.word,
            isActive: user.state != .deactivated
        )
        let entry = DirectoryEntry(
            id: user.id.entry,
            kind: .user,
            name: user.email.rawValue,
            resource: resource,
            createdAt: user.createdAt,
            changedAt: user.createdAt,
            isManaged: false,
            syncedAt: nil
        )
        try insert(entry, people.kept(resource), in: user.organisation, on: db)
    }

    /// Puts another document in the place of the entry's, as after a change by hand.
    package static func write(
        _ resource: Resource,
        to entry: DirectoryEntry,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        guard resource != entry.resource else { return }
        let changed = DirectoryEntry(
            id: entry.id,
            kind: entry.kind,
            name: resource.attributes["userName"]?.text ?? entry.name,
            resource: resource,
            version: entry.version + 1,
            createdAt: entry.createdAt,
            changedAt: now,
            isManaged: entry.isManaged,
            syncedAt: entry.syncedAt
        )
        try update(changed, people.kept(resource), in: organisation, on: db)
    }
}

extension Role {
    /// What identity providers call it.
    package var word: String { self == .member ? "user" : rawValue }

    package static func named(_ word: String) -> Role? {
        Role(rawValue: word == "user" ? Role.member.rawValue : word)
    }
}
