import Crypto
import HTML
import HTTP

extension SignIn {
    /// `GET /services/oauth2/authorize`: sends the browser to sign in, asks for consent, or grants at once.
    @Sendable func authorize(_ request: Request) async throws -> Response {
        try await showing(request) { wanted in
            let terms = try wanted.terms
            guard let visitor = try await visitor(of: request),
                wanted.prompts.isDisjoint(with: ["login", "select_account"])
            else {
                var query: Query = ["startURL": wanted.addressAfterSignIn]
                if let hint = wanted.query["login_hint"] { query.append("un", hint) }
                return .redirect(to: "/login?" + query.encoded, .found)
            }
            let app = wanted.app
            if app.permitted != nil {
                guard try await apps.isPermitted(visitor.person, in: app) else { throw OAuthError.notAdminApproved }
            } else {
                let approved = try await apps.approval(of: visitor.person.id, for: app)
                let isEnough = approved.map { Set(terms.scopes.names).isSubset(of: $0.names) } ?? false
                guard isEnough, !wanted.prompts.contains("consent") else {
                    return ConsentPage(wanted: wanted, scopes: terms.scopes, visitor: visitor).response
                }
            }
            return try await grant(wanted, terms, to: visitor.person)
        }
    }

    /// `POST /services/oauth2/authorize`: what the user said to it.
    @Sendable func decide(_ request: Request) async throws -> Response {
        try requireOwnPage(request)
        let form = try await request.parameters()
        return try await showing(request, query: form.without("decision")) { wanted in
            let terms = try wanted.terms
            guard let visitor = try await visitor(of: request) else {
                let query: Query = ["startURL": wanted.addressAfterSignIn]
                return .redirect(to: "/login?" + query.encoded, .seeOther)
            }
            guard form["decision"] == "allow" else { throw OAuthError.denied }
            if wanted.app.permitted != nil {
                guard try await apps.isPermitted(visitor.person, in: wanted.app) else {
                    throw OAuthError.notAdminApproved
                }
            }
            try await apps.approve(wanted.app, for: visitor.person.id, terms.scopes)
            return try await grant(wanted, terms, to: visitor.person)
        }
    }

    /// What is wrong with app or address is shown; everything else goes back to the program.
    private func showing(
        _ request: Request,
        query: Query? = nil,
        _ body: (AuthorizeRequest) async throws -> Response
    ) async throws -> Response {
        let wanted: AuthorizeRequest
        do {
            wanted = try await AuthorizeRequest(query ?? request.query, among: apps)
        } catch let error as OAuthError {
            return RefusalPage(error: error).response
        }
        do {
            return try await body(wanted)
        } catch let error as OAuthError {
            return wanted.refused(error)
        }
    }

    private func grant(
        _ wanted: AuthorizeRequest,
        _ terms: AuthorizeRequest.Terms,
        to person: Person
    ) async throws -> Response {
        let code = Grants.Code(
            consumerKey: wanted.app.consumerKey,
            userID: person.id,
            scopes: terms.scopes,
            redirectURI: wanted.redirectURI,
            proof: terms.proof,
            nonce: terms.nonce
        )
        return wanted.granted(code: try await grants.issue(code))
    }
}

extension Query {
    fileprivate func without(_ name: String) -> Query {
        var rest = self
        rest[name] = nil
        return rest
    }
}
