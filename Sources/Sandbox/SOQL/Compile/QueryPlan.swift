import Database

/// What a query has become: the SQL that answers it, and how the answer is written.
enum QueryPlan: Sendable {
    case rows(RowPlan)
    /// `SELECT COUNT()`: one number.
    case count(SQL)
    /// Grouped or aggregated rows, which come in one page or not at all.
    case groups(SQL, RowShape)
}

/// The rows of one object, with their parents in the same statement and their children in others.
struct RowPlan: Sendable {
    let object: ObjectType
    let tables: SQL
    let id: SQL
    let filter: SQL?
    let order: SQL?
    let limit: Int?
    let offset: Int
    let columns: [SQL]
    let shape: RowShape
    let children: [ChildPlan]
    let marking: SOQL.Marking?
    /// How many long texts each row carries.
    let longTexts: Int
}

/// A child query, and the field of its rows that refers to the parent.
struct ChildPlan: Sendable {
    let reference: SQL
    let plan: RowPlan
}

extension RowPlan {
    /// All rows at once, in their order: their columns, the id first.
    var statement: SQL { statement(atMost: .max) }

    /// The first of them; to say so spares SQLite sorting the others.
    func statement(atMost rows: Int) -> SQL { statement(atMost: rows, between: nil) }

    /// Only those whose ids lie between two, the second not included.
    func statement(between ids: (first: String, end: String?)?) -> SQL { statement(atMost: .max, between: ids) }

    private func statement(atMost rows: Int, between ids: (first: String, end: String?)?) -> SQL {
        var sql: SQL = "SELECT \(sql: columns.joined(separator: ", ")) FROM \(sql: tables)"
        finish(&sql, atMost: rows, between: ids)
        return sql
    }

    /// The ids of all rows, in their order.
    var ids: SQL {
        var sql: SQL = "SELECT \(sql: id) FROM \(sql: tables)"
        finish(&sql)
        return sql
    }

    private func finish(
        _ sql: inout SQL,
        atMost rows: Int = .max,
        between ids: (first: String, end: String?)? = nil
    ) {
        var clauses = [filter].compactMap { $0 }
        if let ids {
            clauses.append("\(sql: id) >= \(ids.first)")
            if let end = ids.end { clauses.append("\(sql: id) < \(end)") }
        }
        if !clauses.isEmpty { sql += " WHERE \(sql: clauses.joined(separator: " AND "))" }
        if let order { sql += " ORDER BY \(sql: order)" }
        let most = min(limit ?? .max, rows)
        if most < .max || offset > 0 { sql += " LIMIT \(most) OFFSET \(offset)" }
    }

    /// The rows with these ids, a list in JSON, in the order of the list; the last column is the place in the list.
    func statement(ids list: String) -> SQL {
        // CROSS JOIN keeps the list as the outer loop.
        """
        SELECT \(sql: columns.joined(separator: ", ")), listed.key FROM json_each(\(list)) AS listed
        CROSS JOIN \(sql: tables) WHERE \(sql: id) = listed.value
        """
    }
}

extension ChildPlan {
    /// The ids of the children of these parents, a list in JSON, each with the place of its parent in the list.
    func ids(parents list: String) -> SQL {
        var condition: SQL = "\(sql: reference) = listed.value"
        if let filter = plan.filter { condition += " AND \(sql: filter)" }
        let order = plan.order ?? plan.id
        guard plan.limit != nil || plan.offset > 0 else {
            return """
                SELECT listed.key, \(sql: plan.id) FROM json_each(\(list)) AS listed CROSS JOIN \(sql: plan.tables)
                WHERE \(sql: condition) ORDER BY listed.key, \(sql: order)
                """
        }
        let last = plan.limit.map { $0.addingReportingOverflow(plan.offset).partialValue } ?? .max
        return """
            SELECT parent, child FROM (
                SELECT listed.key AS parent, \(sql: plan.id) AS child,
                    row_number() OVER (PARTITION BY listed.key ORDER BY \(sql: order)) AS place
                FROM json_each(\(list)) AS listed CROSS JOIN \(sql: plan.tables) WHERE \(sql: condition)
            ) WHERE place > \(plan.offset) AND place <= \(last) ORDER BY parent, place
            """
    }
}
