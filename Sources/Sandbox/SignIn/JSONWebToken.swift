import Crypto
import HTTP

/// Claims as a signed text (RFC 7519, RS256).
enum JSONWebToken {
    /// `keyID` tells the receiver which of the signer's keys it was.
    static func sign(_ claims: some Encodable, keyID: String, by key: RSAPrivateKey) throws -> String {
        let header = try JSONText.encode(Header(kid: keyID))
        let text = Base64.encode(header, .url) + "." + Base64.encode(try JSONText.encode(claims), .url)
        return text + "." + Base64.encode(try key.sign(Array(text.utf8)), .url)
    }

    private struct Header: Encodable {
        var alg = "RS256"
        var typ = "JWT"
        let kid: String
    }
}
