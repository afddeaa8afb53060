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

    init(day: CivilDate, _ used: [APIUsage.Used]) {
        self.day = day
        uses = Dictionary(used.map { ($0.use, Calls(rest: $0.rest, bulk: $0.bulk)) }) { first, _ in first }
    }
}

extension Connections {
    /// What the org was called for on each of the last days, the latest first; days without a call are left out.
    package func history(_ id: ID<OrgConnection>, days: Int = 30, by caller: Caller) async throws -> [APIDay] {
        try caller.require(.inspect)
        let today = try Zone(named: caller.timeZone).local(at: clock.now()).date
        let first = CivilDate(daysSince1970: today.daysSince1970 - Int64(max(days, 1) - 1))
        let used = try await database.read { db in
            try APIUsage.used(of: id, in: caller.organisation, from: first, to: today, on: db)
        }
        let byDay = Dictionary(grouping: used, by: \.day)
        return byDay.sorted { $0.key > $1.key }.map { APIDay(day: $0.key, $0.value) }
    }

    func day(
        at now: Timestamp,
        of connection: OrgConnection,
        _ timeZone: String,
        on db: isolated Connection
    ) throws -> APIDay {
        let day = try Zone(named: timeZone).local(at: now).date
        let used = try APIUsage.used(of: connection.id, in: connection.organisation, from: day, to: day, on: db)
        return APIDay(day: day, used)
    }
}
