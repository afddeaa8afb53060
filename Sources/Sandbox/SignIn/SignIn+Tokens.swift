import Crypto
import HTTP
import Telemetry

extension SignIn {
    /// `POST /services/oauth2/token`: every flow that ends in an access token.
    @Sendable func token(_ request: Request) async throws -> Response {
        try await answering {
            let form = try await request.parameters()
            let wanted = try TokenRequest(form, authorization: request.fields[.authorization])
            var answer = try await tokens(for: wanted, at: Origin(of: request))
            if let url = org.faults.strike(.changedInstance, request)?.url { answer.instanceURL = url }
            return try .ofSalesforce(answer).adding(.cacheControl, "no-store")
        }
    }

    /// Turns the refusals of the sign-in, and those of the request's body, into their answers.
    func answering(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let error as OAuthError {
            return try error.response
        }
    }

    func tokens(for request: TokenRequest, at origin: Origin) async throws -> TokenResponse {
        switch request.grant {
        case .code(let code, let redirectURI, let verifier):
            try await exchange(code, redirectURI: redirectURI, verifier: verifier, for: request.client, at: origin)
        case .refresh(let token): try await refresh(token, request, at: origin)
        case .assertion(let text): try await accept(assertion: text, request, at: origin)
        case .password(let username, let password):
            try await accept(username: username, password: password, request, at: origin)
        case .clientCredentials: try await actAsRunAsUser(request, at: origin)
        }
    }

    private func exchange(
        _ code: String,
        redirectURI: String?,
        verifier: String?,
        for client: ClientIdentity,
        at origin: Origin
    ) async throws -> TokenResponse {
        let app = try await app(of: client, needsSecret: { $0.needsSecret })
        let grant = try await grants.redeem(code: code, by: app)
        guard let redirectURI else { throw OAuthError.missingRedirect }
        guard redirectURI == grant.redirectURI else { throw OAuthError.wrongRedirect }
        try grant.proof?.check(verifier)
        let user = try await activeUser(grant.userID)
        guard grant.scopes.allowsRefresh else {
            return try await begin(app, user, grant.scopes, nonce: grant.nonce, at: origin)
        }
        let issued = try await grants.issueRefreshToken(to: app, for: user.id, grant.scopes)
        for hash in issued.dead { try await sessions.endAll(ofRefreshToken: hash) }
        var answer = try await begin(app, user, grant.scopes, refreshHash: issued.hash, nonce: grant.nonce, at: origin)
        answer.refreshToken = issued.token.reveal()
        return answer
    }

    private func refresh(_ text: String, _ request: TokenRequest, at origin: Origin) async throws -> TokenResponse {
        let app = try await app(of: request.client, needsSecret: { $0.needsSecret })
        guard let token = try await grants.refreshToken(text), token.consumerKey == app.consumerKey else {
            throw OAuthError.expiredToken
        }
        let user = try await activeUser(token.userID)
        let scopes = try request.scopes?.granted(of: token.scopes) ?? token.scopes
        guard app.rotatesRefreshTokens || org.faults.strike(.rotatedRefreshToken) != nil else {
            return try await begin(app, user, scopes, refreshHash: token.hash, at: origin)
        }
        guard try await grants.revoke(token) else { throw OAuthError.expiredToken }
        let issued = try await grants.issueRefreshToken(to: app, for: user.id, token.scopes)
        var answer = try await begin(app, user, scopes, refreshHash: issued.hash, at: origin)
        answer.refreshToken = issued.token.reveal()
        return answer
    }

    private func accept(assertion text: String, _ request: TokenRequest, at origin: Origin) async throws
        -> TokenResponse
    {
        let assertion = try Assertion(parsing: text)
        let app = try await apps.app(assertion.issuer)
        let hosts = ["login.salesforce.com", "test.salesforce.com", origin.host, origin.name]
        try assertion.check(at: Log.current.clock.now(), hosts: hosts)
        guard let certificate = app.certificate else { throw OAuthError.invalidAssertion }
        try assertion.check(signedBy: certificate)
        guard let user = try await Person.find(username: assertion.subject, in: org.database) else {
            throw OAuthError.notApproved
        }
        guard user.isActive else { throw OAuthError.inactiveUser }
        try await requireApproval(of: user, for: app)
        return try await begin(app, user, try scopes(request, of: app), at: origin)
    }

    /// By the administrator where the app says so, and else by the user, once, in a browser.
    private func requireApproval(of user: Person, for app: ConnectedApp) async throws {
        if app.permitted != nil {
            guard try await apps.isPermitted(user, in: app) else { throw OAuthError.notAdminApproved }
        } else {
            guard try await apps.approval(of: user.id, for: app) != nil else { throw OAuthError.notApproved }
        }
    }

    private func accept(
        username: String,
        password: String,
        _ request: TokenRequest,
        at origin: Origin
    ) async throws -> TokenResponse {
        let app = try await app(of: request.client, needsSecret: { _ in true })
        do {
            let user = try await passwords.check(username, withToken: Secret(password))
            if app.permitted != nil { try await requireApproval(of: user, for: app) }
            return try await begin(app, user, try scopes(request, of: app), at: origin)
        } catch let refusal as Passwords.Refusal {
            throw refusal == .inactive ? OAuthError.inactiveUser : .authenticationFailure
        }
    }

    private func actAsRunAsUser(_ request: TokenRequest, at origin: Origin) async throws -> TokenResponse {
        guard !origin.isCommonLogin else { throw OAuthError.wrongDomain }
        let app = try await app(of: request.client, needsSecret: { _ in true })
        guard let id = app.runAs else { throw OAuthError.noRunAsUser }
        return try await begin(app, try await activeUser(id), try scopes(request, of: app), at: origin)
    }

    /// The app that the client says it is. A secret that is given must be right, needed or not.
    private func app(
        of client: ClientIdentity,
        needsSecret: (ConnectedApp) -> Bool
    ) async throws -> ConnectedApp {
        let app = try await apps.app(client.id)
        if client.secret != nil || needsSecret(app) { try app.check(secret: client.secret) }
        return app
    }

    private func activeUser(_ id: String) async throws -> Person {
        guard let user = try await Person.find(id: id, in: org.database), user.isActive else {
            throw OAuthError.inactiveUser
        }
        return user
    }

    private func scopes(_ request: TokenRequest, of app: ConnectedApp) throws -> Scopes {
        try (request.scopes?.granted(of: app.scopes) ?? app.scopes).withoutRefresh
    }

    private func begin(
        _ app: ConnectedApp,
        _ user: Person,
        _ scopes: Scopes,
        refreshHash: [UInt8]? = nil,
        nonce: String? = nil,
        at origin: Origin
    ) async throws -> TokenResponse {
        let (token, session) = try await sessions.begin(
            .app,
            of: user.id,
            app: app.consumerKey,
            scopes: scopes,
            refreshHash: refreshHash
        )
        let identity = origin.identity(of: user.id, in: organization)
        var answer = TokenResponse(
            accessToken: token,
            scopes: scopes,
            session: session,
            app: app,
            identity: identity,
            origin: origin
        )
        if scopes.allowsIdentityToken {
            let claims = IdentityToken(
                iss: origin.url,
                at_hash: IdentityToken.hash(of: token),
                sub: identity,
                aud: app.consumerKey,
                nonce: nonce,
                iat: session.issuedAt.seconds,
                exp: (session.issuedAt + .minutes(2)).seconds
            )
            answer.idToken = try claims.signed(by: try await keys.identityKey)
        }
        return answer
    }
}
