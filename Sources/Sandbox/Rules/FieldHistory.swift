import Database

extension CompiledRules {
    private static let histories: [String: (object: String, reference: String)] = [
        "Account": ("AccountHistory", "AccountId"), "Contact": ("ContactHistory", "ContactId"),
        "Lead": ("LeadHistory", "LeadId"), "Opportunity": ("OpportunityFieldHistory", "OpportunityId"),
    ]

    /// One change as history keeps it.
    private struct Entry {
        let record: String
        let field: String
        let dataType: String
        let old: Scalar
        let new: Scalar
    }

    /// Writes down which tracked fields changed: a row for each, two for a reference, and one for a record that is new.
    func track(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        guard let fields = tracked[chunk.object.name], !fields.isEmpty,
            let history = CompiledRules.histories[chunk.object.name], let table = schema.object(history.object),
            let prefix = table.keyPrefix
        else { return }
        let entries: [Entry]
        switch chunk.operation {
        case .insert:
            entries = chunk.soundRows.map {
                Entry(record: chunk.id($0), field: "created", dataType: "Text", old: .null, new: .null)
            }
        case .update: entries = try changes(fields, chunk, db)
        }
        guard !entries.isEmpty else { return }
        let first = try IDSequence.reserve(entries.count, prefix: prefix, db)
        let columns = [
            "Id", history.reference, "Field", "DataType", "OldValue", "NewValue", "CreatedDate", "CreatedById",
        ]
        try db.load(into: Table(identifier: history.object, columns: columns)) { writer in
            for (offset, entry) in entries.enumerated() {
                writer.text(RecordID.make(prefix: prefix, number: first + Int64(offset)))
                writer.text(entry.record)
                writer.text(entry.field)
                writer.text(entry.dataType)
                writer.value(entry.old.sqlValue)
                writer.value(entry.new.sqlValue)
                writer.text(chunk.moment)
                writer.text(chunk.caller.userID)
                try writer.endRow()
            }
        }
    }

    private func changes(_ fields: [Field], _ chunk: SaveChunk, _ db: isolated Connection) throws -> [Entry] {
        var entries: [Entry] = []
        for field in fields where chunk.isTouched(field) {
            let rows = chunk.soundRows.filter { chunk.isChanged($0, field) }
            guard !rows.isEmpty else { continue }
            let names = field.type == .reference ? try self.names(field, rows, chunk, db) : [:]
            let shown = CompiledRules.historyName(of: field)
            for row in rows {
                let (old, new) = (chunk.before(row, field), chunk.value(row, field))
                if field.type == .reference {
                    entries.append(
                        Entry(
                            record: chunk.id(row),
                            field: shown,
                            dataType: "Text",
                            old: old.text.flatMap { names[$0] }.map { .text($0) } ?? .null,
                            new: new.text.flatMap { names[$0] }.map { .text($0) } ?? .null
                        )
                    )
                }
                // Of a long text only the fact of the change is kept.
                entries.append(
                    Entry(
                        record: chunk.id(row),
                        field: shown,
                        dataType: field.historyType,
                        old: field.isLongText ? .null : old,
                        new: field.isLongText ? .null : new
                    )
                )
            }
        }
        return entries
    }

    /// The names of the rows that a reference refers to now and referred to before.
    private func names(_ field: Field, _ rows: [Int], _ chunk: SaveChunk, _ db: isolated Connection) throws -> [String:
        String]
    {
        var ids: Set<String> = []
        for row in rows {
            if let id = chunk.before(row, field).text { ids.insert(id) }
            if let id = chunk.value(row, field).text { ids.insert(id) }
        }
        var names: [String: String] = [:]
        for object in field.references.compactMap({ schema.object($0) }) {
            guard let name = object.nameField, name.isStored else { continue }
            let rows = try db.fetch(
                IdentifiedValue.self,
                """
                SELECT "Id" AS id, \(identifier: name.name) AS value FROM \(identifier: object.name)
                WHERE "Id" IN \(in: ids.sorted())
                """
            )
            for row in rows { if case .text(let name) = row.value { names[row.id] = name } }
        }
        return names
    }

    /// Standard references are called by their relationship: `Owner` for `OwnerId`.
    private static func historyName(of field: Field) -> String {
        field.type == .reference && !field.isCustom ? field.relationshipName ?? field.name : field.name
    }
}

extension Field {
    /// What history calls the type of a value.
    fileprivate var historyType: String {
        switch type {
        case .reference, .id: "EntityId"
        case .picklist, .combobox: "DynamicEnum"
        case .multipicklist: "MultiEnum"
        case .textarea: isLongText ? "TextArea" : "StringPlusClob"
        case .boolean: "Boolean"
        case .int, .long, .double: "Double"
        case .currency: "Currency"
        case .percent: "Percent"
        case .date: "DateOnly"
        case .datetime: "DateTime"
        case .time: "TimeOnly"
        case .email: "Email"
        case .phone: "Phone"
        case .url: "Url"
        case .string, .address, .location, .base64, .encryptedstring, .anyType: "Text"
        }
    }
}
