import HTTP
import TestSupport
import Testing

@Suite struct ImmutableFilesTests {
    private static let style = String(repeating: "body { margin: 0 }\n", count: 200)
    private static let picture = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 151) }

    private let router: Router

    init() throws {
        let files = ImmutableFiles([
            .init(at: "/assets/app-01.css", type: "text/css", Array(ImmutableFilesTests.style.utf8)),
            .init(at: "/assets/logo-02.png", type: "image/png", ImmutableFilesTests.picture),
        ])
        router = try Router(doors: [Door("test", routes: files.routes)], middleware: .standard())
    }

    static let scenarios: [Scenario] = [
        Scenario(
            "a file is kept for good",
            .get,
            "/assets/app-01.css",
            answers: [
                "Cache-Control": "public, max-age=31536000, immutable", "Content-Type": "text/css",
                "ETag": "\"/assets/app-01.css\"", "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff",
            ],
            contains: [style]
        ),
        Scenario(
            "it is packed for who takes it so",
            .get,
            "/assets/app-01.css",
            fields: ["Accept-Encoding": "gzip"],
            answers: ["Content-Encoding": "gzip", "ETag": "W/\"/assets/app-01.css\"", "Vary": "Accept-Encoding"],
            lacks: ["margin"]
        ),
        Scenario(
            "a browser that reloads all the same gets nothing again",
            .get,
            "/assets/app-01.css",
            fields: ["If-None-Match": "W/\"/assets/app-01.css\"", "Accept-Encoding": "gzip"],
            status: 304,
            answers: ["Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"]
        ),
        Scenario("another hash is another file", .get, "/assets/app-03.css", status: 404),
    ]

    @Test(arguments: scenarios)
    func `a file at an address of its own`(_ scenario: Scenario) async throws {
        #expect(try await scenario.faults(against: router) == [])
    }

    @Test func `what does not get smaller is not packed`() async throws {
        let response = await router.handle(Request(.get, "/assets/logo-02.png", fields: ["Accept-Encoding": "gzip"]))
        #expect(!response.fields.contains(.contentEncoding) && !response.fields.contains(.vary))
        #expect(try await response.body.collect() == ImmutableFilesTests.picture)
    }

    @Test func `a client unpacks what was packed when the server started`() async throws {
        try await withLiveServer(router) { server in
            var request = try OutgoingRequest(.get, server.url + "/assets/app-01.css")
            request.egress = .anywhere
            let bytes = try await HTTPClient().send(request).body.collect(upTo: 1 << 20)
            #expect(bytes == Array(ImmutableFilesTests.style.utf8))
        }
    }
}
