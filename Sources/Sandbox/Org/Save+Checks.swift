import Database

extension Save {
    /// The required fields: all of them in a new row, and none emptied in one that is there.
    func checkRequired(_ chunk: SaveChunk) {
        let fields = chunk.operation == .insert ? plan.required : plan.neverEmpty
        guard !fields.isEmpty else { return }
        let ordinals = fields.map(\.ordinal)
        for row in chunk.rows where chunk.isSound(row) {
            guard ordinals.contains(where: { chunk.value(row, $0) == .null }) else { continue }
            let missing = fields.filter { chunk.value(row, $0) == .null }.map(\.name)
            chunk.refuse(
                row,
                with: OrgError(
                    "REQUIRED_FIELD_MISSING",
                    "Required fields are missing: [\(missing.joined(separator: ", "))]",
                    fields: missing
                )
            )
        }
    }

    /// No two rows with the same value in a unique field, neither here nor in the table.
    func checkUnique(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        for field in plan.uniques {
            var values: [Scalar] = []
            for row in chunk.rows where chunk.isSound(row) && chunk.isChanged(row, field.ordinal) {
                let value = chunk.value(row, field.ordinal)
                if value != .null { values.append(value) }
            }
            let index = try KeyIndex(plan.object, field, values, db)
            var taken: [String: Int] = [:]
            for row in chunk.rows where chunk.isSound(row) && chunk.isChanged(row, field.ordinal) {
                let value = chunk.value(row, field.ordinal)
                guard value != .null else { continue }
                if let other = index.ids(value).first(where: { $0 != chunk.id(row) }) {
                    chunk.refuse(row, with: .duplicateValue(field, other))
                } else if taken.updateValue(row, forKey: KeyIndex.folded(value, field)) != nil {
                    chunk.refuse(row, with: .duplicateValue(field, "<unknown>"))
                }
            }
        }
    }

    /// Every reference leads to a row that is there and of an object that it may lead to.
    func checkReferences(_ chunk: SaveChunk, _ db: isolated Connection) throws {
        for field in plan.references {
            var rowsByID: [String: [Int]] = [:]
            for row in chunk.rows where chunk.isSound(row) && chunk.isChanged(row, field.ordinal) {
                if case .text(let id) = chunk.value(row, field.ordinal) { rowsByID[id, default: []].append(row) }
            }
            var idsByObject: [String: [String]] = [:]
            for (id, rows) in rowsByID {
                guard let object = schema.object(ofID: id), field.references.contains(object.name) else {
                    for row in rows { chunk.refuse(row, with: .wrongReference(field, id)) }
                    continue
                }
                idsByObject[object.name, default: []].append(id)
            }
            for (name, ids) in idsByObject {
                guard let object = schema.object(name) else { continue }
                let states = try ReferenceStates(object, ids, switches, db)
                for id in ids {
                    guard let error = states.error(id, as: field, of: plan.object, caller) else { continue }
                    for row in rowsByID[id] ?? [] { chunk.refuse(row, with: error) }
                }
            }
        }
    }
}

/// Which of the rows that are referred to are there, and in what state.
struct ReferenceStates {
    private let object: ObjectType
    private var states: [String: Int64] = [:]

    init(_ object: ObjectType, _ ids: [String], _ switches: OrgSwitches, _ db: isolated Connection) throws {
        self.object = object
        let state: SQL
        switch object.name {
        case "User": state = "1 - \"IsActive\""
        case "Lead": state = "\"IsDeleted\" + 2 * \"IsConverted\""
        case "Group": state = "CASE \"Type\" WHEN 'Queue' THEN 0 ELSE 3 END"
        default: state = object.isSoftDeleted ? "\"IsDeleted\"" : "0"
        }
        let rows = try db.fetch(
            PairRow.self,
            """
            SELECT \(sql: state), "Id" FROM \(identifier: object.name)
            WHERE "Id" IN (SELECT value FROM json_each(\(JSONList.of(ids))))
            """
        )
        for row in rows {
            if case .integer(let state) = row.first { states[row.second] = state }
        }
    }

    /// What is wrong with a reference to this row.
    func error(_ id: String, as field: Field, of object: ObjectType, _ caller: OrgCaller) -> OrgError? {
        guard let state = states[id] else { return .missingReference }
        if state == 0 { return nil }
        switch self.object.name {
        case "User":
            guard field.name == "OwnerId", !caller.rights.permissions.contains("UpdateWithInactiveOwner") else {
                return nil
            }
            return OrgError(
                "INACTIVE_OWNER_OR_USER",
                "operation performed with inactive user [\(id)] as owner of \(object.name.lowercased())",
                fields: []
            )
        case "Group":
            return field.name == "OwnerId"
                ? OrgError("INVALID_OPERATION", "Queue not associated with this SObject type", fields: []) : nil
        case "Lead" where state >= 2:
            return OrgError("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead", fields: [])
        default: return .deleted
        }
    }
}
