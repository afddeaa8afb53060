import Telemetry

/// All doors of a server behind one entry.
package struct Router: Sendable {
    package let doors: [Door]
    private let table: RouteTable
    /// For each door, the longest prefix first, and the first door for what belongs to none.
    private let unmatched: [Endpoint]
    private let malformed: [Endpoint]
    /// What runs around an answer that is given without waiting.
    private let atOnce: [Middleware]

    /// Refuses a table in which a pattern is broken, a route is there twice or one route hides another.
    ///
    /// The first middleware is the outermost; it runs for every request, also for those that no route answers.
    package init(doors: [Door], middleware: [Middleware] = []) throws(RouterFaults) {
        let faults = RouterFaults.all(in: doors)
        guard faults.isEmpty else { throw RouterFaults(faults) }
        self.doors = doors
        atOnce = middleware.filter { $0.runAtOnce != nil }
        var table = RouteTable()
        for door in doors {
            for route in door.routes {
                let endpoint = Endpoint(
                    method: route.method,
                    label: route.pattern.text,
                    door: door,
                    bodyLimit: route.bodyLimit,
                    parameterNames: route.pattern.parameterNames,
                    handler: route.handler,
                    answerAtOnce: route.answerAtOnce,
                    middleware: middleware
                )
                for pattern in door.patterns(of: route) {
                    table.update(table.place(for: pattern)) { $0.endpoints.append(endpoint) }
                }
            }
        }
        for index in table.places.indices {
            table.update(index) { place in
                guard let first = place.endpoints.first else { return }
                let (allowed, options) = (place.allowed, first.door.options)
                place.refusal = Endpoint(answeringFor: first, middleware) { _ in throw Problem.methodNotAllowed(allowed)
                }
                place.options = Endpoint(answeringFor: first, middleware) { _ in
                    var response = Response(.noContent, fields: [.allow: allowed])
                    response.fields.append(contentsOf: options)
                    return response
                }
            }
        }
        self.table = table
        let front = doors.first ?? Door("none", routes: [])
        let owners = doors.sorted { $0.prefix.utf8.count > $1.prefix.utf8.count } + [front]
        unmatched = owners.map { door in Endpoint(unmatchedIn: door, middleware) { _ in throw Problem.notFound } }
        malformed = owners.map { door in
            Endpoint(unmatchedIn: door, middleware) { request in
                throw Problem(.badRequest, code: "request.malformed-path", title: request.target.complaint)
            }
        }
    }

    /// Answers a request: the only way in, for the server and for tests.
    package func handle(_ request: Request) async -> Response {
        await handle(routed(request), log: Log.current)
    }

    /// The request and the route that was found for it.
    func routed(_ request: Request) -> RoutedRequest {
        let match = match(request)
        var request = request
        request.match = match
        request.body.limit = min(request.body.limit, match.endpoint.bodyLimit)
        return RoutedRequest(request: request, endpoint: match.endpoint)
    }

    /// Every line that is logged for the request names it.
    func handle(_ routed: RoutedRequest, log: Log) async -> Response {
        await Log.$current.withValue(log.adding(request: routed.request.id.text)) { await answer(routed) }
    }

    /// The answer of a route that need not wait for anything.
    func handleAtOnce(_ routed: RoutedRequest, log: Log) -> Response? {
        guard let run = routed.endpoint.runAtOnce else { return nil }
        return Log.$current.withValue(log.adding(request: routed.request.id.text)) { run(routed.request) }
    }

    /// The answer to a request that is refused by its head alone, as the door that it came to shows it.
    func refuse(_ request: Request, _ problem: Problem, log: Log) -> Response {
        let routed = routed(request)
        let refusing = Endpoint(refusing: problem, in: routed.endpoint, atOnce)
        return Log.$current.withValue(log.adding(request: request.id.text)) {
            // A span would be made around a task, and here is none.
            Trace.$tracer.withValue(nil) { refusing.runAtOnce?(routed.request) }
        } ?? routed.endpoint.door.renderAtOnce(problem, request)
    }

    private func answer(_ routed: RoutedRequest) async -> Response {
        do {
            return try await routed.endpoint.run(routed.request)
        } catch let problem as Problem {
            return await routed.endpoint.door.render(problem, routed.request)
        } catch {
            return await routed.endpoint.door.render(.internalError, routed.request)
        }
    }

    /// How long a body the request's route takes.
    func bodyLimit(for request: Request) -> Int { match(request).endpoint.bodyLimit }

    private func match(_ request: Request) -> RouteMatch {
        guard request.target.fault == nil else { return RouteMatch(owner(of: request, malformed)) }
        guard let (place, values) = table.find(request.target), let endpoint = place.endpoint(for: request.method)
        else { return RouteMatch(owner(of: request, unmatched)) }
        return RouteMatch(endpoint, values: values)
    }

    /// That of the door to which the path belongs.
    private func owner(of request: Request, _ endpoints: [Endpoint]) -> Endpoint {
        endpoints.first { $0.door.owns(request.path) } ?? endpoints[endpoints.count - 1]
    }
}

/// A request on its way to the route that answers it.
struct RoutedRequest: Sendable {
    let request: Request
    let endpoint: Endpoint
}

extension Endpoint {
    fileprivate convenience init(
        answeringFor route: Endpoint,
        _ middleware: [Middleware],
        _ handler: @escaping @Sendable (Request) throws -> Response
    ) {
        self.init(
            method: route.method,
            label: route.label,
            door: route.door.withoutMiddleware,
            bodyLimit: Route.usualBodyLimit,
            parameterNames: route.parameterNames,
            handler: { request in try handler(request) },
            middleware: middleware
        )
    }

    /// Answers in the place of the endpoint, without waiting.
    fileprivate convenience init(refusing problem: Problem, in endpoint: Endpoint, _ middleware: [Middleware]) {
        let render = endpoint.door.renderAtOnce
        self.init(
            method: endpoint.method,
            label: endpoint.label,
            door: endpoint.door.withoutMiddleware,
            bodyLimit: endpoint.bodyLimit,
            parameterNames: [],
            handler: { _ in throw problem },
            answerAtOnce: { request in
                var response = render(problem, request)
                for (name, value) in problem.headers where !response.fields.contains(name) {
                    response.fields.append(name, value)
                }
                return response
            },
            middleware: middleware
        )
    }

    fileprivate convenience init(
        unmatchedIn door: Door,
        _ middleware: [Middleware],
        _ handler: @escaping @Sendable (Request) throws -> Response
    ) {
        self.init(
            method: .get,
            label: "unmatched",
            door: door.withoutMiddleware,
            bodyLimit: Route.usualBodyLimit,
            parameterNames: [],
            handler: { request in try handler(request) },
            middleware: middleware
        )
    }
}

extension Door {
    fileprivate func patterns(of route: Route) -> [RoutePattern] {
        let takesSlash = ignoresTrailingSlash && route.pattern != "/" && !route.pattern.takesRest
        return takesSlash ? [route.pattern, RoutePattern(route.pattern.text + "/")] : [route.pattern]
    }

    /// The door's own middleware is for its routes; what is no route gets only the router's.
    fileprivate var withoutMiddleware: Door { Door(name, at: prefix, routes: [], render: render, atOnce: renderAtOnce) }
}

extension Target {
    /// What is wrong with the target, for whoever sent it.
    fileprivate var complaint: String {
        switch fault {
        case .notAPath, nil: "The address is not a path that begins with a slash."
        case .notUTF8: "The address is not UTF-8; percent-encode it."
        case .brokenEscape: "The address has a percent sign that begins no valid UTF-8 escape; write it as %25."
        case .controlCharacter: "The address has a control character or a blank; leave it out."
        case .dotSegment: "The address has a component that is a dot or two; write the path that is meant."
        case .brokenQuery: "The query has a broken escape, is not UTF-8 or has too many fields."
        }
    }
}
