extension SOQL.Parser {
    /// Terms joined by `AND`, or by `OR`, but not by both without brackets.
    mutating func condition() throws(OrgError) -> SOQL.Condition {
        if isNext("NOT") { return try negation() }
        let first = try term()
        guard isNext("AND") || isNext("OR") else { return first }
        let isAll = isNext("AND")
        var terms = [first]
        while isAll ? take("AND") : take("OR") {
            // A negation among other terms wants brackets of its own.
            guard !isNext("NOT") else { throw unexpected() }
            terms.append(try term())
        }
        guard !isNext("AND"), !isNext("OR") else { throw unexpected() }
        return isAll ? .all(terms) : .any(terms)
    }

    private mutating func negation() throws(OrgError) -> SOQL.Condition {
        advance()
        let term = try isNext("NOT") ? nested { parser throws(OrgError) in try parser.negation() } : term()
        guard !isNext("AND"), !isNext("OR") else { throw unexpected() }
        return .not(term)
    }

    private mutating func term() throws(OrgError) -> SOQL.Condition {
        guard isSymbol("(") else { return .comparison(try comparison()) }
        return try nested { parser throws(OrgError) in
            parser.advance()
            let condition = try parser.condition()
            try parser.expect(symbol: ")")
            return condition
        }
    }

    private mutating func comparison() throws(OrgError) -> SOQL.Comparison {
        let left = try expression()
        let at = token.at
        let operation = try comparisonOperator()
        let right: SOQL.Comparison.Right
        switch operation {
        case .isIn, .notIn:
            if isSymbol(":") { throw bind() }
            try expect(symbol: "(")
            if isNext("SELECT"), peek(1).kind == .word {
                right = .query(try nested { parser throws(OrgError) in try parser.query() })
            } else {
                right = .list(try literals())
            }
            try expect(symbol: ")")
        case .includes, .excludes:
            if isSymbol(":") { throw bind() }
            try expect(symbol: "(")
            right = .list(try literals())
            try expect(symbol: ")")
        case .like: right = .value(try literal(isPattern: true))
        default: right = .value(try literal())
        }
        return SOQL.Comparison(left: left, operation: operation, at: at, right: right)
    }

    private mutating func comparisonOperator() throws(OrgError) -> SOQL.Comparison.Operator {
        if token.kind == .symbol, let operation = SOQL.Comparison.Operator(rawValue: text(token)) {
            advance()
            return operation
        }
        if take(symbol: "<>") { return .unequal }
        if take("LIKE") { return .like }
        if take("IN") { return .isIn }
        if take("INCLUDES") { return .includes }
        if take("EXCLUDES") { return .excludes }
        if isNext("NOT"), isWord(peek(1), "IN") {
            advance()
            advance()
            return .notIn
        }
        throw unexpected()
    }

    private mutating func literals() throws(OrgError) -> [SOQL.Literal] {
        var literals: [SOQL.Literal] = []
        repeat { literals.append(try literal()) } while take(symbol: ",")
        return literals
    }
}
