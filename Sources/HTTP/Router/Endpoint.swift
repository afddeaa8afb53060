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
    /// The labels of the route's metrics, by the first digit of the status, made once.
    private let labels: [[MetricLabel]]

    init(
        method: Method,
        label: String,
        door: Door,
        bodyLimit: Int,
        parameterNames: [String],
        handler: @escaping Handler,
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
        run = (middleware + door.middleware).reversed().reduce(handler) { next, middleware in
            { request in try await middleware(request, next) }
        }
    }

    func labels(for kind: Status.Kind) -> [MetricLabel] { labels[kind.index] }
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
