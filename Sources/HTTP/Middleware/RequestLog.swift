package import Telemetry

/// Writes down what was asked and what came of it: a log line, two metrics, a span.
package struct RequestLog: Sendable {
    /// Of a request that went well. What was refused is logged at info, what failed at warning.
    package var level: Log.Level

    package init(level: Log.Level = .debug) {
        self.level = level
    }

    func note(_ request: Request, _ status: Status, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start).inSeconds
        request.match?.endpoint.count(status.kind, seconds: seconds)
        let log = Log.current
        let level =
            switch status.kind {
            case .clientError: max(level, .info)
            case .serverError: max(level, .warning)
            default: level
            }
        guard level >= log.level else { return }
        // The route and not the path, which may hold an id or a token that somebody should not read in a log.
        log.write(
            level,
            "request answered",
            [
                "method": request.method.name, "route": request.match?.label ?? "", "status": status.code,
                "seconds": seconds, "peer": request.peer.description,
            ]
        )
    }

    /// Runs the body as a span of the trace that the client began.
    func traced(_ request: Request, _ body: () async -> Response) async -> Response {
        let label = request.match?.label ?? ""
        return await Trace.span(
            request.method.name + " " + label,
            kind: .server,
            parent: request.traceparent,
            ["http.request.method": request.method.name, "http.route": label, "request": request.id.text]
        ) {
            let response = await body()
            Trace.current?.add(["http.response.status_code": response.status.code])
            if response.status.kind == .serverError { Trace.current?.fail("status \(response.status.code)") }
            return response
        }
    }
}
