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

    /// What the person gets by the groups that they are a member of; several times what several give.
    package static func granted(
        to user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String] {
        try db.fetch(String.self, grantedStatement(user, organisation))
    }

    static func grantedStatement(_ user: ID<User>, _ organisation: ID<Organisation>) -> SQL {
        "SELECT g.product_id FROM group_products g WHERE \(sql: granted(to: user, in: organisation))"
    }

    /// A join instead would let SQLite begin with all that groups give.
    private static func granted(to user: ID<User>, in organisation: ID<Organisation>) -> SQL {
        """
        g.organisation_id = \(organisation) AND g.group_id IN (
            SELECT group_id FROM group_members
            WHERE organisation_id = \(organisation) AND member_id = \(user.rawValue))
        """
    }

    /// A product that a person gets, and the group by which.
    package struct Grant: Sendable, Equatable, RowDecodable {
        package let product: String
        /// The group's name.
        package let group: String

        package init(row: Row) throws {
            product = try row["product_id"]
            group = try row["name"]
        }
    }

    /// What the person gets by their groups, with the groups' names, by product and group.
    package static func grants(
        to user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Grant] {
        // Ordered here, because SQLite would rather walk through all that groups give than sort what one person gets.
        try db.fetch(Grant.self, grantsStatement(user, organisation))
            .sorted { ($0.product, $0.group) < ($1.product, $1.group) }
    }

    static func grantsStatement(_ user: ID<User>, _ organisation: ID<Organisation>) -> SQL {
        """
        SELECT g.product_id, e.name FROM group_products g
        JOIN directory_entries e ON e.organisation_id = g.organisation_id AND e.id = g.group_id
        WHERE \(sql: granted(to: user, in: organisation))
        """
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
