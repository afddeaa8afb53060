import Crypto
import SSO
import Store

/// What is sent along on a trip to a provider and must come back, made from the cookie of the browser: nothing of it is
/// kept here, and nobody without the cookie can know it.
struct TripKeys {
    private let cookie: Token

    init(_ cookie: Token) { self.cookie = cookie }

    var oidc: OIDCTrip {
        OIDCTrip(state: text("state"), nonce: text("nonce"), verifier: Secret(text("verifier")))
    }

    /// The ID of a SAML request, which may not begin with a digit.
    var requestID: String { "_" + Hex.encode(Array(bytes("request").prefix(16))) }
    var relay: String { text("relay") }

    private func text(_ purpose: String) -> String { Base64.encode(bytes(purpose), .url) }

    private func bytes(_ purpose: String) -> [UInt8] {
        Digest.hmacSHA256(Array("sign-on \(purpose)".utf8), key: Array(cookie.text.reveal().utf8))
    }
}
