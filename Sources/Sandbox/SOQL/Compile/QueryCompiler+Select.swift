import Database

// MARK: - Items

extension QueryCompiler {
    /// Makes columns and a shape of the `SELECT` list.
    mutating func select() throws(OrgError) {
        var selected: Set<String> = []
        for item in query.items {
            switch item {
            case .expression(.call(let call), _) where call.name.text.lowercased() == "fields":
                try fields(call, &selected)
            case .expression(.path(let path), let alias):
                if let alias {
                    throw source.malformed(at: alias.at, "only aggregate expressions use field aliasing")
                }
                try add(try resolve(path), at: path.at, &selected)
            case .expression(.call(let call), let alias):
                try add(call, alias, &selected)
            case .subquery(let query): try addChild(query, &selected)
            case .typeOf(let typeOf): try add(typeOf, &selected)
            }
        }
    }

    private mutating func add(_ resolved: ResolvedField, at offset: Int, _ selected: inout Set<String>) throws(OrgError)
    {
        guard selected.insert(resolved.path).inserted else {
            throw source.invalidField(at: offset, "duplicate field selected: \(resolved.path)")
        }
        if resolved.field.type.isCompound {
            if context.mode == .bulk { throw OrgError.notInBulk("Selecting compound data") }
            guard let member = compound(resolved) else { return }
            shape.insert(member, below: steps(resolved)[...])
            return
        }
        if resolved.field.isLongText { longTexts += 1 }
        let cell = RowShape.Cell(
            key: resolved.names[resolved.names.count - 1],
            column: place(of: resolved.sql, key: resolved.path),
            form: ValueForm(resolved.field, of: resolved.object)
        )
        shape.insert(.value(cell), below: steps(resolved)[...])
    }

    /// A function whose value stands beside fields.
    private mutating func add(
        _ call: SOQL.Call,
        _ alias: SOQL.Name?,
        _ selected: inout Set<String>
    ) throws(OrgError) {
        let value = try expression(.call(call))
        guard value.kind != .dateFunction else {
            throw source.malformed(at: call.name.at, "Field must be grouped or aggregated: \(value.identity)")
        }
        let key = alias?.text ?? value.key ?? nextName()
        let path = (value.steps.map(\.key) + [key]).joined(separator: ".")
        guard selected.insert(path).inserted else {
            throw source.invalidField(at: call.name.at, "duplicate field selected: \(path)")
        }
        let cell = RowShape.Cell(key: key, column: place(of: value.sql, key: value.identity), form: value.form)
        shape.insert(.value(cell), below: alias == nil ? steps(value.steps)[...] : [])
    }

    mutating func nextName() -> String {
        unnamed += 1
        return "expr\(unnamed - 1)"
    }

    private mutating func steps(_ resolved: ResolvedField) -> [RowShape.Step] { steps(resolved.steps) }

    private mutating func steps(_ steps: [ResolvedField.Step]) -> [RowShape.Step] {
        var path = ""
        return steps.map { step in
            path += step.key + "."
            return RowShape.Step(key: step.key, kind: step.kind, idColumn: place(of: step.id, key: path + "Id"))
        }
    }

    /// The parts of an address or location, as they are called in its object.
    private mutating func compound(_ resolved: ResolvedField) -> RowShape.Member? {
        guard let table = resolved.table, let object = resolved.object else { return nil }
        let name = resolved.field.name
        let prefix = name.hasSuffix("Address") ? String(name.dropLast(7)) : ""
        var cells: [RowShape.Cell] = []
        for part in object.fields where part.compound == name && part.isStored {
            var key = String(part.name.dropFirst(prefix.utf8.count))
            if key.hasSuffix("__s") { key = String(key.dropLast(3).split(separator: "_").last ?? "") }
            key = key.prefix(1).lowercased() + key.dropFirst()
            let path = resolved.steps.map(\.key) + [part.name]
            let column = place(of: joins.column(table, part.name), key: path.joined(separator: "."))
            cells.append(RowShape.Cell(key: key, column: column, form: ValueForm(part, of: object)))
        }
        return .compound(key: name, cells.sorted { $0.key < $1.key })
    }
}

// MARK: - FIELDS()

extension QueryCompiler {
    private mutating func fields(_ call: SOQL.Call, _ selected: inout Set<String>) throws(OrgError) {
        guard call.arguments.count == 1, case .expression(.path(let path)) = call.arguments[0], path.parts.count == 1
        else { throw source.malformed(at: call.name.at, "unexpected token: '('") }
        let word = path.text.uppercased()
        let all = joins.object(0).fields
        let chosen: [Field]
        switch word {
        case "STANDARD": chosen = all.filter { !$0.isCustom }
        case "ALL", "CUSTOM":
            if context.mode == .bulk { throw OrgError.notInBulk("FIELDS(\(word))") }
            guard let limit = query.limit?.value ?? listedIDs, limit <= 200 else {
                throw source.malformed(
                    at: call.name.at,
                    "The SOQL FIELDS function must have a LIMIT of at most 200"
                )
            }
            chosen = word == "ALL" ? all : all.filter(\.isCustom)
            guard !chosen.isEmpty else {
                throw source.malformed(
                    at: call.name.at,
                    "The SOQL FIELDS function with CUSTOM returned no fields for \(joins.object(0).name)"
                )
            }
        default: throw source.malformed(at: path.at, "unexpected token: '\(path.text.prefix(255))'")
        }
        for field in chosen {
            // Bulk leaves out what it could not write.
            if context.mode == .bulk, field.type.isCompound { continue }
            let name = SOQL.Path(parts: [SOQL.Name(text: field.name, at: call.name.at)])
            try add(try resolve(name), at: call.name.at, &selected)
        }
    }

    /// How many rows a list of ids in `WHERE` allows at most.
    private var listedIDs: Int? {
        let terms: [SOQL.Condition]
        switch query.condition?.flattened {
        case .all(let all): terms = all
        case .some(let one): terms = [one]
        case .none: return nil
        }
        return terms.compactMap { term -> Int? in
            guard case .comparison(let comparison) = term, case .path(let path) = comparison.left,
                path.text.lowercased() == "id"
            else { return nil }
            switch (comparison.operation, comparison.right) {
            case (.equal, .value): return 1
            case (.isIn, .list(let list)): return list.count
            default: return nil
            }
        }.min()
    }
}

// MARK: - TYPEOF and child queries

extension QueryCompiler {
    private mutating func add(_ typeOf: SOQL.TypeOf, _ selected: inout Set<String>) throws(OrgError) {
        if context.mode == .bulk { throw OrgError.notInBulk("TYPEOF") }
        let path = typeOf.relationship
        guard path.parts.count == 1, let field = joins.object(0).parent(path.last.text), field.isPolymorphic else {
            throw source.malformed(
                at: path.at,
                "TYPEOF clause can only be used on polymorphic relationships: \(path.text.prefix(255))"
            )
        }
        let key = field.relationshipName ?? path.text
        guard selected.insert(key).inserted else {
            throw source.invalidField(at: path.at, "duplicate field selected: \(key)")
        }
        let reference = joins.column(0, field.name)
        let idColumn = place(of: reference, key: field.name)
        var branches: [RowShape] = []
        for branch in typeOf.branches {
            guard let object = context.schema.object(branch.object.text), let prefix = object.keyPrefix,
                field.references.contains(object.name)
            else { throw QueryCompiler.unknownObject(branch.object.text, at: branch.object.at, source) }
            let table = try joins.parent(object, through: reference, key: "typeof.\(field.name)")
            var branchShape = RowShape(kind: .byPrefix([(prefix, object.name)]), idColumn: idColumn)
            for path in branch.fields {
                guard path.parts.count == 1, let field = object.field(path.last.text), field.isStored else {
                    throw unknownColumn(path.text, on: object.name, at: path.at)
                }
                let column = place(
                    of: joins.column(table, field.name),
                    key: "typeof.\(key).\(object.name).\(field.name)"
                )
                branchShape.members.append(
                    .value(.init(key: field.name, column: column, form: ValueForm(field, of: object)))
                )
            }
            branches.append(branchShape)
        }
        let otherwise = try typeOf.otherwise.isEmpty ? nil : otherwise(typeOf, field, idColumn)
        shape.members.append(.typeOf(key: key, idColumn: idColumn, branches: branches, otherwise: otherwise))
    }

    private mutating func otherwise(
        _ typeOf: SOQL.TypeOf,
        _ field: Field,
        _ idColumn: Int
    ) throws(OrgError) -> RowShape {
        let objects = field.references.compactMap { context.schema.object($0) }
        let kinds = objects.compactMap { object in object.keyPrefix.map { (prefix: $0, object: object.name) } }
        var shape = RowShape(kind: .byPrefix(kinds), idColumn: idColumn)
        for path in typeOf.otherwise {
            let whole = SOQL.Path(parts: [typeOf.relationship.last] + path.parts)
            let resolved = try resolve(whole)
            let column = place(of: resolved.sql, key: resolved.path)
            shape.members.append(
                .value(.init(key: resolved.field.name, column: column, form: ValueForm(resolved.field, of: nil)))
            )
        }
        return shape
    }

    private mutating func addChild(_ child: SOQL.Query, _ selected: inout Set<String>) throws(OrgError) {
        if context.mode == .bulk { throw OrgError.notInBulk("Aggregate Relationships") }
        var level = 1
        var ofOne = query.limit?.value == 1
        if case .child(let outer, let isOne) = nesting { (level, ofOne) = (outer + 1, ofOne || isOne) }
        guard level <= 5, children.count < 20 else { throw OrgError.tooComplicated }
        let parts = child.from.object.parts
        let isQualified = parts.count == 2 && isOwnName(parts[0].text)
        guard let name = parts.last, parts.count == 1 || isQualified,
            let relationship = joins.object(0).child(name.text), let key = relationship.name,
            let object = context.schema.object(relationship.childObject)
        else {
            throw source.fault(
                "INVALID_TYPE",
                at: child.from.object.at,
                "Didn't understand relationship '\(child.from.object.text.prefix(255))' in FROM part of query call. If you "
                    + "are attempting to use a custom relationship, be sure to append the '__r' after the custom "
                    + "relationship name. Please reference your WSDL or the describe call for the appropriate names."
            )
        }
        guard selected.insert(key).inserted else {
            throw source.invalidField(at: child.at, "duplicate field selected: \(key)")
        }
        if child.offset != nil, !ofOne {
            throw source.malformed(at: child.at, "OFFSET cannot be used in a subquery unless the parent has LIMIT 1")
        }
        var compiler = try QueryCompiler(
            child,
            on: object,
            source,
            context,
            .child(level: level, ofOne: ofOne),
            prefix: "c"
        )
        try compiler.checkCounts()
        guard !compiler.isCount, !compiler.isAggregate else {
            throw source.malformed(at: child.at, "Aggregate functions and GROUP BY are not allowed in subqueries")
        }
        let reference = compiler.joins.column(0, relationship.field)
        children.append(ChildPlan(reference: reference, plan: try compiler.rows()))
        shape.members.append(.children(key: key, children.count - 1))
    }

    private func isOwnName(_ word: String) -> Bool {
        let word = word.lowercased()
        return aliases[word]?.isEmpty == true || word == joins.object(0).name.lowercased()
    }
}
