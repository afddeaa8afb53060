import Crypto
import HTTP

/// The proof (RFC 7636) that whoever brings a code is who began the sign-in.
///
/// Salesforce knows the method S256 alone, and takes a challenge that names none as one of it.
struct ProofKey: Sendable, Equatable {
    let challenge: String

    init?(challenge: String?, method: String?) throws(OAuthError) {
        guard let challenge, !challenge.isEmpty else {
            guard method == nil else { throw .missing("code_challenge") }
            return nil
        }
        guard method == nil || method == "S256" else {
            throw OAuthError("invalid_request", "code challenge method not supported")
        }
        guard Base64.decode(challenge, .url)?.count == 32 else {
            throw OAuthError("invalid_request", "invalid code challenge")
        }
        self.challenge = challenge
    }

    init(challenge: String) {
        self.challenge = challenge
    }

    func check(_ verifier: String?) throws(OAuthError) {
        guard let verifier else { throw .missing("code_verifier") }
        guard (43...128).contains(verifier.utf8.count), verifier.utf8.allSatisfy(PercentCoding.isUnreserved),
            Digest.equal(Array(Base64.encode(Digest.sha256(verifier), .url).utf8), Array(challenge.utf8))
        else { throw .invalidVerifier }
    }
}
