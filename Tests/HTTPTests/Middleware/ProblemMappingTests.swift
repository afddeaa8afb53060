import HTTP
import Telemetry
import TestSupport
import Testing

@Suite struct ProblemMappingTests {
    private struct Unknown: Error, CustomStringConvertible { let description = "a stored value" }
    private struct Known: Error {}
    private struct Passing: Error {}
    private struct Input: Decodable { let people: [Person] }
    private struct Person: Decodable { let age: Int }

    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "api",
                    at: "/v1",
                    routes: [
                        .get("/v1/unknown", access: .open) { _ in throw Unknown() },
                        .get("/v1/known", access: .open) { _ in throw Known() },
                        .get("/v1/passing", access: .open) { _ in throw Passing() },
                        .get("/v1/cancelled", access: .open) { _ in throw CancellationError() },
                        .get("/v1/wait", access: .open) { _ in
                            throw Problem.tooManyRequests(retryAfter: .milliseconds(29_100))
                        },
                        .post("/v1/input", access: .open) { request in
                            .text("\(try await request.decode(Input.self).people.count)")
                        },
                        .post("/v1/form", access: .open) { request in
                            .text(try await request.form()["name"] ?? "none")
                        },
                    ]
                ),
                Door(
                    "pages",
                    routes: [.get("/unknown", access: .open) { _ in throw Unknown() }],
                    render: { problem, _ in .html("<h1>\(problem.code)</h1>", status: problem.status) }
                ),
            ],
            middleware: .standard(
                problems: ProblemMapping { error in
                    switch error {
                    case is Known: Problem(.conflict, code: "test.known", title: "Known.")
                    case is Passing:
                        Problem(
                            .serviceUnavailable,
                            code: "test.passing",
                            title: "Soon.",
                            headers: ["Retry-After": "2"]
                        )
                    default: nil
                    }
                }
            )
        )
    }

    static let scenarios: [Scenario] = [
        Scenario(
            "an unknown error says nothing but that it happened",
            .get,
            "/v1/unknown",
            status: 500,
            answers: ["Content-Type": "application/problem+json", "X-Content-Type-Options": "nosniff"],
            contains: ["\"code\":\"internal\"", "\"status\":500", "\"request\":"],
            lacks: ["stored", "Unknown"]
        ),
        Scenario("each door says it in its own way", .get, "/unknown", status: 500, contains: ["<h1>internal</h1>"]),
        Scenario("an error of another module is translated", .get, "/v1/known", status: 409, contains: ["test.known"]),
        Scenario(
            "a trouble that passes says when to come back",
            .get,
            "/v1/passing",
            status: 503,
            answers: ["Retry-After": "2"],
            contains: ["test.passing"]
        ),
        Scenario("a problem brings its fields", .get, "/v1/wait", status: 429, answers: ["Retry-After": "30"]),
        Scenario("what was given up is said to be", .get, "/v1/cancelled", status: 503, contains: ["cancelled"]),
        Scenario(
            "a wrong value is named by its path",
            .post,
            "/v1/input",
            body: #"{"people":[{"age":1},{"age":"x"}]}"#,
            status: 400,
            contains: [#""fields":{"people[1].age":"Expected a whole number."}"#]
        ),
        Scenario(
            "a missing value is named by its path",
            .post,
            "/v1/input",
            body: #"{"people":[{}]}"#,
            status: 400,
            contains: [#""people[0].age":"This is missing.""#]
        ),
        Scenario("what is no JSON is refused", .post, "/v1/input", body: "{", status: 400, contains: ["invalid-body"]),
        Scenario(
            "another kind of body is refused",
            .post,
            "/v1/input",
            fields: ["Content-Type": "text/plain"],
            status: 415,
            contains: ["request.not-json"]
        ),
        .form("a form is read", "/v1/form", ["name": "Zoë & co"], status: 200, contains: ["Zoë & co"]),
        Scenario(
            "a broken form is refused",
            .post,
            "/v1/form",
            fields: ["Content-Type": "application/x-www-form-urlencoded"],
            body: "name=%ff",
            status: 400,
            contains: ["request.broken-form"]
        ),
        Scenario("what is no form is refused", .post, "/v1/form", body: "name=x", status: 415),
    ]

    @Test(arguments: scenarios)
    func `an error becomes an answer`(_ scenario: Scenario) async throws {
        #expect(try await scenario.faults(against: router) == [])
    }

    @Test func `a failure of ours is logged once, under the request's id and without its values`() async {
        let recorded = RecordedLog()
        let request = Request(.get, "/v1/unknown")
        await Log.$current.withValue(Log(output: recorded.output, level: .error)) { _ = await router.handle(request) }
        #expect(recorded.lines.map(\.message) == ["a request failed"])
        #expect(recorded.lines.first?.metadata["request"] == .text(request.id.text))
        #expect(recorded.lines.first?.metadata["error"] == .text("Unknown"))
        #expect(recorded.lines.first?.metadata["route"] == .text("/v1/unknown"))
    }
}
