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

    /// Where a page ends.
    package struct Place: Sendable, Equatable {
        let first: Timestamp
        let run: ID<Run>

        init(_ line: CreditLine) { (first, run) = (line.first, line.run) }

        /// As an address has it; nil for what is no place.
        package init?(text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let microseconds = Int64(parts[0]), let run = ID<Run>(parsing: String(parts[1]))
            else { return nil }
            (first, self.run) = (Timestamp(microseconds: microseconds), run)
        }

        package var text: String { "\(first.microseconds).\(run)" }
    }

    /// A page of a line for each run that moved credits in the period, the latest first, by when each first did.
    package static func list(
        in organisation: ID<Organisation>,
        from start: Timestamp,
        before end: Timestamp,
        after place: Place? = nil,
        limit: Int,
        on db: isolated Connection
    ) throws -> (lines: [CreditLine], next: Place?) {
        func sum(_ kind: CreditMovement.Kind) -> SQL {
            // Each movement is two entries; the one that adds says how much.
            "CAST(SUM(CASE WHEN e.kind = \(kind) AND e.credits > 0 THEN e.credits ELSE 0 END) AS BIGINT)"
        }
        let page = page(in: organisation, from: start, before: end, after: place, limit: limit + 1)
        let lines = try db.fetch(
            CreditLine.self,
            """
            SELECT p.run_id, r.name, r.started_by_name, p.first, \(sql: sum(.reserve)) AS reserved,
                \(sql: sum(.charge)) AS charged, \(sql: sum(.release)) AS released, \(sql: sum(.refund)) AS refunded
            FROM (\(sql: page)) AS p
            JOIN runs r ON r.organisation_id = \(organisation) AND r.id = p.run_id
            JOIN credit_entries e ON e.organisation_id = \(organisation) AND e.run_id = p.run_id
                AND e.entered_at >= \(start) AND e.entered_at < \(end)
            GROUP BY p.run_id, r.name, r.started_by_name, p.first
            ORDER BY p.first DESC, p.run_id DESC
            """
        )
        let shown = Array(lines.prefix(limit))
        return (shown, lines.count > limit ? shown.last.map(Place.init) : nil)
    }

    /// The runs of a page: each stands where its first movement of the period does.
    static func page(
        in organisation: ID<Organisation>,
        from start: Timestamp,
        before end: Timestamp,
        after place: Place?,
        limit: Int
    ) -> SQL {
        // One condition: of two SQLite would take one, and go through what the other leaves out.
        let further: SQL =
            place.map { "(e.entered_at, e.run_id) < (\($0.first), \($0.run))" } ?? "e.entered_at < \(end)"
        // OFFSET keeps PostgreSQL from a join over all: it looks for each entry whether it is the first.
        return """
            SELECT e.run_id, e.entered_at AS first
            FROM credit_entries AS e \(.either(sqlite: "INDEXED BY credit_entries_by_time", postgres: ""))
            WHERE e.organisation_id = \(organisation) AND e.entered_at >= \(start) AND \(sql: further) AND e.credits > 0
                AND NOT EXISTS (
                    SELECT 1 FROM credit_entries b
                    WHERE b.organisation_id = \(organisation) AND b.run_id = e.run_id AND b.entered_at >= \(start)
                        AND b.credits > 0 AND (b.entered_at, b.batch, b.kind) < (e.entered_at, e.batch, e.kind)
                    \(.either(sqlite: "", postgres: "OFFSET 0")))
            ORDER BY e.entered_at DESC, e.run_id DESC LIMIT \(limit)
            """
    }
}
