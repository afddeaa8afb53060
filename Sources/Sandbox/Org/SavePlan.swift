import Database

/// What a save knows about its object and its columns: found once, so that rows are handled by place alone.
struct SavePlan: Sendable {
    /// One of the batch's columns; a class, so that the columns are walked row by row without copying what each knows.
    final class Column: Sendable {
        enum Role: Sendable {
            case value
            /// The row's own id, or the value that tells it in an upsert.
            case identity
            /// The parent's key in the place of its id.
            case parent(ObjectType, key: Field)
        }

        let role: Role
        let reader: ValueReader
        let isCreateable: Bool
        let isUpdateable: Bool

        init(_ role: Role, _ reader: ValueReader, isCreateable: Bool, isUpdateable: Bool) {
            self.role = role
            self.reader = reader
            self.isCreateable = isCreateable
            self.isUpdateable = isUpdateable
        }
    }

    /// A column of the object's table.
    struct Stored: Sendable {
        let name: String
        let type: FieldType
        let ordinal: Int
    }

    /// A value that a new row gets when it brings none.
    struct Fill: Sendable {
        let ordinal: Int
        let value: Scalar
    }

    let object: ObjectType
    let id: Field
    let columns: [Column]
    /// Where the row's id is, or the key of an upsert.
    let identityColumn: Int?
    /// The key of an upsert by another field than `Id`.
    let key: Field?
    let required: [Field]
    let neverEmpty: [Field]
    let uniques: [Field]
    let references: [Field]
    let fills: [Fill]
    /// What a row that is changed gets, whatever it brings.
    let stamps: [Fill]
    let autoNumbers: [Field]
    /// All columns of the table, the id first.
    let stored: [Stored]
    /// What asks for the rows of some ids, which are to follow as a list in JSON.
    let storedRows: SQL

    init(
        _ batch: RecordBatch,
        _ options: SaveOptions,
        caller: OrgCaller,
        schema: Schema,
        moment: String
    ) throws(OrgError) {
        guard let object = schema.object(batch.object.name), let id = object.field("Id") else {
            throw OrgError.notFound
        }
        var key: Field?
        var identity = "Id"
        if case .upsert(let field) = batch.operation, field.name != "Id" {
            key = field
            identity = field.name
        }
        let sets = options.setsAuditFields || caller.rights.permissions.contains("CreateAuditFields")
        columns = batch.columns.map { column in
            let field = column.field
            let isAudit = sets && SavePlan.auditFields.contains(field.name)
            var role = Column.Role.value
            if case .parent(_, let parent, let key) = column {
                role = .parent(parent, key: key)
            } else if field.name == identity {
                role = .identity
            }
            return Column(
                role,
                // The schema may have grown since the batch was put together, and places with it.
                ValueReader(object.field(field.name) ?? field),
                isCreateable: field.isCreateable || isAudit
                    || (options.setsAuditFields && field.isStored && field.type != .id),
                isUpdateable: field.isUpdateable
            )
        }
        identityColumn = batch.columns.firstIndex { column in
            if case .field(let field) = column { field.name == identity } else { false }
        }
        self.object = object
        self.id = id
        self.key = key
        let given = Set(columns.map(\.reader.ordinal))
        required = object.fields.filter(\.isRequiredOnCreate)
        neverEmpty = object.fields.filter {
            given.contains($0.ordinal) && !$0.isNillable && $0.type != .boolean && $0.name != "Id"
        }
        uniques = object.fields.filter { $0.isUnique && given.contains($0.ordinal) }
        references = object.fields.filter {
            $0.type == .reference && given.contains($0.ordinal) && !$0.references.isEmpty
        }
        fills = SavePlan.fills(object, caller, moment)
        stamps = SavePlan.stamps(object, caller, moment)
        autoNumbers = object.fields.filter(\.isAutoNumber)
        stored = ([id] + object.fields.filter { $0.isStored && $0.ordinal != id.ordinal })
            .map { Stored(name: $0.name, type: $0.type, ordinal: $0.ordinal) }
        let names = stored.map { "\(identifier: $0.name)" as SQL }.joined(separator: ", ")
        let rows: SQL =
            "SELECT \(sql: names) FROM \(identifier: object.name) WHERE \"Id\" IN (SELECT value FROM json_each("
        storedRows = rows.settled
    }

    private static func fills(_ object: ObjectType, _ caller: OrgCaller, _ moment: String) -> [Fill] {
        object.fields.compactMap { field in
            guard field.isStored, field.name != "IsDeleted" || object.isSoftDeleted else { return nil }
            if let value = field.defaultValue { return Fill(ordinal: field.ordinal, value: value) }
            if field.type == .boolean { return Fill(ordinal: field.ordinal, value: .flag(false)) }
            switch field.name {
            case "CreatedDate", "LastModifiedDate", "SystemModstamp":
                return Fill(ordinal: field.ordinal, value: .text(moment))
            case "CreatedById", "LastModifiedById", "OwnerId":
                return field.isDefaultedOnCreate ? Fill(ordinal: field.ordinal, value: .text(caller.userID)) : nil
            default: return nil
            }
        }
    }

    private static func stamps(_ object: ObjectType, _ caller: OrgCaller, _ moment: String) -> [Fill] {
        object.fields.compactMap { field in
            switch field.name {
            case "LastModifiedDate", "SystemModstamp": Fill(ordinal: field.ordinal, value: .text(moment))
            case "LastModifiedById": Fill(ordinal: field.ordinal, value: .text(caller.userID))
            default: nil
            }
        }
    }

    private static let auditFields: Set<String> = [
        "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "IsConverted", "ConvertedDate",
    ]
}
