import Telemetry

/// What every server of ours does around every request: turn errors into answers, answer "only if
/// it changed", pack, protect, and write down what came of it.
///
/// One function and no chain of closures: most of it only changes the answer, and each further asynchronous layer
/// would cost every request its frame.
struct Standard: Sendable {
    private let log: RequestLog
    private let security: SecurityHeaders
    private let compression: Compression
    private let problems: ProblemMapping

    init(log: RequestLog, security: SecurityHeaders, compression: Compression, problems: ProblemMapping) {
        self.log = log
        self.security = security
        self.compression = compression
        self.problems = problems
    }

    var middleware: Middleware {
        Middleware(
            { [self] request, next in
                let start = ContinuousClock.now
                let response =
                    if Trace.tracer == nil {
                        await answer(request, next)
                    } else {
                        await log.traced(request) { await answer(request, next) }
                    }
                log.note(request, response.status, since: start)
                return response
            },
            atOnce: { [self] request, next in
                // A span is made around a task.
                guard Trace.tracer == nil else { return nil }
                let start = ContinuousClock.now
                guard var response = next(request) else { return nil }
                finish(&response, request)
                log.note(request, response.status, since: start)
                return response
            }
        )
    }

    private func answer(_ request: Request, _ next: Handler) async -> Response {
        var response: Response
        do {
            response = try await next(request)
        } catch {
            response = await problems.answer(to: error, request)
        }
        finish(&response, request)
        return response
    }

    private func finish(_ response: inout Response, _ request: Request) {
        // Looked at before the body may go: a 304 has the Vary and the tag of the answer that it stands for.
        let mayPack = compression.mayPack(response)
        if mayPack { response.fields.append(.vary, "Accept-Encoding") }
        ConditionalRequests.apply(to: &response, for: request)
        if mayPack { compression.pack(&response, for: request) }
        security.apply(to: &response, for: request)
    }
}

extension [Middleware] {
    package static func standard(
        log: RequestLog = RequestLog(),
        security: SecurityHeaders = SecurityHeaders(),
        compression: Compression = Compression(),
        problems: ProblemMapping = ProblemMapping()
    ) -> [Middleware] {
        [Standard(log: log, security: security, compression: compression, problems: problems).middleware]
    }
}
