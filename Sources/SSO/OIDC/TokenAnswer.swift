import Crypto

/// What the provider gives for a code.
struct TokenAnswer: Sendable {
    let idToken: String
    let accessToken: Secret?

    init(parsing body: [UInt8]) throws(SignOnFault) {
        guard let answer = JSONValue.object(body), let idToken = answer["id_token"]?.text,
            answer["token_type"]?.text?.lowercased() ?? "bearer" == "bearer"
        else { throw .tokenRefused("there is no ID token in the answer") }
        self.idToken = idToken
        accessToken = answer["access_token"]?.text.map { Secret($0) }
    }

    /// The provider's own words for why it gave nothing.
    static func complaint(_ body: [UInt8], status: Int) -> SignOnFault {
        let answer = JSONValue.object(body)
        let words = [answer?["error"]?.text, answer?["error_description"]?.text].compactMap { $0 }
        return .tokenRefused(words.isEmpty ? "HTTP status \(status)" : words.joined(separator: ": "))
    }
}
