import Capabilities
import Crypto
import Database
import HTTP
import Jobs
import Store
import Synchronization
import Telemetry
import Testing
import TestSupport

@testable import Portal

/// A portal over a fresh database in memory, with a clock that stands still.
struct PortalUnderTest: Sendable {
    let router: Router
    let app: Capabilities
    let database: Database
    let clock: TestClock

    static func with<Result>(
        sendsMail: Bool = false,
        privateSalesforceHosts: [String] = [],
        _ body: (PortalUnderTest) async throws -> Result
    ) async throws -> Result {
        try await TemporaryFolder.with { folder in
            try await with(
                sendsMail: sendsMail,
                indexFolder: folder.path("index"),
                privateSalesforceHosts: privateSalesforceHosts,
                body
            )
        }
    }

    private static func with<Result>(
        sendsMail: Bool,
        indexFolder: String,
        privateSalesforceHosts: [String],
        _ body: (PortalUnderTest) async throws -> Result
    ) async throws -> Result {
        try await FreshDatabase.inMemory(migrations: Capabilities.migrations) { database in
            let clock = TestClock()
            let app = Capabilities(
                database: database,
                sealingKeys: .generate(),
                settings: .init(
                    publicURL: "https://loam.example.org",
                    indexFolder: indexFolder,
                    sendsMail: sendsMail,
                    passwordStrength: .init(memoryKiB: 64, passes: 1),
                    privateSalesforceHosts: privateSalesforceHosts
                ),
                clock: clock.wallClock
            )
            let portal = Portal(
                app,
                Portal.Surroundings(
                    version: "0.1.0",
                    startedAt: clock.now,
                    publicURL: "https://loam.example.org",
                    jobKinds: ["mail.deliver", "test.job"],
                    clock: clock.wallClock
                ) {
                    [
                        Portal.Health(
                            subject: "disk",
                            state: .warning,
                            sentence: "It is nearly full.",
                            remedy: "Free some."
                        )
                    ]
                }
            )
            let router = try Router(doors: [portal.door], middleware: .standard())
            return try await body(PortalUnderTest(router: router, app: app, database: database, clock: clock))
        }
    }

    func browser() -> Browser { Browser(router: router) }

    /// A browser in which Ada has just made the organisation.
    func firstAdmin() async throws -> Browser {
        let browser = browser()
        let page = try await browser.get("/first-run")
        let answer = try await browser.submit(
            page,
            to: "/first-run",
            [
                "organisation": "Engines", "name": "Ada Lovelace", "email": "ada@example.org",
                "timeZone": "Europe/Berlin",
                "password": Self.password,
            ]
        )
        try #require(answer.status == .seeOther, "\(answer.text)")
        return browser
    }

    /// A browser of somebody of this role, whom Ada has invited.
    func colleague(_ role: Role, of admin: Browser) async throws -> Browser {
        let form = ["name": "Grace Hopper", "email": "grace@example.org", "role": role.rawValue]
        let shown = try await admin.submit(try await admin.get("/users/new"), to: "/users", form)
        let link = try #require(shown.text.firstMatch(of: /\/invitation\/[A-Za-z0-9_-]+/)).output
        let browser = browser()
        let page = try await browser.get(String(link))
        let answer = try await browser.submit(page, to: String(link), ["password": Self.password])
        try #require(answer.status == .seeOther, "\(answer.text)")
        return browser
    }

    static let password = "correct horse battery staple"
}

/// Keeps cookies and sends forms, as a browser without JavaScript does.
final class Browser: Sendable {
    struct Page: Sendable {
        let status: Status
        let fields: Fields
        let text: String

        var location: String? { fields[.location] }
        var title: String? { text.firstMatch(of: /<h1[^>]*>([^<]*)/).map { String($0.output.1) } }
    }

    private let router: Router
    private let cookies = Mutex<[String: String]>([:])

    init(router: Router) {
        self.router = router
    }

    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }

    func forget(_ name: String) { cookies.withLock { $0[name] = nil } }

    func get(_ path: String) async throws -> Page { try await send(Request(.get, path, fields: fields())) }

    /// Sends a form of the page, with the token that stands in it.
    func submit(_ page: Page, to path: String, _ values: Query = [:], fields more: Fields = [:]) async throws -> Page {
        var values = values
        let token = page.text.firstMatch(of: /name="form_token" value="([^"]*)"/)
        values["form_token"] = token.map { String($0.output.1) }
        return try await post(path, values, fields: more)
    }

    func submit(_ page: Page, to path: String, _ values: [String: String]) async throws -> Page {
        var query = Query()
        for (name, value) in values { query.append(name, value) }
        return try await submit(page, to: path, query)
    }

    func post(_ path: String, _ values: Query, fields more: Fields = [:]) async throws -> Page {
        var fields = fields()
        fields[.contentType] = MediaType.form.description
        fields.append(contentsOf: more)
        return try await send(Request(.post, path, fields: fields, body: .text(values.encoded)))
    }

    private func fields() -> Fields {
        var fields: Fields = ["User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"]
        let all = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        if !all.isEmpty { fields[.cookie] = all }
        return fields
    }

    private func send(_ request: Request) async throws -> Page {
        let response = await router.handle(request)
        for line in response.fields.values(of: .setCookie) {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isRemoval = line.contains("Max-Age=0;")
            cookies.withLock { $0[String(pair[0])] = isRemoval ? nil : String(pair[1]) }
        }
        let body = try await response.body.collect()
        return Page(status: response.status, fields: response.fields, text: String(decoding: body, as: UTF8.self))
    }
}
