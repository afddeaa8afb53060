import Database
import Enrichment

/// A record of a batch that is on a list of those that need attention.
struct ListedFinding: RowDecodable {
    let record: String
    let sortName: String
    let origin: Run.Origin
    let day: Int64
    let concerns: [RecordFinding.Concern]
    /// The profile that others are, too, and that it is no more by what the batch has found.
    let profileLeft: Int64?

    init(row: Row) throws {
        (record, sortName) = (try row["record_id"], try row["sort_name"])
        (origin, day) = (try row["origin"], try row["found_day"])
        profileLeft = try row["profile_left"]
        concerns = try RecordFinding.Concern.allCases.filter { try row[$0.rawValue] }
    }

    /// As the lists are now; most records are on none. What a batch has found says which are a profile no more.
    static func list(
        _ records: (table: SQL, condition: SQL),
        of run: Run,
        leaving: SQL = "r.status <> 'matched' OR r.profile <> f.profile",
        on db: isolated Connection
    ) throws -> [ListedFinding] {
        try db.fetch(
            ListedFinding.self,
            """
            SELECT f.record_id, f.sort_name, f.origin, f.found_day, f.has_moved AS moved, f.is_defunct AS defunct,
                (f.copies > 1) AS duplicates, (f.status = 'company_only') AS company_only,
                (f.status = 'no_match') AS unmatched, (f.status = 'error') AS errors,
                CASE WHEN f.copies > 1 AND (\(sql: leaving)) THEN f.profile END AS profile_left
            FROM \(sql: records.table) CROSS JOIN record_findings f
            WHERE \(sql: records.condition) AND f.organisation_id = \(run.organisation)
                AND f.connection_id = \(run.connection) AND f.record_id = r.record_id
                AND (f.status <> 'matched' OR f.has_moved OR f.is_defunct OR f.copies > 1)
            """
        )
    }
}
