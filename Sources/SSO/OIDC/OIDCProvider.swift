package import Crypto
package import HTTP
package import Telemetry

/// Talks to one provider of OpenID Connect.
package struct OIDCProvider: Sendable {
    package let application: OIDCApplication
    private let shelf: ProviderShelf
    private let client: HTTPClient
    private let egress: EgressPolicy
    private let clock: WallClock

    package init(
        _ application: OIDCApplication,
        shelf: ProviderShelf,
        client: HTTPClient,
        egress: EgressPolicy,
        clock: WallClock
    ) {
        self.application = application
        self.shelf = shelf
        self.client = client
        self.egress = egress
        self.clock = clock
    }

    /// What the provider says of itself.
    package func discovery() async throws -> Discovery {
        try await shelf.document(of: application.issuer, at: clock.now()) { try await get($0) }
    }

    /// Who signed in, by what the browser brought back. `saw` is told of the claims before they are believed.
    package func identity(
        from query: Query,
        of trip: OIDCTrip,
        saw: @Sendable (Arrived) -> Void
    ) async throws -> Identity {
        let provider = try await discovery()
        let code = try trip.code(from: query, of: provider)
        let answer = try TokenAnswer(parsing: try await redeem(code, of: trip, at: provider))
        let token = try JSONWebToken(parsing: answer.idToken)
        saw(token.arrived)
        let now = clock.now()
        let idToken = try IDToken(
            token,
            signedBy: try await shelf.keys(for: token, of: provider, at: now) { try await get($0) },
            as: IDToken.Expectation(
                issuer: application.issuer,
                clientID: application.clientID,
                nonce: trip.nonce,
                accessToken: answer.accessToken,
                now: now
            )
        )
        let more = try await userInformation(idToken, answer.accessToken, provider)
        var arrived = token.arrived
        arrived.lines += more.filter { token.claims[$0.key] == nil }.sorted { $0.key < $1.key }
            .map { Arrived.Line("\($0.key) (user information)", $0.value.shown) }
        saw(arrived)
        return idToken.identity(
            issuer: application.issuer,
            adding: more,
            arrived: arrived,
            signOutHint: Secret(answer.idToken)
        )
    }

    /// Where to send the browser to end the session at the provider; nil where it has no such address.
    package func signOutAddress(returningTo address: String, hint: Secret?) async throws -> String? {
        guard let end = try await discovery().endSession else { return nil }
        var query: Query = ["client_id": application.clientID, "post_logout_redirect_uri": address]
        query["id_token_hint"] = hint?.reveal()
        return end.text + (end.text.contains("?") ? "&" : "?") + query.encoded
    }

    /// Some providers put the address and the name here and not into the token.
    private func userInformation(
        _ token: IDToken,
        _ access: Secret?,
        _ provider: Discovery
    ) async throws -> [String: JSONValue] {
        guard token.claims["email"] == nil, let address = provider.userInfo, let access else { return [:] }
        let body = try await get(address, [.authorization: "Bearer " + access.reveal()])
        guard let more = JSONValue.object(body), more["sub"] == .text(token.subject) else {
            throw SignOnFault.otherSubject
        }
        return more
    }

    private func redeem(_ code: Secret, of trip: OIDCTrip, at provider: Discovery) async throws -> [UInt8] {
        var form: Query = [
            "grant_type": "authorization_code",
            "code": code.reveal(),
            "redirect_uri": application.callback,
            "code_verifier": trip.verifier.reveal(),
        ]
        var fields: Fields = [.contentType: "application/x-www-form-urlencoded", .accept: "application/json"]
        if let secret = application.secret, !provider.takesSecretInForm {
            let pair = PercentCoding.encode(application.clientID) + ":" + PercentCoding.encode(secret.reveal())
            fields[.authorization] = "Basic " + Base64.encode(Array(pair.utf8))
        } else {
            form["client_id"] = application.clientID
            form["client_secret"] = application.secret?.reveal()
        }
        var request = OutgoingRequest(.post, provider.token, fields: fields, body: .text(form.encoded))
        // A code that is sent twice ends what it gave the first time.
        request.isSentOnce = true
        let (status, body) = try await send(request)
        guard status.kind == .successful else { throw TokenAnswer.complaint(body, status: status.code) }
        return body
    }

    private func get(_ url: HTTPURL, _ fields: Fields = [:]) async throws -> [UInt8] {
        var fields = fields
        fields[.accept] = "application/json"
        let (status, body) = try await send(OutgoingRequest(.get, url, fields: fields))
        guard status.kind == .successful else {
            throw SignOnFault.unreachable("\(url.host) answered with HTTP status \(status.code).")
        }
        return body
    }

    private func send(_ request: OutgoingRequest) async throws -> (Status, [UInt8]) {
        var request = request
        request.egress = egress
        request.limits = CallLimits(connect: .seconds(5), idle: .seconds(5), total: .seconds(10), bodyBytes: 1 << 20)
        do {
            let response = try await client.send(request)
            return (response.status, try await response.body.collect(upTo: 1 << 20))
        } catch let error as HTTPClientError {
            throw SignOnFault.unreachable(error.message)
        }
    }
}
