extension SOQL {
    /// Reads a query by recursive descent, a function for each rule of the grammar.
    struct Parser {
        let source: Source
        private let tokens: [Token]
        private let lexicalFault: OrgError?
        private var index = 0
        private var depth = 0

        /// The tokens may be cut from a copy in which a part of the text that is no SOQL is blank.
        init(_ source: Source, lexing text: Source? = nil) {
            let lexer = Lexer(text ?? source)
            self.source = source
            tokens = lexer.tokens
            lexicalFault = lexer.fault
        }

        mutating func statement() throws(OrgError) -> Query {
            let query = try query()
            guard token.kind == .end else { throw unexpected() }
            return query
        }
    }
}

// MARK: - Tokens

extension SOQL.Parser {
    var token: SOQL.Token { tokens[index] }

    func peek(_ distance: Int) -> SOQL.Token { tokens[min(max(index + distance, 0), tokens.count - 1)] }

    func text(_ token: SOQL.Token) -> String { source.text(token.range) }

    mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    func isWord(_ token: SOQL.Token, _ word: StaticString) -> Bool {
        guard token.kind == .word, token.range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { word in
            zip(word, source.bytes[token.range]).allSatisfy { $0 == ($1.isASCIILetter ? $1 & 0xDF : $1) }
        }
    }

    func isNext(_ word: StaticString) -> Bool { isWord(token, word) }

    func isSymbol(_ symbol: StaticString, _ distance: Int = 0) -> Bool {
        let token = peek(distance)
        guard token.kind == .symbol, token.range.count == symbol.utf8CodeUnitCount else { return false }
        return symbol.withUTF8Buffer { $0.elementsEqual(source.bytes[token.range]) }
    }

    mutating func take(_ word: StaticString) -> Bool {
        guard isNext(word) else { return false }
        advance()
        return true
    }

    mutating func take(symbol: StaticString) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ word: StaticString) throws(OrgError) {
        guard take(word) else { throw unexpected() }
    }

    mutating func expect(symbol: StaticString) throws(OrgError) {
        guard take(symbol: symbol) else { throw unexpected() }
    }

    mutating func name() throws(OrgError) -> SOQL.Name {
        guard token.kind == .word else { throw unexpected() }
        let name = SOQL.Name(text: text(token), at: token.at)
        advance()
        return name
    }

    /// What stands here cannot.
    func unexpected() -> OrgError { unexpected(token) }

    func unexpected(_ token: SOQL.Token) -> OrgError {
        switch token.kind {
        case .fault: lexicalFault ?? OrgError("MALFORMED_QUERY", "unexpected token: '<EOF>'")
        case .end: source.malformed(at: token.at, "unexpected token: '<EOF>'")
        default: source.malformed(at: token.at, "unexpected token: '\(String(text(token).prefix(255)))'")
        }
    }

    /// Goes one level of brackets down for the body.
    mutating func nested<Result>(
        _ body: (inout SOQL.Parser) throws(OrgError) -> Result
    ) throws(OrgError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= SOQL.deepestNesting else { throw OrgError.tooComplicated }
        return try body(&self)
    }
}

// MARK: - Clauses

extension SOQL.Parser {
    mutating func query() throws(OrgError) -> SOQL.Query {
        var query = SOQL.Query()
        query.at = token.at
        try expect("SELECT")
        repeat { query.items.append(try item()) } while take(symbol: ",")
        try expect("FROM")
        query.from = try from()
        while take(symbol: ",") { query.parents.append(try from()) }
        if take("USING") {
            try expect("SCOPE")
            query.scope = try name()
        }
        if take("WHERE") { query.condition = try condition() }
        if isNext("GROUP") { query.grouping = try grouping() }
        if take("HAVING") {
            guard query.grouping != nil else { throw unexpected(peek(-1)) }
            query.having = try condition()
        }
        if take("ORDER") { try order(&query) }
        if take("LIMIT") { query.limit = try count() }
        if take("OFFSET") { query.offset = try count() }
        try usage(&query)
        return query
    }

    private mutating func from() throws(OrgError) -> SOQL.From {
        let object = try path()
        if take("AS") { return SOQL.From(object: object, alias: try alias()) }
        guard token.kind == .word, !startsClause else { return SOQL.From(object: object, alias: nil) }
        return SOQL.From(object: object, alias: try alias())
    }

    private mutating func alias() throws(OrgError) -> SOQL.Name {
        guard !SOQL.reserved.contains(text(token).uppercased()) else { throw unexpected() }
        return try name()
    }

    /// Whether a clause begins here rather than that an alias stands here.
    private var startsClause: Bool {
        switch true {
        case isNext("USING"), isNext("WHERE"), isNext("HAVING"), isNext("LIMIT"): true
        case isNext("GROUP"), isNext("ORDER"): isWord(peek(1), "BY")
        case isNext("OFFSET"): peek(1).kind == .number
        case isNext("FOR"): isWord(peek(1), "VIEW") || isWord(peek(1), "REFERENCE") || isWord(peek(1), "UPDATE")
        case isNext("UPDATE"): isWord(peek(1), "TRACKING") || isWord(peek(1), "VIEWSTAT")
        case isNext("ALL"): isWord(peek(1), "ROWS")
        default: false
        }
    }

    private mutating func grouping() throws(OrgError) -> SOQL.Grouping {
        try expect("GROUP")
        try expect("BY")
        let isRollup = isNext("ROLLUP") && isSymbol("(", 1)
        let isCube = isNext("CUBE") && isSymbol("(", 1)
        if isRollup || isCube {
            advance()
            advance()
        }
        var keys: [SOQL.Expression] = []
        repeat { keys.append(try expression()) } while take(symbol: ",")
        if isRollup || isCube { try expect(symbol: ")") }
        return SOQL.Grouping(kind: isRollup ? .rollup : isCube ? .cube : .plain, keys: keys)
    }

    /// What follows `ORDER`.
    mutating func order(_ query: inout SOQL.Query) throws(OrgError) {
        try expect("BY")
        repeat { query.order.append(try order()) } while take(symbol: ",")
    }

    private mutating func order() throws(OrgError) -> SOQL.Order {
        let key = try expression()
        let isDescending = take("DESC")
        if !isDescending { _ = take("ASC") }
        guard take("NULLS") else { return SOQL.Order(key: key, isDescending: isDescending, nullsFirst: nil) }
        if take("FIRST") { return SOQL.Order(key: key, isDescending: isDescending, nullsFirst: true) }
        try expect("LAST")
        return SOQL.Order(key: key, isDescending: isDescending, nullsFirst: false)
    }

    mutating func count() throws(OrgError) -> SOQL.Count {
        if isSymbol(":") { throw bind() }
        let digits = text(token)
        guard token.kind == .number, digits.utf8.allSatisfy(\.isASCIIDigit) else { throw unexpected() }
        let count = SOQL.Count(value: Int(digits) ?? .max, at: token.at)
        advance()
        return count
    }

    private mutating func usage(_ query: inout SOQL.Query) throws(OrgError) {
        while true {
            if take("FOR") {
                if take("VIEW") {
                    query.marking = .viewed
                } else if take("REFERENCE") {
                    query.marking = query.marking ?? .referenced
                } else {
                    try expect("UPDATE")
                    guard query.order.isEmpty else { throw unexpected(peek(-1)) }
                    query.isForUpdate = true
                }
            } else if take("UPDATE") {
                guard take("TRACKING") || take("VIEWSTAT") else { throw unexpected() }
            } else {
                return
            }
        }
    }
}

extension SOQL {
    /// Words that cannot be aliases.
    static let reserved: Set<String> = [
        "AND", "ASC", "DESC", "EXCLUDES", "FIRST", "FROM", "GROUP", "HAVING", "IN", "INCLUDES", "LAST", "LIKE", "LIMIT",
        "NOT", "NULL", "NULLS", "OR", "SELECT", "USING", "WHERE", "WITH",
    ]
}

extension OrgError {
    static let tooComplicated = OrgError(
        "QUERY_TOO_COMPLICATED",
        "Query is either selecting too many fields or the filter conditions are too complicated."
    )
}
