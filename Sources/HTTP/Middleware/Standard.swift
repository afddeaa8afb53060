extension [Middleware] {
    /// What every server of ours runs around every request, the outermost first.
    package static func standard(
        log: RequestLog = RequestLog(),
        security: SecurityHeaders = SecurityHeaders(),
        compression: Compression = Compression(),
        problems: ProblemMapping = ProblemMapping()
    ) -> [Middleware] {
        [
            log.middleware, security.middleware, compression.middleware, ConditionalRequests().middleware,
            problems.middleware,
        ]
    }
}
