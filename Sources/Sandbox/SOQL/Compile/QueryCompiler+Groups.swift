import Database

extension QueryCompiler {
    /// Whether it is `SELECT COUNT()`.
    var isCount: Bool {
        query.items.contains { item in
            guard case .expression(.call(let call), _) = item else { return false }
            return call.arguments.isEmpty && call.name.text.uppercased() == "COUNT"
        }
    }

    var isAggregate: Bool {
        query.grouping != nil
            || query.items.contains { item in
                guard case .expression(let expression, _) = item else { return false }
                return expression.hasAggregate
            }
    }

    /// What the rows are grouped by, as `CompiledExpression.identity` names it.
    var groupIdentities: Set<String> { Set(groupKeys.map(\.identity)) }

    mutating func countStatement() throws(OrgError) -> SQL {
        if context.mode == .bulk { throw OrgError.notInBulk("COUNT()") }
        guard query.items.count == 1, query.grouping == nil, case .expression(_, nil) = query.items[0] else {
            throw source.malformed(at: query.at, "COUNT() must be the only element in the SELECT list")
        }
        guard query.order.isEmpty else {
            throw source.malformed(at: query.at, "COUNT() cannot be used with ORDER BY")
        }
        let filter = try filter()
        var sql: SQL = " FROM \(sql: joins.source)"
        if let filter { sql += " WHERE \(sql: filter)" }
        guard query.limit != nil || query.offset != nil else { return "SELECT count(*)" + sql }
        sql += " LIMIT \(query.limit?.value ?? -1) OFFSET \(query.offset?.value ?? 0)"
        return "SELECT count(*) FROM (SELECT 1\(sql: sql))"
    }

    mutating func groups() throws(OrgError) -> QueryPlan {
        if context.mode == .bulk { throw OrgError.notInBulk("Aggregate functions") }
        if query.grouping == nil {
            let clause = query.limit != nil ? "LIMIT" : query.offset != nil ? "OFFSET" : "ORDER BY"
            if query.limit != nil || query.offset != nil || !query.order.isEmpty {
                throw source.malformed(
                    at: query.at,
                    "Non-grouped query that uses overall aggregate functions cannot also use \(clause)"
                )
            }
        }
        try findGroupKeys()
        columns = []
        shape = RowShape(kind: .aggregate, idColumn: 0)
        var values: [GroupValue] = []
        for item in query.items { values.append(try groupValue(item)) }
        let having = try having()
        var order: [GroupValue] = []
        for item in query.order { order.append(try orderValue(item)) }
        let filter = try filter()
        let sets = groupingSets
        guard sets.count > 1 || sets.first?.count != groupKeys.count else {
            var sql = statement(values, keys: sets.first ?? [], filter, having)
            if !order.isEmpty {
                sql += " ORDER BY "
                sql += zip(order, query.order).map { key($0.sql($0.allKeys(groupKeys)), $1) }.joined(separator: ", ")
            }
            return .groups(limited(sql), shape)
        }
        let union = sets.map { statement(values + order, keys: $0, filter, having) }.joined(separator: " UNION ALL ")
        var sql: SQL = "SELECT * FROM (\(sql: union))"
        if !order.isEmpty {
            sql += " ORDER BY "
            sql += query.order.enumerated().map { key("\(identifier: "v\(values.count + $0)")", $1) }
                .joined(separator: ", ")
        }
        return .groups(limited(sql), shape)
    }

    private func limited(_ sql: SQL) -> SQL {
        guard query.limit != nil || query.offset != nil else { return sql }
        return sql + " LIMIT \(query.limit?.value ?? -1) OFFSET \(query.offset?.value ?? 0)"
    }

    /// One grouping: `keys` are the places of those that it groups by; the others are `NULL` in it.
    private func statement(_ values: [GroupValue], keys: [Int], _ filter: SQL?, _ having: Clause?) -> SQL {
        let columns = values.enumerated().map { position, value -> SQL in
            "\(sql: value.sql(Set(keys))) AS \(identifier: "v\(position)")"
        }
        var sql: SQL = "SELECT \(sql: columns.joined(separator: ", ")) FROM \(sql: joins.source)"
        if let filter { sql += " WHERE \(sql: filter)" }
        if query.grouping != nil {
            // A grouping by nothing is one over all rows.
            let groups = keys.map { groupKeys[$0].operand }
            if !groups.isEmpty { sql += " GROUP BY \(sql: groups.joined(separator: ", "))" }
            if let having {
                sql += groups.isEmpty ? " GROUP BY NULL HAVING \(sql: having.sql)" : " HAVING \(sql: having.sql)"
            } else if groups.isEmpty {
                sql += " GROUP BY NULL"
            }
        }
        return sql
    }

    /// The subsets of the keys that `ROLLUP` and `CUBE` group by; all keys where there is neither.
    private var groupingSets: [[Int]] {
        let all = Array(groupKeys.indices)
        switch query.grouping?.kind {
        case .rollup: return (0...all.count).reversed().map { Array(all.prefix($0)) }
        case .cube:
            return (0..<(1 << all.count)).reversed().map { mask in
                all.filter { mask & (1 << (all.count - 1 - $0)) != 0 }
            }
        case .plain, nil: return [all]
        }
    }

    private mutating func having() throws(OrgError) -> Clause? {
        guard let condition = query.having else { return nil }
        let clause = try clause(condition.flattened, .init(isTop: true, isHaving: true))
        guard !clause.isTooComplicated else { throw OrgError.tooComplicated }
        return clause
    }
}

/// A value of a grouped row.
struct GroupValue {
    enum Kind {
        case aggregate(SQL)
        /// The key at this place, where the row is grouped by it.
        case key(Int, SQL)
        /// 1 where the row is not grouped by the key, as in a subtotal.
        case isSubtotal(Int)
    }

    let kind: Kind

    func sql(_ keys: Set<Int>) -> SQL {
        switch kind {
        case .aggregate(let sql): sql
        case .key(let place, let sql): keys.contains(place) ? sql : "NULL"
        case .isSubtotal(let place): keys.contains(place) ? "0" : "1"
        }
    }

    func allKeys(_ keys: [CompiledExpression]) -> Set<Int> { Set(keys.indices) }
}

extension QueryCompiler {
    private mutating func findGroupKeys() throws(OrgError) {
        guard let grouping = query.grouping else { return }
        guard grouping.keys.count <= (grouping.kind == .plain ? 32 : 3) else {
            throw source.malformed(
                at: grouping.keys[3].at,
                "The number of fields in a GROUP BY clause is limited to \(grouping.kind == .plain ? 32 : 3)"
            )
        }
        for key in grouping.keys {
            let value = try expression(key)
            switch value.kind {
            case .dateFunction: break
            case .field where value.field?.field.isGroupable == true: break
            case .field:
                throw source.invalidField(at: key.at, "field '\(value.identity)' can not be grouped in a query call")
            case .aggregate, .other:
                throw source.malformed(at: key.at, "field '\(value.identity)' can not be grouped in a query call")
            }
            groupKeys.append(value)
        }
    }

    private mutating func groupValue(_ item: SOQL.Item) throws(OrgError) -> GroupValue {
        guard case .expression(let expression, let alias) = item else {
            throw source.malformed(at: query.at, "Aggregate queries can only select fields and functions")
        }
        let (value, form, natural) = try groupValue(expression, "Field")
        let key = alias?.text ?? natural ?? nextName()
        guard !shape.members.contains(where: { if case .value(let cell) = $0 { cell.key == key } else { false } })
        else {
            throw source.malformed(at: expression.at, "duplicate alias: \(key)")
        }
        shape.members.append(.value(.init(key: key, column: shape.members.count, form: form)))
        return value
    }

    private mutating func orderValue(_ item: SOQL.Order) throws(OrgError) -> GroupValue {
        // An alias of the list of items names what it stands for.
        if case .path(let path) = item.key, path.parts.count == 1 {
            for case .expression(let expression, let alias?) in query.items
            where alias.text.lowercased() == path.text.lowercased() {
                return try groupValue(expression, "Ordered field").0
            }
        }
        return try groupValue(item.key, "Ordered field").0
    }

    /// The value of a grouped row that an expression stands for; what it is must be grouped or aggregated.
    private mutating func groupValue(
        _ expression: SOQL.Expression,
        _ role: String
    ) throws(OrgError) -> (GroupValue, ValueForm, String?) {
        if case .call(let call) = expression, call.name.text.uppercased() == "GROUPING" {
            let field = try only(call)
            guard let place = groupKeys.firstIndex(where: { $0.identity == field.path }) else {
                throw source.malformed(at: call.name.at, "\(role) must be grouped or aggregated: \(field.path)")
            }
            return (GroupValue(kind: .isSubtotal(place)), .integer, nil)
        }
        let value = try self.expression(expression)
        if value.kind == .aggregate { return (GroupValue(kind: .aggregate(value.sql)), value.form, nil) }
        let place = groupKeys.firstIndex { key in
            key.identity == value.identity
                || ["toLabel(\(key.identity))", "FORMAT(\(key.identity))"].contains(value.identity)
        }
        guard let place else {
            throw source.malformed(at: expression.at, "\(role) must be grouped or aggregated: \(value.identity)")
        }
        return (GroupValue(kind: .key(place, value.sql)), value.form, value.key)
    }
}

extension SOQL.Expression {
    var hasAggregate: Bool {
        guard case .call(let call) = self else { return false }
        if Aggregate(rawValue: call.name.text.uppercased()) != nil { return true }
        return call.arguments.contains { argument in
            if case .expression(let inner) = argument { inner.hasAggregate } else { false }
        }
    }
}
