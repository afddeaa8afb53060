import HTTP

/// A page of a query's answer.
package struct QueryPage: Sendable {
    package let rows: [Row]
    /// How many records there are in all, on whichever page.
    package let total: Int
    /// Where the next page is; nil on the last.
    let next: String?

    init(_ json: JSON) throws(SalesforceError) {
        guard let total = json["totalSize"]?.integer, let records = json["records"]?.list else {
            throw SalesforceError(.notUnderstood)
        }
        self.total = total
        rows = records.compactMap { Row($0) }
        // The number of rows says nothing about whether more follow.
        next = json["done"]?.flag == false ? json["nextRecordsUrl"]?.text : nil
    }
}

extension Org {
    /// The first page of a query's answer; deleted records come along when they are asked for.
    package func firstPage(of query: SOQL, withDeleted: Bool = false, rows: Int = 2000) async throws -> QueryPage {
        let resource = withDeleted ? "queryAll" : "query"
        var call = Call.get(path(resource + "?q=" + PercentCoding.encode(query.text)))
        call.fields["Sforce-Query-Options"] = "batchSize=\(min(max(rows, 200), 2000))"
        return try QueryPage(try await answer(to: call).json())
    }

    /// The page behind another; nil behind the last.
    package func page(after page: QueryPage) async throws -> QueryPage? {
        guard let next = page.next else { return nil }
        return try QueryPage(try await answer(to: .get(next)).json())
    }

    /// Hands on each record of a query's answer, page by page, so that no more than one page is held.
    package func query(
        _ query: SOQL,
        withDeleted: Bool = false,
        _ visit: (Row) async throws -> Void
    ) async throws {
        var page: QueryPage? = try await firstPage(of: query, withDeleted: withDeleted)
        while let current = page {
            for row in current.rows { try await visit(row) }
            page = try await self.page(after: current)
        }
    }

    /// All records of a query whose answer is known to be small.
    package func rows(_ query: SOQL) async throws -> [Row] {
        var rows: [Row] = []
        try await self.query(query) { rows.append($0) }
        return rows
    }

    /// How many records a `SELECT COUNT()` counts.
    package func count(_ query: SOQL) async throws -> Int { try await firstPage(of: query).total }
}
