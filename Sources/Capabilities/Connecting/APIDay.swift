import Database
package import Store
package import Telemetry

/// What a connection's org was called for on a day of the organisation.
package struct APIDay: Sendable, Equatable {
    package let day: CivilDate
    /// By use; those without a call are left out.
    package let uses: [APIUse: Calls]

    package struct Calls: Sendable, Equatable {
        package let rest: Int
        package let bulk: Int

        package var total: Int { rest + bulk }
    }

    package var total: Int { uses.values.reduce(0) { $0 + $1.total } }
}

extension Connections {
    func day(
        at now: Timestamp,
        of connection: OrgConnection,
        _ timeZone: String,
        on db: isolated Connection
    ) throws -> APIDay {
        let day = try Zone(named: timeZone).local(at: now).date
        let used = try APIUsage.used(of: connection.id, in: connection.organisation, from: day, to: day, on: db)
        return APIDay(
            day: day,
            uses: Dictionary(used.map { ($0.use, APIDay.Calls(rest: $0.rest, bulk: $0.bulk)) }) { first, _ in first }
        )
    }
}
