import HTTP

/// What a program asks of the user whom it has sent here.
struct AuthorizeRequest: Sendable {
    static let path = "/services/oauth2/authorize"

    let app: ConnectedApp
    let redirectURI: String
    let state: String?
    let query: Query

    /// Fails with what the user is shown, because as long as these do not fit there is nowhere to send him or her.
    init(_ query: Query, among apps: ConnectedApps) async throws {
        app = try await apps.app(query["client_id"])
        guard let redirectURI = query["redirect_uri"] else { throw OAuthError.missingRedirect }
        guard app.allows(callback: redirectURI) else { throw OAuthError.wrongRedirect }
        self.redirectURI = redirectURI
        state = query["state"]
        self.query = query
    }

    /// The rest of the request; what is wrong with it the program is told by way of the browser.
    var terms: Terms {
        get throws(OAuthError) {
            guard query["response_type"] == "code" else { throw .unsupportedResponse }
            return Terms(
                scopes: try Scopes(parsing: query["scope"] ?? "").granted(of: app.scopes),
                proof: try ProofKey(challenge: query["code_challenge"], method: query["code_challenge_method"]),
                nonce: query["nonce"]
            )
        }
    }

    struct Terms: Sendable {
        let scopes: Scopes
        let proof: ProofKey?
        let nonce: String?
    }

    /// `login`, `consent`, `select_account`.
    var prompts: Set<String> { Set((query["prompt"] ?? "").split(separator: " ").map(String.init)) }

    /// Where the browser comes back to once the user is signed in: here, and not to sign in once more.
    var addressAfterSignIn: String {
        var query = query
        let rest = prompts.subtracting(["login", "select_account"]).sorted()
        query["prompt"] = rest.isEmpty ? nil : rest.joined(separator: " ")
        return AuthorizeRequest.path + "?" + query.encoded
    }

    func granted(code: String) -> Response { sendBack(["code": code]) }

    func refused(_ error: OAuthError) -> Response {
        sendBack(["error": error.error, "error_description": error.description])
    }

    private func sendBack(_ answer: Query) -> Response {
        var answer = answer
        if let state { answer.append("state", state) }
        let joint = redirectURI.contains("?") ? "&" : "?"
        return .redirect(to: redirectURI + joint + answer.encoded, .found)
    }
}
