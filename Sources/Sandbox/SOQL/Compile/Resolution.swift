import Database

/// A field that a path leads to.
struct ResolvedField {
    let sql: SQL
    let field: Field
    /// Whose field it is; `nil` where it can be one of several objects.
    let object: ObjectType?
    /// The parents on the way.
    let steps: [Step]
    /// The names on the way and its own, as the schema spells them.
    let names: [String]
    /// Whether the SQL is a plain column, which knows how it is compared.
    let isColumn: Bool
    /// The table that holds it, to find the parts of a compound field.
    let table: Int?

    struct Step {
        let key: String
        let kind: RowShape.Kind
        let id: SQL
    }

    var path: String { names.joined(separator: ".") }
    /// The row may be missing, and with it a value that is never empty.
    var isBehindParent: Bool { !steps.isEmpty }
}

extension QueryCompiler {
    /// Where a path has come to.
    private enum Place {
        case table(Int)
        /// The row of one of several objects.
        case oneOf([ObjectType], reference: SQL, key: String)
    }

    /// Finds the field; throws Salesforce's words when there is none, or when it is hidden from the caller.
    mutating func resolve(_ path: SOQL.Path) throws(OrgError) -> ResolvedField {
        let parts = expanded(path)
        guard parts.count <= 6 else {
            throw source.malformed(
                at: path.at,
                "Maximum of 5 levels of relationships allowed in path \(path.text.prefix(255))"
            )
        }
        var place = Place.table(0)
        var steps: [ResolvedField.Step] = []
        for part in parts.dropLast() {
            (place, steps) = try follow(part, from: place, steps, at: path.at)
        }
        guard let last = parts.last else { throw source.malformed(at: path.at, "unexpected token: '.'") }
        switch place {
        case .table(let table): return try leaf(last, in: table, steps, at: path.at)
        case .oneOf(let objects, let reference, _):
            return try leaf(last, of: objects, reference, steps, at: path.at)
        }
    }

    /// The parts without an alias, or with what a further alias stands for.
    private func expanded(_ path: SOQL.Path) -> [SOQL.Name] {
        guard path.parts.count > 1, let first = path.parts.first else { return path.parts }
        let rest = Array(path.parts.dropFirst())
        let word = first.text.lowercased()
        if let alias = aliases[word] { return alias + rest }
        if joins.object(0).parent(word) == nil, word == joins.object(0).name.lowercased() { return rest }
        return path.parts
    }

    private mutating func follow(
        _ name: SOQL.Name,
        from place: Place,
        _ steps: [ResolvedField.Step],
        at offset: Int
    ) throws(OrgError) -> (Place, [ResolvedField.Step]) {
        let reference: SQL
        let field: Field
        let key: String
        switch place {
        case .table(let table):
            guard let found = joins.object(table).parent(name.text) else { throw unknownRelationship(name, at: offset) }
            field = found
            reference = joins.column(table, found.name)
            key = "\(table).\(found.name)"
        case .oneOf(let objects, let outer, let outerKey):
            let candidates = objects.compactMap { object in object.parent(name.text).map { (object, $0) } }
            guard let first = candidates.first else { throw unknownRelationship(name, at: offset) }
            field = first.1
            reference = choice(candidates.map { ($0.0, $0.1.name) }, outer)
            key = outerKey + "." + first.1.name
        }
        let targets = field.references.compactMap { context.schema.object($0) }
        guard let target = targets.first else { throw unknownRelationship(name, at: offset) }
        let relationship = field.relationshipName ?? name.text
        if field.isPolymorphic {
            let kinds = targets.compactMap { object in object.keyPrefix.map { (prefix: $0, object: object.name) } }
            let step = ResolvedField.Step(key: relationship, kind: .byPrefix(kinds), id: reference)
            return (.oneOf(targets, reference: reference, key: key), steps + [step])
        }
        let table = try joins.parent(target, through: reference, key: key)
        let step = ResolvedField.Step(
            key: relationship,
            kind: .object(target.name),
            id: joins.column(table, "Id")
        )
        return (.table(table), steps + [step])
    }

    private mutating func leaf(
        _ name: SOQL.Name,
        in table: Int,
        _ steps: [ResolvedField.Step],
        at offset: Int
    ) throws(OrgError) -> ResolvedField {
        let object = joins.object(table)
        guard let field = object.field(name.text) else {
            throw unknownColumn(name.text, on: object.name, at: offset)
        }
        let sql = field.isFormula ? try formula(field, in: table, at: offset) : joins.column(table, field.name)
        return ResolvedField(
            sql: sql,
            field: field,
            object: object,
            steps: steps,
            names: steps.map(\.key) + [field.name],
            isColumn: !field.isFormula,
            table: table
        )
    }

    /// A field that the objects of a polymorphic reference share.
    private func leaf(
        _ name: SOQL.Name,
        of objects: [ObjectType],
        _ reference: SQL,
        _ steps: [ResolvedField.Step],
        at offset: Int
    ) throws(OrgError) -> ResolvedField {
        let word = name.text.lowercased()
        let names = steps.map(\.key)
        if word == "type" {
            var field = Field("Type", .picklist, label: "Type")
            field.length = 40
            return ResolvedField(
                sql: typeName(objects, reference),
                field: field,
                object: nil,
                steps: steps,
                names: names + ["Type"],
                isColumn: false,
                table: nil
            )
        }
        guard QueryCompiler.sharedFields.contains(word) else { throw unknownColumn(name.text, on: "Name", at: offset) }
        let candidates = objects.compactMap { object -> (ObjectType, Field)? in
            let field = word == "name" ? object.nameField : object.field(word)
            guard let field, field.isStored else { return nil }
            return (object, field)
        }
        guard let first = candidates.first else { throw unknownColumn(name.text, on: "Name", at: offset) }
        var field = first.1
        if word == "name" { field.name = "Name" }
        return ResolvedField(
            sql: word == "id" ? reference : choice(candidates.map { ($0.0, $0.1.name) }, reference),
            field: field,
            object: nil,
            steps: steps,
            names: names + [field.name],
            isColumn: false,
            table: nil
        )
    }

    /// What can be asked of whoever a polymorphic reference leads to.
    private static let sharedFields: Set<String> = [
        "id", "name", "firstname", "lastname", "email", "phone", "title", "username", "alias", "isactive", "profileid",
        "userroleid", "recordtypeid", "lastvieweddate", "lastreferenceddate",
    ]

    /// The value of a field of the one row that the reference leads to.
    private func choice(_ candidates: [(ObjectType, String)], _ reference: SQL) -> SQL {
        var sql: SQL = "CASE substr(\(sql: reference), 1, 3)"
        for (object, field) in candidates {
            sql += " WHEN \(object.keyPrefix ?? "") THEN (SELECT \(identifier: field) FROM \(identifier: object.name)"
            sql += " WHERE \"Id\" = \(sql: reference))"
        }
        return sql + " END"
    }

    private func typeName(_ objects: [ObjectType], _ reference: SQL) -> SQL {
        var sql: SQL = "CASE substr(\(sql: reference), 1, 3)"
        for object in objects { sql += " WHEN \(object.keyPrefix ?? "") THEN \(object.name)" }
        return sql + " END"
    }
}

// MARK: - Faults

extension QueryCompiler {
    func unknownColumn(_ name: String, on entity: String, at offset: Int) -> OrgError {
        source.invalidField(
            at: offset,
            "No such column '\(name.prefix(255))' on entity '\(entity)'. If you are attempting to use a custom field, be "
                + "sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call "
                + "for the appropriate names."
        )
    }

    private func unknownRelationship(_ name: SOQL.Name, at offset: Int) -> OrgError {
        source.invalidField(
            at: offset,
            "Didn't understand relationship '\(name.text.prefix(255))' in field path. If you are attempting to use a "
                + "custom relationship, be sure to append the '__r' after the custom relationship name. Please reference "
                + "your WSDL or the describe call for the appropriate names."
        )
    }
}
