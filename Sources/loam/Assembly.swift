import Database
import HTTP
import Jobs
import Telemetry

/// Everything that a running Loam is made of, put together from its configuration in this one place.
struct Assembly: Sendable {
    let router: Router
    let worker: Worker?

    init(
        _ configuration: Configuration,
        database: Database,
        metrics: Metrics,
        state: ServingState,
        clock: WallClock
    ) throws {
        let operations = Operations(
            database: database,
            metrics: metrics,
            metricsAccess: MetricsAccess(configuration),
            state: state
        )
        router = try Router(doors: operations.doors, middleware: .standard(problems: .ofLoam))
        worker = nil
    }
}

/// Every migration of the product, in the order in which they run.
enum Schema {
    static let migrations: [Migration] = Queue.migrations
}
