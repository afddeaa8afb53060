import HTTP
import TestSupport
import Testing

@Suite struct RouterTests {
    private static func name(_ text: String) -> Handler {
        { request in
            .text(text + " " + [request.parameters["user"], request.parameters["path"]].compactMap { $0 }.joined())
        }
    }

    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "pages",
                    routes: [
                        .get("/", access: .open, RouterTests.name("front")),
                        .get("/users", access: .open, RouterTests.name("list")),
                        .post("/users", access: .open, bodyLimit: 4) { request in
                            .text("\(try await request.body.collect().count)")
                        },
                        .get("/users/new", access: .open, RouterTests.name("form")),
                        .get("/users/:user", access: .open, RouterTests.name("user")),
                        .delete("/users/:user", access: .open, RouterTests.name("delete")),
                        .get("/users/:user/keys", access: .open, RouterTests.name("keys")),
                        .get("/users/new/hints", access: .open, RouterTests.name("hints")),
                        .get("/files/*path", access: .open, RouterTests.name("file")),
                    ],
                    render: { problem, _ in .html("<p>\(problem.code)</p>", status: problem.status) }
                ),
                Door("api", at: "/v1", routes: [.get("/v1/users", access: .open, RouterTests.name("api"))]),
                Door(
                    "lenient",
                    at: "/v2",
                    ignoresTrailingSlash: true,
                    routes: [
                        .get("/v2/users", access: .open, RouterTests.name("list")),
                        .get("/v2/users/:user", access: .open, RouterTests.name("user")),
                        .get("/v2/files/*path", access: .open, RouterTests.name("file")),
                    ]
                ),
            ],
            middleware: .standard()
        )
    }

    static let scenarios: [Scenario] = [
        Scenario("the root", .get, "/", contains: ["front"]),
        Scenario("a literal", .get, "/users", contains: ["list"]),
        Scenario("a literal wins over a parameter", .get, "/users/new", contains: ["form"]),
        Scenario("a parameter", .get, "/users/42", contains: ["user 42"]),
        Scenario("a parameter is decoded", .get, "/users/a%2Fb%20c", contains: ["user a/b c"]),
        Scenario("a query is no part of the path", .get, "/users/42?x=/y", contains: ["user 42"]),
        Scenario("a way that ends nowhere is taken back", .get, "/users/new/keys", contains: ["keys new"]),
        Scenario("a literal below a literal", .get, "/users/new/hints", contains: ["hints"]),
        Scenario("the rest of a path", .get, "/files/a/b.txt", contains: ["file a/b.txt"]),
        Scenario("another method", .delete, "/users/42", contains: ["delete 42"]),
        Scenario("HEAD is GET without the body", .head, "/users/42"),
        Scenario("an empty parameter matches nothing", .get, "/users/", status: 404),
        Scenario("a slash at the end changes nothing where a door says so", .get, "/v2/users/", contains: ["list"]),
        Scenario("nor does it behind a parameter", .get, "/v2/users/42/", contains: ["user 42"]),
        Scenario("two of them are not one", .get, "/v2/users//", status: 404),
        Scenario("a rest keeps its slash", .get, "/v2/files/a/", contains: ["file a/"]),
        Scenario("a doubled slash matches nothing", .get, "//users", status: 404),
        Scenario("case matters", .get, "/Users", status: 404),
        Scenario("nothing there is said in the door's way", .get, "/none", status: 404, contains: ["<p>not-found</p>"]),
        Scenario(
            "nothing there is said in the nearest door's way",
            .get,
            "/v1/none",
            status: 404,
            answers: ["Content-Type": "application/problem+json"],
            contains: ["\"code\":\"not-found\"", "\"status\":404", "\"request\":\""]
        ),
        Scenario("a prefix is a whole component", .get, "/v1x", status: 404, contains: ["<p>"]),
        Scenario(
            "a method that is not there",
            .put,
            "/users",
            status: 405,
            answers: ["Allow": "GET, HEAD, OPTIONS, POST"],
            contains: ["method-not-allowed"]
        ),
        Scenario(
            "OPTIONS lists the methods",
            .options,
            "/users/42",
            status: 204,
            answers: ["Allow": "DELETE, GET, HEAD, OPTIONS"]
        ),
        Scenario("a body within the limit", .post, "/users", body: "abcd", contains: ["4"]),
        Scenario("a body past the limit", .post, "/users", body: "abcde", status: 413, contains: ["request.too-large"]),
        Scenario("dots lead nowhere", .get, "/files/../users", status: 400),
    ]

    @Test(arguments: scenarios)
    func `a request finds its route or is told that there is none`(_ scenario: Scenario) async throws {
        #expect(try await scenario.faults(against: router) == [])
    }

    @Test func `every fault of a table is told at once`() throws {
        let handler = RouterTests.name("")
        let error = #expect(throws: RouterFaults.self) {
            try Router(doors: [
                Door(
                    "one",
                    routes: [
                        .get("/a", access: .open, handler), .get("/a", access: .open, handler),
                        .get("/b/:x", access: .open, handler), .get("/b/:y", access: .open, handler),
                        .post("/b/:z", access: .open, handler), .get("c", access: .open, handler),
                        .get("/d//e", access: .open, handler), .get("/f/:", access: .open, handler),
                        .get("/g/*rest/h", access: .open, handler), .get("/i/:x/:x", access: .open, handler),
                        .get("/j k", access: .open, handler),
                    ]
                ),
                Door("two", at: "/v1", routes: [.get("/v2/a", access: .open, handler)]),
                Door("three", at: "/v1", routes: []),
            ])
        }
        let faults = try #require(error?.faults)
        #expect(
            faults.sorted() == [
                "GET /a is there twice, in one and one",
                "GET /b/:y is hidden by GET /b/:x",
                "GET /d//e has an empty component",
                "GET /f/: has a parameter without a name",
                "GET /g/*rest/h has something after the part that takes the rest",
                "GET /i/:x/:x names a parameter twice",
                "GET /j k has a character that stands in a path only escaped",
                "GET /v2/a is not below /v1, where the door two is",
                "GET c does not begin with a slash",
                "POST /b/:z and GET /b/:x name the same parameter differently",
                "POST /b/:z and GET /b/:y name the same parameter differently",
                "the doors two and three are both at /v1",
            ]
        )
    }

    @Test func `middleware runs from the outside in, and a door's own only for its routes`() async throws {
        func marking(_ mark: String) -> Middleware {
            Middleware { request, next in
                let response = try await next(request)
                return response.adding("X-Marks", (response.fields["X-Marks"] ?? "") + mark)
            }
        }
        let router = try Router(
            doors: [
                Door(
                    "a",
                    middleware: [marking("3"), marking("2")],
                    routes: [
                        .get("/", access: .open) { _ in Response().adding("X-Marks", "1") }
                    ]
                )
            ],
            middleware: [marking("5"), marking("4")]
        )
        #expect(await router.handle(Request(.get, "/")).fields["X-Marks"] == "12345")
        let missing = try Router(
            doors: [Door("a", middleware: [marking("2")], routes: [])],
            middleware: [marking("4")] + .standard()
        )
        #expect(await missing.handle(Request(.get, "/none")).fields["X-Marks"] == "4")
    }
}
