extension SOQL.Parser {
    /// One item of the `SELECT` list.
    mutating func item() throws(OrgError) -> SOQL.Item {
        if isSymbol("(") {
            advance()
            let query = try nested { parser throws(OrgError) in try parser.query() }
            try expect(symbol: ")")
            return .subquery(query)
        }
        if isNext("TYPEOF"), peek(1).kind == .word, !isWord(peek(1), "FROM") { return .typeOf(try typeOf()) }
        if isNext("FROM"), !isSymbol(",", 1), !isSymbol(".", 1) { throw unexpected() }
        let expression = try expression()
        guard token.kind == .word, !isNext("FROM") else { return .expression(expression, alias: nil) }
        if SOQL.reserved.contains(text(token).uppercased()) { throw unexpected() }
        return .expression(expression, alias: try name())
    }

    private mutating func typeOf() throws(OrgError) -> SOQL.TypeOf {
        advance()
        let relationship = try path()
        var branches: [SOQL.TypeOf.Branch] = []
        guard isNext("WHEN") else { throw unexpected() }
        while take("WHEN") {
            let object = try name()
            try expect("THEN")
            branches.append(.init(object: object, fields: try fields()))
        }
        let otherwise = take("ELSE") ? try fields() : []
        try expect("END")
        return SOQL.TypeOf(relationship: relationship, branches: branches, otherwise: otherwise)
    }

    private mutating func fields() throws(OrgError) -> [SOQL.Path] {
        var fields: [SOQL.Path] = []
        repeat { fields.append(try path()) } while take(symbol: ",")
        return fields
    }

    /// A field or a function.
    mutating func expression() throws(OrgError) -> SOQL.Expression {
        if isSymbol(":") { throw bind() }
        guard isSymbol("(", 1), token.kind == .word else { return .path(try path()) }
        let name = try name()
        advance()
        var arguments: [SOQL.Argument] = []
        if !isSymbol(")") {
            repeat {
                arguments.append(try nested { parser throws(OrgError) in try parser.argument() })
            } while take(symbol: ",")
        }
        try expect(symbol: ")")
        return .call(SOQL.Call(name: name, arguments: arguments))
    }

    private mutating func argument() throws(OrgError) -> SOQL.Argument {
        token.kind == .word ? .expression(try expression()) : .literal(try literal())
    }

    mutating func path() throws(OrgError) -> SOQL.Path {
        var parts = [try name()]
        while take(symbol: ".") { parts.append(try name()) }
        return SOQL.Path(parts: parts)
    }

    func bind() -> OrgError { source.malformed(at: token.at, "Bind variables only allowed in Apex code") }
}
