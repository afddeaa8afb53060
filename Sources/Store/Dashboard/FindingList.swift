package import Database
package import Enrichment
package import Telemetry

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
        /// Beginnings of words of the name, in any order.
        package var search = ""
        /// The records that are this profile.
        package var profile: Int64?

        package init() {}

        /// Of the numbers that are kept by the day; nil where each record has to be looked at.
        var sumCondition: SQL? {
            guard search.isEmpty, profile == nil else { return nil }
            var condition: SQL = "1 = 1"
            if let origin { condition = "\(sql: condition) AND origin = \(origin)" }
            if let connection { condition = "\(sql: condition) AND connection_id = \(connection)" }
            if let first = days.first { condition = "\(sql: condition) AND found_day >= \(first.daysSince1970)" }
            if let last = days.last { condition = "\(sql: condition) AND found_day <= \(last.daysSince1970)" }
            return condition
        }

        var condition: SQL {
            var condition: SQL = "1 = 1"
            if let origin { condition = "\(sql: condition) AND f.origin = \(origin)" }
            if let connection { condition = "\(sql: condition) AND f.connection_id = \(connection)" }
            if let from { condition = "\(sql: condition) AND f.found_at >= \(from)" }
            if let before { condition = "\(sql: condition) AND f.found_at < \(before)" }
            if let profile { condition = "\(sql: condition) AND f.profile IS NOT NULL AND f.profile = \(profile)" }
            return condition
        }
    }

    package enum Order: String, CaseIterable, Sendable {
        case name, found

        var column: SQL { self == .name ? "sort_name" : "found_at" }

        func columns(_ isDescending: Bool) -> SQL {
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
}

/// A list of records that need attention, from a place on.
package struct FindingList: Sendable {
    let organisation: ID<Organisation>
    let side: RecordFinding.Side
    let concern: RecordFinding.Concern
    let filter: RecordFinding.Filter
    var order = RecordFinding.Order.name
    var isDescending = false
    /// Behind which it begins.
    var place: RecordFinding.Place?
    var limit = 50
    /// As many names that have a word are looked at one by one.
    var few = 2000

    package init(
        _ concern: RecordFinding.Concern,
        of side: RecordFinding.Side,
        _ filter: RecordFinding.Filter,
        in organisation: ID<Organisation>
    ) {
        (self.concern, self.side, self.filter, self.organisation) = (concern, side, filter, organisation)
    }

    package func sorted(by order: RecordFinding.Order, isDescending: Bool) -> FindingList {
        var list = self
        (list.order, list.isDescending) = (order, isDescending)
        return list
    }

    package func after(_ place: RecordFinding.Place?, limit: Int) -> FindingList {
        var list = self
        (list.place, list.limit) = (place, limit)
        return list
    }

    package func fetch(on db: isolated Connection) throws -> [RecordFinding] {
        guard let page = filter.search.isEmpty ? page : try searchedPage(on: db) else { return [] }
        return try db.fetch(
            RecordFinding.self,
            """
            SELECT f.connection_id, f.record_id, f.run_id, f.object, f.found_at, f.copies, f.sort_name, r.name, r.title,
                r.company, r.new_company, r.profile_kind, r.profile, r.reason, r.error
            FROM (\(sql: page)) AS f
            JOIN run_records r ON r.organisation_id = \(organisation) AND r.run_id = f.run_id
                AND r.record_id = f.record_id
            ORDER BY \(sql: order.columns(isDescending))
            """
        )
    }

    /// What of a finding a page is made of, without what the lines of the runs say of the records.
    static let columns: SQL = "f.connection_id, f.record_id, f.run_id, f.object, f.found_at, f.copies, f.sort_name"

    /// The findings of a page of those that are not searched for.
    var page: SQL { page(of: order == .found && filter.profile == nil ? byTime : listed) }

    func page(of source: (table: SQL, condition: SQL)) -> SQL {
        """
        SELECT \(sql: FindingList.columns) FROM \(sql: source.table) WHERE \(sql: source.condition) AND \(sql: further)
        ORDER BY \(sql: order.columns(isDescending)) LIMIT \(limit)
        """
    }

    var count: SQL { "SELECT COUNT(*) FROM \(sql: listed.table) WHERE \(sql: listed.condition)" }

    // MARK: Where they are looked for

    var condition: SQL {
        """
        f.organisation_id = \(organisation) AND f.side = \(side) AND \(sql: concern.condition) AND \(sql: filter.condition)
        """
    }

    /// By the index of the list, in the order of the names; those of a profile by theirs.
    var listed: (table: SQL, condition: SQL) {
        guard filter.profile != nil else { return (concern.source, condition) }
        let orgs: SQL = """
            f.connection_id IN (SELECT id FROM org_connections WHERE organisation_id = \(organisation))
            """
        return (
            "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_of_profile", postgres: ""))",
            "\(sql: condition) AND \(sql: orgs)"
        )
    }

    /// In the order in which they were found.
    var byTime: (table: SQL, condition: SQL) {
        (
            "record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_by_time", postgres: ""))",
            """
            \(sql: condition) AND (f.status <> 'matched' OR f.has_moved OR f.is_defunct OR f.copies > 1)
            """
        )
    }

    /// Behind the place.
    var further: SQL {
        guard let place else { return "1 = 1" }
        let value: SQL = order == .name ? "\(place.sortName)" : "\(place.foundAt)"
        let sign: SQL = isDescending ? "<" : ">"
        return """
            (f.\(sql: order.column), f.record_id, f.connection_id)
                \(sql: sign) (\(sql: value), \(place.record.text), \(place.connection))
            """
    }
}

// MARK: - How many

extension RecordFinding {
    /// How many there are on a list.
    package struct Number: Sendable, Equatable {
        package let records: Int
        /// Whether there are as many at least, and were not counted to the end.
        package let isLeast: Bool

        package init(_ records: Int, isLeast: Bool = false) { (self.records, self.isLeast) = (records, isLeast) }
    }

    /// How many there are of each concern of a side.
    package static func counts(
        of side: Side,
        _ filter: Filter,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Concern: Number] {
        var counts: [Concern: Number] = [:]
        if let condition = filter.sumCondition {
            let sums = try db.fetch(
                Sum.self,
                """
                SELECT concern, CAST(SUM(records) AS BIGINT) AS records FROM finding_counts
                WHERE organisation_id = \(organisation) AND side = \(side) AND \(sql: condition) GROUP BY concern
                """
            )
            for concern in Concern.all(of: side) { counts[concern] = Number(0) }
            for sum in sums { counts[sum.concern] = Number(sum.records) }
            return counts
        }
        for concern in Concern.all(of: side) {
            let list = FindingList(concern, of: side, filter, in: organisation)
            counts[concern] =
                filter.search.isEmpty ? Number(try db.one(Int.self, list.count)) : try list.searchedCount(on: db)
        }
        return counts
    }

    private struct Sum: RowDecodable {
        let concern: Concern
        let records: Int

        init(row: Row) throws { (concern, records) = (try row["concern"], try row["records"]) }
    }
}
