package import Crypto
package import HTTP

/// One trip of a browser to the provider and back: what is kept here meanwhile.
package struct OIDCTrip: Sendable, Equatable {
    /// Comes back with the browser, and shows that it is the one that was sent.
    package let state: String
    /// Comes back inside the ID token, and shows that it was made for this trip.
    package let nonce: String
    /// Shows that who redeems the code is who asked for it (PKCE); sent only then.
    package let verifier: Secret

    package init() { self.init(state: Random.token(), nonce: Random.token(), verifier: Secret(Random.token())) }

    package init(state: String, nonce: String, verifier: Secret) {
        self.state = state
        self.nonce = nonce
        self.verifier = verifier
    }

    /// Where to send the browser. `freshly` asks for a new sign-in there, as for a test.
    package func address(
        at provider: Discovery,
        for application: OIDCApplication,
        hint: String? = nil,
        freshly: Bool = false
    ) -> String {
        var query: Query = [
            "response_type": "code",
            "client_id": application.clientID,
            "redirect_uri": application.callback,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": Base64.encode(Digest.sha256(verifier.reveal()), .url),
            "code_challenge_method": "S256",
        ]
        query["login_hint"] = hint
        if freshly { query["prompt"] = "login" }
        let base = provider.authorization.text
        return base + (base.contains("?") ? "&" : "?") + query.encoded
    }

    /// The code that the browser brought back, or why there is none.
    package func code(from query: Query, of provider: Discovery) throws(SignOnFault) -> Secret {
        // A parameter that is there twice is a way to show one value to us and another to a check before us.
        guard ["state", "code", "iss", "error"].allSatisfy({ query.all($0).count <= 1 }) else { throw .noAnswer }
        guard let returned = query["state"], Secret(returned) == Secret(state) else { throw .wrongState }
        let named = query["iss"]
        guard named.map({ $0.utf8.elementsEqual(provider.issuer.utf8) }) ?? !provider.namesIssuer else {
            throw .otherIssuerAnswered
        }
        if let error = query["error"] {
            throw .refusedByProvider(query["error_description"].map { "\(error): \($0)" } ?? error)
        }
        guard let code = query["code"], !code.isEmpty else { throw .noAnswer }
        return Secret(code)
    }
}
