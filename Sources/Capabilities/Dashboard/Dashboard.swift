import Database
package import Enrichment
import Jobs
package import Store
package import Telemetry

/// What enrichment came to: sums over what the runs settled, never more.
package struct DashboardFigures: Sendable, Equatable {
    /// A field with the value that was written into it most often.
    package struct Field: Sendable, Equatable {
        package let total: EnrichedField
        /// Nil for fields whose values say who somebody is, or of which none stands out.
        package let top: EnrichedValue?
    }

    /// How many calls an org was asked for today, and how many it grants.
    package struct Allowance: Sendable, Equatable {
        package let connection: ID<OrgConnection>
        package let name: String
        /// By Loam, whatever for.
        package let usedToday: Int
        /// What Loam may use in a day; nil for no limit of its own.
        package let limit: Int?
        /// By all programs in the last 24 hours, as the org said last.
        package let org: OrgUsage?
    }

    package struct NextJob: Sendable, Equatable {
        package let job: ID<EnrichJob>
        package let name: String
        package let at: Timestamp
    }

    package let sums: [RunSums]
    package let fields: [Field]
    package let allowances: [Allowance]
    package let last: Run?
    package let next: NextJob?
    /// How many jobs of the orgs are there, on or off.
    package let jobs: Int
    /// How many records need attention, by side and concern.
    package let concerns: [RecordFinding.Side: [RecordFinding.Concern: Int]]
    /// The days that are added up.
    package let days: (first: CivilDate?, last: CivilDate?)

    package static func == (one: DashboardFigures, other: DashboardFigures) -> Bool {
        one.sums == other.sums && one.fields == other.fields && one.allowances == other.allowances
            && one.last == other.last && one.next == other.next && one.jobs == other.jobs
            && one.concerns == other.concerns
            && one.days == other.days
    }
}

extension DashboardFigures {
    private func sum(_ which: (RunSums) -> Bool, _ amount: (RunSums) -> Int) -> Int {
        sums.lazy.filter(which).reduce(0) { $0 + amount($1) }
    }

    private func people(_ amount: (Counts) -> Int) -> Int {
        sum({ $0.object.isPerson && !$0.isUndo }) { amount($0.counts) }
    }

    package var runs: Int { sum({ !$0.isUndo }, \.runs) }
    package var contactsEnriched: Int { people(\.enriched) }
    package var companiesEnriched: Int { sum({ !$0.object.isPerson && !$0.isUndo }, \.counts.enriched) }
    package var contactsTakenBack: Int { sum({ $0.object.isPerson && $0.isUndo }, \.counts.takenBack) }
    package var companiesTakenBack: Int { sum({ !$0.object.isPerson && $0.isUndo }, \.counts.takenBack) }
    package var credits: Int { sum({ _ in true }, \.counts.credits) }
    package var restCalls: Int { sum({ _ in true }, \.restCalls) }
    package var bulkCalls: Int { sum({ _ in true }, \.bulkCalls) }
    package var matched: Int { people(\.matched) }
    package var companyOnly: Int { people(\.companyOnly) }
    package var unmatched: Int { people(\.noMatch) }
    package var errors: Int { people(\.errors) }

    package func emails(_ quality: EmailQuality) -> Int { people { $0.emails[quality, default: 0] } }

    package var committee: CommitteeFigures {
        var committee = CommitteeFigures()
        for sum in sums where !sum.isUndo {
            committee.contacts += sum.committee.contacts
            committee.credits += sum.committee.credits
            committee.accounts += sum.committee.accounts
        }
        return committee
    }

    /// People of committees whom an undo has taken back.
    package var committeeTakenBack: Int { sum(\.isUndo, \.committee.contacts) }
}

/// The Enrich dashboard.
package struct Dashboard: Sendable {
    let database: Database
    let clock: WallClock

    package func figures(_ filter: DashboardFilter, by caller: Caller) async throws -> DashboardFigures {
        try caller.require(.inspect)
        let now = clock.now()
        let zone = try Zone(named: caller.timeZone)
        let scope = filter.scope(zone, at: now)
        let organisation = caller.organisation
        let days = filter.period.days(today: zone.local(at: now).date)
        return try await database.read { db in
            let connections = try OrgConnection.list(in: organisation, on: db).filter {
                filter.connection == nil || $0.id == filter.connection
            }
            let jobs = try EnrichJob.list(in: organisation, on: db).filter {
                filter.connection == nil || $0.connection == filter.connection
            }
            let findings = filter.findings(zone, at: now)
            var concerns: [RecordFinding.Side: [RecordFinding.Concern: Int]] = [:]
            for side in RecordFinding.Side.allCases {
                concerns[side] = try RecordFinding.counts(of: side, findings, in: organisation, on: db)
                    .mapValues(\.records)
            }
            return DashboardFigures(
                sums: try RunSums.list(scope, in: organisation, on: db),
                fields: try Dashboard.fields(scope, days, in: organisation, on: db),
                allowances: try Dashboard.allowances(
                    connections,
                    on: zone.local(at: now).date,
                    in: organisation,
                    on: db
                ),
                last: try Run.last(scope, in: organisation, on: db),
                next: filter.origin == .instant ? nil : try Dashboard.next(jobs, on: db),
                jobs: jobs.count,
                concerns: concerns,
                days: days
            )
        }
    }

    private static func fields(
        _ scope: RunScope,
        _ days: (first: CivilDate?, last: CivilDate?),
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [DashboardFigures.Field] {
        let totals = try EnrichedField.list(scope, in: organisation, on: db)
        let values = try EnrichedValue.top(
            scope,
            EnrichedValue.Days(first: days.first, last: days.last),
            in: organisation,
            on: db
        )
        return totals.map { total in
            DashboardFigures.Field(
                total: total,
                top: values.first { $0.object == total.object && $0.field == total.field }
            )
        }
    }

    private static func allowances(
        _ connections: [OrgConnection],
        on day: CivilDate,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [DashboardFigures.Allowance] {
        let used = try APIUsage.totals(in: organisation, on: day, on: db)
        return connections.map {
            DashboardFigures.Allowance(
                connection: $0.id,
                name: $0.name,
                usedToday: used[$0.id, default: 0],
                limit: $0.budget.dailyCalls,
                org: $0.usage
            )
        }
    }

    private static func next(_ jobs: [EnrichJob], on db: isolated Connection) throws -> DashboardFigures.NextJob? {
        let names = Dictionary(jobs.filter(\.isOn).map { ($0.scheduleName, $0) }) { first, _ in first }
        guard let next = try Schedules.next(of: names.keys.sorted(), on: db), let job = names[next.name] else {
            return nil
        }
        return DashboardFigures.NextJob(job: job.id, name: job.settings.name, at: next.at)
    }

    /// How each org stands with its calls.
    package func allowances(by caller: Caller) async throws -> [DashboardFigures.Allowance] {
        try caller.require(.inspect)
        let today = try Zone(named: caller.timeZone).local(at: clock.now()).date
        return try await database.read { db in
            let connections = try OrgConnection.list(in: caller.organisation, on: db)
            return try Dashboard.allowances(connections, on: today, in: caller.organisation, on: db)
        }
    }

    // MARK: Behind a figure

    package struct Shares: Sendable, Equatable {
        package let shares: [RunShare]
        /// Over all runs, not only those of the page.
        package let total: Int
        /// Below which the next page begins; nil at the end.
        package let next: ID<Run>?
    }

    /// The runs of which a figure is the sum, the newest first.
    package func shares(
        of figure: RunFigure,
        _ filter: DashboardFilter,
        below: ID<Run>? = nil,
        size: Int = 50,
        by caller: Caller
    ) async throws -> Shares {
        try caller.require(.inspect)
        let size = min(max(size, 1), 500)
        let scope = filter.scope(try Zone(named: caller.timeZone), at: clock.now())
        return try await database.read { db in
            let found = try RunShare.list(
                of: figure,
                scope,
                in: caller.organisation,
                below: below,
                limit: size + 1,
                on: db
            )
            let shares = Array(found.prefix(size))
            return Shares(
                shares: shares,
                total: try RunShare.total(of: figure, scope, in: caller.organisation, on: db),
                next: found.count > size ? shares.last?.run : nil
            )
        }
    }
}
