package import Database
package import Telemetry

/// Where facts come from. When several say something about a company, the one with the lowest priority number is believed.
package struct CatalogueSource: Sendable, Equatable, RowDecodable {
    package let number: Int64
    package let name: String
    package let priority: Int64
    package let createdAt: Timestamp

    package init(row: Row) throws {
        number = try row["number"]
        name = try row["name"]
        priority = try row["priority"]
        createdAt = try row["created_at"]
    }

    package static func find(_ name: String, on db: isolated Connection) throws -> CatalogueSource? {
        try db.first(
            CatalogueSource.self,
            "SELECT number, name, priority, created_at FROM catalogue_sources WHERE name = \(name)"
        )
    }

    /// All sources, the one that is believed first before the others.
    package static func all(on db: isolated Connection) throws -> [CatalogueSource] {
        try db.fetch(
            CatalogueSource.self,
            "SELECT number, name, priority, created_at FROM catalogue_sources ORDER BY priority, number"
        )
    }

    package static func setPriority(_ priority: Int64, of number: Int64, on db: isolated Connection) throws {
        try db.run("UPDATE catalogue_sources SET priority = \(priority) WHERE number = \(number)").expect(rows: 1)
    }

    /// The source of this name, which is made when it is new; a priority that is given takes the place of the old one.
    package static func take(
        _ name: String,
        priority: Int64?,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> CatalogueSource {
        if let source = try find(name, on: db) {
            guard let priority, priority != source.priority else { return source }
            try db.run("UPDATE catalogue_sources SET priority = \(priority) WHERE number = \(source.number)")
        } else {
            let number = try CatalogueNumbers.take(1, of: "sources", on: db)
            try db.run(
                """
                INSERT INTO catalogue_sources (number, name, priority, created_at)
                VALUES (\(number), \(name), \(priority ?? 100), \(now))
                """
            )
        }
        return try db.one(
            CatalogueSource.self,
            "SELECT number, name, priority, created_at FROM catalogue_sources WHERE name = \(name)"
        )
    }
}

/// How a source's files of one kind are understood.
package struct CatalogueMapping: Sendable, Equatable, RowDecodable {
    package let preset: String?
    package let document: String

    package init(preset: String?, document: String) {
        self.preset = preset
        self.document = document
    }

    package init(row: Row) throws {
        preset = try row["preset"]
        document = try row["document"]
    }

    package static func find(
        _ source: Int64,
        _ kind: CatalogueKind,
        on db: isolated Connection
    ) throws -> CatalogueMapping? {
        try db.first(
            CatalogueMapping.self,
            "SELECT preset, document FROM catalogue_mappings WHERE source = \(source) AND kind = \(kind)"
        )
    }

    package func keep(for source: Int64, _ kind: CatalogueKind, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO catalogue_mappings (source, kind, preset, document)
            VALUES (\(source), \(kind), \(preset), \(document))
            ON CONFLICT (source, kind) DO UPDATE SET preset = excluded.preset, document = excluded.document
            """
        )
    }
}

/// The numbers that rows get, one after another.
enum CatalogueNumbers {
    /// Takes so many, and tells the first.
    static func take(_ count: Int, of kind: String, on db: isolated Connection) throws -> Int64 {
        let last = try db.one(
            Int64.self,
            "UPDATE catalogue_numbers SET last = last + \(Int64(count)) WHERE kind = \(kind) RETURNING last"
        )
        return last - Int64(count) + 1
    }
}
