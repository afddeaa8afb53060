import Database

/// Turns a query into SQL for the tables of an org, as far as the caller may see them.
struct QueryCompiler {
    let source: SOQL.Source
    let context: QueryContext
    let query: SOQL.Query

    var joins: TableJoins
    /// What the query calls its object and some of its parents.
    var aliases: [String: [SOQL.Name]] = [:]
    /// The columns so far, and where the known ones are.
    var columns: [SQL] = []
    var places: [String: Int] = [:]
    var shape: RowShape
    var children: [ChildPlan] = []
    var semiJoins = 0
    /// What a search looks for in the rows, besides the condition.
    var search: Clause?
    var longTexts = 0
    var groupKeys: [CompiledExpression] = []
    /// How many unnamed values have got their `expr0`, `expr1` …
    var unnamed = 0
    /// Whether it stands within another, as a child query or the right side of `IN`.
    let nesting: Nesting

    enum Nesting {
        case none
        /// So many queries are around it, and whether the outermost asks for one row.
        case child(level: Int, ofOne: Bool)
        case semiJoin
    }

    static func plan(_ text: String, _ context: QueryContext) throws(OrgError) -> QueryPlan {
        let query = try SOQL.parse(text)
        var compiler = try QueryCompiler(query, SOQL.Source(text), context)
        return try compiler.plan()
    }

    private init(_ query: SOQL.Query, _ source: SOQL.Source, _ context: QueryContext) throws(OrgError) {
        let name = query.from.object
        guard name.parts.count == 1, let object = context.schema.object(name.last.text), object.isQueryable else {
            throw QueryCompiler.unknownObject(name.text, at: name.at, source)
        }
        try self.init(query, on: object, source, context, .none, prefix: "t")
    }

    init(
        _ query: SOQL.Query,
        on object: ObjectType,
        _ source: SOQL.Source,
        _ context: QueryContext,
        _ nesting: Nesting,
        prefix: String
    ) throws(OrgError) {
        self.query = query
        self.source = source
        self.context = context
        self.nesting = nesting
        joins = TableJoins(object, prefix: prefix)
        shape = RowShape(kind: .object(object.name), idColumn: 0)
        if let alias = query.from.alias { aliases[alias.text.lowercased()] = [] }
        for parent in query.parents {
            let known = aliases[parent.object.parts[0].text.lowercased()]
            let path = known.map { $0 + parent.object.parts.dropFirst() } ?? parent.object.parts
            aliases[(parent.alias ?? parent.object.last).text.lowercased()] = path
        }
        columns = [joins.column(0, "Id")]
    }

    private mutating func plan() throws(OrgError) -> QueryPlan {
        try checkCounts()
        if isCount { return .count(try countStatement()) }
        if isAggregate { return try groups() }
        return .rows(try rows())
    }

    /// A plan for rows, with what the clauses say of which and in which order.
    mutating func rows() throws(OrgError) -> RowPlan {
        try select()
        guard columns.count <= 1900 else { throw OrgError.tooComplicated }
        let filter = try filter()
        let order = try order()
        return RowPlan(
            object: joins.object(0),
            tables: joins.source,
            id: joins.column(0, "Id"),
            filter: filter,
            order: order,
            limit: query.limit?.value,
            offset: query.offset?.value ?? 0,
            columns: columns,
            shape: shape,
            children: children,
            marking: query.marking,
            longTexts: longTexts
        )
    }

    /// The place of a column, which is added when it is not there.
    mutating func place(of sql: SQL, key: String) -> Int {
        if let place = places[key] { return place }
        columns.append(sql)
        places[key] = columns.count - 1
        return columns.count - 1
    }

    func checkCounts() throws(OrgError) {
        if let offset = query.offset {
            guard offset.value <= 2000 else {
                throw OrgError("NUMBER_OUTSIDE_VALID_RANGE", "Maximum SOQL offset allowed is 2000")
            }
            if context.mode == .bulk { throw OrgError.notInBulk("OFFSET") }
        }
    }

    static func unknownObject(_ name: String, at offset: Int, _ source: SOQL.Source) -> OrgError {
        source.fault(
            "INVALID_TYPE",
            at: offset,
            "sObject type '\(name.prefix(255))' is not supported. If you are attempting to use a custom object, be sure to "
                + "append the '__c' after the entity name. Please reference your WSDL or the describe call for the "
                + "appropriate names."
        )
    }
}

extension OrgError {
    /// What Bulk queries cannot do.
    static func notInBulk(_ feature: String) -> OrgError {
        OrgError("FUNCTIONALITY_NOT_ENABLED", "\(feature) not supported in Bulk Query")
    }
}
