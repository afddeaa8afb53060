package import Crypto
import Database
package import HTTP
import Telemetry

/// A server that speaks Salesforce's APIs over an org, and shows the org to people.
package struct SandboxServer: Sendable {
    package let doors: [Door]
    /// Around every request: what is written down, what goes wrong on purpose, and what every server of ours does.
    package let middleware: [Middleware]
    let signIn: SignIn
    let usage: APIUsage
    let requests: RecentRequests
    let admission: Admission
    let callouts: Callouts
    private let bulk: Bulk

    package struct Options: Sendable {
        package var policy = SignInPolicy()
        /// Asked of who sets faults from another machine.
        package var controlToken = Secret(Random.token())
        package var passwordStrength = Password.Strength.standard

        package init() {}
    }

    package init(org: Org, options: Options = Options()) async throws {
        let signIn = try await SignIn.open(org, policy: options.policy, strength: options.passwordStrength)
        let usage = APIUsage()
        try await usage.load(from: org.database)
        let requests = RecentRequests()
        let admission = Admission(org: org, sessions: signIn.sessions, usage: usage)
        let rest = REST(
            org: org,
            organizationID: signIn.organization.id,
            budget: CallBudget(
                used: { usage.used },
                count: { calls in _ = try usage.count(calls, limit: org.switches.dailyRequestLimit) }
            ),
            faults: org.faults
        )
        let bulk = try await Bulk.open(org, org.faults) { refusing, action in
            admission.authorised(refusing: refusing, action)
        }
        let callouts = try Callouts(org, organizationID: signIn.organization.id)
        let control = FaultControl(org.faults, token: options.controlToken)
        let admitted = ControlAdmission(token: options.controlToken)
        let steering =
            SettingsControl(org: org, admission: admitted).routes
            + RecordsControl(signIn: signIn, admission: admitted).routes
            + CalloutControl(callouts: callouts, admission: admitted).routes
        let pages = Pages(signIn: signIn, usage: usage, requests: requests, callouts: callouts)
        self.signIn = signIn
        self.usage = usage
        self.requests = requests
        self.admission = admission
        self.bulk = bulk
        self.callouts = callouts
        doors = [
            Door(
                "salesforce",
                at: "/services",
                ignoresTrailingSlash: true,
                routes: signIn.serviceRoutes { () throws(OrgError) in
                    _ = try usage.count(limit: org.switches.dailyRequestLimit)
                }
                    + rest.routes({ admission.authorised($0) }, atOnce: { admission.authorisedAtOnce($0) })
                    + bulk.routes + SandboxServer.nothing(at: "/services/*rest"),
                render: { OrgError.answer(to: $0, $1) }
            ),
            bulk.classicDoor,
            Door("identity", at: "/id", ignoresTrailingSlash: true, routes: signIn.identityRoutes),
            Door("discovery", at: "/.well-known", routes: signIn.discoveryRoutes),
            Door("control", at: "/sandbox", routes: control.routes + steering),
            pages.door(with: SandboxServer.nothing(at: "/*rest")),
        ]
        // A browser that was told to speak only TLS to localhost would do so for years, whatever else runs there.
        middleware =
            [requests.middleware, org.faults.transport] + .standard(security: SecurityHeaders(transportSecurity: .zero))
    }

    /// What is not there says so, whatever is sent along; a path without any route would refuse the body first.
    private static func nothing(at pattern: RoutePattern) -> [Route] {
        [Method.get, .post, .put, .patch, .delete].map { method in
            Route(method, pattern, access: .open) { _ in throw Problem.notFound }
        }
    }

    package var router: Router {
        get throws { try Router(doors: doors, middleware: middleware) }
    }

    /// How many calls the org has counted in the last 24 hours.
    package var usedCalls: Int { usage.used }

    /// Works on bulk jobs and sends callouts, beside the requests, until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await bulk.run() }
            group.addTask { await callouts.run() }
        }
    }

    /// Lets the batches and the callout that are under way come to their end.
    package func stop() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await bulk.stop() }
            group.addTask { await callouts.stop() }
        }
    }

    /// Keeps what is only in memory while the server runs.
    package func close() async throws { try await usage.save(to: signIn.org.database) }
}

extension OrgError {
    /// A problem of the server itself, as Salesforce would say it.
    static func answer(to problem: Problem, _ request: Request) -> Response {
        let error =
            switch problem.status {
            case .notFound: OrgError.notFound
            case .methodNotAllowed:
                OrgError(
                    "METHOD_NOT_ALLOWED",
                    "HTTP Method '\(request.method)' not allowed. Allowed are "
                        + allowed(problem.headers[.allow] ?? ""),
                    status: 405
                )
            case .internalServerError:
                OrgError(
                    "UNKNOWN_EXCEPTION",
                    "An unexpected error occurred. Please include this ErrorId if you contact support: "
                        + request.id.text,
                    status: 500
                )
            case .serviceUnavailable: OrgError("SERVER_UNAVAILABLE", "Server Unavailable", status: 503)
            default: OrgError("INVALID_REQUEST", problem.title, status: problem.status.code)
            }
        return error.response
    }

    /// In Salesforce's own order.
    private static func allowed(_ list: String) -> String {
        let names = Set(list.split(separator: ",").map { $0.filter { $0 != " " } })
        return ["HEAD", "GET", "POST", "PUT", "PATCH", "DELETE"].filter(names.contains).joined(separator: ",")
    }
}
