package import Database
package import Telemetry

/// A search of the catalogue that an organisation keeps by a name.
package struct SavedSearch: Sendable, Equatable, RowDecodable {
    package let id: ID<SavedSearch>
    package let kind: CatalogueKind
    package let name: String
    /// As it stands in the address of the page.
    package let query: String
    package let createdBy: ID<User>
    package let createdAt: Timestamp

    package init(
        id: ID<SavedSearch>,
        kind: CatalogueKind,
        name: String,
        query: String,
        createdBy: ID<User>,
        createdAt: Timestamp
    ) {
        (self.id, self.kind, self.name) = (id, kind, name)
        (self.query, self.createdBy, self.createdAt) = (query, createdBy, createdAt)
    }

    package init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        name = try row["name"]
        query = try row["query"]
        createdBy = try row["created_by"]
        createdAt = try row["created_at"]
    }

    /// By name.
    package static func list(
        _ kind: CatalogueKind,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [SavedSearch] {
        try db.fetch(
            SavedSearch.self,
            """
            SELECT id, kind, name, query, created_by, created_at FROM saved_searches
            WHERE organisation_id = \(organisation) AND kind = \(kind) ORDER BY name, id
            """
        )
    }

    package static func insert(
        _ search: SavedSearch,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO saved_searches (organisation_id, id, kind, name, query, created_by, created_at)
            VALUES (\(organisation), \(search.id), \(search.kind), \(search.name), \(search.query), \(search.createdBy),
                \(search.createdAt))
            """
        )
    }

    /// Whether there was one.
    package static func delete(
        _ id: ID<SavedSearch>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run("DELETE FROM saved_searches WHERE organisation_id = \(organisation) AND id = \(id)").rows > 0
    }
}
