import Synchronization
import Telemetry

/// A route made ready to run: its door's and the router's middleware already around it.
final class Endpoint: Sendable {
    let method: Method
    /// What metrics and logs call the route; the same for all paths that no route answers.
    let label: String
    let door: Door
    let bodyLimit: Int
    let parameterNames: [String]
    let run: Handler
    /// Where the route can answer without waiting; declines by `nil`.
    let runAtOnce: (@Sendable (Request) -> Response?)?
    /// The labels of the route's metrics, by the first digit of the status, made once.
    private let labels: [[MetricLabel]]
    private let counted = Mutex<[Counted?]>(Array(repeating: nil, count: Status.Kind.allCases.count))

    init(
        method: Method,
        label: String,
        door: Door,
        bodyLimit: Int,
        parameterNames: [String],
        handler: @escaping Handler,
        answerAtOnce: (@Sendable (Request) -> Response?)? = nil,
        middleware: [Middleware]
    ) {
        self.method = method
        self.label = label
        self.door = door
        self.bodyLimit = bodyLimit
        self.parameterNames = parameterNames
        labels = Status.Kind.allCases.map { kind in
            [MetricLabel("method", method.name), MetricLabel("route", label), MetricLabel("status", kind.rawValue)]
        }
        var run = handler
        for middleware in (middleware + door.middleware).reversed() {
            let next = run
            run = { request in try await middleware.run(request, next) }
        }
        self.run = run
        runAtOnce = answerAtOnce.flatMap { Endpoint.atOnce($0, within: middleware + door.middleware) }
    }

    private static func atOnce(
        _ answer: @escaping @Sendable (Request) -> Response?,
        within middleware: [Middleware]
    ) -> (@Sendable (Request) -> Response?)? {
        var run = answer
        for middleware in middleware.reversed() {
            guard let around = middleware.runAtOnce else { return nil }
            let next = run
            run = { around($0, next) }
        }
        return run
    }

    /// Counts an answer. What is counted into is looked up once and kept, until other metrics are bound.
    func count(_ status: Status.Kind, seconds: Double) {
        let metrics = Metrics.current
        let counted = counted.withLock { counted in
            if let known = counted[status.index], known.metrics === metrics { return known }
            let looked = Counted(metrics, labels[status.index])
            counted[status.index] = looked
            return looked
        }
        counted.requests.add(1)
        counted.seconds.observe(seconds: seconds)
    }

    private struct Counted {
        let metrics: Metrics
        let requests: Metrics.Series
        let seconds: Metrics.Series

        init(_ metrics: Metrics, _ labels: [MetricLabel]) {
            self.metrics = metrics
            requests = metrics.series(.httpRequests, labels)
            seconds = metrics.series(.httpSeconds, labels)
        }
    }
}

/// The route that was found for a request.
package struct RouteMatch: Sendable {
    let endpoint: Endpoint
    private let values: [String]

    init(_ endpoint: Endpoint, values: [String] = []) {
        self.endpoint = endpoint
        self.values = values
    }

    /// The route's pattern; `unmatched` when there is no such route.
    package var label: String { endpoint.label }

    var parameters: Parameters { Parameters(names: endpoint.parameterNames, values: values) }
}
