import HTTP
import Telemetry
import TestSupport
import Testing

/// In which order the parts of the standard middleware come.
@Suite struct StandardTests {
    private struct Broken: Error {}

    private static let long = String(repeating: "What did not go well. ", count: 200)

    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "test",
                    middleware: [
                        Middleware { request, next in
                            let response = try await next(request)
                            return response.adding(.etag, "\"late\"")
                        }
                    ],
                    routes: [
                        .get("/page", access: .open) { _ in .html(StandardTests.long) },
                        .get("/broken/:id", access: .open) { _ in throw Broken() },
                    ],
                    render: { problem, _ in .html(StandardTests.long, status: problem.status) }
                )
            ],
            middleware: .standard()
        )
    }

    @Test func `a problem's page is made first, then packed, then protected`() async throws {
        let response = await router.handle(Request(.get, "/broken/1", fields: ["Accept-Encoding": "gzip"]))
        #expect(response.status == .internalServerError)
        #expect(response.fields[.contentEncoding] == "gzip")
        #expect(try await response.body.collect().starts(with: [0x1F, 0x8B]))
        #expect(response.fields[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
        #expect(response.fields[.cacheControl] == "no-store")
    }

    @Test func `a door's own middleware has spoken before the condition is looked at`() async {
        let fields: Fields = ["If-None-Match": "\"late\"", "Accept-Encoding": "gzip"]
        let response = await router.handle(Request(.get, "/page", fields: fields))
        #expect(response.status == .notModified)
        #expect(response.body.count == 0)
        #expect(response.fields.values(of: .etag) == ["W/\"late\""])
        #expect(response.fields.values(of: .vary) == ["Accept-Encoding"])
        // Protected last, so by what the answer is in the end: it has no page any more.
        #expect(response.fields[.cacheControl] == "private, no-cache")
    }

    @Test func `what is counted and logged is what the client got, under the route's pattern`() async {
        let metrics = Metrics()
        let recorded = RecordedLog()
        await Metrics.$current.withValue(metrics) {
            await Log.$current.withValue(Log(output: recorded.output, level: .debug)) {
                _ = await router.handle(Request(.get, "/page", fields: ["If-None-Match": "\"late\""]))
                _ = await router.handle(Request(.get, "/page"))
                _ = await router.handle(Request(.get, "/broken/somebody"))
                _ = await router.handle(Request(.get, "/some/where/else"))
            }
        }
        let text = metrics.prometheus()
        for (route, status) in [("/page", "2xx"), ("/page", "3xx"), ("/broken/:id", "5xx"), ("unmatched", "4xx")] {
            let labels = #"{method="GET",route="\#(route)",status="\#(status)"} 1"#
            #expect(text.contains("loam_http_requests_total" + labels))
            #expect(text.contains("loam_http_request_seconds_count" + labels))
        }
        #expect(!text.contains("somebody") && !text.contains("else"))
        let answered = recorded.lines.filter { $0.message == "request answered" }
        #expect(answered.map { $0.metadata["status"] } == [.integer(304), .integer(200), .integer(500), .integer(404)])
        #expect(answered.map(\.level) == [.debug, .debug, .warning, .info])
        #expect(answered.allSatisfy { $0.metadata["request"] != nil && $0.metadata["path"] == nil })
    }
}
