import Glibc
import HTTP
import Synchronization
import Telemetry

/// Gathers the spans that ended and sends them to a collector, a batch at a time, by OTLP over HTTP.
///
/// Tracing never holds up what is traced: when the collector does not keep up, spans are thrown away and counted.
struct TraceExport: Sendable {
    private let buffer = SpanBuffer()
    private let client: HTTPClient
    private let endpoint: HTTPURL
    private let fields: Fields
    private let resource: LogMetadata
    private let clock: WallClock

    init(
        to endpoint: String,
        headers: [(name: String, value: String)] = [],
        client: HTTPClient,
        clock: WallClock
    ) throws(HTTPClientError) {
        var base = endpoint
        while base.hasSuffix("/") { base.removeLast() }
        self.endpoint = try HTTPURL(base.hasSuffix("/v1/traces") ? base : base + "/v1/traces")
        var fields: Fields = [.contentType: "application/json"]
        for (name, value) in headers { fields.append(FieldName(name), value) }
        self.fields = fields
        self.client = client
        self.clock = clock
        resource = ["service.name": "loam", "service.version": Version.number, "process.pid": Int(getpid())]
    }

    /// What the traced part of the program is given.
    var tracer: Tracer { Tracer(clock: clock) { [buffer] in buffer.add($0) } }

    /// Runs the body traced, and sends what it leaves.
    func during<Result>(_ body: () async throws -> Result) async throws -> Result {
        async let _: Void = sendNowAndThen()
        do {
            let result = try await Trace.$tracer.withValue(tracer, operation: body)
            await send()
            return result
        } catch {
            await send()
            throw error
        }
    }

    private func sendNowAndThen() async {
        while (try? await clock.sleep(.seconds(2))) != nil { await send() }
    }

    private func send() async {
        while let batch = buffer.next() {
            do {
                try await post(batch)
                if buffer.recovered() { Log.notice("The collector takes traces again.") }
            } catch {
                Metrics.current.add(Double(batch.count), to: .spansDropped)
                if buffer.failed() {
                    Log.warning(
                        "The collector does not take traces; they are thrown away.",
                        ["error": sentence(for: error)]
                    )
                }
                return
            }
        }
    }

    private func post(_ batch: [FinishedSpan]) async throws {
        var request = OutgoingRequest(
            .post,
            endpoint,
            fields: fields,
            body: .text(OTLP.traces(batch, from: resource))
        )
        // The operator named the collector, which may well be on this machine.
        request.egress = .anywhere
        request.limits = CallLimits(connect: .seconds(3), idle: .seconds(5), total: .seconds(10))
        let response = try await client.send(request)
        _ = try await response.body.collect(upTo: 64 << 10)
        guard response.status.kind == .successful else {
            throw Failure("The collector answered \(response.status.code).")
        }
    }
}

/// The spans that wait to be sent, and whether the collector is known to be away.
private final class SpanBuffer: Sendable {
    private struct State {
        var spans: [FinishedSpan] = []
        var isAway = false
    }

    private static let room = 8192
    private static let batch = 512
    private let state = Mutex(State())

    func add(_ span: FinishedSpan) {
        let isTaken = state.withLock { state in
            guard state.spans.count < SpanBuffer.room else { return false }
            state.spans.append(span)
            return true
        }
        if !isTaken { Metrics.current.add(to: .spansDropped) }
    }

    /// The oldest spans; nil when there are none.
    func next() -> [FinishedSpan]? {
        state.withLock { state in
            guard !state.spans.isEmpty else { return nil }
            let batch = Array(state.spans.prefix(SpanBuffer.batch))
            state.spans.removeFirst(batch.count)
            return batch
        }
    }

    /// Whether this failure is the first after a success.
    func failed() -> Bool {
        state.withLock { state in
            defer { state.isAway = true }
            return !state.isAway
        }
    }

    /// Whether this success is the first after a failure.
    func recovered() -> Bool {
        state.withLock { state in
            defer { state.isAway = false }
            return state.isAway
        }
    }
}

extension Configuration {
    /// Runs the body traced, where the operator named a collector.
    func withTracing<Result>(
        environment: [String: String],
        clock: WallClock,
        _ body: () async throws -> Result
    ) async throws -> Result {
        guard let endpoint = self.otlpEndpoint else { return try await body() }
        var options = HTTPClient.Options()
        options.userAgent = "Loam/\(Version.number)"
        options.certificateAuthorities = self.outgoingCA
        options.proxy = ProxySettings(
            environment: self.outgoingProxy.map { ["http_proxy": $0, "https_proxy": $0] } ?? environment
        )
        options.clock = clock
        let headers = self.otlpHeaders.map { field in
            let equals = field.firstIndex(of: "=") ?? field.endIndex
            return (name: String(field[..<equals]), value: String(field[equals...].dropFirst()))
        }
        let export = try TraceExport(to: endpoint, headers: headers, client: try HTTPClient(options), clock: clock)
        return try await export.during(body)
    }
}
