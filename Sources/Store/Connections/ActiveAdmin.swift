package import Database
package import Telemetry

/// The administrator who answers for what a product does on a connection.
package struct ActiveAdmin: Sendable, Equatable, RowDecodable {
    /// What runs on a connection under somebody's name.
    package enum Product: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case scheduled, instant

        /// As people read it.
        package var title: String {
            switch self {
            case .scheduled: "Scheduled Enrich"
            case .instant: "Instant Enrich"
            }
        }
    }

    package let product: Product
    package let user: ID<User>
    package let since: Timestamp

    package init(row: Row) throws {
        product = try row["product"]
        user = try row["user_id"]
        since = try row["since"]
    }
}

extension ActiveAdmin {
    package static func set(
        _ user: ID<User>,
        for product: Product,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO org_active_admins (organisation_id, connection_id, product, user_id, since)
            VALUES (\(organisation), \(connection), \(product), \(user), \(now))
            ON CONFLICT (organisation_id, connection_id, product) DO UPDATE
            SET user_id = excluded.user_id, since = excluded.since
            """
        )
    }

    package static func list(
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [ActiveAdmin] {
        try db.fetch(
            ActiveAdmin.self,
            """
            SELECT product, user_id, since FROM org_active_admins
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) ORDER BY product
            """
        )
    }
}
