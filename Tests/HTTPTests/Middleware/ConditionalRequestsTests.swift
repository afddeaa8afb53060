import HTTP
import TestSupport
import Testing

@Suite struct ConditionalRequestsTests {
    private let router: Router

    init() throws {
        let long = String(repeating: "the whole text ", count: 100)
        router = try Router(
            doors: [
                Door(
                    "test",
                    routes: [
                        .get("/one", access: .open) { _ in .html(long).adding(.etag, "\"v1\"") },
                        .get("/free", access: .open) { _ in .html(long) },
                        .get("/gone", access: .open) { _ in
                            Response.html(long, status: .notFound).adding(.etag, "\"v1\"")
                        },
                        .post("/one", access: .open) { _ in .html(long).adding(.etag, "\"v1\"") },
                        .put("/one", access: .open) { request in
                            try request.requireMatch(EntityTag("v1"))
                            return .noContent
                        },
                    ]
                )
            ],
            middleware: .standard()
        )
    }

    private static func asking(_ tags: String) -> Fields { ["If-None-Match": tags] }

    static let scenarios: [Scenario] = [
        Scenario("who knows nothing gets all", .get, "/one", answers: ["ETag": "\"v1\""], contains: ["whole text"]),
        Scenario(
            "what the client has is not sent again",
            .get,
            "/one",
            fields: asking("\"v1\""),
            status: 304,
            answers: [
                "ETag": "\"v1\"", "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding", "X-Request-Id": "",
            ],
            lacks: ["text"]
        ),
        Scenario(
            "a tag that was weakened by packing is known again",
            .get,
            "/one",
            fields: asking("W/\"v1\"") + ["Accept-Encoding": "gzip"],
            status: 304,
            answers: ["ETag": "W/\"v1\"", "Vary": "Accept-Encoding"],
            lacks: ["text"]
        ),
        Scenario("one of several tags", .get, "/one", fields: asking("\"v0\", W/\"v1\""), status: 304, lacks: ["text"]),
        Scenario("any tag", .get, "/one", fields: asking("*"), status: 304, lacks: ["text"]),
        Scenario("HEAD asks the same", .head, "/one", fields: asking("\"v1\""), status: 304),
        Scenario("what changed is sent", .get, "/one", fields: asking("\"v0\""), contains: ["whole text"]),
        Scenario("a tag without quotes is none", .get, "/one", fields: asking("v1"), contains: ["whole text"]),
        Scenario("what has no tag is sent", .get, "/free", fields: asking("*"), contains: ["whole text"]),
        Scenario("a refusal stays a refusal", .get, "/gone", fields: asking("\"v1\""), status: 404, contains: ["text"]),
        Scenario("an act is not a question", .post, "/one", fields: asking("\"v1\""), contains: ["whole text"]),
        Scenario("a change of what was read", .put, "/one", fields: ["If-Match": "\"v1\""], status: 204),
        Scenario("a change without a condition", .put, "/one", status: 204),
        Scenario(
            "a change of what has changed meanwhile",
            .put,
            "/one",
            fields: ["If-Match": "\"v0\""],
            status: 412,
            contains: ["request.changed-meanwhile"]
        ),
        Scenario("a weak tag is no proof", .put, "/one", fields: ["If-Match": "W/\"v1\""], status: 412),
    ]

    @Test(arguments: scenarios)
    func `a condition is met or not`(_ scenario: Scenario) async throws {
        #expect(try await scenario.faults(against: router) == [])
    }

    @Test func `a 304 says nothing of a body that it does not have`() async {
        let fields: Fields = ["If-None-Match": "\"v1\"", "Accept-Encoding": "gzip"]
        let response = await router.handle(Request(.get, "/one", fields: fields))
        #expect(response.status == .notModified)
        #expect(response.body.count == 0)
        #expect(!response.fields.contains(.contentType) && !response.fields.contains(.contentEncoding))
    }

    @Test func `over the wire a 304 is a head and nothing more, and the connection goes on`() async throws {
        try await withLiveServer(router) { server in
            let asked = "GET /one HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v1\"\r\n"
            let answer = try await RawClient.exchange(
                server.port,
                asked + "\r\n" + asked + "Connection: close\r\n\r\n"
            )
            #expect(statuses(answer) == [304, 304])
            #expect(answer.hasSuffix("\r\n\r\n") && !answer.contains("whole"))
        }
    }
}
