import Crypto
import FoundationEssentials
import Telemetry

/// The signed statement of the JWT bearer flow, as real clients make them.
///
/// simple-salesforce writes `exp` as a text and no `iat`, restforce gives a bare host name as `aud`, sf-toolkit lets a
/// statement live for an hour: all of that is taken.
struct Assertion: Sendable, Equatable {
    /// The consumer key of the app.
    let issuer: String
    /// The user's name.
    let subject: String
    let audiences: [String]
    let expiry: Timestamp
    private let signed: [UInt8]
    private let signature: [UInt8]

    init(parsing text: String) throws(OAuthError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Assertion.decode(parts[0]), let claims = Assertion.decode(parts[1]),
            let signature = Assertion.decode(parts[2]),
            let head = try? JSONDecoder().decode(Header.self, from: Data(header)), head.alg == "RS256",
            let said = try? JSONDecoder().decode(Claims.self, from: Data(claims)),
            let subject = said.sub ?? said.prn
        else { throw .invalidAssertion }
        issuer = said.iss
        self.subject = subject
        audiences = said.aud.values
        expiry = Timestamp(seconds: said.exp.seconds)
        signed = Array((parts[0] + "." + parts[1]).utf8)
        self.signature = signature
    }

    /// Some libraries leave the padding on.
    private static func decode(_ part: String) -> [UInt8]? {
        Base64.decode(String(part.prefix { $0 != "=" }), .url)
    }

    /// Longer than documented (three minutes), because clients ask for more and the real thing lets them.
    static let longestLife = Duration.minutes(65)

    /// Takes the statement only when its time has neither passed nor is too far off, and it is meant for us.
    func check(at now: Timestamp, hosts: [String]) throws(OAuthError) {
        guard expiry > now, expiry <= now + Assertion.longestLife else { throw .invalidAssertion }
        guard audiences.contains(where: { hosts.contains(Assertion.host(of: $0)) }) else { throw .wrongAudience }
    }

    func check(signedBy certificate: Certificate) throws(OAuthError) {
        guard let key = try? certificate.rsaPublicKey, (try? key.verify(signature, of: signed)) == true else {
            throw .invalidAssertion
        }
    }

    /// `https://login.salesforce.com/`, `login.salesforce.com` and `https://login.salesforce.com/services/oauth2/token`
    /// are one audience.
    private static func host(of audience: String) -> String {
        let rest = audience.firstRange(of: "://").map { audience[$0.upperBound...] } ?? audience[...]
        return rest.prefix { $0 != "/" }.lowercased()
    }

    private struct Header: Decodable {
        let alg: String
    }

    private struct Claims: Decodable {
        let iss: String
        let sub: String?
        /// What `sub` was called in the drafts, and is still called in old code.
        let prn: String?
        let aud: OneOrMany
        let exp: Seconds
    }

    private struct OneOrMany: Decodable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            values = try (try? container.decode(String.self)).map { [$0] } ?? container.decode([String].self)
        }
    }

    private struct Seconds: Decodable {
        let seconds: Int64

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let number =
                (try? container.decode(Double.self)) ?? (try? container.decode(String.self)).flatMap { Double($0) }
            // Far beyond any date, and far from where microseconds would no longer fit.
            guard let number, number.isFinite, abs(number) < 1e11 else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "Expected seconds since 1970.")
            }
            seconds = Int64(number)
        }
    }
}
