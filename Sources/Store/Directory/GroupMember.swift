package import Database
package import Directory
import Telemetry

/// One membership, with what is known of the other side.
package struct GroupMember: Sendable, Equatable, RowDecodable {
    package let group: ID<DirectoryEntry>
    package let member: ID<DirectoryEntry>
    /// The member's kind, or the group's where groups of a member are asked for.
    package let kind: ResourceType.Kind
    package let name: String

    package init(row: Row) throws {
        group = try row["group_id"]
        member = try row["member_id"]
        kind = try row["kind"]
        name = try row["name"]
    }
}

extension GroupMember {
    /// Who belongs to these groups, in the order of their ids.
    package static func members(
        of groups: [ID<DirectoryEntry>],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [GroupMember] {
        try db.fetch(
            GroupMember.self,
            """
            SELECT m.group_id, m.member_id, o.kind, o.name FROM group_members m
            JOIN directory_entries o ON o.organisation_id = m.organisation_id AND o.id = m.member_id
            WHERE m.organisation_id = \(organisation) AND m.group_id IN \(in: groups)
            ORDER BY m.group_id, m.member_id
            """
        )
    }

    /// The groups that these belong to.
    package static func groups(
        of members: [ID<DirectoryEntry>],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [GroupMember] {
        try db.fetch(
            GroupMember.self,
            """
            SELECT m.group_id, m.member_id, o.kind, o.name FROM group_members m
            JOIN directory_entries o ON o.organisation_id = m.organisation_id AND o.id = m.group_id
            WHERE m.organisation_id = \(organisation) AND m.member_id IN \(in: members)
            ORDER BY m.member_id, m.group_id
            """
        )
    }

    /// Which of these ids are in the directory.
    package static func known(
        _ ids: [ID<DirectoryEntry>],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<ID<DirectoryEntry>> {
        var known: Set<ID<DirectoryEntry>> = []
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = ids[start..<min(start + 500, ids.count)]
            known.formUnion(
                try db.fetch(
                    ID<DirectoryEntry>.self,
                    "SELECT id FROM directory_entries WHERE organisation_id = \(organisation) AND id IN \(in: some)"
                )
            )
        }
        return known
    }

    package static func add(
        _ members: some Sequence<ID<DirectoryEntry>>,
        to group: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO group_members (organisation_id, group_id, member_id) VALUES (\(organisation), \(group), \(""))
            """,
            with: members.map { [.text(organisation.rawValue), .text(group.rawValue), .text($0.rawValue)] }
        )
    }

    package static func remove(
        _ members: some Sequence<ID<DirectoryEntry>>,
        from group: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            DELETE FROM group_members
            WHERE organisation_id = \(organisation) AND group_id = \(group) AND member_id = \("")
            """,
            with: members.map { [.text(organisation.rawValue), .text(group.rawValue), .text($0.rawValue)] }
        )
    }
}
