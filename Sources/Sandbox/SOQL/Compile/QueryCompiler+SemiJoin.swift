import Database

extension QueryCompiler {
    /// `Id IN (SELECT AccountId FROM Contact WHERE …)`, within the limits that Salesforce sets to it.
    mutating func semiJoin(
        _ left: CompiledExpression,
        _ comparison: SOQL.Comparison,
        _ inner: SOQL.Query,
        _ position: Position
    ) throws(OrgError) -> Clause {
        func refuse(_ message: String) -> OrgError { source.malformed(at: inner.at, message) }
        if case .semiJoin = nesting { throw refuse("Nesting of semi join sub-selects is not supported") }
        if position.isHaving { throw refuse("Semi join sub-selects are not allowed in the HAVING clause") }
        if position.isUnderOr { throw refuse("Semi join sub-selects are not allowed with the 'OR' operator") }
        guard position.isTop else {
            throw refuse(
                "Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE "
                    + "expressions."
            )
        }
        semiJoins += 1
        guard semiJoins <= 2 else {
            throw source.fault(
                "EXCEEDED_MAX_SEMIJOIN_SUBSELECTS",
                at: inner.at,
                "Maximum 2 semi join sub-selects are allowed in one query"
            )
        }
        guard let outer = left.field, outer.steps.isEmpty, [.id, .reference].contains(outer.field.type) else {
            throw source.malformed(
                at: comparison.left.at,
                "The left operand field in the where expression for semi join sub-selects must be an ID or a reference "
                    + "field: \(left.identity)"
            )
        }
        let selected = try innerField(inner, refuse)
        guard inner.order.isEmpty, inner.limit == nil, inner.offset == nil, !inner.isForUpdate, inner.grouping == nil
        else {
            throw refuse("ORDER BY, LIMIT, OFFSET, GROUP BY and FOR UPDATE are not allowed in semi join sub-selects")
        }
        let name = inner.from.object
        guard name.parts.count == 1, let object = context.schema.object(name.last.text) else {
            throw QueryCompiler.unknownObject(name.text, at: name.at, source)
        }
        guard object.name != joins.object(0).name || outer.field.type == .reference else {
            throw refuse("The inner and outer selects should not be on the same object type")
        }
        var compiler = try QueryCompiler(inner, on: object, source, context, .semiJoin, prefix: "s")
        let field = try compiler.resolve(selected)
        guard field.steps.isEmpty, [.id, .reference].contains(field.field.type) else {
            throw refuse("The selected field in a semi join sub-select must be an ID or a reference field")
        }
        guard targets(outer.field, joins.object(0)).contains(where: targets(field.field, object).contains) else {
            throw refuse(
                "The selected field '\(field.path)' in the subquery and the left operand field '\(left.identity)' in the "
                    + "where expression in the outer query should point to the same object type"
            )
        }
        var condition: SQL = "\(sql: field.sql) IS NOT NULL"
        if let filter = try compiler.filter() { condition += " AND \(sql: filter)" }
        let rows: SQL =
            "\(sql: left.sql) IN (SELECT \(sql: field.sql) FROM \(sql: compiler.joins.source) WHERE \(sql: condition))"
        let clause = Clause(rows, depth: 100, stack: 40)
        return comparison.operation == .isIn ? clause : clause.negated
    }

    private func innerField(
        _ inner: SOQL.Query,
        _ refuse: (String) -> OrgError
    ) throws(OrgError) -> SOQL.Path {
        guard inner.items.count == 1, case .expression(.path(let path), nil) = inner.items[0] else {
            throw refuse("A semi join sub-select must select exactly one ID or reference field")
        }
        guard path.parts.count <= 2 else {
            throw refuse(
                "The inner select field '\(path.text.prefix(255))' cannot have more than one level of relationships"
            )
        }
        return path
    }

    private func targets(_ field: Field, _ object: ObjectType) -> [String] {
        field.type == .id ? [object.name] : field.references
    }
}
