import Capabilities
import Enrichment
import HTML
import Store
import Telemetry

extension Standing {
    private static let mostShown = 5

    /// How the organisation of the visitor stands now.
    init(_ visit: Visit) async throws {
        let (app, caller, time) = (visit.app, visit.caller, visit.time)
        let allowances = try await app.dashboard.allowances(by: caller)
        let connections = try await app.connections.list(by: caller).filter { $0.state != .disconnected }
        let jobs = try await app.enrichJobs.list(by: caller)
        let use = try await app.credits.use(by: caller)
        self.init(
            products: try await app.subscription.products(by: caller).map { product in
                ProductLine(
                    name: product.name,
                    seats: product.seats,
                    used: product.used,
                    lastDay: product.lastDay(in: time.zone).map(LocalTime.text),
                    isOver: product.isOver(at: time.now)
                )
            },
            connections: connections.map { connection in
                let allowance = allowances.first { $0.connection == connection.id }
                return ConnectionLine(
                    name: connection.name,
                    path: Paths.connection(connection.id.rawValue),
                    state: connection.state.badge,
                    usedToday: allowance?.usedToday ?? 0,
                    limit: allowance?.limit,
                    org: allowance?.org.map { ($0.used, $0.granted) }
                )
            },
            next: jobs.compactMap { listed in listed.nextRunAt.map { (listed.job, $0) } }
                .sorted { ($0.1, $0.0.id) < ($1.1, $1.0.id) }
                .prefix(Standing.mostShown)
                .map { job, at in
                    NextLine(
                        name: job.settings.name,
                        path: Paths.enrichJob(job.id.rawValue),
                        at: time.moment(at)
                    )
                },
            credits: Credits(
                month: time.month(try app.credits.month(of: caller)),
                users: Standing.bars(use, by: \.startedBy),
                jobs: Standing.bars(use, by: \.name)
            ),
            hasJobs: !jobs.isEmpty
        )
    }

    /// Who or what used most credits.
    private static func bars(_ use: [CreditUse], by name: (CreditUse) -> String) -> BarChart {
        let sums = Dictionary(grouping: use, by: name).mapValues { $0.reduce(0) { $0 + $1.credits } }
        let most = sums.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return BarChart(bars: most.prefix(mostShown).map { .init(name: $0.key, value: $0.value) })
    }
}
