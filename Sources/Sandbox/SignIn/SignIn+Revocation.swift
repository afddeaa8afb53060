import Crypto
import HTTP
import Telemetry

extension SignIn {
    /// `/services/oauth2/revoke`: ends a session, or a refresh token with all that came from it.
    @Sendable func revoke(_ request: Request) async throws -> Response {
        try await answering {
            let form = try await request.parameters()
            guard let text = form["token"], !text.isEmpty else { throw OAuthError.missing("token") }
            if let token = try await grants.refreshToken(text) {
                _ = try await grants.revoke(token)
                try await sessions.endAll(ofRefreshToken: token.hash)
                return Response(.ok)
            }
            guard try await sessions.end(text) else { throw OAuthError.unsupportedTokenType }
            return Response(.ok)
        }
    }

    /// `/services/oauth2/introspect`: the only place that tells when a session will end.
    @Sendable func introspect(_ request: Request) async throws -> Response {
        try await answering {
            let form = try await request.parameters()
            let client = ClientIdentity(form, authorization: request.fields[.authorization])
            let app = try await apps.app(client.id)
            try app.check(secret: client.secret)
            guard let text = form["token"], !text.isEmpty else { throw OAuthError.missing("token") }
            let origin = Origin(of: request)
            guard let found = try await introspection(of: text, for: app, at: origin) else {
                return try .ofSalesforce(["active": false])
            }
            return try .ofSalesforce(found)
        }
    }

    /// Nothing for a token that is dead, or another app's.
    private func introspection(
        of text: String,
        for app: ConnectedApp,
        at origin: Origin
    ) async throws -> Introspection? {
        if let token = try await grants.refreshToken(text) {
            guard token.consumerKey == app.consumerKey,
                let user = try await Person.find(id: token.userID, in: org.database)
            else { return nil }
            return Introspection(
                scope: token.scopes.description,
                client_id: app.consumerKey,
                username: user.username,
                sub: origin.identity(of: user.id, in: organization),
                token_type: "refresh_token",
                exp: nil,
                iat: token.issuedAt.seconds,
                nbf: token.issuedAt.seconds
            )
        }
        guard let session = try await sessions.find(text), session.consumerKey == app.consumerKey,
            let user = try await Person.find(id: session.userID, in: org.database)
        else { return nil }
        return Introspection(
            scope: session.scopes.description,
            client_id: app.consumerKey,
            username: user.username,
            sub: origin.identity(of: user.id, in: organization),
            token_type: "access_token",
            exp: session.expiresAt.seconds,
            iat: session.issuedAt.seconds,
            nbf: session.issuedAt.seconds
        )
    }
}

/// What is said of a token that is good, by the names on the wire.
private struct Introspection: Encodable {
    var active = true
    let scope: String
    let client_id: String
    let username: String
    let sub: String
    let token_type: String
    let exp: Int64?
    let iat: Int64
    let nbf: Int64
}
