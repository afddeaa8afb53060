import Synchronization
package import Telemetry

/// Sends finished spans to an OpenTelemetry collector, in the background and in batches.
///
/// Keeping a span never waits: when the collector does not keep up, the oldest spans are thrown away and counted.
package final class TraceExporter: Sendable {
    private static let capacity = 8192
    private static let batch = 512

    private let request: OutgoingRequest
    private let resource: LogMetadata
    private let client: HTTPClient
    private let clock: WallClock
    private let interval: Duration
    private let waiting = Mutex(SpanRing(capacity: TraceExporter.capacity))

    /// The endpoint is the collector's address, with `/v1/traces` or without; the resource says which process sends, by
    /// `service.name` and the like; the fields may hold what the collector wants for a sign-in.
    package init(
        endpoint: String,
        fields: Fields = Fields(),
        resource: LogMetadata,
        client: HTTPClient,
        clock: WallClock = .system,
        interval: Duration = .seconds(2)
    ) throws(HTTPClientError) {
        var base = endpoint
        while base.hasSuffix("/") { base.removeLast() }
        let url = base.hasSuffix("/v1/traces") ? base : base + "/v1/traces"
        var request = try OutgoingRequest(.post, url, fields: fields)
        request.fields[.contentType] = "application/json"
        request.egress = .anywhere
        request.limits.total = .seconds(10)
        request.limits.bodyBytes = 64 * 1024
        request.retry = RetryPolicy(attempts: 3)
        // A span that arrives twice has the same id, so nothing is lost by sending it again.
        request.retry.repeatsAnyMethod = true
        self.request = request
        self.resource = resource
        self.client = client
        self.clock = clock
        self.interval = interval
    }

    /// What is bound as `Trace.tracer` so that spans come here.
    package func tracer(share: Double = 1) -> Tracer {
        Tracer(share: share, clock: clock) { span in self.keep(span) }
    }

    /// Runs the body traced, and sends what it leaves.
    package func during<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        async let _: Void = run()
        return try await Trace.$tracer.withValue(tracer(), operation: body)
    }

    /// Sends until the task is cancelled, then once more what is left.
    package func run() async {
        var isReachable = true
        while (try? await clock.sleep(interval)) != nil {
            isReachable = await send(wasReachable: isReachable)
        }
        // The last batches go out although this task is cancelled; the total limit of a request bounds the wait.
        _ = await Task { await self.send(wasReachable: isReachable) }.value
    }

    private func keep(_ span: FinishedSpan) {
        let hasDropped = waiting.withLock { $0.append(span) }
        if hasDropped { Metrics.current.add(to: .spansDropped) }
    }

    /// Sends what waits, batch by batch; gives the round up at the first failure, so that a dead collector costs one
    /// request a round. Returns whether the collector can be reached.
    private func send(wasReachable: Bool) async -> Bool {
        var isReachable = wasReachable
        while true {
            let spans = waiting.withLock { $0.take(TraceExporter.batch) }
            guard !spans.isEmpty else { return isReachable }
            // Sending spans makes no spans.
            if let failure = await Trace.$tracer.withValue(nil, operation: { await failure(of: spans) }) {
                Metrics.current.add(Double(spans.count), to: .spansDropped)
                if isReachable {
                    Log.warning("The collector does not take traces; they are thrown away.", ["error": failure])
                }
                return false
            }
            if !isReachable { Log.notice("The collector takes traces again.") }
            isReachable = true
        }
    }

    /// Why the collector did not take the spans; nil when it did.
    private func failure(of spans: [FinishedSpan]) async -> String? {
        var request = request
        request.body = .text(OTLP.traces(spans, from: resource))
        do {
            let response = try await client.send(request)
            return response.status.kind == .successful ? nil : "The collector answered \(response.status)."
        } catch let error as HTTPClientError {
            return error.message
        } catch {
            return "The request was cancelled."
        }
    }
}

/// The last so many spans, in the order in which they came.
private struct SpanRing {
    private var spans: [FinishedSpan?]
    private var start = 0
    private var count = 0

    init(capacity: Int) { spans = Array(repeating: nil, count: capacity) }

    /// True when the oldest had to go.
    mutating func append(_ span: FinishedSpan) -> Bool {
        spans[(start + count) % spans.count] = span
        guard count == spans.count else {
            count += 1
            return false
        }
        start = (start + 1) % spans.count
        return true
    }

    mutating func take(_ limit: Int) -> [FinishedSpan] {
        var taken: [FinishedSpan] = []
        while taken.count < limit, count > 0 {
            if let span = spans[start].take() { taken.append(span) }
            start = (start + 1) % spans.count
            count -= 1
        }
        return taken
    }
}
