package import Crypto
package import HTTP

/// One trip of an admin's browser to Salesforce and back: what is kept here meanwhile, and never sent along.
package struct Authorization: Equatable, Sendable {
    /// Comes back with the browser, and shows that it is the one that was sent.
    package let state: String
    /// Shows that who redeems the code is who asked for it (PKCE); sent only when it is redeemed.
    package let verifier: Secret

    /// A new trip, with a state and a proof that nobody can guess.
    package init() { self.init(state: Random.token(), verifier: Secret(Random.token(bytes: 48))) }

    package init(state: String, verifier: Secret) {
        self.state = state
        self.verifier = verifier
    }

    /// Where to send the browser.
    package func address(at host: LoginHost, for app: ClientApp, prompt: String? = nil) -> String {
        var query: Query = [
            "response_type": "code",
            "client_id": app.consumerKey,
            "redirect_uri": app.callback,
            "scope": app.scopes.joined(separator: " "),
            "state": state,
            "code_challenge": Base64.encode(Digest.sha256(verifier.reveal()), .url),
            "code_challenge_method": "S256",
        ]
        query["prompt"] = prompt
        return host.origin + "/services/oauth2/authorize?" + query.encoded
    }

    /// The code that the browser brought back, or why there is none.
    package func code(from query: Query) throws(SalesforceError) -> Secret {
        guard let returned = query["state"], Secret(returned) == Secret(state) else {
            throw SalesforceError(.wrongState)
        }
        if let error = query["error"] {
            throw SalesforceError(ErrorCode(error), words: query["error_description"] ?? "", fields: [])
        }
        guard let code = query["code"], !code.isEmpty else { throw SalesforceError(.notUnderstood) }
        return Secret(code)
    }
}
