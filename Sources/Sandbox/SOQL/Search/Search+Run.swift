import Database
import Telemetry

extension Search {
    /// What is found, as a body of JSON: an object from v37 on, a bare list before.
    func body(version: String, for caller: OrgCaller, in org: Org) async throws -> [UInt8] {
        let context = QueryContext(
            caller: caller,
            orgSchema: org.schema,
            mode: .rest,
            includesDeleted: false,
            now: Log.current.clock.now(),
            fiscalYearStartMonth: 1
        )
        var plans: [RowPlan] = []
        for target in allTargets(caller.schema) {
            if let plan = try QueryCompiler.plan(target, term, scope, context) { plans.append(plan) }
        }
        let isBare = (Double(version.drop { !$0.isNumber }) ?? 60) < 37
        let limit = limit
        return try await org.database.read { [plans] db in
            var rows = JSONRows(version: version)
            var count = 0
            for plan in plans where count < limit {
                var left = min(limit - count, plan.limit ?? .max)
                guard left > 0 else { continue }
                try db.scan(plan.statement) { row in
                    if count > 0 { rows.comma() }
                    rows.write(row, plan.shape) { _, _ in }
                    count += 1
                    left -= 1
                    return left > 0 ? .more : .enough
                }
            }
            return isBare
                ? Array("[".utf8) + rows.bytes + Array("]".utf8)
                : Array("{\"searchRecords\":[".utf8) + rows.bytes + Array("]}".utf8)
        }
    }

    private func allTargets(_ schema: Schema) -> [Target] {
        guard targets.isEmpty else { return targets }
        return schema.objects.filter(\.isSearchable).map { object in
            var query = SOQL.Query()
            query.items = [.id(at: 0)]
            query.from = SOQL.From(object: SOQL.Path(parts: [SOQL.Name(text: object.name, at: 0)]), alias: nil)
            return Target(query: query, source: SOQL.Source(""))
        }
    }
}

extension QueryCompiler {
    /// The rows of one object that hold the term; `nil` where it has no field to look through.
    static func plan(
        _ target: Search.Target,
        _ term: SearchTerm,
        _ scope: Search.Scope,
        _ context: QueryContext
    ) throws(OrgError) -> RowPlan? {
        let name = target.query.from.object
        guard name.parts.count == 1, let object = context.schema.object(name.last.text), object.isSearchable else {
            throw QueryCompiler.unknownObject(name.text, at: name.at, target.source)
        }
        let fields = object.fields.filter(scope.includes)
        guard !fields.isEmpty else { return nil }
        var compiler = try QueryCompiler(target.query, on: object, target.source, context, .none, prefix: "t")
        try compiler.checkCounts()
        guard !compiler.isAggregate, !compiler.isCount else {
            throw OrgError.malformedSearch("Aggregate functions are not allowed in a search")
        }
        let texts = fields.map { field -> SQL in "ifnull(\(sql: compiler.joins.column(0, field.name)), '')" }
        compiler.search = term.clause(in: "lower(' ' || \(sql: texts.joined(separator: " || ' ' || ")) || ' ')")
        let plan = try compiler.rows()
        guard plan.children.isEmpty else {
            throw OrgError.malformedSearch("Subqueries are not allowed in a search")
        }
        return plan
    }
}
