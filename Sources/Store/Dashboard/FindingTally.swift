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

    /// Adds records of a batch as they are listed now, or takes them off.
    mutating func count(_ findings: [ListedFinding], times sign: Int) {
        for finding in findings {
            for concern in finding.concerns { add(sign, concern, finding.origin, finding.day) }
        }
    }

    // MARK: A profile

    /// That these are all the records of a profile from now on.
    mutating func note(_ copies: [FindingCopy]) {
        for copy in copies where copy.isListed != (copies.count > 1) {
            add(copy.isListed ? -1 : 1, .duplicates, copy.origin, copy.day)
        }
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
