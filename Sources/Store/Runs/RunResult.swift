package import Database
package import Enrichment

/// What a run of a job came to, in as few figures as it takes to set it beside others.
package struct RunResult: Sendable, Equatable, RowDecodable {
    package let run: ID<Run>
    package let connection: ID<OrgConnection>
    package let name: String
    package let ending: RunEnding
    package let reason: String?
    /// Whether its end was told by mail.
    package let isTold: Bool
    package let records: Int
    package let matched: Int
    /// Fields that held something before.
    package let overwritten: Int

    package init(row: Row) throws {
        run = try row["id"]
        connection = try row["connection_id"]
        name = try row["name"]
        ending = try row["ending"]
        reason = try row["reason"]
        isTold = try row["alerts"]
        records = try row["total"]
        matched = try row["matched"]
        overwritten = try row["overwritten"]
    }

    /// Those of the last runs of a job, the newest first.
    package static func list(
        of job: ID<EnrichJob>,
        in organisation: ID<Organisation>,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunResult] {
        try db.fetch(
            RunResult.self,
            """
            SELECT r.id, r.connection_id, r.name, r.ending, r.reason, r.alerts,
                r.matched + r.company_only + r.no_match + r.errors AS total, r.matched,
                (SELECT CAST(COALESCE(SUM(f.replaced + f.emptied), 0) AS BIGINT) FROM run_fields f
                    WHERE f.organisation_id = r.organisation_id AND f.run_id = r.id) AS overwritten
            FROM runs r
            WHERE r.organisation_id = \(organisation) AND r.job_id = \(job) AND r.state = 'ended' AND r.purpose = 'enrich'
            ORDER BY r.id DESC LIMIT \(limit)
            """
        )
    }
}
