import Crypto

/// A signed JSON Web Token, taken apart and not yet believed.
struct JSONWebToken: Sendable {
    enum Algorithm: String { case rs256 = "RS256", es256 = "ES256" }

    let algorithm: Algorithm
    let keyID: String?
    let claims: [String: JSONValue]
    /// What the signature is over: header and payload as they came.
    let signed: [UInt8]
    let signature: [UInt8]

    static let sizeLimit = 16 * 1024

    init(parsing text: String) throws(SignOnFault) {
        guard text.utf8.count <= JSONWebToken.sizeLimit else { throw .unreadableToken }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let head = Base64.decode(parts[0], .url), let header = JSONValue.object(head) else {
            throw .unreadableToken
        }
        // Where the header says that keys are, or which they are, is not looked at: keys come from the provider alone.
        guard let algorithm = header["alg"]?.text else { throw .unreadableToken }
        guard let algorithm = Algorithm(rawValue: algorithm) else { throw .algorithmNotAllowed(algorithm) }
        guard header["crit"] == nil else { throw .criticalHeader }
        guard let payload = Base64.decode(parts[1], .url), let claims = JSONValue.object(payload),
            let signature = Base64.decode(parts[2], .url), !signature.isEmpty
        else { throw .unreadableToken }
        self.algorithm = algorithm
        keyID = header["kid"]?.text
        self.claims = claims
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
    }

    /// The claims as they are shown to people, whether or not they are believed.
    var arrived: Arrived { Arrived(claims.sorted { $0.key < $1.key }.map { Arrived.Line($0.key, $0.value.shown) }) }
}
