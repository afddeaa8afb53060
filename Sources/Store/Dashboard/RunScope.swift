package import Database
package import Enrichment
package import Telemetry

/// Which runs the dashboard adds up: those that wrote or were to write, and what took their writing back. Never previews.
package struct RunScope: Sendable, Equatable {
    package var origin: Run.Origin?
    package var connection: ID<OrgConnection>?
    /// A run counts whole on the day on which it began.
    package var from: Timestamp?
    package var before: Timestamp?

    package init() {}

    func condition(in organisation: ID<Organisation>) -> SQL {
        var condition: SQL = "r.organisation_id = \(organisation) AND r.purpose <> 'preview'"
        if let origin { condition = "\(sql: condition) AND r.origin = \(origin)" }
        if let connection { condition = "\(sql: condition) AND r.connection_id = \(connection)" }
        if let from { condition = "\(sql: condition) AND r.created_at >= \(from)" }
        if let before { condition = "\(sql: condition) AND r.created_at < \(before)" }
        return condition
    }
}

extension Run {
    /// The newest of a scope that enriched.
    package static func last(_ scope: RunScope, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Run?
    {
        let id = try db.first(
            ID<Run>.self,
            """
            SELECT r.id FROM runs r WHERE \(sql: scope.condition(in: organisation)) AND r.purpose <> 'undo'
            ORDER BY r.created_at DESC, r.id DESC LIMIT 1
            """
        )
        return try id.flatMap { try Run.find($0, in: organisation, on: db) }
    }
}

/// What the runs of a scope settled, by what they look at and whether they took something back.
package struct RunSums: Sendable, Equatable, RowDecodable {
    package let object: CRMObject
    package let isUndo: Bool
    package let runs: Int
    package let counts: Counts
    package let committee: CommitteeFigures
    package let restCalls: Int
    package let bulkCalls: Int

    package init(row: Row) throws {
        object = try row["object"]
        let purpose: Run.Purpose = try row["kind"]
        isUndo = purpose == .undo
        runs = try row["runs"]
        var counts = Counts()
        counts.matched = try row["matched"]
        counts.companyOnly = try row["company_only"]
        counts.noMatch = try row["no_match"]
        counts.errors = try row["errors"]
        counts.enriched = try row["enriched"]
        counts.credits = try row["credits"]
        counts.emails = try EmailColumns.read(row)
        counts.takenBack = try row["taken_back"]
        self.counts = counts
        committee = try CommitteeFigures(row: row)
        restCalls = try row["rest_calls"]
        bulkCalls = try row["bulk_calls"]
    }

    package static func list(_ scope: RunScope, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> [RunSums]
    {
        try db.fetch(
            RunSums.self,
            """
            SELECT r.object, CASE WHEN r.purpose = 'undo' THEN 'undo' ELSE 'enrich' END AS kind, COUNT(*) AS runs,
                \(sql: sums)
            FROM runs r WHERE \(sql: scope.condition(in: organisation)) GROUP BY 1, 2 ORDER BY 1, 2
            """
        )
    }

    private static let sums: SQL = {
        let columns: [SQL] = [
            "matched", "company_only", "no_match", "errors", "enriched", "credits", "emails_valid", "emails_invalid",
            "emails_unverifiable", "emails_disposable", "emails_unknown", "emails_unchecked", "taken_back",
            "committee_contacts",
            "committee_credits", "committee_accounts", "rest_calls", "bulk_calls",
        ]
        let sums = columns.map { "CAST(SUM(r.\(sql: $0)) AS BIGINT) AS \(sql: $0)" as SQL }
        return sums.joined(separator: ", ")
    }()
}

/// A field of an object, and how often the runs of a scope wrote it.
package struct EnrichedField: Sendable, Equatable, RowDecodable {
    package let object: CRMObject
    package let field: CRMField
    /// It was blank before, or held something else.
    package let times: Int
    package let emptied: Int
    /// How often an undo has brought it back.
    package let takenBack: Int

    package init(row: Row) throws {
        object = try row["object"]
        field = CRMField(try row["field"])
        times = try row["times"]
        emptied = try row["emptied"]
        takenBack = try row["taken_back"]
    }

    /// Those that were written most often first.
    package static func list(_ scope: RunScope, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> [EnrichedField]
    {
        try db.fetch(
            EnrichedField.self,
            """
            SELECT r.object, f.field,
                CAST(SUM(CASE WHEN r.purpose <> 'undo' THEN f.filled + f.replaced ELSE 0 END) AS BIGINT) AS times,
                CAST(SUM(CASE WHEN r.purpose <> 'undo' THEN f.emptied ELSE 0 END) AS BIGINT) AS emptied,
                CAST(SUM(CASE WHEN r.purpose = 'undo' THEN f.filled + f.replaced + f.emptied ELSE 0 END) AS BIGINT)
                    AS taken_back
            FROM runs r JOIN run_fields f ON f.organisation_id = r.organisation_id AND f.run_id = r.id
            WHERE \(sql: scope.condition(in: organisation))
            GROUP BY r.object, f.field ORDER BY times DESC, r.object, f.field
            """
        )
    }
}
