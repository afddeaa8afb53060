import Crypto
import Telemetry

/// What a provider says of a person who signed in, after every check of OpenID Connect Core 3.1.3.7.
struct IDToken: Sendable, Equatable {
    /// What this sign-in expects of its token.
    struct Expectation: Sendable {
        let issuer: String
        let clientID: String
        let nonce: String
        let accessToken: Secret?
        let now: Timestamp
    }

    let subject: String
    let claims: [String: JSONValue]

    static let longestAge: Duration = .minutes(10)

    init(_ token: JSONWebToken, signedBy keys: KeySet, as expected: Expectation) throws(SignOnFault) {
        try keys.check(token)
        let claims = token.claims
        let issuer = claims["iss"]?.text ?? ""
        guard issuer.utf8.elementsEqual(expected.issuer.utf8) else { throw .wrongIssuer(issuer) }
        try IDToken.checkAudience(claims, expected.clientID)
        try IDToken.checkTimes(claims, expected.now)
        guard let nonce = claims["nonce"]?.text, Secret(nonce) == Secret(expected.nonce) else { throw .wrongNonce }
        guard let subject = claims["sub"]?.text, !subject.isEmpty, subject.utf8.count <= 255 else { throw .noSubject }
        if let hash = claims["at_hash"] {
            guard let access = expected.accessToken,
                hash == .text(Base64.encode(Array(Digest.sha256(access.reveal()).prefix(16)), .url))
            else { throw .wrongAccessToken }
        }
        self.subject = subject
        self.claims = claims
    }

    private static func checkAudience(_ claims: [String: JSONValue], _ clientID: String) throws(SignOnFault) {
        let audiences = claims["aud"]?.list ?? claims["aud"].map { [$0] } ?? []
        guard audiences.contains(.text(clientID)) else { throw .wrongAudience }
        // Who shares a token with us could hand it on to us: no second audience is trusted.
        guard audiences.allSatisfy({ $0 == .text(clientID) }) else { throw .wrongAudience }
        if let party = claims["azp"], party != .text(clientID) { throw .wrongParty }
    }

    private static func checkTimes(_ claims: [String: JSONValue], _ now: Timestamp) throws(SignOnFault) {
        func time(_ name: String) throws(SignOnFault) -> Timestamp? {
            guard let value = claims[name] else { return nil }
            // Past the year 9999 no time is meant.
            guard let seconds = value.number, (0...253_402_300_799).contains(seconds) else { throw .noTime(name) }
            return Timestamp(seconds: Int64(seconds))
        }
        guard let expiry = try time("exp") else { throw .noTime("exp") }
        guard expiry > now - ClockSkew.allowed else { throw .expired(at: expiry) }
        guard let issued = try time("iat") else { throw .noTime("iat") }
        guard issued <= now + ClockSkew.allowed else { throw .notYetValid(from: issued) }
        guard issued >= now - longestAge else { throw .tooOld }
        if let start = try time("nbf"), start > now + ClockSkew.allowed { throw .notYetValid(from: start) }
    }

    /// The person, with what the provider's user information adds where the token says less.
    func identity(
        issuer: String,
        adding more: [String: JSONValue],
        arrived: Arrived,
        signOutHint: Secret? = nil
    ) -> Identity {
        func claim(_ name: String) -> JSONValue? { claims[name] ?? more[name] }
        let isProven: Bool? =
            switch claim("email_verified") {
            case .flag(let flag): flag
            case .text(let text): text == "true"
            case nil, .null: nil
            default: false
            }
        return Identity(
            issuer: issuer,
            subject: subject,
            email: claim("email")?.text,
            emailIsProven: isProven ?? true,
            name: claim("name")?.text,
            arrived: arrived,
            signOutHint: signOutHint
        )
    }
}
