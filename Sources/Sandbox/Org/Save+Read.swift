import Database

extension Save {
    /// Takes the rows as they are stored as the point of departure, and refuses those that cannot be changed.
    func depart(_ ids: [String], _ chunk: SaveChunk, _ db: isolated Connection) throws {
        var places: [String: Int] = [:]
        for (row, id) in ids.enumerated() {
            chunk.setID(row, id)
            if places[id] == nil {
                places[id] = row
            } else {
                chunk.refuse(row, with: OrgError("DUPLICATE_VALUE", "Duplicate id in list: \(id)", fields: []))
            }
        }
        var isFound = [Bool](repeating: false, count: ids.count)
        try db.scan("\(sql: plan.storedRows)\(JSONList.of(ids))))") { stored in
            guard let row = places[String(decoding: stored.text(0), as: UTF8.self)] else { return .more }
            isFound[row] = true
            for (place, column) in plan.stored.enumerated() {
                let value = Scalar(stored, place, as: column.type)
                // What has no value departs from none.
                if case .null = value { continue }
                chunk.depart(row, column.ordinal, from: value)
            }
            return .more
        }
        let deleted = plan.object.field("IsDeleted")
        let converted = plan.object.name == "Lead" ? plan.object.field("IsConverted") : nil
        for row in chunk.soundRows {
            if !isFound[row] {
                chunk.refuse(row, with: options.isSingleRow ? .notFound : .missingRow)
            } else if let deleted, chunk.before(row, deleted).isTrue {
                chunk.refuse(row, with: .deleted)
            } else if let converted, chunk.before(row, converted).isTrue {
                chunk.refuse(
                    row,
                    with: OrgError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", fields: [])
                )
            }
        }
    }

    /// Reads what the batch gives for these rows.
    func read(_ sources: [Int], into chunk: SaveChunk) {
        let isInsert = chunk.operation == .insert
        for (row, source) in sources.enumerated() {
            guard chunk.isSound(row) else { continue }
            var refused: [String] = []
            let cells = batch.rows[source]
            for position in plan.columns.indices {
                guard let given = cells[position] else { continue }
                // An empty cell of a file leaves the field alone.
                if options.isBulk, given.isEmptyText { continue }
                let column = plan.columns[position]
                if case .identity = column.role, !isInsert || plan.key == nil { continue }
                guard isInsert ? column.isCreateable : column.isUpdateable else {
                    if column.reader.type == .id {
                        chunk.refuse(row, with: .idInInsert)
                    } else {
                        refused.append(column.reader.name)
                    }
                    continue
                }
                // The parents' keys become ids once all of them are known.
                if case .parent = column.role { continue }
                do {
                    chunk.set(row, column.reader.ordinal, try column.reader.read(given, options))
                } catch {
                    chunk.refuse(row, with: error)
                }
            }
            if !refused.isEmpty { chunk.refuse(row, with: .readOnly(refused)) }
        }
    }

    /// Puts the ids of parents in the place of their keys.
    func findParents(_ sources: [Int], _ chunk: SaveChunk, _ db: isolated Connection) throws {
        for (position, column) in plan.columns.enumerated() {
            guard case .parent(let parent, let key) = column.role else { continue }
            let reader = ValueReader(key)
            var wanted: [(row: Int, value: Scalar)] = []
            for (row, source) in sources.enumerated() where chunk.isSound(row) {
                guard let given = batch.rows[source][position] else { continue }
                if options.isBulk, given.isEmptyText { continue }
                do {
                    let value = try reader.read(given, options)
                    if value == .null {
                        chunk.set(row, column.reader.ordinal, .null)
                    } else {
                        wanted.append((row, value))
                    }
                } catch {
                    chunk.refuse(row, with: error)
                }
            }
            let index = try KeyIndex(parent, key, wanted.map(\.value), db)
            for (row, value) in wanted {
                let ids = index.ids(value)
                if ids.count == 1 {
                    chunk.set(row, column.reader.ordinal, .text(ids[0]))
                } else if ids.isEmpty {
                    let text =
                        "Foreign key external ID: \(value.shown) not found for field \(key.name) in entity \(parent.name)"
                    chunk.refuse(row, with: OrgError("INVALID_FIELD", text, fields: []))
                } else {
                    let text =
                        "\(key.name): more than one record found for external id field: [\(ids.joined(separator: ", "))]"
                    chunk.refuse(row, with: OrgError("DUPLICATE_EXTERNAL_ID", text, fields: [key.name]))
                }
            }
        }
    }
}

/// The columns of a stored row, in the order in which they were asked for.
struct StoredRow: RowDecodable {
    let values: [SQLValue]

    init(row: Row) { values = row.values }
}
