package import Crypto
package import HTTP
package import Telemetry

/// Talks to the addresses of Salesforce that sign users in and out.
package struct SignIn: Sendable {
    package let host: LoginHost
    package let app: ClientApp
    private let client: HTTPClient
    private let egress: EgressPolicy
    private let clock: WallClock
    private let retry: RetryRule

    package init(
        host: LoginHost,
        app: ClientApp,
        client: HTTPClient,
        egress: EgressPolicy = .publicOnly,
        clock: WallClock = .system,
        retry: RetryRule = RetryRule(attempts: 4)
    ) {
        self.host = host
        self.app = app
        self.client = client
        self.egress = egress
        self.clock = clock
        self.retry = retry
    }

    /// Turns the code that the browser brought back into tokens; a code is good for one time and a few minutes.
    package func redeem(_ code: Secret, of authorization: Authorization) async throws -> Tokens {
        var form: Query = [
            "grant_type": "authorization_code",
            "code": code.reveal(),
            "redirect_uri": app.callback,
            "code_verifier": authorization.verifier.reveal(),
        ]
        identify(in: &form)
        // A code that was used twice ends what it gave the first time, so it is never sent again.
        return try Tokens(parsing: try await token(form, bearsRepetition: false))
    }

    /// A new session in place of one that ended.
    package func renew(_ tokens: Tokens, by renewal: Renewal) async throws -> Tokens {
        switch renewal {
        case .refreshToken:
            guard let refresh = tokens.refresh else { throw SalesforceError(.invalidGrant) }
            var form: Query = ["grant_type": "refresh_token", "refresh_token": refresh.reveal()]
            identify(in: &form)
            // Where refresh tokens rotate, an answer that was lost took the new one with it: repeating is the best try.
            return try Tokens(parsing: try await token(form, bearsRepetition: true), keeping: refresh)
        case .statement(let statement): return try await signIn(by: statement)
        }
    }

    /// Signs in by a statement that the app's certificate vouches for.
    package func signIn(by statement: SignedStatement) async throws -> Tokens {
        let form: Query = [
            "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "assertion": try statement.token(for: app.consumerKey, at: clock.now()),
        ]
        return try Tokens(parsing: try await token(form, bearsRepetition: true))
    }

    /// Ends the permission and every session that came of it; one that has ended already is as good.
    package func revoke(_ tokens: Tokens) async throws {
        let form: Query = ["token": (tokens.refresh ?? tokens.access).reveal()]
        do {
            _ = try await post("/services/oauth2/revoke", form, bearsRepetition: true)
        } catch let error as SalesforceError
            where ["invalid_token", "unsupported_token_type"].contains(error.code.name)
        {
            return
        }
    }

    /// Who is signed in. Salesforce does not count this call.
    package func userInfo(_ tokens: Tokens) async throws -> UserInfo {
        let url = try HTTPURL(tokens.instance.origin + "/services/oauth2/userinfo")
        let fields: Fields = [.authorization: "Bearer " + tokens.access.reveal(), .accept: "application/json"]
        return try UserInfo(parsing: try await send(.get, url, fields, .none, bearsRepetition: true))
    }

    private func identify(in form: inout Query) {
        form["client_id"] = app.consumerKey
        form["client_secret"] = app.consumerSecret?.reveal()
    }

    private func token(_ form: Query, bearsRepetition: Bool) async throws -> [UInt8] {
        try await post("/services/oauth2/token", form, bearsRepetition: bearsRepetition)
    }

    private func post(_ path: String, _ form: Query, bearsRepetition: Bool) async throws -> [UInt8] {
        let fields: Fields = [
            .contentType: "application/x-www-form-urlencoded", .accept: "application/json",
        ]
        let url = try HTTPURL(host.origin + path)
        return try await send(.post, url, fields, .text(form.encoded), bearsRepetition: bearsRepetition)
    }

    private func send(
        _ method: Method,
        _ url: HTTPURL,
        _ fields: Fields,
        _ body: OutgoingBody,
        bearsRepetition: Bool
    ) async throws -> [UInt8] {
        var request = OutgoingRequest(method, url, fields: fields, body: body)
        request.egress = egress
        request.limits = CallLimits(bodyBytes: 1 << 20)
        request.isSentOnce = !bearsRepetition
        var attempt = 1
        while true {
            let error: SalesforceError
            do {
                let response = try await client.send(request)
                let body = try await response.body.collect(upTo: 1 << 20)
                if response.status.kind == .successful { return body }
                error = SalesforceError(
                    status: response.status,
                    fields: response.fields,
                    body: body,
                    now: clock.now()
                )
            } catch let lost as HTTPClientError {
                error = SalesforceError(lost)
            }
            // There is no session here that could be renewed.
            let decision = retry.decide(
                after: error,
                attempt: attempt,
                hasRefreshed: true,
                bearsRepetition: bearsRepetition,
                chance: .random(in: 0..<1)
            )
            guard case .again(let wait) = decision else { throw error }
            try await clock.sleep(wait)
            attempt += 1
        }
    }
}

/// How an ended session is followed by a new one.
package enum Renewal: Sendable {
    case refreshToken
    case statement(SignedStatement)
}
