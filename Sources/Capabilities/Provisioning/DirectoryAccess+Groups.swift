package import Directory
package import Store
import Database
import Telemetry

/// Groups of an identity provider. Those to which an administrator has given products give them to their members.
extension DirectoryAccess {
    package func create(
        group resource: Resource,
        noting note: Provisioning.Note? = nil,
        by provisioner: Provisioner
    ) async throws -> Shown {
        try check(resource, .group)
        let now = clock.now()
        let organisation = provisioner.organisation
        let named = DirectoryAccess.members(of: resource)
        let entry = entry(.make(at: now), resource, version: 1, createdAt: now, at: now)
        return try await refusing {
            try await database.writeTogether { db in
                try DirectoryEntry.insert(entry, ResourceType.group.kept(entry.resource), in: organisation, on: db)
                let members = try known(named, of: entry.id, in: organisation, on: db)
                try GroupMember.add(members.sorted(), to: entry.id, in: organisation, on: db)
                try record(
                    .groupCreated,
                    .group(entry),
                    became: counted(members.count, "member"),
                    by: Author(provisioner),
                    at: now,
                    on: db
                )
                try note?.keep(about: entry.name, by: provisioner, at: now, on: db)
                return try show([entry], true, organisation, now, on: db)[0]
            }
        }
    }

    /// Changes a group to what is made of it as it is then, its members among its attributes. The seats that its products
    /// give follow, or nothing is changed.
    package func change(
        group text: String,
        noting note: Provisioning.Note? = nil,
        by provisioner: Provisioner,
        to change: @escaping @Sendable (DirectoryEntry, Resource) throws -> Resource
    ) async throws -> Shown {
        let id = try DirectoryAccess.id(text, .group)
        let now = clock.now()
        let organisation = provisioner.organisation
        return try await refusing {
            try await database.writeTogether { db in
                guard let before = try DirectoryEntry.hold(id, .group, in: organisation, on: db) else {
                    throw DirectoryFault.unknown(.group)
                }
                let old = Set(try GroupMember.members(of: [id], in: organisation, on: db).map(\.member))
                var whole = before.resource
                whole.attributes["members"] =
                    old.isEmpty ? nil : .list(old.sorted().map { ["value": .text($0.rawValue)] })
                let resource = try change(before, whole)
                try check(resource, .group)
                let new = try known(DirectoryAccess.members(of: resource), of: id, in: organisation, on: db)
                let (added, removed) = (new.subtracting(old), old.subtracting(new))
                let changed = entry(id, resource, version: before.version + 1, createdAt: before.createdAt, at: now)
                try note?.keep(about: before.name, by: provisioner, at: now, on: db)
                guard changed.resource != before.resource || !added.isEmpty || !removed.isEmpty else {
                    return try show([before], true, organisation, now, on: db)[0]
                }
                try DirectoryEntry.update(changed, ResourceType.group.kept(changed.resource), in: organisation, on: db)
                try GroupMember.remove(removed.sorted(), from: id, in: organisation, on: db)
                try GroupMember.add(added.sorted(), to: id, in: organisation, on: db)
                if !(try GroupProduct.list(of: id, in: organisation, on: db).isEmpty) {
                    try settle(added.union(removed), in: organisation, at: now, on: db)
                }
                try record(
                    .groupChanged,
                    .group(before),
                    was: "\(before.name), \(counted(old.count, "member"))",
                    became: "\(changed.name), \(counted(new.count, "member"))",
                    by: Author(provisioner),
                    at: now,
                    on: db
                )
                return try show([changed], true, organisation, now, on: db)[0]
            }
        }
    }

    package func remove(
        group text: String,
        noting note: Provisioning.Note? = nil,
        by provisioner: Provisioner,
        if check: @escaping @Sendable (DirectoryEntry) throws -> Void
    ) async throws {
        let id = try DirectoryAccess.id(text, .group)
        let now = clock.now()
        let organisation = provisioner.organisation
        try await refusing {
            try await database.writeTogether { db in
                guard let entry = try DirectoryEntry.hold(id, .group, in: organisation, on: db) else {
                    throw DirectoryFault.unknown(.group)
                }
                try check(entry)
                let members = Set(try GroupMember.members(of: [id], in: organisation, on: db).map(\.member))
                let gaveProducts = !(try GroupProduct.list(of: id, in: organisation, on: db).isEmpty)
                _ = try DirectoryEntry.remove(id, in: organisation, on: db)
                if gaveProducts { try settle(members, in: organisation, at: now, on: db) }
                try record(
                    .groupRemoved,
                    .group(entry),
                    was: counted(members.count, "member"),
                    by: Author(provisioner),
                    at: now,
                    on: db
                )
                try note?.keep(about: entry.name, by: provisioner, at: now, on: db)
            }
        }
    }

    // MARK: Parts

    private func entry(
        _ id: ID<DirectoryEntry>,
        _ resource: Resource,
        version: Int,
        createdAt: Timestamp,
        at now: Timestamp
    ) -> DirectoryEntry {
        var own = resource
        own.attributes["members"] = nil
        return DirectoryEntry(
            id: id,
            kind: .group,
            name: resource.attributes["displayName"]?.text ?? "",
            resource: own,
            version: version,
            createdAt: createdAt,
            changedAt: now,
            isManaged: true,
            syncedAt: now
        )
    }

    private static func members(of resource: Resource) -> Set<ID<DirectoryEntry>> {
        Set(
            (resource.attributes["members"]?.elements ?? []).compactMap { $0.object?["value"]?.text }
                .map { ID(rawValue: $0) }
        )
    }

    /// Those of the members who are here. One whom somebody has just removed must not spoil the change of all others, and
    /// an id that is not here will never be: it is ours to give.
    private func known(
        _ members: Set<ID<DirectoryEntry>>,
        of group: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<ID<DirectoryEntry>> {
        guard !members.contains(group) else {
            throw DirectoryFault(.invalidValue, "A group cannot be a member of itself.")
        }
        return try GroupMember.known(members.sorted(), in: organisation, on: db)
    }

    /// Gives and takes the seats of these members. Groups among them give nothing on.
    private func settle(
        _ members: Set<ID<DirectoryEntry>>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        for member in members.sorted() {
            guard let entry = try DirectoryEntry.find(member, .user, in: organisation, on: db),
                let user = try User.find(ID(rawValue: member.rawValue), in: organisation, on: db)
            else { continue }
            try Seating.settle(user, entry.resource, at: now, on: db)
        }
    }
}
