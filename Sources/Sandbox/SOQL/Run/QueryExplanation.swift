import Database

/// What `explain` tells of a query: how many rows it looks at, and whether an index leads to them.
struct QueryExplanation: Sendable {
    let run: QueryRun

    func body() async throws -> [UInt8] {
        let plan: RowPlan
        switch run.plan {
        case .rows(let rows): plan = rows
        case .count, .groups: return try await aggregate()
        }
        let object = plan.object.name
        let (all, found, steps) = try await run.org.database.read { db in
            let all = try db.one(Int.self, "SELECT count(*) FROM \(identifier: object)")
            let found = try db.one(Int.self, "SELECT count(*) FROM (\(sql: plan.ids))")
            var steps: [String] = []
            try db.scan("EXPLAIN QUERY PLAN \(sql: plan.ids)") { row in
                steps.append(String(decoding: row.text(3), as: UTF8.self))
                return .more
            }
            return (all, found, steps)
        }
        return QueryExplanation.body(object, all: all, found: found, steps, run.text)
    }

    private func aggregate() async throws -> [UInt8] {
        guard let name = try SOQL.parse(run.text).from.object.parts.last,
            let object = run.context.schema.object(name.text)
        else { throw OrgError.notFound }
        let all = try await run.org.database.read { db in
            try db.one(Int.self, "SELECT count(*) FROM \(identifier: object.name)")
        }
        return QueryExplanation.body(object.name, all: all, found: all, [], run.text)
    }

    private static func body(_ object: String, all: Int, found: Int, _ steps: [String], _ text: String) -> [UInt8] {
        // SQLite says `SEARCH t0 USING INDEX … (AccountId=?)`.
        let search = steps.first { $0.hasPrefix("SEARCH t0") }
        let fields = search.map { search in
            search.drop { $0 != "(" }.dropFirst().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                .filter { $0 != "AND" && $0 != "rowid" }.map(String.init)
        }
        let share = all == 0 ? 0 : Double(found) / Double(all)
        let cost = search == nil ? max(1, share * 2) : max(0.001, share)
        var plan =
            "{\"cardinality\":\(found),\"fields\":[\((fields ?? []).map { "\"\($0)\"" }.joined(separator: ","))],"
        plan += "\"leadingOperationType\":\"\(search == nil ? "TableScan" : "Index")\",\"notes\":["
        if search == nil {
            plan += "{\"description\":\"Not considering filter for optimization because unindexed\",\"fields\":[],"
            plan += "\"tableEnumOrId\":\"\(object)\"}"
        }
        plan += "],\"relativeCost\":\((cost * 1000).rounded() / 1000),\"sobjectCardinality\":\(all),"
        plan += "\"sobjectType\":\"\(object)\"}"
        var rows = JSONRows(version: "")
        var text = text
        text.withUTF8 { rows.string($0) }
        return Array("{\"plans\":[\(plan)],\"sourceQuery\":".utf8) + rows.bytes + Array("}".utf8)
    }
}
