import Crypto
import Telemetry

@testable import SSO

/// A SAML response in the making, each part of which a test can change.
struct ResponseText: Sendable {
    enum Signing: Sendable { case none, response, assertion, both }

    var signing = Signing.assertion
    var responseID = "_r1"
    var assertionID = "_a1"
    var destination: String? = "https://loam.example/sso/saml"
    var inResponseTo: String? = "_q1"
    var responseIssuer: String? = "https://id.example/saml"
    var status = "urn:oasis:names:tc:SAML:2.0:status:Success"
    var version = "2.0"
    var issuer = "<saml:Issuer>https://id.example/saml</saml:Issuer>"
    var issued = "2026-03-08T05:00:00Z"
    var nameID = "<saml:NameID>ada@example.com</saml:NameID>"
    var method = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
    var recipient = "https://loam.example/sso/saml"
    var confirmedUntil: String? = "2026-03-08T05:05:00Z"
    var confirmedFrom: String?
    var confirmedRequest: String? = "_q1"
    var notBefore = "2026-03-08T04:59:00Z"
    var notOnOrAfter = "2026-03-08T05:05:00Z"
    var audiences: [String] = ["https://loam.example/sso/metadata"]
    var condition = ""
    var statement = #"<saml:AuthnStatement AuthnInstant="2026-03-08T05:00:00Z" SessionIndex="_s1"/>"#
    var attributes = ""
    var extensions = ""
    var manner: SigningProvider.Manner?
    var documentType = ""

    static let now = Timestamp(seconds: 1_772_946_000)

    private static func attribute(_ name: String, _ value: String?) -> String {
        value.map { " \(name)=\"\($0)\"" } ?? ""
    }

    private func signature(_ id: String, _ place: [Signing]) -> String {
        guard place.contains(signing) else { return "" }
        return SigningProvider.template(manner ?? SigningProvider.Manner(uris: ["#" + id]))
    }

    var assertion: String {
        let restrictions =
            audiences.isEmpty
            ? ""
            : """
            <saml:AudienceRestriction>\(audiences.map { "<saml:Audience>\($0)</saml:Audience>" }.joined())\
            </saml:AudienceRestriction>
            """
        return """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="\(assertionID)" Version="\(version)" \
            IssueInstant="\(issued)">\(issuer)\(signature(assertionID, [.assertion, .both]))\
            <saml:Subject>\(nameID)<saml:SubjectConfirmation Method="\(method)"><saml:SubjectConfirmationData \
            Recipient="\(recipient)"\(Self.attribute("NotOnOrAfter", confirmedUntil))\
            \(Self.attribute("NotBefore", confirmedFrom))\(Self.attribute("InResponseTo", confirmedRequest))/>\
            </saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="\(notBefore)" NotOnOrAfter="\(notOnOrAfter)">\(restrictions)\(condition)\
            </saml:Conditions>\(statement)\(attributes)</saml:Assertion>
            """
    }

    var text: String {
        let issuer = responseIssuer.map {
            "<saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">\($0)</saml:Issuer>"
        }
        return """
            \(documentType)<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="\(responseID)" \
            Version="2.0" IssueInstant="2026-03-08T05:00:00Z"\(Self.attribute("Destination", destination))\
            \(Self.attribute("InResponseTo", inResponseTo))>\(issuer ?? "")\
            \(signature(responseID, [.response, .both]))\(extensions)\
            <samlp:Status><samlp:StatusCode Value="\(status)"/></samlp:Status>\(assertion)</samlp:Response>
            """
    }

    /// The response with its signatures made, the assertion's before the response's.
    func signed(by provider: SigningProvider) throws -> String {
        switch signing {
        case .none: text
        case .response, .assertion: try provider.sign(text)
        case .both: try provider.sign(provider.sign(text))
        }
    }
}

/// Reads a response as the assertion consumer does.
func read(_ text: String, trusting providers: [SigningProvider], now: Timestamp = ResponseText.now) throws -> Assertion
{
    let key = providers[0]
    return try SAMLResponse(
        answering: "_q1",
        of: SAMLProvider(
            entityID: "https://id.example/saml",
            signOn: "https://id.example/sso",
            logout: nil,
            certificates: providers.map(\.certificate.pem).joined(),
            wantsSignedRequests: false
        ),
        to: ServiceProvider(
            entityID: "https://loam.example/sso/metadata",
            consumer: "https://loam.example/sso/saml",
            signOut: "https://loam.example/sso/sign-out",
            key: key.key,
            certificate: key.certificate
        ),
        at: now
    ).assertion(in: Base64.encode(Array(text.utf8))) { _ in }
}
