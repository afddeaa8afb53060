import HTTP
import Telemetry

extension Faults {
    /// What goes wrong around a request, whatever it asks for: delays, lost answers, repetitions, errors of the server.
    var transport: Middleware {
        Middleware(
            { [self] request, next in try await answer(request, next) },
            atOnce: { [self] request, next in isEmpty ? next(request) : nil }
        )
    }

    private func answer(_ request: Request, _ next: Handler) async throws -> Response {
        guard !isEmpty else { return try await next(request) }
        if let late = strike(.latency, request) {
            try await Log.current.clock.sleep(.milliseconds(Int64(late.amount)))
        }
        if let error = strike(.error, request) { return Faults.error(Status(error.amount)) }
        if strike(.maintenance, request) != nil { return Faults.maintenance }
        let answer: Result<Response, any Error>
        if strike(.duplicate, request) != nil {
            let body = try await request.body.collect(upTo: .max)
            var repeatable = request
            repeatable.body = .bytes(body)
            answer = await Result(of: repeatable, next)
            _ = await Result(of: repeatable, next)
        } else {
            answer = await Result(of: request, next)
        }
        return strike(.drop, request) == nil ? try answer.get() : .hangUp
    }

    /// What stands between a request with a valid session and its answer.
    func refusal(of request: Request) -> OrgError? {
        guard !isEmpty else { return nil }
        if strike(.expiredSession, request) != nil { return .expiredSession }
        if strike(.dailyLimit, request) != nil { return .dailyLimit }
        if strike(.concurrentLimit, request) != nil { return .concurrentLimit }
        return nil
    }

    private static func error(_ status: Status) -> Response {
        let error =
            status == .serviceUnavailable
            ? OrgError("SERVER_UNAVAILABLE", "Server Unavailable")
            : OrgError(
                "UNKNOWN_EXCEPTION",
                "An unexpected error occurred. Please include this ErrorId if you contact support:"
                    + " 1234567890-12345 (-1234567890)"
            )
        return .json(bytes: [error].json, status)
    }

    private static let maintenance = Response.html(
        "<html><head><title>Down for Maintenance</title></head><body><h1>We are down for maintenance.</h1>"
            + "<p>Sorry for the inconvenience. We'll be back shortly.</p></body></html>",
        status: .serviceUnavailable
    )
}

extension Result<Response, any Error> {
    fileprivate init(of request: Request, _ handler: Handler) async {
        do {
            self = .success(try await handler(request))
        } catch {
            self = .failure(error)
        }
    }
}

extension OrgError {
    static let expiredSession = OrgError("INVALID_SESSION_ID", "Session expired or invalid", status: 401)
    static let dailyLimit = OrgError("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", status: 403)
    static let concurrentLimit = OrgError(
        "REQUEST_LIMIT_EXCEEDED",
        "ConcurrentRequests (Concurrent API Requests) Limit exceeded.",
        status: 403
    )
}
