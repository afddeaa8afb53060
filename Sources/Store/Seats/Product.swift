package import Database
package import Telemetry

/// What the organisation has subscribed to, with a number of seats.
package struct Product: Sendable, Equatable, RowDecodable {
    /// As identity providers name it, such as `sales`.
    package let id: String
    package let name: String
    package let seats: Int
    package let used: Int
    /// When the subscription ends; nil for one without an end.
    package let endsAt: Timestamp?

    package init(id: String, name: String, seats: Int, used: Int = 0, endsAt: Timestamp? = nil) {
        self.id = id
        self.name = name
        self.seats = seats
        self.used = used
        self.endsAt = endsAt
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        seats = try row["seats"]
        used = try row["used"]
        endsAt = try row["ends_at"]
    }

    package func isOver(at now: Timestamp) -> Bool { endsAt.map { $0 <= now } ?? false }

    /// The subscription ends when the day after this one begins; nil for one without an end.
    package func lastDay(in zone: Zone) -> CivilDate? { endsAt.map { zone.local(at: $0 - .seconds(1)).date } }
}

extension Product {
    /// All products, by name.
    package static func list(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [Product] {
        try db.fetch(
            Product.self,
            """
            SELECT id, name, seats, used, ends_at FROM products WHERE organisation_id = \(organisation)
            ORDER BY name, id
            """
        )
    }

    package static func find(_ id: String, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Product?
    {
        try db.first(
            Product.self,
            """
            SELECT id, name, seats, used, ends_at FROM products WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    /// Adds the product; violates `products_pkey` when there is one of this id.
    package static func insert(
        _ product: Product,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO products (organisation_id, id, name, seats, used, ends_at, created_at)
            VALUES (\(organisation), \(product.id), \(product.name), \(product.seats), 0, \(product.endsAt), \(now))
            """
        )
    }

    /// Changes the product unless more seats are in use than there would be; false then.
    package static func update(_ product: Product, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Bool
    {
        try db.run(
            """
            UPDATE products SET name = \(product.name), seats = \(product.seats), ends_at = \(product.endsAt)
            WHERE organisation_id = \(organisation) AND id = \(product.id) AND used <= \(product.seats)
            """
        ).rows == 1
    }

    /// Removes the product unless somebody holds a seat of it; false then.
    package static func remove(_ id: String, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Bool
    {
        try db.run(
            "DELETE FROM products WHERE organisation_id = \(organisation) AND id = \(id) AND used = 0"
        ).rows == 1
    }
}
