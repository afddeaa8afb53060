package import Telemetry

/// Writes down what was asked and what came of it: a log line, two metrics, a span. The outermost middleware.
package struct RequestLog: Sendable {
    /// Of a request that went well. What was refused is logged at info, what failed at warning.
    package var level: Log.Level

    package init(level: Log.Level = .debug) {
        self.level = level
    }

    package var middleware: Middleware {
        { [self] request, next in
            let start = ContinuousClock.now
            let response = try await Log.withContext(["request": request.id.text]) {
                let response = try await traced(request, next)
                note(request, response.status, ContinuousClock.now - start)
                return response
            }
            return response
        }
    }

    private func note(_ request: Request, _ status: Status, _ duration: Duration) {
        let metrics = Metrics.current
        let labels = request.match?.endpoint.labels(for: status.kind) ?? []
        metrics.add(1, to: .httpRequests, labels)
        metrics.observe(duration, .httpSeconds, labels)
        let log = Log.current
        let level =
            switch status.kind {
            case .clientError: max(level, .info)
            case .serverError: max(level, .warning)
            default: level
            }
        guard level >= log.level else { return }
        // The path without its query, which may hold what a person typed or a token.
        log.write(
            level,
            "request answered",
            [
                "method": request.method.name, "route": request.match?.label ?? "", "status": status.code,
                "seconds": duration, "peer": request.peer.description,
            ]
        )
    }

    private func traced(_ request: Request, _ next: Handler) async throws -> Response {
        guard Trace.tracer != nil else { return try await next(request) }
        let label = request.match?.label ?? ""
        return try await Trace.span(
            request.method.name + " " + label,
            kind: .server,
            parent: request.traceparent,
            ["http.request.method": request.method.name, "http.route": label, "request": request.id.text]
        ) {
            let response = try await next(request)
            Trace.current?.add(["http.response.status_code": response.status.code])
            if response.status.kind == .serverError { Trace.current?.fail("status \(response.status.code)") }
            return response
        }
    }
}
