package import Capabilities
package import HTTP
import Directory
import Store
package import Telemetry

/// The door for identity providers: SCIM 2.0 (RFC 7643, 7644), called with a token that opens nothing else.
package struct SCIM: Sendable {
    let app: Capabilities
    /// The address under which the door is known, for the locations in its answers.
    let base: String
    /// How often wrong tokens may come from an address. Right ones are never held up: many organisations may share the
    /// address of one identity provider.
    private let failures = RateLimit(burst: 30, perSecond: 1)
    private let clock: WallClock

    package static let path = "/scim/v2"

    static let usualCount = 100
    static let mostCount = 200
    static let mostOperations = 1000
    static let bodyLimit = 4 << 20

    package init(_ app: Capabilities, publicURL: String, clock: WallClock = .system) {
        self.app = app
        self.clock = clock
        base = publicURL + SCIM.path
    }

    package var door: Door {
        Door("scim", at: SCIM.path, ignoresTrailingSlash: true, routes: routes) { problem, _ in SCIM.answer(to: problem)
        }
    }

    /// Whoever may use a route has a token of an identity provider.
    static let access = Access("provider")

    private var routes: [Route] {
        let document = OpenAPI(operations: operations).text
        let description = Route.get("/scim/v2/openapi.json", access: .open) { _ in
            .json(text: document).adding(.cacheControl, "public, max-age=300")
        }
        return operations.map(route) + [description]
    }

    private func route(_ operation: Operation) -> Route {
        let takesBody = operation.method != .get
        return Route(
            operation.method,
            RoutePattern(operation.path),
            access: SCIM.access,
            bodyLimit: takesBody ? SCIM.bodyLimit : 0,
            guarded(operation.act)
        )
    }

    typealias Act = @Sendable (Request, Provisioner) async throws -> Response
}

// MARK: - Around each request

extension SCIM {
    /// Lets a provider in, turns a refusal into its answer, and notes what was changed and what was refused.
    private func guarded(_ act: @escaping Act) -> Handler {
        { request in
            let provisioner = try await enter(request)
            let asked = Asked(request)
            var reason: String?
            let response: Response
            do {
                response = try await answer(request, asked, provisioner, act)
            } catch let fault as DirectoryFault {
                response = SCIM.answer(to: fault)
                reason = fault.detail
            }
            try await note(request, response.status, reason, asked, provisioner)
            return response
        }
    }

    private func answer(_ request: Request, _ asked: Asked, _ provisioner: Provisioner, _ act: Act) async throws
        -> Response
    {
        guard provisioner.settings.state != .off else {
            throw DirectoryFault(
                .forbidden,
                "Manage users through IdP is turned off in Loam. Turn it on there under Auto provisioning, then try again."
            )
        }
        let response = try await Asked.$current.withValue(asked) {
            try await Log.withContext(["organisation": provisioner.organisation]) {
                try await act(request, provisioner)
            }
        }
        try await app.provisioning.begin(by: provisioner)
        return response
    }

    private func enter(_ request: Request) async throws -> Provisioner {
        let origin = Origin(
            address: request.peer.address?.description,
            userAgent: request.fields[.userAgent],
            requestID: request.id.text
        )
        guard let text = token(of: request) else { throw Problem.tokenInvalid }
        guard let provisioner = try await app.provisioning.provisioner(for: text, from: origin) else {
            if let wait = failures.take(origin.address ?? "", at: clock.now()) {
                throw Problem.tooManyRequests(retryAfter: wait)
            }
            throw Problem.tokenInvalid
        }
        return provisioner
    }

    /// With the word Bearer or, as Okta can be set to send it, without.
    private func token(of request: Request) -> String? {
        guard let field = request.fields[.authorization] else { return nil }
        let parts = field.split(separator: " ", omittingEmptySubsequences: true)
        switch parts.count {
        case 1: return String(parts[0])
        case 2 where parts[0].lowercased() == "bearer": return String(parts[1])
        default: return nil
        }
    }

    /// Reads are noted only where they are refused: there are many, and they change nothing. A change that went well was
    /// noted with it.
    private func note(
        _ request: Request,
        _ status: Status,
        _ reason: String?,
        _ asked: Asked,
        _ provisioner: Provisioner
    ) async throws {
        let isSearch = request.path.hasSuffix("/.search")
        let isRead = request.method == .get || request.method == .head || isSearch
        guard status.code >= 400 || !(isRead || asked.isNoted) else { return }
        try await app.provisioning.note([asked.note(status, reason)], by: provisioner)
        if let reason, !isRead, let id = request.parameters["id"], request.path.hasPrefix(SCIM.path + "/Users") {
            try await app.directory.note(reason, for: id, by: provisioner)
        }
    }
}

extension Problem {
    /// One for missing, unknown, revoked and expired tokens: who guesses learns nothing.
    static var tokenInvalid: Problem {
        Problem(
            .unauthorized,
            code: "token.invalid",
            title:
                "This API token cannot be used: it is missing, unknown, expired or revoked. Make one in Loam under "
                + "Auto provisioning.",
            headers: ["WWW-Authenticate": "Bearer realm=\"scim\""]
        )
    }
}
