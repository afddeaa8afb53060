import Crypto
import Telemetry
import Testing

@testable import SSO

/// Every check of a SAML response, by one that is signed as it should be and fails that check alone.
@Suite struct SAMLResponseTests {
    struct Wrong: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let fault: SignOnFault
        let change: @Sendable (inout ResponseText) -> Void

        init(_ words: String, _ fault: SignOnFault, _ change: @escaping @Sendable (inout ResponseText) -> Void) {
            testDescription = words
            self.fault = fault
            self.change = change
        }
    }

    private static let evil = "https://evil.example/saml"

    static let wrongs: [Wrong] = [
        Wrong("nothing signed", .notSigned) { $0.signing = .none },
        Wrong("another destination", .wrongDestination) { $0.destination = evil },
        Wrong("a signed response without destination", .wrongDestination) {
            $0.signing = .response
            $0.destination = nil
        },
        Wrong("the response answers another request", .wrongRequest) { $0.inResponseTo = "_q2" },
        Wrong("the response answers no request", .unsolicited) { $0.inResponseTo = nil },
        Wrong("the assertion answers another request", .wrongRequest) { $0.confirmedRequest = "_q2" },
        Wrong("the assertion answers no request", .unsolicited) { $0.confirmedRequest = nil },
        Wrong("another issuer of the response", .wrongIssuer(evil)) { $0.responseIssuer = evil },
        Wrong("another issuer of the assertion", .wrongIssuer(evil)) {
            $0.issuer = "<saml:Issuer>\(evil)</saml:Issuer>"
        },
        Wrong("an issuer of another kind", .wrongIssuer("https://id.example/saml")) {
            $0.issuer = #"<saml:Issuer Format="urn:x">https://id.example/saml</saml:Issuer>"#
        },
        Wrong("no issuer of the assertion", .wrongIssuer("")) { $0.issuer = "" },
        Wrong("the provider says no", .refusedByProvider("urn:oasis:names:tc:SAML:2.0:status:Requester")) {
            $0.status = "urn:oasis:names:tc:SAML:2.0:status:Requester"
        },
        Wrong("another version", .unreadableResponse) { $0.version = "1.1" },
        Wrong("issued in the future", .notYetValid(from: Timestamp(seconds: 1_772_946_061))) {
            $0.issued = "2026-03-08T05:01:01Z"
        },
        Wrong("nobody", .noSubject) { $0.nameID = "" },
        Wrong("a blank name", .noSubject) { $0.nameID = "<saml:NameID> </saml:NameID>" },
        Wrong("confirmed by other means", .notConfirmed) {
            $0.method = "urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"
        },
        Wrong("another recipient", .wrongRecipient) { $0.recipient = evil },
        Wrong("a recipient that begins alike", .wrongRecipient) { $0.recipient = "https://loam.example/sso/saml2" },
        Wrong("confirmed until a past time", .expired(at: Timestamp(seconds: 1_772_945_940))) {
            $0.confirmedUntil = "2026-03-08T04:59:00Z"
        },
        Wrong("confirmed without end", .noTime("NotOnOrAfter")) { $0.confirmedUntil = nil },
        Wrong("a time without zone", .noTime("NotOnOrAfter")) { $0.confirmedUntil = "2026-03-08T05:05:00" },
        Wrong("confirmed from a time on", .notConfirmed) { $0.confirmedFrom = "2026-03-08T04:00:00Z" },
        Wrong("expired", .expired(at: Timestamp(seconds: 1_772_945_940))) { $0.notOnOrAfter = "2026-03-08T04:59:00Z" },
        Wrong("not valid yet", .notYetValid(from: Timestamp(seconds: 1_772_946_061))) {
            $0.notBefore = "2026-03-08T05:01:01Z"
        },
        Wrong("for another audience", .wrongAudience) { $0.audiences = [evil] },
        Wrong("for an audience that begins alike", .wrongAudience) { $0.audiences[0] += "x" },
        Wrong("for no audience", .wrongAudience) { $0.audiences = [] },
        Wrong("for a second audience as well", .wrongAudience) {
            $0.condition = """
                <saml:AudienceRestriction><saml:Audience>\(evil)</saml:Audience></saml:AudienceRestriction>
                """
        },
        Wrong("an unknown condition", .unknownCondition) { $0.condition = #"<x:C xmlns:x="urn:x"/>"# },
        Wrong("nobody signed in", .noAuthentication) { $0.statement = "" },
        Wrong("the session ended", .expired(at: Timestamp(seconds: 1_772_945_940))) {
            $0.statement = """
                <saml:AuthnStatement AuthnInstant="2026-03-08T04:00:00Z" SessionNotOnOrAfter="2026-03-08T04:59:00Z"/>
                """
        },
        Wrong("an encrypted assertion beside", .encrypted) { $0.extensions = encrypted },
        Wrong("a document type", .documentType) { $0.documentType = "<!DOCTYPE Response>" },
        Wrong("an entity", .documentType) {
            $0.documentType = #"<!DOCTYPE Response [<!ENTITY e "x">]>"#
        },
        Wrong("signed by SHA-1", .notTheSigned) { $0.manner = manner { $0.signature = old + "rsa-sha1" } },
        Wrong("hashed by SHA-1", .notTheSigned) { $0.manner = manner { $0.digest = old + "sha1" } },
        Wrong("canonical form with comments", .notTheSigned) { $0.manner = manner { $0.canonical += "WithComments" } },
        Wrong("canonical form that is not exclusive", .notTheSigned) {
            $0.manner = manner { $0.canonical = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315" }
        },
        Wrong("a signature over the whole document", .notTheSigned) { $0.manner = manner { $0.uris = [""] } },
        Wrong("two references", .notTheSigned) { $0.manner = manner { $0.uris = ["#_a1", "#_r1"] } },
        Wrong("a signature in the assertion over the response", .notTheSigned) {
            $0.manner = manner { $0.uris = ["#_r1"] }
        },
    ]

    private static let old = "http://www.w3.org/2000/09/xmldsig#"
    private static let encrypted =
        #"<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>"#

    private static func manner(
        _ change: (inout SigningProvider.Manner) -> Void
    ) -> SigningProvider.Manner {
        var manner = SigningProvider.Manner(uris: ["#_a1"])
        change(&manner)
        return manner
    }

    @Test(
        "U-06: a response is taken when it, its assertion or both are signed",
        arguments: [ResponseText.Signing.assertion, .response, .both]
    )
    func good(signing: ResponseText.Signing) async throws {
        let provider = try await SigningProvider.ours.value
        var response = ResponseText(signing: signing)
        response.attributes = """
            <saml:AttributeStatement><saml:Attribute Name="email"><saml:AttributeValue>ada.l@example.com\
            </saml:AttributeValue></saml:Attribute><saml:Attribute Name="firstName"><saml:AttributeValue>Ada\
            </saml:AttributeValue></saml:Attribute></saml:AttributeStatement>
            """
        let assertion = try read(response.signed(by: provider), trusting: [provider])
        #expect(assertion.id == "_a1" && assertion.identity.subject == "ada@example.com")
        #expect(assertion.identity.email == "ada.l@example.com" && assertion.identity.name == "Ada")
        #expect(assertion.session == SAMLSession(name: "ada@example.com", nameFormat: nil, index: "_s1"))
        #expect(assertion.forgetAfter == Timestamp(seconds: 1_772_946_360))
        #expect(assertion.identity.arrived.lines.contains(Arrived.Line("NameID", "ada@example.com")))
    }

    @Test("U-06: a signed response with one thing wrong is refused for that reason", arguments: wrongs)
    func wrong(_ wrong: Wrong) async throws {
        let provider = try await SigningProvider.ours.value
        var response = ResponseText()
        wrong.change(&response)
        let documentType = response.documentType
        response.documentType = ""
        let text = try response.signed(by: provider)
        let body = text.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? text
        #expect(throws: wrong.fault) { try read(documentType + body, trusting: [provider]) }
    }

    @Test("U-06: clocks may be a minute apart")
    func skew() async throws {
        let provider = try await SigningProvider.ours.value
        let text = try ResponseText().signed(by: provider)
        for seconds: Int64 in [-119, 359] {
            let now = Timestamp(seconds: ResponseText.now.seconds + seconds)
            if seconds < 0 {
                #expect(throws: SignOnFault.notYetValid(from: ResponseText.now)) {
                    try read(text, trusting: [provider], now: now)
                }
            } else {
                _ = try read(text, trusting: [provider], now: now)
            }
        }
    }

    @Test("U-06: only the certificates entered count: another key, with its certificate in the response, is refused")
    func otherKey() async throws {
        let ours = try await SigningProvider.ours.value
        let other = try await SigningProvider.other.value
        var response = ResponseText()
        response.manner = Self.manner {
            $0.keyInfo =
                "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>\(Base64.encode(other.certificate.der))"
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        }
        let text = try response.signed(by: other)
        #expect(throws: SignOnFault.wrongSignature) { try read(text, trusting: [ours]) }
        // During a change of certificates both are entered.
        _ = try read(text, trusting: [ours, other])
    }

    @Test("U-06: a signature by a shared secret that is our certificate is refused")
    func hmac() async throws {
        let ours = try await SigningProvider.ours.value
        var response = ResponseText()
        response.manner = Self.manner { $0.signature = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256" }
        let text = try ours.sign(response.text, secret: Array(ours.certificate.pem.utf8))
        #expect(throws: SignOnFault.notTheSigned) { try read(text, trusting: [ours]) }
    }

    @Test("U-06: a comment inside a name cuts nothing off, and no other name comes out")
    func comment() async throws {
        let provider = try await SigningProvider.ours.value
        let name = "ada@example.com.evil.example"
        var response = ResponseText(nameID: "<saml:NameID>\(name)</saml:NameID>")
        for signing in [ResponseText.Signing.assertion, .response] {
            response.signing = signing
            // Comments are not signed, so that anybody can put them in afterwards.
            let text = try response.signed(by: provider)
                .replacing("ada@example.com.evil", with: "ada@example.com<!-- x -->.evil")
            #expect(try read(text, trusting: [provider]).identity.subject == name)
        }
        // A processing instruction is signed: put in afterwards it breaks the signature.
        let text = try response.signed(by: provider).replacing(
            "ada@example.com.evil",
            with: "ada@example.com<?x?>.evil"
        )
        #expect(throws: SignOnFault.wrongSignature) { try read(text, trusting: [provider]) }
    }

    @Test("U-06: a response that the provider began by itself is told from an answer")
    func unasked() {
        var response = ResponseText()
        #expect(!SAMLResponse.answersNothing(Base64.encode(Array(response.text.utf8))))
        response.inResponseTo = nil
        #expect(SAMLResponse.answersNothing(Base64.encode(Array(response.text.utf8))))
        #expect(!SAMLResponse.answersNothing("AAAA"))
    }

    @Test(
        "U-06: changed text is refused, wherever the signature is",
        arguments: [ResponseText.Signing.assertion, .response, .both]
    )
    func changed(signing: ResponseText.Signing) async throws {
        let provider = try await SigningProvider.ours.value
        let text = try ResponseText(signing: signing).signed(by: provider)
        let changed = text.replacing("ada@example.com", with: "eve@example.com")
        #expect(throws: SignOnFault.wrongSignature) { try read(changed, trusting: [provider]) }
    }

    @Test(
        "U-06: what is no response is refused",
        arguments: ["", "AAAA", "!!!!", Base64.encode(Array("<a/>".utf8))]
    )
    func unreadable(field: String) async throws {
        let provider = try await SigningProvider.ours.value
        let response = SAMLResponse(
            answering: "_q1",
            of: try SAMLProvider(
                entityID: "e",
                signOn: "https://id.example",
                logout: nil,
                certificates: provider.certificate.pem,
                wantsSignedRequests: false
            ),
            to: ServiceProvider(
                entityID: "s",
                consumer: "c",
                signOut: "o",
                key: provider.key,
                certificate: provider.certificate
            ),
            at: ResponseText.now
        )
        #expect(throws: SignOnFault.unreadableResponse) { try response.assertion(in: field) { _ in } }
        let tooLong = String(repeating: "A", count: 600_000)
        #expect(throws: SignOnFault.unreadableResponse) { try response.assertion(in: tooLong) { _ in } }
    }
}
