package import Crypto

/// Loam as the provider knows it.
package struct OIDCApplication: Sendable, Equatable {
    /// The provider's name for itself, in exactly its letters.
    package let issuer: String
    package let clientID: String
    package let secret: Secret?
    /// Where the browser comes back to.
    package let callback: String

    package init(issuer: String, clientID: String, secret: Secret?, callback: String) {
        self.issuer = issuer
        self.clientID = clientID
        self.secret = secret
        self.callback = callback
    }
}
