package import Database
package import Telemetry

/// Who holds a seat of which product.
package struct Seat: Sendable, Equatable, RowDecodable {
    package let user: ID<User>
    package let product: String
    /// When the product's subscription ends.
    package let endsAt: Timestamp?

    package init(row: Row) throws {
        user = try row["user_id"]
        product = try row["product_id"]
        endsAt = try row["ends_at"]
    }
}

extension Seat {
    /// The seats of these people, by product.
    package static func list(
        of users: [ID<User>],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Seat] {
        try db.fetch(
            Seat.self,
            """
            SELECT s.user_id, s.product_id, p.ends_at FROM seats s
            JOIN products p ON p.organisation_id = s.organisation_id AND p.id = s.product_id
            WHERE s.organisation_id = \(organisation) AND s.user_id IN \(in: users)
            ORDER BY s.user_id, s.product_id
            """
        )
    }

    /// Gives the person a seat, if the subscription runs and one is left. One statement counts and takes, so that nobody
    /// gets the last one twice.
    package static func claim(
        _ product: String,
        for user: ID<User>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        let claimed = try db.run(
            """
            UPDATE products SET used = used + 1
            WHERE organisation_id = \(organisation) AND id = \(product) AND used < seats
                AND (ends_at IS NULL OR ends_at > \(now))
            """
        ).rows
        guard claimed == 1 else { return false }
        try db.run(
            """
            INSERT INTO seats (organisation_id, user_id, product_id, since)
            VALUES (\(organisation), \(user), \(product), \(now))
            """
        )
        return true
    }

    /// Takes the seat away, if the person holds one.
    package static func release(
        _ product: String,
        of user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        let released = try db.run(
            """
            DELETE FROM seats
            WHERE organisation_id = \(organisation) AND user_id = \(user) AND product_id = \(product)
            """
        ).rows
        guard released == 1 else { return }
        try db.run(
            "UPDATE products SET used = used - 1 WHERE organisation_id = \(organisation) AND id = \(product)"
        ).expect(rows: 1)
    }
}
