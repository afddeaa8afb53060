import Crypto
import HTTP
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Salesforce
@testable import Sandbox

/// A real server that speaks as Salesforce does, on a port of its own, and our client connected to it.
struct OrgBench {
    let org: Salesforce.Org
    let server: SandboxServer
    let signIn: Salesforce.SignIn
    let shelf: RecordedShelf
    let first: FirstSignIn
    private let router: Router
    private let host: String

    static let callback = "http://localhost:1717/OauthRedirect"

    /// Runs the body with the server, and ends both.
    static func run(
        _ switches: OrgSwitches = OrgSwitches(),
        app: SandboxServer.FirstApp = .init(),
        retry: RetryRule = .quick,
        allowance: Allowance = Allowance(percentOfOrg: 100),
        _ body: (OrgBench) async throws -> Void
    ) async throws {
        let sandbox = try await Sandbox.Org.memory(switches: switches)
        var options = SandboxServer.Options()
        // Guessing is not what these tests are about.
        options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
        let server = try await SandboxServer(org: sandbox, options: options)
        let first = try await server.firstSignIn(app)
        let router = try server.router
        try await withLiveServer(router) { live in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await server.run() }
                defer { group.cancelAll() }
                let bench = try await OrgBench(server, first, router, port: live.port, retry, allowance)
                try await body(bench)
            }
        }
    }

    private init(
        _ server: SandboxServer,
        _ first: FirstSignIn,
        _ router: Router,
        port: Int,
        _ retry: RetryRule,
        _ allowance: Allowance
    ) async throws {
        self.server = server
        self.first = first
        self.router = router
        host = "127.0.0.1:\(port)"
        let client = try HTTPClient()
        signIn = Salesforce.SignIn(
            host: .custom(try HTTPURL("http://" + host)),
            app: ClientApp(
                consumerKey: first.consumerKey,
                consumerSecret: first.consumerSecret,
                callback: OrgBench.callback
            ),
            client: client,
            egress: .anywhere,
            retry: retry
        )
        let authorization = Authorization()
        let code = try await OrgBench.code(for: authorization, signIn, first, router, host)
        let tokens = try await signIn.redeem(code, of: authorization)
        shelf = RecordedShelf(tokens)
        var options = Salesforce.Org.Options()
        options.egress = .anywhere
        options.retry = retry
        options.allowance = allowance
        org = Salesforce.Org(
            session: Salesforce.Session(tokens, signIn: signIn, shelf: shelf.shelf),
            client: client,
            options: options
        )
    }

    /// What an admin's browser does: signs in, agrees, and comes back with a code.
    private static func code(
        for authorization: Authorization,
        _ signIn: Salesforce.SignIn,
        _ first: FirstSignIn,
        _ router: Router,
        _ host: String
    ) async throws -> Secret {
        let form: Query = ["un": first.username, "pw": first.password.reveal()]
        let login = await router.handle(
            Request(
                .post,
                "/login",
                fields: [.host: host, .contentType: "application/x-www-form-urlencoded"],
                body: .text(form.encoded)
            )
        )
        let cookie = String(try #require(login.fields[.setCookie]).prefix { $0 != ";" })
        let address = authorization.address(at: signIn.host, for: signIn.app)
        let answer = await router.handle(
            Request(.get, String(address.dropFirst(signIn.host.origin.count)), fields: [.host: host, .cookie: cookie])
        )
        let location = try #require(answer.fields[.location])
        let query = try #require(Query(parsing: location.drop { $0 != "?" }.dropFirst()))
        return try authorization.code(from: query)
    }

    /// A code for a new trip of the browser.
    func code(for authorization: Authorization) async throws -> Secret {
        try await OrgBench.code(for: authorization, signIn, first, router, host)
    }

    func fail(
        _ kind: Fault.Kind,
        times: Int? = 1,
        path: String? = nil,
        method: String? = nil,
        amount: Int? = nil,
        url: String? = nil
    ) {
        var fault = Fault(kind, amount: amount)
        fault.url = url
        fault.times = times
        fault.path = path
        fault.method = method
        server.signIn.org.faults.add(fault)
    }

    /// How many calls the org itself has counted.
    var usedCalls: Int { server.usage.used }

    var organizationID: String { server.signIn.organization.id }

    /// Makes leads, and tells their ids.
    func makeLeads(_ count: Int) async throws -> [Salesforce.RecordID] {
        var ids: [Salesforce.RecordID] = []
        for start in stride(from: 0, to: count, by: 200) {
            let drafts = (start..<min(start + 200, count)).map { number in
                Draft(
                    "Lead",
                    [.init("LastName", .text("Person \(number)")), .init("Company", .text("Company \(number)"))]
                )
            }
            ids += try await org.create(drafts).compactMap(\.id)
        }
        try #require(ids.count == count)
        return ids
    }
}

extension RetryRule {
    /// As in life, but in milliseconds.
    static var quick: RetryRule {
        var rule = RetryRule()
        rule.firstWait = .milliseconds(1)
        rule.longestWait = .milliseconds(10)
        return rule
    }
}

extension PollPace {
    static var quick: PollPace {
        var pace = PollPace()
        pace.first = .milliseconds(2)
        pace.longest = .milliseconds(20)
        return pace
    }
}

/// Keeps tokens as a database would, and counts how often.
final class RecordedShelf: Sendable {
    private let state: Mutex<(kept: Tokens, saves: Int)>

    init(_ tokens: Tokens) { state = Mutex((tokens, 0)) }

    var kept: Tokens { state.withLock { $0.kept } }
    var saves: Int { state.withLock { $0.saves } }

    /// As another process would.
    func replace(_ tokens: Tokens) { state.withLock { $0.kept = tokens } }

    var shelf: TokenShelf {
        TokenShelf(
            load: { self.kept },
            save: { tokens in
                self.state.withLock { state in
                    state.kept = tokens
                    state.saves += 1
                }
            }
        )
    }
}
