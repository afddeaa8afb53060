import Database

/// Reads rows of the org as this visitor sees them, straight from their tables.
struct RecordReading: Sendable {
    let database: Database
    let schema: Schema

    struct Record: Sendable {
        let id: String
        /// In the order of the fields that were asked for.
        let values: [Scalar]
    }

    /// Rows in this order. Tables are only read here, so no rules of the org come in.
    func records(
        of object: ObjectType,
        _ fields: [Field],
        where condition: SQL = "1 = 1",
        order: SQL = "1",
        limit: Int,
        offset: Int = 0
    ) async throws -> [Record] {
        let columns = (["Id"] + fields.map(\.name)).map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
        let types = fields.map(\.type)
        return try await database.read { db in
            try db.fetch(
                RawRow.self,
                """
                SELECT \(sql: columns) FROM \(identifier: object.name) WHERE \(sql: condition)
                ORDER BY \(sql: order) LIMIT \(limit) OFFSET \(offset)
                """
            ).map { row in
                Record(
                    id: Scalar(row.values[0], as: .id).text ?? "",
                    values: zip(row.values.dropFirst(), types).map { Scalar($0, as: $1) }
                )
            }
        }
    }

    private struct RawRow: RowDecodable, Sendable {
        let values: [SQLValue]

        init(row: Row) throws { values = row.values }
    }

    /// How many rows there are, up to a limit; those in the bin are left out.
    func count(of object: ObjectType, where condition: SQL, upTo limit: Int) async throws -> Int {
        try await database.read { db in
            try db.one(
                Int.self,
                """
                SELECT count(*) FROM (
                    SELECT 1 FROM \(identifier: object.name) WHERE \(sql: condition) LIMIT \(limit)
                )
                """
            )
        }
    }

    /// How many rows each object has, the bin's included: as much as an index tells without a look at each row.
    func sizes(of objects: [ObjectType]) async throws -> [String: Int] {
        try await database.read { db in
            var sizes: [String: Int] = [:]
            for object in objects {
                let isStamped = object.field("SystemModstamp") != nil
                sizes[object.name] = try db.one(
                    Int.self,
                    isStamped
                        ? """
                        SELECT count(*) FROM \(identifier: object.name) WHERE "SystemModstamp" IS NOT NULL
                        """
                        : "SELECT count(*) FROM \(identifier: object.name)"
                )
            }
            return sizes
        }
    }

    /// What is not in the bin.
    func isThere(_ object: ObjectType) -> SQL {
        object.field("IsDeleted") == nil ? "1 = 1" : "\"IsDeleted\" = 0"
    }

    /// What the rows with these ids are called.
    func names(of ids: Set<String>) async throws -> [String: String] {
        let groups = Dictionary(grouping: ids) { String($0.prefix(3)) }
        return try await database.read { db in
            var names: [String: String] = [:]
            for (prefix, ids) in groups {
                guard let object = schema.object(ofID: prefix), let name = object.nameField, name.isStored else {
                    continue
                }
                let found = try db.fetch(
                    Named.self,
                    """
                    SELECT "Id" AS id, \(identifier: name.name) AS name FROM \(identifier: object.name)
                    WHERE "Id" IN \(in: ids)
                    """
                )
                for row in found { names[row.id] = row.name }
            }
            return names
        }
    }

    /// The names of everything that the records refer to.
    func names(in records: [Record], _ fields: [Field]) async throws -> [String: String] {
        var ids: Set<String> = []
        for record in records {
            for (field, value) in zip(fields, record.values) where field.type == .reference {
                if let id = value.text { ids.insert(id) }
            }
        }
        return try await names(of: ids)
    }

    private struct Named: RowDecodable, Sendable {
        let id: String
        let name: String?

        init(row: Row) throws {
            id = try row["id"]
            name = try row["name"]
        }
    }
}
