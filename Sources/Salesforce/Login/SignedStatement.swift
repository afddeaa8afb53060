package import Crypto
import HTTP
import Telemetry

/// Signs in without a browser, as a user who has been given the app: a statement that the app's certificate vouches for.
package struct SignedStatement: Sendable {
    package let username: String
    /// The common login host also where the statement is sent to My Domain.
    package let audience: String
    package let key: RSAPrivateKey

    package init(username: String, audience: String, key: RSAPrivateKey) {
        self.username = username
        self.audience = audience
        self.key = key
    }

    /// How long a statement is good for; Salesforce takes none that is good for longer.
    private static let life: Duration = .minutes(3)

    /// The statement as a signed token (JWT), made at this time.
    func token(for consumerKey: String, at now: Timestamp) throws(CryptoError) -> String {
        struct Header: Encodable { let alg = "RS256" }
        struct Claims: Encodable {
            let iss: String
            let sub: String
            let aud: String
            let exp: Int64
        }
        let claims = Claims(
            iss: consumerKey,
            sub: username,
            aud: audience,
            exp: (now + SignedStatement.life).seconds
        )
        let text = SignedStatement.part(Header()) + "." + SignedStatement.part(claims)
        return text + "." + Base64.encode(try key.sign(Array(text.utf8)), .url)
    }

    private static func part(_ value: some Encodable) -> String {
        do {
            return Base64.encode(try JSONText.encode(value), .url)
        } catch {
            preconditionFailure("Texts and a whole number can always be written as JSON: \(error)")
        }
    }
}
