import Capabilities
import Crypto
import Database
import HTTP
import Salesforce
@testable import Sandbox
import Store
import Telemetry
import TestSupport
import Testing

/// An installation with an administrator, an org on a server of its own, and a connection to it that works and is on.
///
/// The clock begins at the real time, because the org lives in it, and moves when the test moves it; whoever sleeps on it
/// sleeps a moment, so that polling and waiting go on.
struct ConnectedOrg: Sendable {
    let database: Database
    let clock: TestClock
    let capabilities: Capabilities
    let sealingKeys: SealingKeys
    /// The administrator who made the connection, signed in.
    let ada: Caller
    let connection: ID<OrgConnection>
    let server: SandboxServer
    let first: FirstSignIn
    /// Where the org answers.
    let address: String
    private let router: Router

    var organisation: ID<Organisation> { ada.organisation }

    /// Runs the body with the installation and the org, and ends both.
    ///
    /// With `connects: false` the organisation has no connection yet, and `connection` is of none.
    static func on(
        _ engine: Engine = .sqlite,
        _ switches: OrgSwitches = OrgSwitches(),
        connects: Bool = true,
        sendsMail: Bool = false,
        indexFolder: String = "/nowhere/index",
        _ body: (ConnectedOrg) async throws -> Void
    ) async throws {
        let sandbox = try await Sandbox.Org.memory(switches: switches)
        var options = SandboxServer.Options()
        // Guessing is not what these tests are about.
        options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
        let server = try await SandboxServer(org: sandbox, options: options)
        var app = SandboxServer.FirstApp()
        app.callbacks = [callback]
        let first = try await server.firstSignIn(app)
        let router = try server.router
        try await FreshDatabase.on(engine, migrations: Capabilities.migrations) { database in
            try await withLiveServer(router) { live in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await server.run() }
                    defer { group.cancelAll() }
                    let bench = try await ConnectedOrg(
                        database,
                        server,
                        first,
                        router,
                        port: live.port,
                        connects: connects,
                        sendsMail: sendsMail,
                        indexFolder: indexFolder
                    )
                    try await body(bench)
                }
            }
        }
    }

    static let callback = "https://loam.example.org/integrations/salesforce/callback"

    private init(
        _ database: Database,
        _ server: SandboxServer,
        _ first: FirstSignIn,
        _ router: Router,
        port: Int,
        connects: Bool,
        sendsMail: Bool,
        indexFolder: String
    ) async throws {
        let clock = TestClock(WallClock.system.now())
        let keys = SealingKeys.generate()
        self.database = database
        self.clock = clock
        self.server = server
        self.first = first
        self.router = router
        sealingKeys = keys
        address = "http://127.0.0.1:\(port)"
        capabilities = ConnectedOrg.capabilities(
            on: database,
            keys,
            clock,
            sendsMail: sendsMail,
            indexFolder: indexFolder
        )
        let signedIn = try await capabilities.firstRun.perform(Office.firstRunForm(), from: Office.origin)
        ada = signedIn.caller
        guard connects else {
            connection = .make(at: clock.now)
            return
        }
        let made = try await capabilities.connections.create(
            ConnectedOrg.form(at: address, first),
            by: signedIn.caller
        )
        connection = made.id
        _ = try await arrive(.connect, made.id, by: signedIn.caller)
        try await capabilities.connections.setOn(true, made.id, by: signedIn.caller)
    }

    /// Another process over the same database.
    static func capabilities(
        on database: Database,
        _ keys: SealingKeys,
        _ clock: TestClock,
        sendsMail: Bool = false,
        indexFolder: String = "/nowhere/index"
    ) -> Capabilities {
        var retry = RetryRule()
        retry.firstWait = .milliseconds(1)
        retry.longestWait = .milliseconds(10)
        var pace = PollPace()
        pace.first = .milliseconds(2)
        pace.longest = .milliseconds(20)
        return Capabilities(
            database: database,
            sealingKeys: keys,
            settings: .init(
                publicURL: "https://loam.example.org",
                indexFolder: indexFolder,
                sendsMail: sendsMail,
                passwordStrength: Office.strength,
                privateSalesforceHosts: ["127.0.0.1"],
                salesforceRetry: retry,
                salesforcePace: pace
            ),
            clock: WallClock(
                now: { clock.now },
                sleep: { try await Task.sleep(for: min($0, .milliseconds(5))) }
            )
        )
    }

    static func form(at address: String, _ first: FirstSignIn) -> Connections.Form {
        Connections.Form(
            name: "Sandbox",
            place: .custom(address),
            consumerKey: first.consumerKey,
            consumerSecret: first.consumerSecret
        )
    }

    // MARK: The browser

    /// Sends a person's browser to the org, where they sign in, and brings it back.
    @discardableResult
    func arrive(
        _ purpose: OrgTrip.Purpose,
        _ id: ID<OrgConnection>,
        by caller: Caller,
        as username: String? = nil,
        _ password: Secret? = nil
    ) async throws -> Connections.Arrival {
        let query = try await travel(purpose, id, by: caller, as: username, password)
        return try await capabilities.connections.complete(query, by: caller)
    }

    /// What the browser brings back.
    func travel(
        _ purpose: OrgTrip.Purpose,
        _ id: ID<OrgConnection>,
        by caller: Caller,
        as username: String? = nil,
        _ password: Secret? = nil
    ) async throws -> Query {
        let there = try await capabilities.connections.begin(purpose, id, by: caller)
        #expect(there.hasPrefix(address + "/services/oauth2/authorize?"))
        let host = String(address.dropFirst("http://".count))
        let form: Query = ["un": username ?? first.username, "pw": (password ?? first.password).reveal()]
        let login = await router.handle(
            Request(
                .post,
                "/login",
                fields: [.host: host, .contentType: "application/x-www-form-urlencoded"],
                body: .text(form.encoded)
            )
        )
        let cookie = String(try #require(login.fields[.setCookie]).prefix { $0 != ";" })
        let answer = await router.handle(
            Request(.get, String(there.dropFirst(address.count)), fields: [.host: host, .cookie: cookie])
        )
        let location = try #require(answer.fields[.location])
        #expect(location.hasPrefix(ConnectedOrg.callback + "?"))
        return try #require(Query(parsing: location.drop { $0 != "?" }.dropFirst()))
    }

    // MARK: The org

    /// Lets the org misbehave.
    func fail(
        _ kind: Fault.Kind,
        times: Int? = 1,
        path: String? = nil,
        method: String? = nil,
        amount: Int? = nil
    ) {
        var fault = Fault(kind, amount: amount)
        fault.times = times
        fault.path = path
        fault.method = method
        server.signIn.org.faults.add(fault)
    }

    /// How many calls the org itself has counted.
    var usedCalls: Int { server.usage.used }

    // MARK: People

    /// Invites a person, who accepts and is signed in.
    func hire(_ email: String, _ name: String, role: Role = .admin) async throws -> Caller {
        let form = Users.Form(email: email, name: name, role: role)
        let link = try await capabilities.users.invite(form, by: ada).link ?? ""
        return try await capabilities.passwords.use(
            link: link.split(separator: "/").last.map(String.init) ?? "",
            password: Office.password,
            from: Office.origin
        ).caller
    }

    func entries(_ filter: AuditEntry.Filter = .init()) async throws -> [AuditEntry] {
        try await capabilities.auditLog.page(filter, size: 500, by: ada).entries
    }
}
