import Crypto

/// The claims of an OpenID identity token.
struct IdentityToken: Encodable, Sendable {
    // Their names on the wire.
    let iss: String
    let at_hash: String
    let sub: String
    let aud: String
    let nonce: String?
    let iat: Int64
    let exp: Int64

    /// The left half of the access token's hash, which ties the two together.
    static func hash(of accessToken: Secret) -> String {
        Base64.encode(Array(Digest.sha256(accessToken.reveal()).prefix(16)), .url)
    }

    func signed(by key: RSAPrivateKey) throws -> String {
        try JSONWebToken.sign(self, keyID: try key.publicKey.webKey.kid, by: key)
    }
}
