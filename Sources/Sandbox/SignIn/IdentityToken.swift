import Crypto
import HTTP

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
        let header = try JSONText.encode(Header(kid: try key.publicKey.webKey.kid))
        let text = Base64.encode(header, .url) + "." + Base64.encode(try JSONText.encode(self), .url)
        return text + "." + Base64.encode(try key.sign(Array(text.utf8)), .url)
    }

    private struct Header: Encodable {
        var alg = "RS256"
        var typ = "JWT"
        let kid: String
    }
}
