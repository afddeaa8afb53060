import Database
import Enrichment
package import Store
import Telemetry

/// The records that need somebody's attention, by the latest that a run found of each.
package struct AttentionLists: Sendable {
    let database: Database
    let clock: WallClock

    /// Which records are listed, and how.
    package struct Query: Sendable, Equatable {
        package var side = RecordFinding.Side.people
        package var concern: RecordFinding.Concern
        package var filter = DashboardFilter()
        package var search = ""
        /// The records that are this profile.
        package var profile: Int64?
        /// Whether records that are one profile are listed together.
        package var isGrouped = false
        package var order = RecordFinding.Order.name
        package var isDescending = false

        /// The first list of a side.
        package init(_ side: RecordFinding.Side = .people, _ concern: RecordFinding.Concern? = nil) {
            self.side = side
            self.concern = concern ?? RecordFinding.Concern.all(of: side)[0]
        }
    }

    package struct Page: Sendable, Equatable {
        package let findings: [RecordFinding]
        /// Of a list whose records stand together: those of each finding.
        package let groups: [RecordFinding.Group]
        /// Of all lists of the side, narrowed in the same way.
        package let counts: [RecordFinding.Concern: RecordFinding.Number]
        /// Behind which the next page begins; nil at the end.
        package let next: RecordFinding.Place?
        /// The orgs in which the records are.
        package let connections: [ID<OrgConnection>: OrgConnection]
    }

    package func page(
        _ query: Query,
        after place: RecordFinding.Place? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Page {
        try caller.require(.inspect)
        let size = min(max(size, 1), 500)
        let filter = query.findings(try Zone(named: caller.timeZone), at: clock.now())
        return try await database.read { db in
            let leaf = try query.list(filter, after: place, limit: size, in: caller.organisation, on: db)
            let connections = try OrgConnection.list(in: caller.organisation, on: db)
            return Page(
                findings: leaf.findings,
                groups: query.isGrouped
                    ? try RecordFinding.Group.list(leaf.findings, of: query.side, in: caller.organisation, on: db) : [],
                counts: try RecordFinding.counts(of: query.side, filter, in: caller.organisation, on: db),
                next: leaf.next,
                connections: Dictionary(connections.map { ($0.id, $0) }) { first, _ in first }
            )
        }
    }

    // MARK: Exporting

    /// The list from its beginning, some hundred records at a time, so that a long one takes no more memory than a short one.
    package struct Rows: AsyncSequence, Sendable {
        package typealias Element = [RecordFinding]

        fileprivate let database: Database
        fileprivate let organisation: ID<Organisation>
        fileprivate let query: Query
        fileprivate let filter: RecordFinding.Filter
        /// Nil for no end.
        fileprivate let limit: Int?

        package func makeAsyncIterator() -> Iterator { Iterator(rows: self) }

        package struct Iterator: AsyncIteratorProtocol {
            fileprivate let rows: Rows
            private var place: RecordFinding.Place?
            private var count = 0
            private var isOver = false

            fileprivate init(rows: Rows) { self.rows = rows }

            private static let piece = 500

            package mutating func next() async throws -> [RecordFinding]? {
                while !isOver {
                    let wanted = Swift.min(Iterator.piece, rows.limit.map { $0 - count } ?? Iterator.piece)
                    guard wanted > 0 else { return nil }
                    let (rows, place) = (rows, place)
                    let leaf = try await rows.database.read { db in
                        try rows.query.list(rows.filter, after: place, limit: wanted, in: rows.organisation, on: db)
                    }
                    (self.place, isOver) = (leaf.next, leaf.next == nil)
                    count += leaf.findings.count
                    if !leaf.findings.isEmpty { return leaf.findings }
                }
                return nil
            }
        }
    }

    /// As far as the organisation lets a file go.
    package func rows(_ query: Query, by caller: Caller) async throws -> Rows {
        try caller.require(.inspect)
        let limit = try await database.read { db in
            try Organisation.find(caller.organisation, on: db)?.exportRows ?? ExportRows.usual
        }
        return Rows(
            database: database,
            organisation: caller.organisation,
            query: query,
            filter: query.findings(try Zone(named: caller.timeZone), at: clock.now()),
            limit: limit.number
        )
    }
}

extension DashboardFilter {
    /// What was found within the period.
    func findings(_ zone: Zone, at now: Timestamp) -> RecordFinding.Filter {
        var filter = RecordFinding.Filter()
        (filter.origin, filter.connection) = (origin, connection)
        (filter.from, filter.before) = bounds(zone, at: now)
        let days = period.days(today: zone.local(at: now).date)
        filter.days = EnrichedValue.Days(first: days.first, last: days.last)
        return filter
    }
}

extension AttentionLists.Query {
    fileprivate func findings(_ zone: Zone, at now: Timestamp) -> RecordFinding.Filter {
        var findings = filter.findings(zone, at: now)
        (findings.search, findings.profile) = (search, profile)
        return findings
    }

    fileprivate func list(
        _ filter: RecordFinding.Filter,
        after place: RecordFinding.Place?,
        limit: Int,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> RecordFinding.Leaf {
        let list = FindingList(concern, of: side, filter, in: organisation)
            .sorted(by: order, isDescending: isDescending).after(place, limit: limit)
        return try (isGrouped ? list.grouped() : list).fetch(on: db)
    }
}
