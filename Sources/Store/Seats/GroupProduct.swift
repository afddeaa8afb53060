package import Database
import Directory

/// The products that the members of groups get.
package enum GroupProduct {
    package static func list(
        of group: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String] {
        try db.fetch(
            String.self,
            """
            SELECT product_id FROM group_products WHERE organisation_id = \(organisation) AND group_id = \(group)
            ORDER BY product_id
            """
        )
    }

    package static func replace(
        with products: [String],
        of group: ID<DirectoryEntry>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run("DELETE FROM group_products WHERE organisation_id = \(organisation) AND group_id = \(group)")
        try db.run(
            """
            INSERT INTO group_products (organisation_id, group_id, product_id)
            VALUES (\(organisation), \(group), \(""))
            """,
            with: products.map { [.text(organisation.rawValue), .text(group.rawValue), .text($0)] }
        )
    }

    /// What the person gets by the groups that they are a member of.
    package static func granted(
        to user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String] {
        try db.fetch(
            String.self,
            """
            SELECT DISTINCT g.product_id FROM group_members m
            JOIN group_products g ON g.organisation_id = m.organisation_id AND g.group_id = m.group_id
            WHERE m.organisation_id = \(organisation) AND m.member_id = \(user.rawValue)
            """
        )
    }

    /// A group with its members and products, for the page that lists them.
    package struct Listed: Sendable, RowDecodable {
        package let id: ID<DirectoryEntry>
        package let name: String
        package let members: Int
        /// By their ids, with commas between.
        package let products: [String]

        package init(row: Row) throws {
            id = try row["id"]
            name = try row["name"]
            members = try row["members"]
            let joined: String? = try row["products"]
            products = joined.map { $0.split(separator: ",").map(String.init).sorted() } ?? []
        }
    }

    /// The first groups by name.
    package static func groups(
        in organisation: ID<Organisation>,
        limit: Int,
        on db: isolated Connection
    ) throws -> [Listed] {
        try db.fetch(
            Listed.self,
            """
            SELECT e.id, e.name,
                (SELECT COUNT(*) FROM group_members m WHERE m.organisation_id = e.organisation_id AND m.group_id = e.id)
                    AS members,
                (SELECT \(.either(sqlite: "group_concat(g.product_id, ',')", postgres: "string_agg(g.product_id, ',')"))
                    FROM group_products g WHERE g.organisation_id = e.organisation_id AND g.group_id = e.id) AS products
            FROM directory_entries e
            WHERE e.organisation_id = \(organisation) AND e.kind = \(ResourceType.Kind.group)
            ORDER BY e.name_key LIMIT \(limit)
            """
        )
    }
}
