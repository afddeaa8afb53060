package import Crypto

/// Loam as an org knows it: the app under which it signs in.
package struct ClientApp: Equatable, Sendable {
    package let consumerKey: String
    /// Not every app has one.
    package let consumerSecret: Secret?
    /// Where the browser comes back to, exactly as the app's settings name it.
    package let callback: String
    package let scopes: [String]

    package init(
        consumerKey: String,
        consumerSecret: Secret?,
        callback: String,
        scopes: [String] = ["api", "refresh_token", "id"]
    ) {
        self.consumerKey = consumerKey
        self.consumerSecret = consumerSecret
        self.callback = callback
        self.scopes = scopes
    }
}
