/// A search over the texts of several objects, by SOSL or by parameters.
struct Search: Sendable {
    /// Which fields are looked through.
    enum Scope: String, Sendable {
        case all = "ALL", name = "NAME", email = "EMAIL", phone = "PHONE", sidebar = "SIDEBAR"

        func includes(_ field: Field) -> Bool {
            guard field.isStored, field.type.isText, field.type != .encryptedstring else { return false }
            switch self {
            case .all: return true
            case .name: return field.isNameField || field.compound == "Name"
            case .email: return field.type == .email
            case .phone: return field.type == .phone
            case .sidebar: return !field.isLongText
            }
        }
    }

    /// What is wanted of one object: a query whose rows must also hold the term.
    struct Target: Sendable {
        let query: SOQL.Query
        let source: SOQL.Source
    }

    var term: SearchTerm
    var scope = Scope.all
    /// Nothing where all objects are searched.
    var targets: [Target] = []
    var limit = 2000
}

// MARK: - SOSL

extension Search {
    /// Reads `FIND {…} IN … FIELDS RETURNING …`.
    init(sosl text: String) throws(OrgError) {
        let source = SOQL.Source(text)
        guard source.isShort(than: SOQL.longestText) else {
            throw OrgError.malformedSearch("SOSL statements cannot be longer than 100000 characters.")
        }
        guard let braces = Search.braces(source.bytes) else {
            throw OrgError.malformedSearch("No search term found. The search term must be enclosed in braces.")
        }
        self.init(term: try SearchTerm(source.text(braces)))
        // The rest has the same tokens as SOQL; the term, which has not, is left blank.
        var rest = source.bytes
        for index in (braces.lowerBound - 1)...braces.upperBound { rest[index] = UInt8(ascii: " ") }
        var parser = SOQL.Parser(source, lexing: SOQL.Source(bytes: rest))
        do {
            try read(&parser, source)
        } catch  where error.code == "MALFORMED_QUERY" {
            throw OrgError.malformedSearch(error.message)
        }
    }

    /// What stands between the first brace and the one that closes it.
    private static func braces(_ bytes: [UInt8]) -> Range<Int>? {
        guard let open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var index = open + 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "}"): return open + 1..<index
            default: index += 1
            }
        }
        return nil
    }

    private mutating func read(_ parser: inout SOQL.Parser, _ source: SOQL.Source) throws(OrgError) {
        try parser.expect("FIND")
        if parser.take("IN") {
            let word = try parser.name()
            guard let scope = Scope(rawValue: word.text.uppercased()) else { throw parser.unexpected(parser.peek(-1)) }
            try parser.expect("FIELDS")
            self.scope = scope
        }
        if parser.take("RETURNING") {
            repeat { targets.append(Target(query: try parser.target(), source: source)) } while parser.take(symbol: ",")
            guard targets.count <= 20 else { throw OrgError.malformedSearch("Too many objects in RETURNING") }
        }
        if parser.take("LIMIT") {
            let count = try parser.count()
            guard count.value <= 2000 else {
                throw OrgError.malformedSearch("The LIMIT of a search is at most 2000")
            }
            limit = count.value
        }
        guard parser.token.kind == .end else { throw parser.unexpected() }
    }
}

extension SOQL.Parser {
    /// `Account(Id, Name WHERE … ORDER BY … LIMIT …)`, as a query.
    fileprivate mutating func target() throws(OrgError) -> SOQL.Query {
        var query = SOQL.Query()
        query.at = token.at
        query.from = SOQL.From(object: SOQL.Path(parts: [try name()]), alias: nil)
        guard take(symbol: "(") else {
            query.items = [SOQL.Item.id(at: query.at)]
            return query
        }
        repeat { query.items.append(.expression(try expression(), alias: nil)) } while take(symbol: ",")
        if take("WHERE") { query.condition = try condition() }
        if take("ORDER") { try order(&query) }
        if take("LIMIT") { query.limit = try count() }
        if take("OFFSET") { query.offset = try count() }
        try expect(symbol: ")")
        return query
    }
}

extension SOQL.Item {
    static func id(at offset: Int) -> SOQL.Item {
        .expression(.path(SOQL.Path(parts: [SOQL.Name(text: "Id", at: offset)])), alias: nil)
    }
}

// MARK: - Parameters

/// A search as `parameterizedSearch` gives it.
struct SearchParameters: Sendable {
    struct Target: Sendable {
        var name: String
        var fields: [String] = []
        var condition: String?
        var order: String?
        var limit: Int?
    }

    var term: String
    var scope: String?
    /// For objects that do not say which fields they want.
    var fields: [String] = []
    var targets: [Target] = []
    var overallLimit: Int?
    var defaultLimit: Int?
    var offset: Int?
}

extension Search {
    init(_ parameters: SearchParameters) throws(OrgError) {
        self.init(term: try SearchTerm(parameters.term))
        if let word = parameters.scope {
            guard let scope = Scope(rawValue: word.uppercased()) else {
                throw OrgError.malformedSearch("Unknown search group: \(word.prefix(255))")
            }
            self.scope = scope
        }
        limit = min(max(parameters.overallLimit ?? 2000, 0), 2000)
        for target in parameters.targets {
            let fields = target.fields.isEmpty ? parameters.fields : target.fields
            var text = "SELECT \(fields.isEmpty ? "Id" : fields.joined(separator: ", ")) FROM \(target.name)"
            if let condition = target.condition { text += " WHERE \(condition)" }
            if let order = target.order { text += " ORDER BY \(order)" }
            if let limit = target.limit ?? parameters.defaultLimit { text += " LIMIT \(max(limit, 0))" }
            if let offset = parameters.offset { text += " OFFSET \(max(offset, 0))" }
            targets.append(Target(query: try SOQL.parse(text), source: SOQL.Source(text)))
        }
    }
}
