import Database
import HTTP
import Synchronization
import Telemetry

/// What balancers, monitors and Prometheus ask of the process.
struct Operations: Sendable {
    let database: Database
    let metrics: Metrics
    let metricsAccess: MetricsAccess
    let state: ServingState

    /// A door each, because all other paths are the portal's.
    var doors: [Door] { routes.map { Door("operations", at: $0.pattern.text, routes: [$0]) } }

    /// One door for all, where there is no other.
    var onlyDoor: Door { Door("operations", routes: routes) }

    private var routes: [Route] {
        [
            Route(get: "/health", access: .open) { _ in Operations.healthy },
            .get("/ready", access: .open, ready),
            .get("/metrics", access: .metrics, prometheus),
        ]
    }

    /// Made once: a balancer asks often, and the answer is always the same.
    private static let healthy = Response.json(text: #"{"status":"ok"}"#).adding(.cacheControl, "no-store")

    private func ready(_ request: Request) async throws -> Response {
        guard !state.isStopping else {
            throw Problem.notReady("stopping", "This process is stopping; ask another one.")
        }
        do {
            let pending = try await database.pending(Schema.migrations)
            guard pending.isEmpty else {
                throw Problem.notReady("migrations", "The tables are not current; run 'loam migrate'.")
            }
        } catch is DatabaseError {
            throw Problem.notReady("database", "The database does not answer; 'loam doctor' says why.")
        }
        return .json(text: #"{"status":"ready"}"#).adding(.cacheControl, "no-store")
    }

    private func prometheus(_ request: Request) async throws -> Response {
        try metricsAccess.check(request)
        if let server = state.server {
            metrics.set(Double(server.requestsUnderWay), .httpInFlight)
            metrics.set(Double(server.connections), .httpConnections)
        }
        return Response(
            .ok,
            fields: ["Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"],
            body: .text(metrics.prometheus())
        )
    }
}

extension Access {
    fileprivate static let metrics = Access("metrics token, or this machine")
}

extension Problem {
    fileprivate static func notReady(_ reason: String, _ title: String) -> Problem {
        Problem(.serviceUnavailable, code: "not-ready.\(reason)", title: title)
    }
}

/// What serves, and whether it has been told to stop.
final class ServingState: Sendable {
    private let stopping = Atomic(false)
    private let serving = Mutex<Server?>(nil)

    var server: Server? { serving.withLock { $0 } }

    func begin(_ server: Server) { serving.withLock { $0 = server } }

    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func beginStopping() { stopping.store(true, ordering: .relaxed) }
}
