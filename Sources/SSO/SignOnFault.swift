package import Telemetry

/// Why what came from an identity provider is not taken. Each reason is one check that failed; none holds a secret.
package enum SignOnFault: Error, Sendable, Equatable {
    // What an administrator enters, and what the provider says of itself.
    case badAddress(String)
    case unreachable(String)
    case unreadableDiscovery
    case otherIssuerAnnounced(String)
    case insecureEndpoint(String)
    case noCodeFlow
    case noProofKeys
    case unreadableKeys
    case unreadableMetadata(String)
    case unusableCertificate

    // The browser's way back.
    case wrongState
    case otherIssuerAnswered
    case refusedByProvider(String)
    case noAnswer

    // Tokens of OpenID Connect.
    case tokenRefused(String)
    case unreadableToken
    case algorithmNotAllowed(String)
    case criticalHeader
    case unknownKey
    case wrongSignature
    case wrongNonce
    case wrongParty
    case wrongAccessToken
    case otherSubject

    // Answers of SAML.
    case unreadableResponse
    case documentType
    case notOneAssertion
    case encrypted
    case repeatedID
    case notSigned
    case notTheSigned
    case wrongDestination
    case wrongRecipient
    case wrongRequest
    case unsolicited
    case notConfirmed
    case unknownCondition
    case noAuthentication

    // Both.
    case wrongIssuer(String)
    case wrongAudience
    case expired(at: Timestamp)
    case notYetValid(from: Timestamp)
    case noTime(String)
    case tooOld
    case noSubject
    case replayed
    case library(String)
}

extension SignOnFault {
    /// One sentence for an administrator: what is wrong, and what to look at.
    package var message: String {
        switch self {
        case .badAddress(let text):
            "\(quoted(text)) is no address to sign in at; write it as https://name, or http:// on this machine only."
        case .unreachable(let reason): "The identity provider did not answer as it should: \(reason)"
        case .unreadableDiscovery:
            "The provider's discovery document could not be read; check the issuer's address."
        case .otherIssuerAnnounced(let name):
            "The provider calls itself \(quoted(name)); enter the issuer in exactly these letters."
        case .insecureEndpoint(let name):
            "The provider's \(name) is missing or has no https address; sign-in would not be safe, so it is refused."
        case .noCodeFlow:
            "The provider does not offer the authorization code flow (response type code); choose a web application there."
        case .noProofKeys:
            "The provider does not take proof keys by SHA-256 (PKCE, S256); allow them for the application there."
        case .unreadableKeys: "The provider's keys (JWKS) could not be read, so nothing it signs can be checked."
        case .unreadableMetadata(let what): "The provider's metadata could not be used: \(what)."
        case .unusableCertificate:
            "The signing certificate cannot be read; paste it as PEM, with an RSA key of at least 2048 bits."
        case .wrongState:
            "The answer does not belong to a sign-in that this browser began, or it came too late; start again."
        case .otherIssuerAnswered:
            "The answer came from another provider than the one that was asked, which can be an attack; start again."
        case .refusedByProvider(let words): "The identity provider refused the sign-in: \(quoted(words))"
        case .noAnswer: "The identity provider sent the browser back without an answer; start again."
        case .tokenRefused(let words):
            "The identity provider did not exchange the code: \(quoted(words)) – check the client ID and the secret."
        case .unreadableToken: "The ID token is not in the form of a signed JSON Web Token."
        case .algorithmNotAllowed(let name):
            "The ID token is signed by \(quoted(name)), which is not taken; set RS256 or ES256 at the provider."
        case .criticalHeader: "The ID token demands an extension that is not known here, so it is refused."
        case .unknownKey:
            "The ID token is signed by a key that the provider does not publish, even when asked again."
        case .wrongSignature:
            "The signature does not fit: the answer was changed on its way, or another key signed it."
        case .wrongNonce:
            "The ID token belongs to another sign-in (its nonce differs), which can be an attack; start again."
        case .wrongParty: "The ID token was issued to another application (azp), so it is refused."
        case .wrongAccessToken: "The ID token and the access token do not belong together (at_hash)."
        case .otherSubject: "The provider's user information speaks of another person than the ID token does."
        case .unreadableResponse: "What arrived is no SAML response that can be read."
        case .documentType: "The SAML response holds a document type (DOCTYPE), which is never taken."
        case .notOneAssertion: "The SAML response must hold exactly one assertion, directly inside the response."
        case .encrypted:
            "The assertion is encrypted; turn encryption of assertions off at the provider, as TLS protects them."
        case .repeatedID: "Two elements of the SAML response have the same ID, which can be an attack."
        case .notSigned: "Neither the response nor the assertion is signed; turn signing on at the provider."
        case .notTheSigned:
            "The signature does not cover exactly the element that it stands in, or is made in a way that is not taken."
        case .wrongDestination: "The SAML response was sent to another address than ours (Destination)."
        case .wrongRecipient: "The assertion was made for another address than ours (Recipient); check the ACS address."
        case .wrongRequest: "The assertion answers another request than the one of this browser (InResponseTo)."
        case .unsolicited: "The response answers no request of ours; sign-in begins here and not at the provider."
        case .notConfirmed: "The assertion has no confirmation of the kind bearer that can be used."
        case .unknownCondition: "The assertion sets a condition that is not known here, so it is refused."
        case .noAuthentication: "The assertion does not say that somebody signed in (AuthnStatement)."
        case .wrongIssuer(let name): "The answer was issued by \(quoted(name)), which is not the provider entered here."
        case .wrongAudience: "The answer is meant for another application (audience); check the client ID or entity ID."
        case .expired(let time): "The answer expired at \(time); check that both clocks are right."
        case .notYetValid(let time): "The answer is valid from \(time) on; check that both clocks are right."
        case .noTime(let name): "The answer does not say a time that it must (\(name))."
        case .tooOld: "The answer was made too long ago; start again."
        case .noSubject: "The answer does not say who signed in."
        case .replayed: "This answer was used before; each is good for one sign-in. Start again."
        case .library(let reason): "A check could not be carried out: \(reason)"
        }
    }
}

extension SignOnFault: CustomStringConvertible {
    package var description: String { message }
}

/// What somebody else wrote, short and without line breaks.
private func quoted(_ text: String) -> String {
    let line = text.unicodeScalars.prefix(200).map { $0.properties.generalCategory == .control ? " " : String($0) }
    return "“\(line.joined())”"
}
