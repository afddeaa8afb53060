package import Telemetry

/// Makes requests to other systems: pooled connections, HTTP/2 over TLS, bodies streamed both ways.
///
/// One client serves the whole process. Its thread and its connections end when neither the client nor an answer of it
/// is held any more.
package final class HTTPClient: Sendable {
    package struct Options: Sendable {
        package var userAgent = "Loam"
        /// A file of certificates (PEM) to trust instead of the system's.
        package var certificateAuthorities: String?
        package var proxy = ProxySettings.none
        package var clock = WallClock.system

        package init() {}
    }

    private let options: Options
    let loop: CurlLoop

    package init(_ options: Options = Options()) throws(HTTPClientError) {
        self.options = options
        loop = try CurlLoop()
    }

    deinit { loop.send(.stop) }

    /// Makes the request and returns once the head of its answer is there; any status is an answer, not an error.
    ///
    /// Throws `HTTPClientError`, `CancellationError` when the task is cancelled, or the error of a streamed body.
    package func send(_ request: OutgoingRequest) async throws -> IncomingResponse {
        try await Trace.span(
            request.method.name,
            kind: .client,
            ["http.request.method": request.method.name, "server.address": request.url.host]
        ) {
            var attempt = 1
            while true {
                let result = await outcome(of: request)
                guard let outcome = result.outcome(now: options.clock.now()),
                    let wait = request.retry.wait(
                        afterAttempt: attempt,
                        request.method,
                        outcome,
                        chance: .random(in: 0..<1)
                    )
                else { return try result.get() }
                // A short body is read to its end, so that its connection can be used again.
                if case .success(let response) = result { _ = try? await response.body.collect(upTo: 16 * 1024) }
                try await options.clock.sleep(wait)
                attempt += 1
            }
        }
    }

    /// One attempt, counted and timed.
    private func outcome(of request: OutgoingRequest) async -> Result<IncomingResponse, any Error> {
        let began = ContinuousClock.now
        let result: Result<IncomingResponse, any Error>
        do {
            result = .success(try await follow(request, deadline: request.limits.total.map { began + $0 }))
        } catch {
            result = .failure(error)
        }
        let label = MetricLabel("outcome", result.label)
        Metrics.current.add(to: .callsOut, [label])
        Metrics.current.observe(began.duration(to: .now), .callsOutSeconds, [label])
        return result
    }

    /// The request and the redirects that follow from it.
    private func follow(
        _ request: OutgoingRequest,
        deadline: ContinuousClock.Instant?
    ) async throws -> IncomingResponse {
        var request = request
        let allowed = request.redirects
        while true {
            if let deadline { request.limits.total = max(.milliseconds(1), ContinuousClock.now.duration(to: deadline)) }
            let response = try await exchange(request)
            guard allowed > 0,
                let next = try Redirect.next(request, status: response.status, location: response.fields[.location])
            else { return response }
            guard next.redirects >= 0 else {
                throw HTTPClientError(
                    .redirects,
                    "\(request.url.host) redirects more than \(allowed) times; check the address."
                )
            }
            request = next
        }
    }

    private func exchange(_ request: OutgoingRequest) async throws -> IncomingResponse {
        try Task.checkCancellation()
        let chunks: OutgoingBody.Chunks?
        let body: CurlCall.Body
        switch request.body.form {
        case .none where [.post, .put, .patch].contains(request.method): (body, chunks) = (.bytes([]), nil)
        case .none: (body, chunks) = (.none, nil)
        case .bytes(let bytes): (body, chunks) = (.bytes(bytes), nil)
        case .stream(let length, let source): (body, chunks) = (.stream(RequestPipe(), length: length), source)
        }
        let call = CurlCall(
            method: request.method.name,
            url: request.url,
            lines: try lines(of: request),
            body: body,
            limits: request.limits,
            egress: request.egress,
            proxy: options.proxy.proxy(for: request.url),
            certificateAuthorities: options.certificateAuthorities,
            needsNewConnection: request.isSentOnce
        )
        let exchange = OngoingCall(call, sending: chunks, by: self)
        let head = try await exchange.head()
        Trace.current?.add(["http.response.status_code": head.status.code])
        return IncomingResponse(
            status: head.status,
            fields: head.fields,
            body: IncomingBody(exchange: exchange),
            url: request.url
        )
    }

    private func lines(of request: OutgoingRequest) throws(HTTPClientError) -> [String] {
        var fields = request.fields
        if !fields.contains(.userAgent) { fields[.userAgent] = options.userAgent }
        if let context = Trace.current?.context { fields[.traceparent] = context.description }
        var lines: [String] = []
        for (name, value) in fields where !framing.contains(name) {
            // Values are free of control characters by their type; a name made from a literal is not.
            guard !name.text.isEmpty, name.text.utf8.allSatisfy(FieldName.mayContain) else {
                throw HTTPClientError(
                    .invalidRequest,
                    "A field of the request to \(request.url.host) has a name that HTTP does not allow."
                )
            }
            // libcurl takes a name with nothing behind the colon as the wish to leave the field out.
            lines.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        return lines
    }
}

/// What libcurl says itself, from the body that it is given.
private let framing: Set<FieldName> = [.contentLength, .transferEncoding, .connection, .expect, .acceptEncoding]

extension Result<IncomingResponse, any Error> {
    /// What the retry policy judges; nil for an error that is not the other side's, such as a cancellation.
    fileprivate func outcome(now: Timestamp) -> RetryPolicy.Outcome? {
        switch self {
        case .success(let response):
            .status(
                response.status,
                retryAfter: response.fields[.retryAfter].flatMap { RetryAfter.read($0, now: now) }
            )
        case .failure(let error as HTTPClientError): .failed(error)
        case .failure: nil
        }
    }

    fileprivate var label: String {
        switch self {
        case .success(let response): response.status.kind.rawValue
        case .failure(is CancellationError): "cancelled"
        case .failure(let error as HTTPClientError): error.label
        case .failure: "error"
        }
    }
}

extension HTTPClientError {
    /// A word for metrics.
    fileprivate var label: String {
        switch code {
        case .timeout: "timeout"
        case .resolve, .connect, .connectionLost: "connection"
        case .tls: "tls"
        case .refusedAddress: "refused"
        default: "error"
        }
    }
}
