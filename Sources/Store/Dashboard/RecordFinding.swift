package import Database
package import Enrichment
package import Telemetry

/// The latest that a run found of a record, with what a list shows of it.
package struct RecordFinding: Sendable, Equatable, RowDecodable {
    package enum Side: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// Contacts and leads.
        case people
        case companies

        package init(_ object: CRMObject) { self = object.isPerson ? .people : .companies }
    }

    /// Why a record needs attention: each is a list.
    package enum Concern: String, CaseIterable, Sendable, SQLConvertible, SQLReadable {
        case moved, defunct, duplicates
        case companyOnly = "company_only"
        case unmatched, errors

        package static func all(of side: Side) -> [Concern] {
            switch side {
            case .people: [.moved, .duplicates, .companyOnly, .unmatched, .errors]
            case .companies: [.defunct, .duplicates, .unmatched, .errors]
            }
        }

        /// The findings by the index of the list. SQLite, which knows no numbers of a young table, would at times rather go through
        /// all records of the org.
        fileprivate var source: SQL {
            switch self {
            case .moved:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_moved", postgres: ""))"
            case .defunct:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_defunct", postgres: ""))"
            case .duplicates:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_copied", postgres: ""))"
            case .companyOnly, .unmatched, .errors:
                "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_by_status", postgres: ""))"
            }
        }

        /// As its index has it, so that both engines see that the index will do.
        fileprivate var condition: SQL {
            switch self {
            case .moved: "f.has_moved"
            case .defunct: "f.is_defunct"
            case .duplicates: "f.copies > 1"
            case .companyOnly: "f.status <> 'matched' AND f.status = 'company_only'"
            case .unmatched: "f.status <> 'matched' AND f.status = 'no_match'"
            case .errors: "f.status <> 'matched' AND f.status = 'error'"
            }
        }
    }

    package let connection: ID<OrgConnection>
    package let record: CRMID
    package let run: ID<Run>
    package let object: CRMObject
    package let foundAt: Timestamp
    /// How many records are this profile, itself among them.
    package let copies: Int
    package let sortName: String
    package let name: String
    package let title: String
    package let company: String
    package let newCompany: String
    package let profile: ProfileID?
    package let reason: NoMatchReason?
    package let error: String?

    package init(row: Row) throws {
        connection = try row["connection_id"]
        record = try CRMID(stored: try row["record_id"])
        run = try row["run_id"]
        object = try row["object"]
        foundAt = try row["found_at"]
        copies = try row["copies"]
        sortName = try row["sort_name"]
        name = try (row["name"] as String?) ?? ""
        title = try (row["title"] as String?) ?? ""
        company = try (row["company"] as String?) ?? ""
        newCompany = try (row["new_company"] as String?) ?? ""
        let kind: ProfileID.Kind? = try row["profile_kind"]
        let number: Int64? = try row["profile"]
        if let kind, let number { profile = ProfileID(kind, number) } else { profile = nil }
        reason = try row["reason"]
        error = try row["error"]
    }
}

// MARK: - Keeping

extension RecordFinding {
    /// Takes what a settled batch found as the latest of its records, and counts anew which of them are one profile.
    package static func keep(
        _ batch: Int,
        of run: Run,
        at now: Timestamp,
        day: CivilDate,
        on db: isolated Connection
    ) throws {
        // Two runs that find records of one profile at a time would each count without the other's.
        _ = try db.fetch(
            String.self,
            """
            SELECT id FROM org_connections WHERE organisation_id = \(run.organisation) AND id = \(run.connection)
            \(.either(sqlite: "", postgres: "FOR UPDATE"))
            """
        )
        let side = Side(run.object)
        let records = RunRecord.ofBatch(batch, of: run.id, in: run.organisation)
        var tally = FindingTally()
        try tally.count(records, times: -1, of: run, on: db)
        let left = try db.fetch(
            Int64.self,
            """
            SELECT DISTINCT f.profile FROM \(sql: records.table) CROSS JOIN record_findings f
            WHERE \(sql: records.condition) AND f.organisation_id = \(run.organisation)
                AND f.connection_id = \(run.connection) AND f.record_id = r.record_id
                AND f.copies > 1 AND f.profile IS NOT NULL AND (r.status <> 'matched' OR r.profile <> f.profile)
            """
        )
        try db.run(
            """
            INSERT INTO record_findings (organisation_id, connection_id, record_id, run_id, origin, side, object, status,
                has_moved, is_defunct, profile, copies, sort_name, found_at, found_day)
            SELECT r.organisation_id, CAST(\(run.connection) AS TEXT), r.record_id, r.run_id, CAST(\(run.origin) AS TEXT),
                CAST(\(side) AS TEXT), CAST(\(run.object) AS TEXT), r.status, COALESCE(r.moved = \(Moved.yes), \(false)),
                r.is_defunct, CASE WHEN r.status = 'matched' THEN r.profile END, 1, COALESCE(r.sort_name, ''),
                CAST(\(now) AS BIGINT), CAST(\(day.daysSince1970) AS BIGINT)
            FROM \(sql: records.table) WHERE \(sql: records.condition)
            ON CONFLICT (organisation_id, connection_id, record_id) DO UPDATE SET run_id = EXCLUDED.run_id,
                origin = EXCLUDED.origin, object = EXCLUDED.object, status = EXCLUDED.status,
                has_moved = EXCLUDED.has_moved, is_defunct = EXCLUDED.is_defunct, profile = EXCLUDED.profile,
                copies = CASE WHEN record_findings.profile = EXCLUDED.profile THEN record_findings.copies ELSE 1 END,
                sort_name = EXCLUDED.sort_name, found_at = EXCLUDED.found_at,
                found_day = EXCLUDED.found_day
            """
        )
        try tally.count(records, times: 1, of: run, on: db)
        let found: SQL = """
            SELECT DISTINCT r.profile FROM \(sql: records.table)
            WHERE \(sql: records.condition) AND r.status = 'matched' AND r.profile IS NOT NULL
            """
        try count(found, side, run, &tally, on: db)
        for start in stride(from: 0, to: left.count, by: 500) {
            let rows = left[start..<min(start + 500, left.count)].map { [$0] as [any SQLConvertible] }
            try count(
                "SELECT CAST(column1 AS BIGINT) AS profile FROM (VALUES \(rows: rows)) AS listed",
                side,
                run,
                &tally,
                on: db
            )
        }
        try tally.keep(side, of: run, on: db)
    }

    /// Counts the records of these profiles, and says so in each where it is another number than before. What is asked for comes
    /// first in the join: neither engine is to go through all findings for the few of a batch.
    private static func count(
        _ profiles: SQL,
        _ side: Side,
        _ run: Run,
        _ tally: inout FindingTally,
        on db: isolated Connection
    ) throws {
        let ofSide: SQL = """
            organisation_id = \(run.organisation) AND connection_id = \(run.connection) AND side = \(side)
                AND profile IS NOT NULL
            """
        let changed = try db.fetch(
            Copies.self,
            """
            SELECT f.profile, COUNT(*) AS records FROM (\(sql: profiles)) AS p CROSS JOIN record_findings f
            WHERE f.organisation_id = \(run.organisation) AND f.connection_id = \(run.connection) AND f.side = \(side)
                AND f.profile IS NOT NULL AND f.profile = p.profile
            GROUP BY f.profile HAVING COUNT(*) <> MIN(f.copies) OR COUNT(*) <> MAX(f.copies)
            """
        )
        for one in changed {
            try tally.note(one.profile, side, isCopied: one.records > 1, of: run, on: db)
            try db.run(
                """
                UPDATE record_findings SET copies = \(one.records)
                WHERE \(sql: ofSide) AND profile = \(one.profile) AND copies <> \(one.records)
                """
            )
        }
    }

    private struct Copies: RowDecodable {
        let profile: Int64
        let records: Int

        init(row: Row) throws { (profile, records) = (try row["profile"], try row["records"]) }
    }
}

// MARK: - Looking

extension RecordFinding {
    /// Which findings are listed.
    package struct Filter: Sendable, Equatable {
        package var origin: Run.Origin?
        package var connection: ID<OrgConnection>?
        /// When it was found.
        package var from: Timestamp?
        package var before: Timestamp?
        /// The same as days.
        package var days = EnrichedValue.Days()
        /// A part of the name.
        package var search = ""
        /// The records that are this profile.
        package var profile: Int64?

        package init() {}

        /// Whether few of a list are left, so that it is quicker to sort them than to look for them by time.
        fileprivate var isNarrow: Bool { !search.isEmpty || profile != nil }

        /// Of the numbers that are kept by the day; nil where each record has to be looked at.
        fileprivate var sumCondition: SQL? {
            guard search.isEmpty, profile == nil else { return nil }
            var condition: SQL = "1 = 1"
            if let origin { condition = "\(sql: condition) AND origin = \(origin)" }
            if let connection { condition = "\(sql: condition) AND connection_id = \(connection)" }
            if let first = days.first { condition = "\(sql: condition) AND found_day >= \(first.daysSince1970)" }
            if let last = days.last { condition = "\(sql: condition) AND found_day <= \(last.daysSince1970)" }
            return condition
        }

        fileprivate var condition: SQL {
            var condition: SQL = "1 = 1"
            if let origin { condition = "\(sql: condition) AND f.origin = \(origin)" }
            if let connection { condition = "\(sql: condition) AND f.connection_id = \(connection)" }
            if let from { condition = "\(sql: condition) AND f.found_at >= \(from)" }
            if let before { condition = "\(sql: condition) AND f.found_at < \(before)" }
            for word in search.lowercased().split(separator: " ").prefix(5) {
                let pattern =
                    "%"
                    + word.replacing("\\", with: "\\\\").replacing("%", with: "\\%")
                    .replacing("_", with: "\\_") + "%"
                condition = "\(sql: condition) AND f.sort_name LIKE \(pattern) ESCAPE '\\'"
            }
            if let profile { condition = "\(sql: condition) AND f.profile = \(profile)" }
            return condition
        }
    }

    package enum Order: String, CaseIterable, Sendable {
        case name, found

        fileprivate var column: SQL { self == .name ? "sort_name" : "found_at" }

        fileprivate func columns(_ isDescending: Bool) -> SQL {
            let direction: SQL = isDescending ? "DESC" : "ASC"
            return """
                f.\(sql: column) \(sql: direction), f.record_id \(sql: direction), f.connection_id \(sql: direction)
                """
        }
    }

    /// Where a page ends.
    package struct Place: Sendable, Equatable {
        package let sortName: String
        package let foundAt: Timestamp
        package let record: CRMID
        package let connection: ID<OrgConnection>

        package init(_ finding: RecordFinding) {
            sortName = finding.sortName
            foundAt = finding.foundAt
            record = finding.record
            connection = finding.connection
        }

        /// As an address has it; nil for what is no place.
        package init?(text: String) {
            let parts = text.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, let microseconds = Int64(parts[0]), let record = CRMID(String(parts[1])),
                let connection = ID<OrgConnection>(parsing: String(parts[2]))
            else { return nil }
            sortName = String(parts[3])
            foundAt = Timestamp(microseconds: microseconds)
            self.record = record
            self.connection = connection
        }

        package var text: String { "\(foundAt.microseconds).\(record).\(connection).\(sortName)" }
    }

    package static func list(
        _ concern: Concern,
        of side: Side,
        _ filter: Filter,
        by order: Order,
        isDescending: Bool,
        after place: Place?,
        limit: Int,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RecordFinding] {
        try db.fetch(
            RecordFinding.self,
            listStatement(
                concern,
                of: side,
                filter,
                by: order,
                isDescending: isDescending,
                after: place,
                limit: limit,
                in: organisation
            )
        )
    }

    private static func listStatement(
        _ concern: Concern,
        of side: Side,
        _ filter: Filter,
        by order: Order,
        isDescending: Bool,
        after place: Place?,
        limit: Int,
        in organisation: ID<Organisation>
    ) -> SQL {
        let page = pageStatement(
            concern,
            of: side,
            filter,
            by: order,
            isDescending: isDescending,
            after: place,
            limit: limit,
            in: organisation
        )
        return """
            SELECT f.connection_id, f.record_id, f.run_id, f.object, f.found_at, f.copies, f.sort_name, r.name, r.title,
                r.company, r.new_company, r.profile_kind, r.profile, r.reason, r.error
            FROM (\(sql: page)) AS f
            JOIN run_records r ON r.organisation_id = \(organisation) AND r.run_id = f.run_id
                AND r.record_id = f.record_id
            ORDER BY \(sql: order.columns(isDescending))
            """
    }

    /// As the index by time has it.
    private static let needsAttention: SQL = "(f.status <> 'matched' OR f.has_moved OR f.is_defunct OR f.copies > 1)"

    /// The findings of a page, without what the lines of their runs say of the records.
    static func pageStatement(
        _ concern: Concern,
        of side: Side,
        _ filter: Filter,
        by order: Order,
        isDescending: Bool = false,
        after place: Place? = nil,
        limit: Int,
        in organisation: ID<Organisation>
    ) -> SQL {
        var condition: SQL =
            "f.organisation_id = \(organisation) AND f.side = \(side) AND \(sql: concern.condition) AND \(sql: filter.condition)"
        if let place {
            let value: SQL = order == .name ? "\(place.sortName)" : "\(place.foundAt)"
            let sign: SQL = isDescending ? "<" : ">"
            condition = """
                \(sql: condition) AND (f.\(sql: order.column), f.record_id, f.connection_id)
                    \(sql: sign) (\(sql: value), \(place.record.text), \(place.connection))
                """
        }
        var source = concern.source
        if order == .found, !filter.isNarrow {
            source = "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_by_time", postgres: ""))"
            condition = "\(sql: condition) AND \(sql: needsAttention)"
        }
        return """
            SELECT f.connection_id, f.record_id, f.run_id, f.object, f.found_at, f.copies, f.sort_name
            FROM \(sql: source) WHERE \(sql: condition)
            ORDER BY \(sql: order.columns(isDescending)) LIMIT \(limit)
            """
    }

    /// How many there are of each concern of a side.
    package static func counts(
        of side: Side,
        _ filter: Filter,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Concern: Int] {
        var counts: [Concern: Int] = [:]
        if let condition = filter.sumCondition {
            let sums = try db.fetch(
                Sum.self,
                """
                SELECT concern, CAST(SUM(records) AS BIGINT) AS records FROM finding_counts
                WHERE organisation_id = \(organisation) AND side = \(side) AND \(sql: condition) GROUP BY concern
                """
            )
            for concern in Concern.all(of: side) { counts[concern] = 0 }
            for sum in sums { counts[sum.concern] = sum.records }
            return counts
        }
        for concern in Concern.all(of: side) {
            counts[concern] = try db.one(Int.self, countStatement(concern, of: side, filter, in: organisation))
        }
        return counts
    }

    private struct Sum: RowDecodable {
        let concern: Concern
        let records: Int

        init(row: Row) throws { (concern, records) = (try row["concern"], try row["records"]) }
    }

    static func countStatement(
        _ concern: Concern,
        of side: Side,
        _ filter: Filter,
        in organisation: ID<Organisation>
    ) -> SQL {
        """
        SELECT COUNT(*) FROM \(sql: concern.source)
        WHERE f.organisation_id = \(organisation) AND f.side = \(side) AND \(sql: concern.condition)
            AND \(sql: filter.condition)
        """
    }
}
