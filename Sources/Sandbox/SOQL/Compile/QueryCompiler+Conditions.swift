import Database

extension QueryCompiler {
    /// Which rows the query wants, with what it leaves unsaid: no deleted ones, and those of the scope.
    mutating func filter() throws(OrgError) -> SQL? {
        var clauses: [Clause] = []
        if let condition = query.condition {
            clauses.append(try clause(condition.flattened, .init(isTop: true)))
        }
        if let search { clauses.append(search) }
        let object = joins.object(0)
        if !context.includesDeleted {
            if object.field("IsDeleted") != nil { clauses.append(Clause("\(sql: joins.column(0, "IsDeleted")) = 0")) }
            // Activities of long ago.
            if object.field("IsArchived") != nil, object.field("WhoId") != nil {
                clauses.append(Clause("\(sql: joins.column(0, "IsArchived")) = 0"))
            }
        }
        if let scope = query.scope, let clause = try clause(scope: scope) { clauses.append(clause) }
        guard !clauses.isEmpty else { return nil }
        let whole = Clause.join(clauses, " AND ")
        guard !whole.isTooComplicated else { throw OrgError.tooComplicated }
        return whole.sql
    }

    private func clause(scope: SOQL.Name) throws(OrgError) -> Clause? {
        let object = joins.object(0)
        switch scope.text.lowercased() {
        case "everything": return nil
        case "mine" where object.field("OwnerId") != nil, "mine_and_my_groups" where object.field("OwnerId") != nil:
            return Clause("\(sql: joins.column(0, "OwnerId")) = \(context.caller.userID)")
        case "mine" where object.name == "User":
            return Clause("\(sql: joins.column(0, "Id")) = \(context.caller.userID)")
        default:
            throw source.malformed(
                at: scope.at,
                "The scope '\(scope.text.prefix(255))' is not supported for \(object.name)"
            )
        }
    }

    /// Where in the tree of conditions one stands.
    struct Position {
        var isTop = false
        var isUnderOr = false
        var isHaving = false
    }

    mutating func clause(_ condition: SOQL.Condition, _ position: Position) throws(OrgError) -> Clause {
        switch condition {
        case .comparison(let comparison): return try clause(comparison, position)
        case .not(let inner):
            var below = position
            below.isTop = false
            return try clause(inner, below).negated
        case .all(let terms): return Clause.join(try clauses(terms, position), " AND ")
        case .any(let terms):
            var below = position
            below.isUnderOr = true
            return Clause.join(try clauses(terms, below), " OR ")
        }
    }

    private mutating func clauses(_ terms: [SOQL.Condition], _ position: Position) throws(OrgError) -> [Clause] {
        var clauses: [Clause] = []
        for term in terms { clauses.append(try clause(term, position)) }
        return clauses
    }

    private mutating func clause(
        _ comparison: SOQL.Comparison,
        _ position: Position
    ) throws(OrgError) -> Clause {
        let left = try expression(comparison.left)
        try check(left, comparison, position)
        switch comparison.right {
        case .value(let literal):
            let operand = try operand(literal, for: left)
            return Clause(try compare(left, comparison, operand))
        case .list(let literals):
            if comparison.operation == .includes || comparison.operation == .excludes {
                return try includes(left, comparison, literals)
            }
            return try membership(left, comparison, literals)
        case .query(let query): return try semiJoin(left, comparison, query, position)
        }
    }

    /// Whether the field may stand in a condition, and with this operator.
    private func check(
        _ left: CompiledExpression,
        _ comparison: SOQL.Comparison,
        _ position: Position
    ) throws(OrgError) {
        let offset = comparison.left.at
        if let field = left.field?.field, !field.isFilterable || field.type.isCompound {
            throw source.invalidField(
                at: offset,
                "field '\(left.identity)' can not be filtered in a query call"
            )
        }
        if left.kind == .aggregate, !position.isHaving {
            throw source.malformed(at: offset, "Aggregate functions are not allowed in WHERE: \(left.identity)")
        }
        if position.isHaving, left.kind != .aggregate, !groupIdentities.contains(left.identity) {
            throw source.malformed(at: offset, "Field must be grouped or aggregated: \(left.identity)")
        }
        let isAllowed: Bool =
            switch comparison.operation {
            case .equal, .unequal, .isIn, .notIn: true
            case .less, .lessOrEqual, .greater, .greaterOrEqual: left.type != .boolean && left.type != .multipicklist
            case .like: left.type.isText && left.type != .multipicklist
            case .includes, .excludes: left.type == .multipicklist
            }
        guard isAllowed else {
            throw source.fault(
                "INVALID_QUERY_FILTER_OPERATOR",
                at: offset,
                "invalid operator on \(left.type.rawValue) field"
            )
        }
    }

    private func compare(
        _ left: CompiledExpression,
        _ comparison: SOQL.Comparison,
        _ operand: ConditionOperand
    ) throws(OrgError) -> SQL {
        let x = left.operand
        switch (comparison.operation, operand) {
        case (.equal, .null), (.like, .null): return left.type == .boolean ? "0" : "\(sql: x) IS NULL"
        case (.unequal, .null): return left.type == .boolean ? "1" : "\(sql: x) IS NOT NULL"
        case (.equal, .value(let value)): return "\(sql: x) = \(value)"
        // Also those that have no value.
        case (.unequal, .value(let value)): return "\(sql: x) IS NOT \(value)"
        case (.equal, .range(let start, let end)): return "(\(sql: x) >= \(start) AND \(sql: x) < \(end))"
        case (.unequal, .range(let start, let end)):
            return "(\(sql: x) IS NULL OR \(sql: x) < \(start) OR \(sql: x) >= \(end))"
        case (.less, .value(let value)), (.less, .range(let value, _)): return "\(sql: x) < \(value)"
        case (.lessOrEqual, .value(let value)): return "\(sql: x) <= \(value)"
        case (.lessOrEqual, .range(_, let end)): return "\(sql: x) < \(end)"
        case (.greater, .value(let value)): return "\(sql: x) > \(value)"
        case (.greater, .range(_, let end)): return "\(sql: x) >= \(end)"
        case (.greaterOrEqual, .value(let value)), (.greaterOrEqual, .range(let value, _)):
            return "\(sql: x) >= \(value)"
        case (.like, .value(.text(let pattern))):
            return left.field?.field.isCaseSensitive == true
                ? "\(sql: left.sql) GLOB \(QueryCompiler.glob(pattern))"
                : "\(sql: left.sql) LIKE \(pattern) ESCAPE '\\'"
        // Nothing is more or less than nothing.
        default: return "0"
        }
    }

    /// A pattern of `LIKE` for a field in which case matters.
    static func glob(_ pattern: String) -> String {
        var glob = ""
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            case "%" where !isEscaped: glob += "*"
            case "_" where !isEscaped: glob += "?"
            case "*", "?", "[": glob += "[\(scalar)]"
            default: glob.unicodeScalars.append(scalar)
            }
            isEscaped = false
        }
        return glob
    }

    private func membership(
        _ left: CompiledExpression,
        _ comparison: SOQL.Comparison,
        _ literals: [SOQL.Literal]
    ) throws(OrgError) -> Clause {
        let x = left.operand
        var values: [SQLValue] = []
        var clauses: [Clause] = []
        var hasNull = false
        for literal in literals {
            switch try operand(literal, for: left) {
            case .null: hasNull = left.type != .boolean
            case .value(let value): values.append(value)
            case .range(let start, let end): clauses.append(Clause("(\(sql: x) >= \(start) AND \(sql: x) < \(end))"))
            }
        }
        if !values.isEmpty { clauses.append(Clause("\(sql: x) IN \(in: values)")) }
        if hasNull { clauses.append(Clause("\(sql: x) IS NULL")) }
        guard !clauses.isEmpty else { return Clause(comparison.operation == .isIn ? "0" : "1") }
        let any = Clause.join(clauses, " OR ")
        return comparison.operation == .isIn ? any : any.negated
    }

    /// `INCLUDES ('A;B', 'C')`: both of the first, or the second.
    private func includes(
        _ left: CompiledExpression,
        _ comparison: SOQL.Comparison,
        _ literals: [SOQL.Literal]
    ) throws(OrgError) -> Clause {
        var choices: [Clause] = []
        for literal in literals {
            guard case .value(.text(let text)) = try operand(literal, for: left) else {
                choices.append(Clause("\(sql: left.sql) IS NULL"))
                continue
            }
            let parts = text.split(separator: ";").map { part in
                Clause("instr(';' || lower(\(sql: left.sql)) || ';', lower(\(";\(part);"))) > 0")
            }
            choices.append(parts.isEmpty ? Clause("0") : Clause.join(parts, " AND "))
        }
        let any = Clause.join(choices, " OR ")
        return comparison.operation == .includes ? any : any.negated
    }
}
