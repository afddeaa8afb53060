import Crypto
import Telemetry

/// What the token address answers.
struct TokenResponse: Encodable, Sendable {
    let accessToken: String
    var refreshToken: String?
    let signature: String
    let scope: String
    var idToken: String?
    var instanceURL: String
    /// Where to ask who it is; clients cut the ids of org and user from its end.
    let id: String
    let tokenType = "Bearer"
    /// Milliseconds, as a text.
    let issuedAt: String

    init(accessToken: Secret, scopes: Scopes, session: Session, app: ConnectedApp, identity: String, origin: Origin) {
        self.accessToken = accessToken.reveal()
        scope = scopes.description
        instanceURL = origin.url
        id = identity
        issuedAt = String(session.issuedAt.microseconds / 1000)
        signature = TokenResponse.signature(id: id, issuedAt: issuedAt, secret: app.consumerSecret)
    }

    /// By which a client that knows the secret can tell that the answer was not tampered with on its way.
    static func signature(id: String, issuedAt: String, secret: String) -> String {
        Base64.encode(Digest.hmacSHA256(Array((id + issuedAt).utf8), key: Array(secret.utf8)))
    }

    private enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case refreshToken = "refresh_token"
        case signature
        case scope
        case idToken = "id_token"
        case instanceURL = "instance_url"
        case id
        case tokenType = "token_type"
        case issuedAt = "issued_at"
    }
}
