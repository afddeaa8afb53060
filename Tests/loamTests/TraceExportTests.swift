import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import loam

@Suite struct TraceExportTests {
    /// A collector that keeps what it is sent.
    private final class Collector: Sendable {
        private let received = Mutex<[(path: String, key: String?, body: String)]>([])
        let status: Status

        init(status: Status = .ok) { self.status = status }

        var all: [(path: String, key: String?, body: String)] { received.withLock { $0 } }

        func serving(_ body: (String) async throws -> Void) async throws {
            let route = Route.post("/v1/traces", access: .open, bodyLimit: 16 << 20) { request in
                let text = String(decoding: try await request.body.collect(upTo: 16 << 20), as: UTF8.self)
                self.received.withLock { $0.append((request.path, request.fields["X-Team"], text)) }
                return Response(self.status)
            }
            let server = try Server(try Router(doors: [Door("collector", routes: [route])]), ServerOptions(port: 0))
            do {
                try await body(server.url)
                await server.stop()
            } catch {
                await server.stop()
                throw error
            }
        }
    }

    @Test("what was traced is sent before the body's result comes back, with the operator's header fields")
    func sends() async throws {
        let collector = Collector()
        try await collector.serving { url in
            let export = try TraceExport(
                to: url + "/",
                headers: [("X-Team", "weavers")],
                client: try HTTPClient(),
                clock: TestClock().wallClock
            )
            let result = try await export.during {
                await Trace.span("outer") { await Trace.span("inner") {} }
                return 7
            }
            #expect(result == 7)
        }
        #expect(collector.all.map(\.path) == ["/v1/traces"])
        #expect(collector.all.first?.key == "weavers")
        let body = collector.all.first?.body ?? ""
        #expect(body.contains("\"name\":\"inner\""))
        #expect(body.contains("\"name\":\"outer\""))
        #expect(body.contains("\"stringValue\":\"loam\""))
    }

    @Test("a collector that refuses or is away is told of once and harms nothing")
    func away() async throws {
        let collector = Collector(status: .serviceUnavailable)
        let log = RecordedLog()
        try await collector.serving { url in
            try await Log.$current.withValue(Log(output: log.output, level: .info)) {
                let export = try TraceExport(to: url, client: try HTTPClient(), clock: TestClock().wallClock)
                for _ in 1...2 { try await export.during { await Trace.span("work") {} } }
            }
        }
        #expect(collector.all.count == 2)
        #expect(log.lines.map(\.message) == ["The collector does not take traces; they are thrown away."])
    }

    @Test("more spans than there is room for are thrown away and counted")
    func overflow() async throws {
        let collector = Collector()
        let metrics = Metrics()
        try await collector.serving { url in
            try await Metrics.$current.withValue(metrics) {
                let export = try TraceExport(to: url, client: try HTTPClient(), clock: TestClock().wallClock)
                try await export.during { for _ in 0..<9000 { await Trace.span("work") {} } }
            }
        }
        #expect(collector.all.count == 16)
        #expect(metrics.prometheus().contains("loam_trace_spans_dropped_total 808\n"))
    }
}
