import HTTP
import TestSupport
import Testing

@Suite struct SecurityHeadersTests {
    private let router: Router

    init() throws {
        router = try Router(
            doors: [
                Door(
                    "test",
                    routes: [
                        .get("/page", access: .open) { _ in .html("<p>page</p>") },
                        .get("/data", access: .open) { _ in .json(text: "{}") },
                        .get("/kept", access: .open) { _ in .html("kept").adding(.cacheControl, "public, max-age=60") },
                        .get("/own", access: .open) { _ in
                            .html("own").adding(.contentSecurityPolicy, "default-src 'self'")
                        },
                        .get("/tagged", access: .open) { _ in .json(text: "{}").adding(.etag, "\"v1\"") },
                    ]
                )
            ],
            middleware: .standard()
        )
    }

    static let scenarios: [Scenario] = [
        Scenario(
            "a page loads from this server alone and stands in nobody's frame",
            .get,
            "/page",
            answers: [
                "Content-Security-Policy": """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'
                """,
                "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
                "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
                "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                "Cache-Control": "no-store", "X-Request-Id": "",
            ]
        ),
        Scenario(
            "what is no page may do nothing",
            .get,
            "/data",
            answers: [
                "Content-Security-Policy":
                    "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
                "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "X-Request-Id": "",
            ]
        ),
        Scenario(
            "a refusal is protected too",
            .get,
            "/none",
            status: 404,
            answers: ["Content-Security-Policy": "", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"]
        ),
        Scenario(
            "a handler's own policy stays",
            .get,
            "/own",
            answers: ["Content-Security-Policy": "default-src 'self'", "X-Frame-Options": "DENY"]
        ),
        Scenario(
            "a handler says how long its answer is kept",
            .get,
            "/kept",
            answers: ["Cache-Control": "public, max-age=60"]
        ),
        Scenario(
            "what has a tag is asked for again each time",
            .get,
            "/tagged",
            answers: ["Cache-Control": "private, no-cache"]
        ),
    ]

    @Test(arguments: scenarios)
    func `every answer tells the browser to be careful`(_ scenario: Scenario) async throws {
        #expect(try await scenario.faults(against: router) == [])
    }

    @Test func `no field is there twice`() async {
        for path in ["/page", "/data", "/kept", "/own", "/tagged", "/none"] {
            let fields = await router.handle(Request(.get, path, isSecure: true)).fields
            #expect(Set(fields.map(\.name)).count == fields.count, "\(path)")
        }
    }

    @Test func `over TLS, and only there, the browser is told to stay with it`() async {
        let plain = await router.handle(Request(.get, "/page"))
        #expect(!plain.fields.contains(.strictTransportSecurity))
        for path in ["/page", "/data", "/none"] {
            let secure = await router.handle(Request(.get, path, isSecure: true))
            #expect(secure.fields[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
        }
    }

    @Test func `a policy cannot be widened by what stands in an origin`() {
        var policy = ContentSecurityPolicy.page
        policy.connections = [.own, .origin("https://a.example; script-src *, default-src 'unsafe-inline'")]
        policy.ancestors = [.origin("https://b.example")]
        #expect(
            policy.description == """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                connect-src 'self' https://a.examplescript-src*default-src'unsafe-inline'; form-action 'self'; \
                frame-ancestors https://b.example; base-uri 'none'
                """
        )
    }
}
