import Database
import Enrichment

/// One of the records that are a profile.
struct FindingCopy: RowDecodable {
    let profile: Int64
    let record: String
    let sortName: String
    let origin: Run.Origin
    let day: Int64
    /// How many there were when they were counted last.
    private let copies: Int

    /// Whether it is on the list of duplicates.
    var isListed: Bool { copies > 1 }

    init(row: Row) throws {
        (profile, record) = (try row["profile"], try row["record_id"])
        (sortName, origin) = (try row["sort_name"], try row["origin"])
        (day, copies) = (try row["found_day"], try row["copies"])
    }

    // MARK: Looking

    /// The profiles of a batch that several records are. What is asked for comes first in the join: neither engine is to go
    /// through all findings for a few.
    static func several(
        _ records: (table: SQL, condition: SQL),
        _ side: RecordFinding.Side,
        of run: Run,
        on db: isolated Connection
    ) throws -> [Int64] {
        let found: SQL = """
            SELECT DISTINCT r.profile FROM \(sql: records.table)
            WHERE \(sql: records.condition) AND r.status = 'matched' AND r.profile IS NOT NULL
            """
        return try db.fetch(
            Int64.self,
            """
            SELECT p.profile FROM (\(sql: found)) AS p CROSS JOIN \(sql: table)
            WHERE \(sql: ofSide(side, of: run.connection, in: run.organisation)) AND f.profile IS NOT NULL
                AND f.profile = p.profile
            GROUP BY p.profile HAVING COUNT(*) > 1
            """
        )
    }

    /// All records of each of these profiles.
    static func list(
        _ profiles: [Int64],
        _ side: RecordFinding.Side,
        of run: Run,
        on db: isolated Connection
    ) throws -> [[FindingCopy]] {
        var copies: [Int64: [FindingCopy]] = [:]
        for start in stride(from: 0, to: profiles.count, by: 500) {
            let some = Array(profiles[start..<min(start + 500, profiles.count)])
            for copy in try db.fetch(FindingCopy.self, statement(some, side, of: run.connection, in: run.organisation))
            {
                copies[copy.profile, default: []].append(copy)
            }
        }
        return profiles.compactMap { copies[$0] }
    }

    /// That the profile is not NULL follows from the list. Said besides, SQLite takes it for where to begin, and goes through all
    /// findings that have a profile.
    static func statement(
        _ profiles: [Int64],
        _ side: RecordFinding.Side,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) -> SQL {
        """
        SELECT f.profile, f.record_id, f.sort_name, f.origin, f.found_day, f.copies FROM \(sql: table)
        WHERE \(sql: ofSide(side, of: connection, in: organisation)) AND f.profile IN \(in: profiles)
        """
    }

    private static let table: SQL =
        "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_of_profile", postgres: ""))"

    private static func ofSide(
        _ side: RecordFinding.Side,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) -> SQL {
        """
        f.organisation_id = \(organisation) AND f.connection_id = \(connection) AND f.side = \(side)
        """
    }

    // MARK: Keeping

    /// Says in each of these, which are all records of a profile, how many they are.
    static func keep(_ copies: [FindingCopy], of run: Run, on db: isolated Connection) throws {
        let count = SQLValue.integer(Int64(copies.count))
        let rows = copies.filter { $0.copies != copies.count }.map { copy -> [SQLValue] in
            [count, .text(run.organisation.rawValue), .text(run.connection.rawValue), .text(copy.record)]
        }
        try db.run(
            """
            UPDATE record_findings SET copies = \(Int64(0))
            WHERE organisation_id = \("") AND connection_id = \("") AND record_id = \("")
            """,
            with: rows
        )
    }
}
