package import Database
package import Telemetry

/// What calls to an org are made for.
package enum APIUse: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
    case scheduled, instant
    /// Connecting, checking, mapping, and whatever else people do while they set up.
    case setup
    case export, `import`

    /// As people read it.
    package var title: String {
        switch self {
        case .scheduled: "Scheduled Enrich"
        case .instant: "Instant Enrich"
        case .setup: "Setting up"
        case .export: "Export"
        case .import: "Import"
        }
    }
}

/// How many calls we made to an org on a day, by what for.
package enum APIUsage {
    package struct Used: Sendable, Equatable, RowDecodable {
        package let day: CivilDate
        package let use: APIUse
        package let rest: Int
        package let bulk: Int

        package var total: Int { rest + bulk }

        package init(row: Row) throws {
            day = CivilDate(daysSince1970: try row["day"])
            use = try row["purpose"]
            rest = try row["rest"]
            bulk = try row["bulk"]
        }
    }

    package static func add(
        rest: Int,
        bulk: Int,
        of id: ID<OrgConnection>,
        for use: APIUse,
        in organisation: ID<Organisation>,
        day: CivilDate,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO api_usage (organisation_id, connection_id, day, purpose, rest, bulk)
            VALUES (\(organisation), \(id), \(day.daysSince1970), \(use), \(rest), \(bulk))
            ON CONFLICT (organisation_id, connection_id, day, purpose) DO UPDATE
            SET rest = api_usage.rest + excluded.rest, bulk = api_usage.bulk + excluded.bulk
            """
        )
    }

    /// What was used from the first day to the last, by day and purpose, the latest day first.
    package static func used(
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        from first: CivilDate,
        to last: CivilDate,
        on db: isolated Connection
    ) throws -> [Used] {
        try db.fetch(
            Used.self,
            """
            SELECT day, purpose, rest, bulk FROM api_usage
            WHERE organisation_id = \(organisation) AND connection_id = \(id)
                AND day BETWEEN \(first.daysSince1970) AND \(last.daysSince1970)
            ORDER BY day DESC, purpose
            """
        )
    }

    /// All calls that were written down, over all orgs and days.
    package static func total(in organisation: ID<Organisation>, on db: isolated Connection) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT CAST(COALESCE(SUM(rest + bulk), 0) AS BIGINT) FROM api_usage
            WHERE organisation_id = \(organisation)
            """
        )
    }

    /// All calls of the day, by connection.
    package static func totals(in organisation: ID<Organisation>, on day: CivilDate, on db: isolated Connection) throws
        -> [ID<OrgConnection>: Int]
    {
        let rows = try db.fetch(
            OfConnection.self,
            """
            SELECT u.connection_id, CAST(SUM(u.rest + u.bulk) AS BIGINT) AS calls
            FROM org_connections c
            JOIN api_usage u ON u.organisation_id = c.organisation_id AND u.connection_id = c.id
                AND u.day = \(day.daysSince1970)
            WHERE c.organisation_id = \(organisation) GROUP BY u.connection_id
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.connection, $0.calls) })
    }

    private struct OfConnection: RowDecodable {
        let connection: ID<OrgConnection>
        let calls: Int

        init(row: Row) throws { (connection, calls) = (try row["connection_id"], try row["calls"]) }
    }

    /// All calls of the day.
    package static func total(
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on day: CivilDate,
        on db: isolated Connection
    ) throws -> Int {
        try used(of: id, in: organisation, from: day, to: day, on: db).reduce(0) { $0 + $1.total }
    }
}
