package import Database
import Enrichment
package import Telemetry

/// What the runs of one name that somebody started used within a period.
package struct CreditUse: Sendable, Equatable, RowDecodable {
    package let name: String
    package let startedBy: String
    /// What was charged and not given back.
    package let credits: Int

    package init(row: Row) throws {
        (name, startedBy, credits) = (try row["name"], try row["started_by_name"], try row["credits"])
    }

    package static func list(
        in organisation: ID<Organisation>,
        from start: Timestamp,
        before end: Timestamp,
        on db: isolated Connection
    ) throws -> [CreditUse] {
        // Each movement is two entries; the one that adds says how much.
        let sums: SQL = """
            SELECT run_id, SUM(CASE kind WHEN \(CreditMovement.Kind.charge) THEN credits ELSE -credits END) AS credits
            FROM credit_entries
            WHERE organisation_id = \(organisation) AND entered_at >= \(start) AND entered_at < \(end) AND credits > 0
                AND kind IN (\(CreditMovement.Kind.charge), \(CreditMovement.Kind.refund))
            GROUP BY run_id
            """
        return try db.fetch(
            CreditUse.self,
            """
            SELECT r.name, r.started_by_name, CAST(SUM(s.credits) AS BIGINT) AS credits
            FROM (\(sql: sums)) AS s JOIN runs r ON r.organisation_id = \(organisation) AND r.id = s.run_id
            GROUP BY r.name, r.started_by_name
            """
        )
    }
}
