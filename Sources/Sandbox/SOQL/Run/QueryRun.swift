import Database
import Telemetry

/// A query that has been understood, ready to be answered.
///
/// ```swift
/// let run = try await QueryRun.prepare("SELECT Id FROM Lead", for: caller, in: org)
/// let body = try await run.page(version: "v60.0", batchSize: 2000)
/// ```
struct QueryRun: Sendable {
    let text: String
    let context: QueryContext
    let org: Org
    let plan: QueryPlan

    /// Understands a query; throws Salesforce's words for what is wrong with it.
    static func prepare(
        _ text: String,
        for caller: OrgCaller,
        in org: Org,
        mode: QueryContext.Mode = .rest,
        includesDeleted: Bool = false
    ) async throws -> QueryRun {
        let context = QueryContext(
            caller: caller,
            orgSchema: org.schema,
            mode: mode,
            includesDeleted: includesDeleted,
            now: Log.current.clock.now(),
            fiscalYearStartMonth: try await fiscalYearStartMonth(text, org)
        )
        return QueryRun(text: text, context: context, org: org, plan: try QueryCompiler.plan(text, context))
    }

    /// Asked of the org only where the query could mean it.
    private static func fiscalYearStartMonth(_ text: String, _ org: Org) async throws -> Int {
        guard text.utf8.count <= 4 * SOQL.longestText, text.uppercased().contains("FISCAL") else { return 1 }
        let month = try await org.database.read { db in
            try db.first(Int?.self, "SELECT \"FiscalYearStartMonth\" FROM \"Organization\"")
        }
        return min(max((month ?? nil) ?? 1, 1), 12)
    }

    /// The object that rows are of.
    var object: ObjectType? {
        if case .rows(let plan) = plan { plan.object } else { nil }
    }
}

// MARK: - The first page

extension QueryRun {
    /// The first page of the answer, as a body of JSON; where there are more, a cursor is kept for them.
    func page(version: String, batchSize: Int = 2000) async throws -> [UInt8] {
        switch plan {
        case .count(let sql):
            let count = try await org.database.read { db in try db.one(Int.self, sql) }
            return Array("{\"totalSize\":\(count),\"done\":true,\"records\":[]}".utf8)
        case .groups(let sql, let shape): return try await groups(sql, shape, version)
        case .rows(let plan):
            var pager = QueryPager(version: version, batchSize: plan.batch(batchSize))
            let (body, cursors, first) = try await org.database.read { [pager] db in
                var pager = pager
                let (body, first) = try pager.firstPage(plan, db)
                return (body, pager.cursors, first)
            }
            pager.cursors = cursors
            if !cursors.isEmpty { try await QueryCursors(org: org).keep(cursors, of: self, batchSize: pager.batchSize) }
            try await mark(plan, first)
            return body
        }
    }

    private func groups(_ sql: SQL, _ shape: RowShape, _ version: String) async throws -> [UInt8] {
        try await org.database.read { db in
            var rows = JSONRows(version: version)
            var count = 0
            try db.scan(sql) { row in
                if count > 0 { rows.comma() }
                rows.write(row, shape) { _, _ in }
                count += 1
                return count > 2000 ? .enough : .more
            }
            guard count <= 2000 else {
                throw OrgError(
                    "EXCEEDED_ID_LIMIT",
                    "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch"
                )
            }
            return Array("{\"totalSize\":\(count),\"done\":true,\"records\":[".utf8) + rows.bytes + Array("]}".utf8)
        }
    }

    /// `FOR VIEW` and `FOR REFERENCE` note when the rows were seen.
    private func mark(_ plan: RowPlan, _ ids: RowIDs) async throws {
        guard let marking = plan.marking, ids.count > 0 else { return }
        let names = marking == .viewed ? ["LastViewedDate", "LastReferencedDate"] : ["LastReferencedDate"]
        let columns = names.filter { plan.object.field($0)?.isStored == true }
        guard !columns.isEmpty else { return }
        let now = context.now.storedMilliseconds
        let changes = columns.map { "\(identifier: $0) = \(now)" as SQL }.joined(separator: ", ")
        let list = ids.json
        try await org.database.write { db in
            try db.run(
                """
                UPDATE \(identifier: plan.object.name) SET \(sql: changes)
                WHERE "Id" IN (SELECT value FROM json_each(\(list)))
                """
            )
        }
    }
}

// MARK: - Further pages

extension QueryRun {
    /// The page that a locator such as `01g…-2000` stands for.
    static func nextPage(
        locator: String,
        version: String,
        for caller: OrgCaller,
        in org: Org
    ) async throws -> [UInt8] {
        guard let locator = QueryLocator(locator) else { throw OrgError.invalidLocator }
        let kept = try await QueryCursors(org: org).take(locator, for: caller)
        let run = try await prepare(kept.text, for: caller, in: org, includesDeleted: kept.includesDeleted)
        guard case .rows(var plan) = run.plan else { throw OrgError.invalidLocator }
        for child in kept.path {
            guard plan.children.indices.contains(child) else { throw OrgError.invalidLocator }
            plan = plan.children[child].plan
        }
        let pager = QueryPager(version: version, batchSize: kept.batchSize)
        let page = plan
        let (body, cursors) = try await org.database.read { db in
            var pager = pager
            let body = try pager.page(page, kept, db)
            return (body, pager.cursors)
        }
        if !cursors.isEmpty { try await QueryCursors(org: org).keep(cursors, of: run, batchSize: pager.batchSize) }
        return body
    }
}

extension RowPlan {
    /// How many rows go on a page: rows with several long texts come in smaller pages.
    func batch(_ wanted: Int) -> Int {
        let isWide = longTexts > 1
        return min(max(wanted, 200), isWide ? 200 : 2000)
    }
}
