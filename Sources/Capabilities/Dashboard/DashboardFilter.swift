import Database
package import Store
package import Telemetry

/// What the dashboard is about: how runs were set off, in which org, and when.
package struct DashboardFilter: Sendable, Equatable {
    /// Nil for any.
    package var origin: Run.Origin?
    package var connection: ID<OrgConnection>?
    package var period = Period.preset(.month)

    package init() {}

    /// Days by the organisation's clock.
    package enum Period: Sendable, Equatable {
        case preset(Preset)
        /// Both included; nil for no first or last.
        case days(CivilDate?, CivilDate?)
    }

    /// The raw value is how addresses call it.
    package enum Preset: String, CaseIterable, Sendable {
        case week = "7d"
        case month = "30d"
        case quarter = "90d"
        case thisMonth = "this-month"
        case lastMonth = "last-month"
        case year = "12m"
        case all

        package var title: String {
            switch self {
            case .week: "Last 7 days"
            case .month: "Last 30 days"
            case .quarter: "Last 90 days"
            case .thisMonth: "This month"
            case .lastMonth: "Last month"
            case .year: "Last 12 months"
            case .all: "All time"
            }
        }
    }
}

extension DashboardFilter.Period {
    /// The first and the last day, seen from today.
    package func days(today: CivilDate) -> (first: CivilDate?, last: CivilDate?) {
        switch self {
        case .days(let first, let last): return (first, last)
        case .preset(let preset):
            let month = CivilMonth(today)
            switch preset {
            case .week: return (CivilDate(daysSince1970: today.daysSince1970 - 6), today)
            case .month: return (CivilDate(daysSince1970: today.daysSince1970 - 29), today)
            case .quarter: return (CivilDate(daysSince1970: today.daysSince1970 - 89), today)
            case .thisMonth: return (month.firstDay, today)
            case .lastMonth:
                return (month.previous.firstDay, CivilDate(daysSince1970: month.firstDay.daysSince1970 - 1))
            case .year:
                let first = (0..<11).reduce(month) { month, _ in month.previous }
                return (first.firstDay, today)
            case .all: return (nil, nil)
            }
        }
    }
}

extension DashboardFilter {
    /// The moments between which the period lies; the end is behind its last moment.
    func bounds(_ zone: Zone, at now: Timestamp) -> (from: Timestamp?, before: Timestamp?) {
        let (first, last) = period.days(today: zone.local(at: now).date)
        return (
            first.map { zone.moment(of: $0) },
            last.map { zone.moment(of: CivilDate(daysSince1970: $0.daysSince1970 + 1)) }
        )
    }

    func scope(_ zone: Zone, at now: Timestamp) -> RunScope {
        var scope = RunScope()
        (scope.origin, scope.connection) = (origin, connection)
        (scope.from, scope.before) = bounds(zone, at: now)
        return scope
    }
}
