package import Database
import Enrichment
import Telemetry

extension RecordFinding {
    /// Records of an org that are one profile.
    package struct Group: Sendable, Equatable {
        /// The one by which the list came to them: of those that fit, that with the lowest id.
        package let head: RecordFinding
        /// All of them, whether they fit or not, by id; of many the first, and the head.
        package let records: [RecordFinding]

        /// How many of a group are shown with it.
        package static let most = 10
    }
}

extension RecordFinding.Group {
    /// The groups of these heads, with one statement for all.
    package static func list(
        _ heads: [RecordFinding],
        of side: RecordFinding.Side,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RecordFinding.Group] {
        let parts = heads.compactMap { head in
            head.profile.map { records(of: $0.number, in: head.connection, side, organisation) }
        }
        guard !parts.isEmpty else { return [] }
        let duplicates = FindingList(.duplicates, of: side, RecordFinding.Filter(), in: organisation)
        let page = parts.map { part -> SQL in "SELECT * FROM (\(sql: part)) AS part" }
        let found = try duplicates.found(page.joined(separator: " UNION ALL "), sortedBy: "f.record_id", on: db).map(
            \.finding
        )
        let together = Dictionary(grouping: found) { Key($0) }
        return heads.map { head in
            var all = together[Key(head), default: []]
            if !all.contains(where: { $0.record == head.record }) { all = all.prefix(most - 1) + [head] }
            return RecordFinding.Group(head: head, records: all)
        }
    }

    private struct Key: Hashable {
        let connection: ID<OrgConnection>
        let profile: ProfileID?

        init(_ finding: RecordFinding) { (connection, profile) = (finding.connection, finding.profile) }
    }

    static func records(
        of profile: Int64,
        in connection: ID<OrgConnection>,
        _ side: RecordFinding.Side,
        _ organisation: ID<Organisation>
    ) -> SQL {
        """
        SELECT \(sql: FindingList.columns), CAST(NULL AS TEXT) AS word
        FROM record_findings AS f \(.either(sqlite: "INDEXED BY record_findings_of_profile", postgres: ""))
        WHERE f.organisation_id = \(organisation) AND f.connection_id = \(connection) AND f.side = \(side)
            AND f.profile = \(profile)
        ORDER BY f.record_id LIMIT \(most)
        """
    }
}

// MARK: - A list of groups

extension FindingList {
    /// Of the records that are one profile only that with the lowest id, of those that fit: a group stands on one page, and once.
    var leads: SQL {
        guard isGrouped else { return "1 = 1" }
        // PostgreSQL would take it for a join, and go through all for a page; asked for each record it is one look into the index.
        return """
            NOT EXISTS (
                SELECT 1 FROM record_findings AS g
                    \(.either(sqlite: "INDEXED BY record_findings_of_profile", postgres: ""))
                WHERE g.organisation_id = \(organisation) AND g.connection_id = f.connection_id AND g.side = \(side)
                    AND g.profile = f.profile AND g.record_id < f.record_id AND \(sql: filter.condition(of: "g"))
                    AND \(sql: FindingSearch.hasAll(FindingSearch.words(filter.search), "g.sort_name"))
                \(.either(sqlite: "", postgres: "OFFSET 0")))
            """
    }

    /// Through the list by the index that has its order.
    func walk(isByTime: Bool) -> FindingWalk {
        let ofSide: SQL = "f.organisation_id = \(organisation) AND f.side = \(side)"
        return isByTime
            ? FindingWalk(
                index: (byTime.table, "\(sql: ofSide) AND \(sql: FindingList.isListed)"),
                low: filter.from.map { "f.found_at >= \($0)" } ?? "1 = 1",
                high: filter.before.map { "f.found_at < \($0)" } ?? "1 = 1",
                fits: "\(sql: concern.condition) AND \(sql: filter.scope(of: "f")) AND \(sql: leads)",
                order: .time,
                isShort: false
            )
            : FindingWalk(
                index: (concern.source, "\(sql: ofSide) AND \(sql: concern.condition)"),
                low: "1 = 1",
                high: "1 = 1",
                fits: "\(sql: filter.condition(of: "f")) AND \(sql: leads)",
                order: .name,
                isShort: false
            )
    }
}
