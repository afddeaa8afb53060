package import Database
package import Telemetry

/// A list of companies or of people that an organisation keeps.
package struct ProfileList: Sendable, Equatable, RowDecodable {
    package let id: ID<ProfileList>
    package let kind: CatalogueKind
    package let name: String
    package let createdBy: ID<User>
    package let createdAt: Timestamp
    package let count: Int

    package init(id: ID<ProfileList>, kind: CatalogueKind, name: String, createdBy: ID<User>, createdAt: Timestamp) {
        (self.id, self.kind, self.name) = (id, kind, name)
        (self.createdBy, self.createdAt) = (createdBy, createdAt)
        count = 0
    }

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        name = try row["name"]
        createdBy = try row["created_by"]
        createdAt = try row["created_at"]
        count = try row["members"]
    }

    private static let columns: SQL = """
        id, kind, name, created_by, created_at, (SELECT COUNT(*) FROM list_members
            WHERE list_members.organisation_id = lists.organisation_id AND list_id = lists.id) AS members
        """

    /// By name, companies before people.
    package static func all(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [ProfileList] {
        try db.fetch(
            ProfileList.self,
            "SELECT \(sql: columns) FROM lists WHERE organisation_id = \(organisation) ORDER BY kind, name, id"
        )
    }

    package static func find(
        _ id: ID<ProfileList>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> ProfileList? {
        try db.first(
            ProfileList.self,
            "SELECT \(sql: columns) FROM lists WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    package static func insert(
        _ list: ProfileList,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO lists (organisation_id, id, kind, name, created_by, created_at)
            VALUES (\(organisation), \(list.id), \(list.kind), \(list.name), \(list.createdBy), \(list.createdAt))
            """
        )
    }

    package static func delete(
        _ id: ID<ProfileList>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run("DELETE FROM lists WHERE organisation_id = \(organisation) AND id = \(id)").expect(rows: 1)
    }
}

// MARK: - Who is on it

extension ProfileList {
    /// The numbers of those on it behind a number, in their order.
    package static func members(
        of id: ID<ProfileList>,
        in organisation: ID<Organisation>,
        after number: Int64,
        limit: Int,
        on db: isolated Connection
    ) throws -> [Int64] {
        try db.fetch(
            Int64.self,
            """
            SELECT number FROM list_members
            WHERE organisation_id = \(organisation) AND list_id = \(id) AND number > \(number)
            ORDER BY number LIMIT \(limit)
            """
        )
    }

    /// Puts them on the list, and tells how many were not there yet.
    package static func add(
        _ numbers: [Int64],
        to id: ID<ProfileList>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Int {
        var added = 0
        for number in numbers {
            added += try db.run(
                """
                INSERT INTO list_members (organisation_id, list_id, number, added_at)
                VALUES (\(organisation), \(id), \(number), \(now))
                ON CONFLICT (organisation_id, list_id, number) DO NOTHING
                """
            ).rows
        }
        return added
    }

    /// Takes them off the list, and tells how many were on it.
    package static func remove(
        _ numbers: [Int64],
        from id: ID<ProfileList>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        guard !numbers.isEmpty else { return 0 }
        return try db.run(
            """
            DELETE FROM list_members
            WHERE organisation_id = \(organisation) AND list_id = \(id) AND number IN \(in: numbers)
            """
        ).rows
    }
}
