import Database

/// The table of an object: a column for each stored field, under the field's name.
struct TableLayout {
    let object: ObjectType

    /// The statements that make the table and its indexes, which do nothing when they are there.
    var statements: [SQL] {
        let columns = object.fields.filter(\.isStored).map(column).joined(separator: ", ")
        return ["CREATE TABLE IF NOT EXISTS \(identifier: object.name) (\(sql: columns))"]
            + object.fields.compactMap(index)
    }

    /// The statement that adds a field to a table that is there.
    func addition(of field: Field) -> [SQL] {
        ["ALTER TABLE \(identifier: object.name) ADD COLUMN \(sql: column(field))"] + [index(field)].compactMap { $0 }
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
        guard field.isStored, field.isIndexed else { return nil }
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
