import Crypto
import FoundationEssentials
import HTTP
import Telemetry
import TestSupport
import Testing

@testable import Sandbox

/// An org in memory behind its server, with a clock that stands still.
struct SandboxFixture {
    let org: Org
    let server: SandboxServer
    let router: Router
    let first: FirstSignIn
    let clock: TestClock

    private static let identityKey = Task { try await RSAPrivateKey.generate(.bits2048) }

    static let host = "acme.example:8443"

    init(
        policy: SignInPolicy = SignInPolicy(),
        app: SandboxServer.FirstApp = .init(),
        switches: OrgSwitches = OrgSwitches()
    ) async throws {
        let clock = TestClock()
        self.clock = clock
        let made = try await clock.govern {
            let org = try await Org.memory(switches: switches)
            var options = SandboxServer.Options()
            options.policy = policy
            // Guessing is not what these tests are about.
            options.passwordStrength = Password.Strength(memoryKiB: 8, passes: 1)
            let server = try await SandboxServer(org: org, options: options)
            // Making a key takes long, and every sign-in of a scope with openid would wait for its own.
            _ = try await SignInSecrets(database: org.database).value("identity key") {
                try await SandboxFixture.identityKey.value.pem
            }
            return (org, server, try await server.firstSignIn(app))
        }
        (org, server, first) = made
        router = try server.router
    }

    func perform<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await clock.govern(body)
    }

    func perform<Result>(_ body: () throws -> Result) rethrows -> Result {
        let log = Log(output: .silent, level: .error, clock: clock.wallClock)
        return try Log.$current.withValue(log, operation: body)
    }

    func send(
        _ method: Method,
        _ target: String,
        fields: Fields = [:],
        body: RequestBody = .empty
    ) async throws -> SandboxReply {
        var fields = fields
        if !fields.contains(.host) { fields[.host] = SandboxFixture.host }
        let request = Request(method, target, fields: fields, body: body, isSecure: true)
        let response = await perform { await router.handle(request) }
        return SandboxReply(
            response: response,
            text: String(decoding: try await response.body.collect(), as: UTF8.self)
        )
    }

    func post(_ target: String, _ form: Query, fields: Fields = [:]) async throws -> SandboxReply {
        var fields = fields
        fields[.contentType] = "application/x-www-form-urlencoded"
        return try await send(.post, target, fields: fields, body: .text(form.encoded))
    }

    func token(_ form: Query, fields: Fields = [:]) async throws -> SandboxReply {
        try await post("/services/oauth2/token", form, fields: fields)
    }

    /// A session by user name and password.
    func accessToken() async throws -> String {
        try await token(passwordForm).string("access_token")
    }

    var passwordForm: Query {
        [
            "grant_type": "password", "client_id": first.consumerKey,
            "client_secret": first.consumerSecret.reveal(), "username": first.username,
            "password": first.password.reveal() + first.securityToken.reveal(),
        ]
    }

    func changeApp(_ change: (inout ConnectedApp) throws -> Void) async throws {
        var app = try await server.signIn.apps.app(first.consumerKey)
        try change(&app)
        try await server.signIn.apps.save(app)
    }

    /// Where the redirection of an authorisation leads that the signed-in administrator agrees to.
    func authorize(_ changes: Query = [:], sessionCookie: String? = nil) async throws -> SandboxReply {
        var query: Query = [
            "response_type": "code", "client_id": first.consumerKey, "redirect_uri": SandboxFixture.callback,
            "state": "a b",
        ]
        for (name, value) in changes.pairs { query[name] = value }
        return try await send(
            .get,
            "/services/oauth2/authorize?" + query.encoded,
            fields: sessionCookie.map { [.cookie: $0] } ?? [:]
        )
    }

    static let callback = "http://localhost:1717/OauthRedirect"

    /// The cookie of a browser in which the administrator is signed in.
    func cookie() async throws -> String {
        let answer = try await post("/login", ["un": first.username, "pw": first.password.reveal()])
        try #require(answer.status == 303)
        return String(try #require(answer.response.fields[.setCookie]).prefix { $0 != ";" })
    }
}

struct SandboxReply {
    let response: Response
    let text: String

    var status: Int { response.status.code }

    func string(_ key: String) throws -> String {
        try #require(try strings[key], "no \(key) in \(text)")
    }

    /// The members of a JSON object that are texts.
    var strings: [String: String] {
        get throws {
            let object = try #require(try JSONReader.read(Array(text.utf8)).object, "\(text)")
            return Dictionary(object.members.compactMap { m in m.value.text.map { (m.name, $0) } }) { $1 }
        }
    }

    var location: String { response.fields[.location] ?? "" }

    /// What the query of the redirection says.
    var locationQuery: Query { Target(parsing: String(location.drop { $0 != "?" }).replacing("?", with: "/?")).query }
}
