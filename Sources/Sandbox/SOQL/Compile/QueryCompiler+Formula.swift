import Database

extension QueryCompiler {
    /// A formula field as SQL. It sees all fields of the org, whoever asks for it.
    mutating func formula(
        _ field: Field,
        in table: Int,
        at offset: Int,
        level: Int = 0
    ) throws(OrgError) -> SQL {
        let schema = context.orgSchema
        guard level < 5, let text = field.formula, let type = FormulaType(field.type),
            let object = schema.object(joins.object(table).name)
        else { throw OrgError.tooComplicated }
        let formula: Formula
        do {
            formula = try Formula(text, giving: type, for: .field(blankAsZero: field.treatsBlanksAsZero)) { path in
                schema.field(path, from: object).flatMap { FormulaType($0.type) }
            }
        } catch {
            // It was sound when it was saved; a field that it names is gone since.
            throw unknownColumn(field.name, on: object.name, at: offset)
        }
        var columns: [SQL] = []
        for named in formula.fields {
            columns.append(try column(named.path, from: table, at: offset, level: level))
        }
        return formula.sql(at: FormulaClock(now: context.now, zone: context.zone)) { [columns] in columns[$0] }
    }

    private mutating func column(
        _ path: [String],
        from start: Int,
        at offset: Int,
        level: Int
    ) throws(OrgError) -> SQL {
        var table = start
        for name in path.dropLast() {
            guard let object = context.orgSchema.object(joins.object(table).name),
                let step = context.orgSchema.step(name, from: object)
            else { throw unknownColumn(name, on: joins.object(table).name, at: offset) }
            let reference = joins.column(table, step.field.name)
            table = try joins.parent(step.parent, through: reference, key: "\(table).\(step.field.name)")
        }
        let object = context.orgSchema.object(joins.object(table).name)
        guard let name = path.last, let field = object?.field(name) else {
            throw unknownColumn(path.last ?? "", on: joins.object(table).name, at: offset)
        }
        return field.isFormula
            ? try formula(field, in: table, at: offset, level: level + 1) : joins.column(table, field.name)
    }
}

extension Schema {
    /// The field at the end of a formula's path.
    fileprivate func field(_ path: [String], from object: ObjectType) -> Field? {
        var object = object
        for name in path.dropLast() {
            guard let step = step(name, from: object) else { return nil }
            object = step.parent
        }
        return path.last.flatMap { object.field($0) }
    }

    /// The parent behind `Account`, or behind `Owner:User` where there could be several.
    fileprivate func step(_ name: String, from object: ObjectType) -> (field: Field, parent: ObjectType)? {
        let parts = name.split(separator: ":")
        let named = parts.count > 1 ? parts.last.map(String.init) : nil
        guard let first = parts.first, let field = object.parent(first), let target = named ?? field.references.first,
            let parent = self.object(target)
        else { return nil }
        return (field, parent)
    }
}
