package import Database
import Enrichment
package import Telemetry

/// What one run did to the credits within a period.
package struct CreditLine: Sendable, Equatable, RowDecodable {
    package let run: ID<Run>
    package let name: String
    /// Who started the run, as he or she was called then; nil for a schedule.
    package let startedBy: String
    package let first: Timestamp
    package let reserved: Int
    package let charged: Int
    package let released: Int
    package let refunded: Int

    package init(row: Row) throws {
        run = try row["run_id"]
        name = try row["name"]
        startedBy = try row["started_by_name"]
        first = try row["first"]
        (reserved, charged) = (try row["reserved"], try row["charged"])
        (released, refunded) = (try row["released"], try row["refunded"])
    }

    /// A line for each run that moved credits in the period, in the order in which they did so first.
    package static func list(
        in organisation: ID<Organisation>,
        from start: Timestamp,
        before end: Timestamp,
        on db: isolated Connection
    ) throws -> [CreditLine] {
        func sum(_ kind: CreditMovement.Kind) -> SQL {
            // Each movement is two entries; the one that adds says how much.
            "CAST(SUM(CASE WHEN e.kind = \(kind) AND e.credits > 0 THEN e.credits ELSE 0 END) AS BIGINT)"
        }
        return try db.fetch(
            CreditLine.self,
            """
            SELECT e.run_id, r.name, r.started_by_name, MIN(e.entered_at) AS first, \(sql: sum(.reserve)) AS reserved,
                \(sql: sum(.charge)) AS charged, \(sql: sum(.release)) AS released, \(sql: sum(.refund)) AS refunded
            FROM credit_entries e
            JOIN runs r ON r.organisation_id = e.organisation_id AND r.id = e.run_id
            WHERE e.organisation_id = \(organisation) AND e.entered_at >= \(start) AND e.entered_at < \(end)
            GROUP BY e.run_id, r.name, r.started_by_name
            ORDER BY 4, e.run_id
            """
        )
    }
}
