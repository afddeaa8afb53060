import Database
import Enrichment

/// What a batch changes of how many records need attention. Counted before and after, and added where all are counted, in the
/// transaction that changes them.
struct FindingTally {
    private struct Key: Hashable {
        let concern: RecordFinding.Concern
        let origin: Run.Origin
        let day: Int64
    }

    private var changes: [Key: Int] = [:]

    private mutating func add(_ count: Int, _ concern: RecordFinding.Concern, _ origin: Run.Origin, _ day: Int64) {
        if count != 0 { changes[Key(concern: concern, origin: origin, day: day), default: 0] += count }
    }

    // MARK: A batch

    /// Adds the findings of the records of a batch as they are now, or takes them off.
    mutating func count(
        _ records: (table: SQL, condition: SQL),
        times sign: Int,
        of run: Run,
        on db: isolated Connection
    ) throws {
        let lines = try db.fetch(
            Line.self,
            """
            SELECT f.origin, f.found_day, COUNT(CASE WHEN f.has_moved THEN 1 END) AS moved,
                COUNT(CASE WHEN f.is_defunct THEN 1 END) AS defunct, COUNT(CASE WHEN f.copies > 1 THEN 1 END) AS duplicates,
                COUNT(CASE WHEN f.status = 'company_only' THEN 1 END) AS company_only,
                COUNT(CASE WHEN f.status = 'no_match' THEN 1 END) AS unmatched,
                COUNT(CASE WHEN f.status = 'error' THEN 1 END) AS errors
            FROM \(sql: records.table) CROSS JOIN record_findings f
            WHERE \(sql: records.condition) AND f.organisation_id = \(run.organisation)
                AND f.connection_id = \(run.connection) AND f.record_id = r.record_id
            GROUP BY f.origin, f.found_day
            """
        )
        for line in lines {
            for (concern, count) in line.counts { add(sign * count, concern, line.origin, line.day) }
        }
    }

    private struct Line: RowDecodable {
        let origin: Run.Origin
        let day: Int64
        let counts: [(RecordFinding.Concern, Int)]

        init(row: Row) throws {
            origin = try row["origin"]
            day = try row["found_day"]
            counts = try RecordFinding.Concern.allCases.map { ($0, try row[$0.rawValue]) }
        }
    }

    // MARK: A profile

    /// That the records which are a profile are so many from now on.
    mutating func note(
        _ profile: Int64,
        _ side: RecordFinding.Side,
        isCopied: Bool,
        of run: Run,
        on db: isolated Connection
    ) throws {
        let statement = FindingTally.copiesStatement(profile, side, of: run.connection, in: run.organisation)
        for copy in try db.fetch(Copy.self, statement) where isCopied != (copy.copies > 1) {
            add(isCopied ? 1 : -1, .duplicates, copy.origin, copy.day)
        }
    }

    /// SQLite, left to itself, would go through all findings of the connection instead of the few.
    static func copiesStatement(
        _ profile: Int64,
        _ side: RecordFinding.Side,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) -> SQL {
        """
        SELECT origin, found_day, copies
        FROM record_findings \(.either(sqlite: "INDEXED BY record_findings_of_profile", postgres: ""))
        WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND side = \(side)
            AND profile IS NOT NULL AND profile = \(profile)
        """
    }

    private struct Copy: RowDecodable {
        let origin: Run.Origin
        let day: Int64
        let copies: Int

        init(row: Row) throws { (origin, day, copies) = (try row["origin"], try row["found_day"], try row["copies"]) }
    }

    // MARK: Keeping

    func keep(_ side: RecordFinding.Side, of run: Run, on db: isolated Connection) throws {
        let rows = changes.filter { $0.value != 0 }.map { key, count -> [SQLValue] in
            [
                .text(run.organisation.rawValue), .text(side.rawValue), .text(key.concern.rawValue),
                .text(run.connection.rawValue), .text(key.origin.rawValue), .integer(key.day), .integer(Int64(count)),
            ]
        }
        guard !rows.isEmpty else { return }
        try db.run(
            """
            INSERT INTO finding_counts (organisation_id, side, concern, connection_id, origin, found_day, records)
            VALUES (\(""), \(""), \(""), \(""), \(""), \(Int64(0)), \(Int64(0)))
            ON CONFLICT (organisation_id, side, concern, connection_id, origin, found_day)
            DO UPDATE SET records = finding_counts.records + EXCLUDED.records
            """,
            with: rows
        )
    }
}
