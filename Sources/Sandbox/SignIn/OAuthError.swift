import HTTP

/// A refusal of the sign-in addresses: one object, where every other API of Salesforce sends an array.
struct OAuthError: Error, Sendable, Equatable {
    let error: String
    let description: String
    var status = Status.badRequest

    init(_ error: String, _ description: String, status: Status = .badRequest) {
        self.error = error
        self.description = description
        self.status = status
    }
}

extension OAuthError {
    static func invalidGrant(_ description: String) -> OAuthError { OAuthError("invalid_grant", description) }

    static func missing(_ parameter: String) -> OAuthError {
        OAuthError("invalid_request", "missing required parameter: \(parameter)")
    }

    static let authenticationFailure = invalidGrant("authentication failure")
    static let inactiveUser = invalidGrant("inactive user")
    static let expiredToken = invalidGrant("expired access/refresh token")
    static let expiredCode = invalidGrant("expired authorization code")
    static let invalidCode = invalidGrant("invalid authorization code")
    static let invalidVerifier = invalidGrant("invalid code verifier")
    static let invalidAssertion = invalidGrant("invalid assertion")
    static let wrongAudience = invalidGrant("Audience validation failed")
    static let notApproved = invalidGrant("user hasn't approved this consumer")
    static let noRunAsUser = invalidGrant("no client credentials user enabled")
    static let wrongDomain = invalidGrant("request not supported on this domain")

    static let unknownClient = OAuthError("invalid_client_id", "client identifier invalid")
    static let wrongSecret = OAuthError("invalid_client", "invalid client credentials")
    static let notAdminApproved = OAuthError(
        "invalid_app_access",
        "user is not admin approved to access this app"
    )
    static let wrongRedirect = OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration")
    static let missingRedirect = OAuthError("redirect_uri_missing", "redirect_uri not provided")
    static let unsupportedGrant = OAuthError("unsupported_grant_type", "grant type not supported")
    static let unsupportedResponse = OAuthError("unsupported_response_type", "response type not supported")
    static let invalidScope = OAuthError("invalid_scope", "the requested scope is not allowed")
    static let unsupportedTokenType = OAuthError("unsupported_token_type", "this token type is not supported")
    static let denied = OAuthError("access_denied", "end-user denied authorization")
}

extension OAuthError {
    var response: Response {
        get throws {
            try .ofSalesforce(Body(error: error, error_description: description), status: status)
                .adding(.cacheControl, "no-store")
        }
    }

    private struct Body: Encodable {
        let error: String
        // The name on the wire.
        let error_description: String
    }
}

extension Response {
    /// JSON with the very Content-Type that Salesforce sends.
    static func ofSalesforce(_ value: some Encodable, status: Status = .ok) throws -> Response {
        try .json(value, status: status).adding(.contentType, "application/json;charset=UTF-8")
    }
}
