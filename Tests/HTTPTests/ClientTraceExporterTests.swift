import Foundation
import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

/// The exporter against a collector that reads the requests as JSON.
struct ClientTraceExporterTests {
    private struct Received: Decodable {
        struct Attribute: Decodable {
            struct Value: Decodable { let stringValue: String? }
            let key: String
            let value: Value
        }
        struct Span: Decodable {
            let traceId: String
            let spanId: String
            let parentSpanId: String?
            let name: String
            let kind: Int
            let startTimeUnixNano: String
            let endTimeUnixNano: String
        }
        struct Resource: Decodable { let attributes: [Attribute] }
        struct Scope: Decodable { let spans: [Span] }
        struct Group: Decodable {
            let resource: Resource
            let scopeSpans: [Scope]
        }
        let resourceSpans: [Group]

        var spans: [Span] { resourceSpans.flatMap { $0.scopeSpans.flatMap(\.spans) } }
    }

    /// A collector that takes requests and answers them with the given line.
    private final class Collector: Sendable {
        let requests = Mutex<[(head: [String], body: Data)]>([])
        let status = Mutex("200 OK")

        func serve() throws -> ScriptedServer {
            try ScriptedServer { connection in
                while true {
                    let head = connection.readHead()
                    guard !head.isEmpty else { return }
                    let length = head.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) }
                    let body = connection.read(length ?? 0)
                    self.requests.withLock { $0.append((head, Data(body))) }
                    connection.write("HTTP/1.1 \(self.status.withLock { $0 })\r\nContent-Length: 2\r\n\r\n{}")
                }
            }
        }

        func spans() throws -> [Received.Span] {
            try requests.withLock { $0 }.flatMap { try JSONDecoder().decode(Received.self, from: $0.body).spans }
        }
    }

    private let clock = TestClock()

    private func exporter(_ endpoint: String) throws -> TraceExporter {
        try TraceExporter(
            endpoint: endpoint,
            fields: ["Authorization": "Bearer token"],
            resource: ["service.name": "loam"],
            client: HTTPClient(),
            clock: clock.wallClock
        )
    }

    @Test("spans arrive at the collector in the form that it reads")
    func arrive() async throws {
        let collector = Collector()
        let server = try collector.serve()
        defer { server.stop() }
        let exporter = try exporter("http://127.0.0.1:\(server.port)/")
        let running = Task { await exporter.run() }
        await clock.sleepers()
        await Trace.$tracer.withValue(exporter.tracer()) {
            await Trace.span("outer", kind: .server) { await Trace.span("inner") {} }
        }
        clock.advance(by: .seconds(2))
        // It sleeps again once the round is over.
        await clock.sleepers()
        let head = try #require(collector.requests.withLock { $0.first?.head })
        #expect(head.first == "POST /v1/traces HTTP/1.1")
        #expect(head.contains("Content-Type: application/json"))
        #expect(head.contains("Authorization: Bearer token"))
        let spans = try collector.spans()
        #expect(spans.map(\.name) == ["inner", "outer"])
        #expect(spans.first?.parentSpanId == spans.last?.spanId)
        #expect(spans.first?.traceId.count == 32)
        #expect(spans.map(\.kind) == [1, 2])
        #expect(spans.last.map { UInt64($0.startTimeUnixNano) } == UInt64(clock.now.seconds - 2) * 1_000_000_000)
        running.cancel()
        await running.value
    }

    @Test("what is left goes out when the traced work ends, in batches")
    func flush() async throws {
        let collector = Collector()
        let server = try collector.serve()
        defer { server.stop() }
        let exporter = try exporter("http://127.0.0.1:\(server.port)")
        await exporter.during {
            for number in 0..<1200 { await Trace.span("span \(number)") {} }
        }
        #expect(try collector.spans().map(\.name) == (0..<1200).map { "span \($0)" })
        #expect(collector.requests.withLock { $0.count } == 3)
    }

    @Test("when the collector does not keep up, the oldest spans go and are counted; nobody waits")
    func overflow() async throws {
        let collector = Collector()
        let server = try collector.serve()
        defer { server.stop() }
        let exporter = try exporter("http://127.0.0.1:\(server.port)")
        let metrics = Metrics()
        await Metrics.$current.withValue(metrics) {
            await Trace.$tracer.withValue(exporter.tracer()) {
                for number in 0..<8200 { await Trace.span("\(number)") {} }
            }
        }
        #expect(metrics.prometheus().contains("loam_trace_spans_dropped_total 8\n"))
        let running = Task { await exporter.run() }
        running.cancel()
        await running.value
        #expect(try collector.spans().first?.name == "8")
        #expect(try collector.spans().count == 8192)
    }

    @Test("a collector that refuses is told of once, and again when it takes spans")
    func refusing() async throws {
        let collector = Collector()
        collector.status.withLock { $0 = "401 Unauthorized" }
        let server = try collector.serve()
        defer { server.stop() }
        let exporter = try exporter("http://127.0.0.1:\(server.port)")
        let log = RecordedLog()
        let metrics = Metrics()
        let running = Log.$current.withValue(Log(output: log.output, level: .info)) {
            Metrics.$current.withValue(metrics) { Task { await exporter.run() } }
        }
        for status in ["401 Unauthorized", "401 Unauthorized", "200 OK"] {
            await clock.sleepers()
            collector.status.withLock { $0 = status }
            await Trace.$tracer.withValue(exporter.tracer()) { await Trace.span("span") {} }
            clock.advance(by: .seconds(2))
        }
        await clock.sleepers()
        #expect(
            log.lines.map(\.message) == [
                "The collector does not take traces; they are thrown away.", "The collector takes traces again.",
            ]
        )
        #expect(log.lines.first?.metadata["error"] == .text("The collector answered 401 Unauthorized."))
        #expect(metrics.prometheus().contains("loam_trace_spans_dropped_total 2\n"))
        running.cancel()
        await running.value
    }

    @Test("an endpoint that cannot be called is refused at the start")
    func badEndpoint() throws {
        #expect(throws: HTTPClientError.self) { try exporter("collector:4318") }
    }
}
