import Database

/// The table of an object: a column for each stored field, under the field's name.
struct TableLayout {
    let object: ObjectType

    /// Makes the table, or adds to it what the object has got since.
    func settle(_ db: isolated Connection) throws {
        let stored = object.fields.filter(\.isStored)
        let known = Set(try db.fetch(String.self, "SELECT name FROM pragma_table_info(\(object.name))"))
        if known.isEmpty {
            let columns = stored.map(column).joined(separator: ", ")
            try db.run("CREATE TABLE \(identifier: object.name) (\(sql: columns))")
        }
        for field in stored where !known.contains(field.name) && !known.isEmpty {
            try db.run("ALTER TABLE \(identifier: object.name) ADD COLUMN \(sql: column(field))")
        }
        try makeIndexes(db)
    }

    /// Makes the indexes that the table lacks.
    func makeIndexes(_ db: isolated Connection) throws {
        for field in object.fields where field.isStored {
            if let index = index(field) { try db.run(index) }
        }
    }

    /// Drops the indexes while many rows are loaded: sorted once at the end, they cost a fraction.
    func dropIndexes(_ db: isolated Connection) throws {
        for field in object.fields where field.isStored && field.isIndexed {
            try db.run("DROP INDEX IF EXISTS \(identifier: "\(object.name)_\(field.name)")")
        }
    }

    private func column(_ field: Field) -> SQL {
        let name: SQL = "\(identifier: field.name)"
        switch field.type {
        case .id: return name + " TEXT NOT NULL PRIMARY KEY"
        case .boolean: return name + " INTEGER NOT NULL DEFAULT 0"
        case .int, .long: return name + " INTEGER"
        case .double, .currency, .percent: return name + " REAL"
        case .reference, .date, .datetime, .time: return name + " TEXT"
        default: return name + (field.isCaseSensitive ? " TEXT" : " TEXT COLLATE NOCASE")
        }
    }

    /// Empty values are left out of the indexes: most references of most rows are empty.
    private func index(_ field: Field) -> SQL? {
        guard field.isIndexed else { return nil }
        let name = "\(object.name)_\(field.name)"
        return """
            CREATE INDEX IF NOT EXISTS \(identifier: name) ON \(identifier: object.name) (\(identifier: field.name))
            WHERE \(identifier: field.name) IS NOT NULL
            """
    }
}

extension Field {
    /// Whether queries by it are quick.
    var isIndexed: Bool {
        switch name {
        case "Id", "CreatedById", "LastModifiedById": false
        case "SystemModstamp", "Name", "Email": true
        default: type == .reference || isUnique || isExternalID
        }
    }
}
