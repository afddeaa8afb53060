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
            var condition = dayCondition
            if let origin { condition = "\(sql: condition) AND origin = \(origin)" }
            if let connection { condition = "\(sql: condition) AND connection_id = \(connection)" }
            return condition
        }

        var dayCondition: SQL {
            var condition: SQL = "1 = 1"
            if let first = days.first { condition = "\(sql: condition) AND found_day >= \(first.daysSince1970)" }
            if let last = days.last { condition = "\(sql: condition) AND found_day <= \(last.daysSince1970)" }
            return condition
        }

        /// Of a finding that a statement calls so.
        func condition(of finding: SQL) -> SQL {
            var condition = scope(of: finding)
            if let from { condition = "\(sql: condition) AND \(sql: finding).found_at >= \(from)" }
            if let before { condition = "\(sql: condition) AND \(sql: finding).found_at < \(before)" }
            return condition
        }

        /// But for when it was found.
        func scope(of finding: SQL) -> SQL {
            var condition: SQL = "1 = 1"
            if let origin { condition = "\(sql: condition) AND \(sql: finding).origin = \(origin)" }
            if let connection { condition = "\(sql: condition) AND \(sql: finding).connection_id = \(connection)" }
            if let profile {
                let column: SQL = "\(sql: finding).profile"
                condition = "\(sql: condition) AND \(sql: column) IS NOT NULL AND \(sql: column) = \(profile)"
            }
            return condition
        }

        /// Whether a record's name says all that it asks for.
        var isOfName: Bool {
            origin == nil && connection == nil && from == nil && before == nil && profile == nil
        }
    }

    package enum Order: String, CaseIterable, Sendable {
        case name, found
    }

    /// Where a page ends.
    package struct Place: Sendable, Equatable {
        package let sortName: String
        package let foundAt: Timestamp
        package let record: CRMID
        package let connection: ID<OrgConnection>
        /// Of those that are searched for: the word further on in the name by which the record is told of.
        package let word: String?

        init(sortName: String, foundAt: Timestamp, record: CRMID, connection: ID<OrgConnection>, word: String?) {
            (self.sortName, self.foundAt, self.record) = (sortName, foundAt, record)
            (self.connection, self.word) = (connection, word)
        }

        init(_ finding: RecordFinding, word: String?) {
            self.init(
                sortName: finding.sortName,
                foundAt: finding.foundAt,
                record: finding.record,
                connection: finding.connection,
                word: word
            )
        }

        /// As an address has it; nil for what is no place.
        package init?(text: String) {
            let parts = text.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
            guard parts.count == 5, let microseconds = Int64(parts[0]), let record = CRMID(String(parts[1])),
                let connection = ID<OrgConnection>(parsing: String(parts[2]))
            else { return nil }
            self.init(
                sortName: String(parts[4]),
                foundAt: Timestamp(microseconds: microseconds),
                record: record,
                connection: connection,
                word: parts[3].isEmpty ? nil : String(parts[3])
            )
        }

        package var text: String { "\(foundAt.microseconds).\(record).\(connection).\(word ?? "").\(sortName)" }
    }

    /// A page, and behind which place the next begins; nil at the end. A page of those that are searched for may hold fewer than were
    /// asked for, or none, though there are more.
    package struct Leaf: Sendable {
        package let findings: [RecordFinding]
        package let next: Place?
    }
}

/// How much a search looks at, so that it costs the same in a long list as in a short one.
struct SearchBounds: Sendable {
    /// Names that have a word are counted up to this number.
    var counted = 100
    /// As many that have a word are sorted by time; where more have it, the list is gone through by time.
    var sorted = 300
    /// Names that are looked at for a page, and records where a name does not tell whether they fit.
    var names = 1000
    var records = 200
    var byTime = 1500
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
    /// Whether records that are one profile are one of the list.
    var isGrouped = false
    var bounds = SearchBounds()

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

    /// A record for each profile that several are.
    package func grouped() -> FindingList {
        var list = self
        list.isGrouped = true
        return list
    }

    package func fetch(on db: isolated Connection) throws -> RecordFinding.Leaf {
        guard filter.search.isEmpty else { return try searched(on: db) }
        let isByTime = try isByTime(on: db)
        if isGrouped, isByTime == (order == .found) {
            return try walked(looking: bounds.names, on: db) { list in [list.walk(isByTime: isByTime)] }
        }
        let page = page(of: isByTime ? byTime : listed, limit: limit + 1)
        return leaf(try found(page, sortedBy: sorted, on: db))
    }

    func leaf(_ hits: [Hit]) -> RecordFinding.Leaf {
        let shown = hits.prefix(limit).map(\.finding)
        return RecordFinding.Leaf(
            findings: shown,
            next: hits.count > limit ? shown.last.map { RecordFinding.Place($0, word: nil) } : nil
        )
    }

    struct Hit: RowDecodable {
        let finding: RecordFinding
        let word: String?

        init(row: Row) throws { (finding, word) = (try RecordFinding(row: row), try row["word"]) }
    }

    /// A page with what the lines of the runs say of its records.
    func found(_ page: SQL, sortedBy columns: SQL, on db: isolated Connection) throws -> [Hit] {
        // Before it has counted a table, PostgreSQL would go through all lines and make the page again for each.
        let line: SQL = "r.organisation_id = \(organisation) AND r.run_id = f.run_id AND r.record_id = f.record_id"
        let lines: SQL = """
            \(.either(sqlite: "JOIN run_records r ON", postgres: "CROSS JOIN LATERAL (SELECT * FROM run_records r WHERE"))
            \(sql: line) \(.either(sqlite: "", postgres: "OFFSET 0) AS r"))
            """
        return try db.fetch(
            Hit.self,
            """
            SELECT f.connection_id, f.record_id, f.run_id, f.object, f.found_at, f.copies, f.sort_name, f.word, r.name, r.title,
                r.company, r.new_company, r.profile_kind, r.profile, r.reason, r.error
            FROM (\(sql: page)) AS f \(sql: lines)
            ORDER BY \(sql: columns)
            """
        )
    }

    /// What of a finding a page is made of, without what the lines of the runs say of the records.
    static let columns: SQL = "f.connection_id, f.record_id, f.run_id, f.object, f.found_at, f.copies, f.sort_name"

    func page(of source: (table: SQL, condition: SQL), limit: Int) -> SQL {
        """
        SELECT \(sql: FindingList.columns), CAST(NULL AS TEXT) AS word FROM \(sql: source.table)
        WHERE \(sql: source.condition) AND \(sql: further) AND \(sql: leads)
        ORDER BY \(sql: sorted) LIMIT \(limit)
        """
    }

    var sorted: SQL { (order == .name ? FindingWalk.Order.name : .time).sorted(isDescending) }

    var count: SQL { "SELECT COUNT(*) FROM \(sql: listed.table) WHERE \(sql: listed.condition)" }

    // MARK: By name or by time

    /// How many there are, which is kept by the day.
    struct Numbers: Sendable, Equatable {
        /// Of this list.
        var all = 0
        /// Of this list as it is narrowed down.
        var fitting = 0
        /// Of all lists of the side, of the days that are asked for.
        var ofDays = 0

        /// Rows that are read for a page through the index of the list, and through that by time: one of them is in the order that is
        /// asked for and ends with the page, the other is read to its end and sorted.
        func costs(_ order: RecordFinding.Order, page: Int) -> (listed: Int, byTime: Int) {
            func walked(_ rows: Int) -> Int { fitting <= page ? rows : min(rows, page * rows / fitting) }
            return order == .name ? (walked(all), ofDays) : (all, walked(ofDays))
        }
    }

    /// Whether fewer records are looked at by when they were found than by the index of the list.
    private func isByTime(on db: isolated Connection) throws -> Bool {
        guard let condition = filter.sumCondition, order == .found || !filter.isOfName else { return false }
        let days = filter.dayCondition
        let numbers = try db.one(
            NumbersRow.self,
            """
            SELECT CAST(COALESCE(SUM(CASE WHEN concern = \(concern) THEN records END), 0) AS BIGINT) AS every,
                CAST(COALESCE(SUM(CASE WHEN concern = \(concern) AND \(sql: condition) THEN records END), 0) AS BIGINT) AS fitting,
                CAST(COALESCE(SUM(CASE WHEN \(sql: days) THEN records END), 0) AS BIGINT) AS of_days
            FROM finding_counts WHERE organisation_id = \(organisation) AND side = \(side)
            """
        ).numbers
        let costs = numbers.costs(order, page: limit)
        return costs.byTime < costs.listed
    }

    private struct NumbersRow: RowDecodable {
        let numbers: Numbers

        init(row: Row) throws {
            numbers = Numbers(all: try row["every"], fitting: try row["fitting"], ofDays: try row["of_days"])
        }
    }

    // MARK: Where they are looked for

    var condition: SQL {
        """
        f.organisation_id = \(organisation) AND f.side = \(side) AND \(sql: concern.condition)
            AND \(sql: filter.condition(of: "f"))
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
            "\(sql: condition) AND \(sql: FindingList.isListed)"
        )
    }

    /// As the index by time has it.
    static let isListed: SQL = "(f.status <> 'matched' OR f.has_moved OR f.is_defunct OR f.copies > 1)"

    /// Behind the place.
    var further: SQL {
        guard let place else { return "1 = 1" }
        return (order == .name ? FindingWalk.Order.name : .time).compared(isDescending ? "<" : ">", place)
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
