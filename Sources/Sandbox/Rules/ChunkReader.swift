import Database

/// Reads values of a chunk's rows by paths, also of their parents, which it fetches once for all rows.
struct ChunkReader {
    /// Where the value of a path is found.
    private enum Source {
        case own(Field)
        /// By the id that the reference holds.
        case parent(Field, [String: Scalar])
        case constant(Scalar)
        case formula(Formula, ChunkReader)
    }

    private let chunk: SaveChunk
    private let clock: FormulaClock
    private var sources: [Source] = []

    /// The deepest that calculated fields may rest on one another.
    private static let deepest = 5

    init(
        _ paths: [[String]],
        _ chunk: SaveChunk,
        _ schema: Schema,
        _ clock: FormulaClock,
        depth: Int = 0,
        _ db: isolated Connection
    ) throws {
        self.chunk = chunk
        self.clock = clock
        let object = schema.object(chunk.object.name) ?? chunk.object
        for path in paths {
            if let first = path.first, first.hasPrefix("$") {
                sources.append(.constant(try ChunkReader.global(path, chunk.caller, db)))
            } else if path.count > 1 {
                guard let reference = object.parent(path[0]) else { throw ChunkReader.unknown(path) }
                let ids = ChunkReader.ids(reference, chunk)
                let parents = try ChunkReader.parents(ids, path.dropFirst(), reference.references, schema, db)
                sources.append(.parent(reference, parents))
            } else if let field = object.field(path[0]) {
                if let formula = try schema.formula(of: field, on: object) {
                    guard depth < ChunkReader.deepest else { throw ChunkReader.unknown(path) }
                    let inner = try ChunkReader(
                        formula.fields.map(\.path),
                        chunk,
                        schema,
                        clock,
                        depth: depth + 1,
                        db
                    )
                    sources.append(.formula(formula, inner))
                } else {
                    sources.append(.own(field))
                }
            } else {
                throw ChunkReader.unknown(path)
            }
        }
    }

    /// The value that the path at this place of the list shall have.
    func value(_ row: Int, _ path: Int) -> Scalar {
        switch sources[path] {
        case .own(let field): chunk.value(row, field)
        case .parent(let reference, let parents): parents[chunk.value(row, reference).text ?? ""] ?? .null
        case .constant(let value): value
        case .formula(let formula, let reader): formula.value(on: reader.subject(row))
        }
    }

    /// The value that it had.
    func before(_ row: Int, _ path: Int) -> Scalar {
        switch sources[path] {
        case .own(let field): chunk.before(row, field)
        case .parent(let reference, let parents): parents[chunk.before(row, reference).text ?? ""] ?? .null
        case .constant(let value): value
        case .formula(let formula, let reader): formula.value(on: reader.subject(row, isBefore: true))
        }
    }

    /// What a formula whose fields are the paths is worked out on.
    func subject(_ row: Int, isBefore: Bool = false) -> FormulaSubject {
        FormulaSubject(
            clock: clock,
            isNew: chunk.operation == .insert,
            current: { isBefore ? before(row, $0) : value(row, $0) },
            prior: { before(row, $0) }
        )
    }

    // MARK: - What is fetched

    private static func ids(_ reference: Field, _ chunk: SaveChunk) -> [String] {
        var ids: Set<String> = []
        for row in chunk.rows {
            if let id = chunk.value(row, reference).text { ids.insert(id) }
            if let id = chunk.before(row, reference).text { ids.insert(id) }
        }
        return ids.sorted()
    }

    /// The values at the end of the path, by the ids of the rows at its beginning.
    private static func parents(
        _ ids: [String],
        _ path: ArraySlice<String>,
        _ objects: [String],
        _ schema: Schema,
        _ db: isolated Connection
    ) throws -> [String: Scalar] {
        guard let name = path.first, !ids.isEmpty else { return [:] }
        var found: [String: Scalar] = [:]
        for object in objects.compactMap({ schema.object($0) }) {
            if path.count == 1 {
                guard let field = object.field(name), field.isStored else { continue }
                found.merge(try values(of: field, on: object, ids, db)) { $1 }
            } else if let reference = object.parent(name) {
                let next = try values(of: reference, on: object, ids, db)
                let further = try parents(
                    Set(next.values.compactMap(\.text)).sorted(),
                    path.dropFirst(),
                    reference.references,
                    schema,
                    db
                )
                for (id, parent) in next { found[id] = parent.text.flatMap { further[$0] } }
            }
        }
        return found
    }

    private static func values(
        of field: Field,
        on object: ObjectType,
        _ ids: [String],
        _ db: isolated Connection
    ) throws -> [String: Scalar] {
        let rows = try db.fetch(
            IdentifiedValue.self,
            """
            SELECT "Id" AS id, \(identifier: field.name) AS value FROM \(identifier: object.name)
            WHERE "Id" IN \(in: ids)
            """
        )
        return Dictionary(rows.map { ($0.id, Scalar($0.value, as: field.type)) }) { $1 }
    }

    private static func global(_ path: [String], _ caller: OrgCaller, _ db: isolated Connection) throws -> Scalar {
        guard path.count == 2 else { return .null }
        let column = path[1]
        let value: SQLValue? =
            switch path[0].lowercased() {
            case "$user":
                try db.first(
                    LoneValue.self,
                    "SELECT \(identifier: column) AS value FROM \"User\" WHERE \"Id\" = \(caller.userID)"
                )?.value
            case "$profile":
                try db.first(
                    LoneValue.self,
                    "SELECT \(identifier: column) AS value FROM \"Profile\" WHERE \"Id\" = \(caller.profileID)"
                )?.value
            default:
                try db.first(LoneValue.self, "SELECT \(identifier: column) AS value FROM \"Organization\"")?.value
            }
        return Scalar(value ?? .null, as: .string)
    }

    private static func unknown(_ path: [String]) -> OrgError {
        OrgError("FIELD_INTEGRITY_EXCEPTION", "Field \(path.joined(separator: ".")) does not exist. Check spelling.")
    }
}

/// A value with the id of its row.
struct IdentifiedValue: RowDecodable {
    let id: String
    let value: SQLValue

    init(row: Row) throws {
        id = try row["id"]
        value = row.values[1]
    }
}

private struct LoneValue: RowDecodable {
    let value: SQLValue

    init(row: Row) { value = row.values[0] }
}
