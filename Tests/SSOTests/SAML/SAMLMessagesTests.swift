import Crypto
import HTTP
import Telemetry
import Testing

@testable import SSO

/// What we send, and what providers hand out of themselves.
@Suite struct SAMLMessagesTests {
    private static func provider(_ own: SigningProvider, signed: Bool = false) throws -> SAMLProvider {
        try SAMLProvider(
            entityID: "https://id.example/saml",
            signOn: "https://id.example/sso?tenant=1",
            logout: "https://id.example/slo",
            certificates: own.certificate.pem,
            wantsSignedRequests: signed
        )
    }

    private static func service(_ own: SigningProvider) -> ServiceProvider {
        ServiceProvider(
            entityID: "https://loam.example/sso/metadata?a&b",
            consumer: "https://loam.example/sso/saml",
            signOut: "https://loam.example/sso/sign-out",
            key: own.key,
            certificate: own.certificate
        )
    }

    private static func message(in address: String) throws -> (XMLElement, Query) {
        let query = try #require(Query(parsing: address.split(separator: "?", maxSplits: 1)[1]))
        let packed = try #require(query["SAMLRequest"].flatMap { Base64.decode($0) })
        return (try XMLDocument(parsing: unpack(packed)).root, query)
    }

    @Test("U-06: a request names address, request and us, packed as the redirect wants it", arguments: [false, true])
    func request(signed: Bool) async throws {
        let own = try await SigningProvider.ours.value
        let id = SAMLRequest.newID()
        let address = try SAMLRequest.signOn(
            id: id,
            relay: "relay 1",
            to: Self.provider(own, signed: signed),
            from: Self.service(own),
            at: ResponseText.now
        )
        #expect(address.hasPrefix("https://id.example/sso?tenant=1&SAMLRequest="))
        let (request, query) = try Self.message(in: address)
        #expect(request.has(SAMLNames.protocol, "AuthnRequest") && request.attributes["ID"] == id)
        #expect(request.attributes["Destination"] == "https://id.example/sso?tenant=1")
        #expect(request.attributes["AssertionConsumerServiceURL"] == "https://loam.example/sso/saml")
        #expect(request.only(SAMLNames.assertion, "Issuer")?.text == "https://loam.example/sso/metadata?a&b")
        #expect(query["RelayState"] == "relay 1" && query.contains("Signature") == signed)
        if signed {
            let text = try #require(address.firstRange(of: "SAMLRequest=")).lowerBound
            let end = try #require(address.firstRange(of: "&Signature=")).lowerBound
            let signature = try #require(query["Signature"].flatMap { Base64.decode($0) })
            #expect(try own.key.publicKey.verify(signature, of: Array(address[text..<end].utf8)))
        }
    }

    @Test("U-06: signing out names the person and the session, and is always signed")
    func logout() async throws {
        let own = try await SigningProvider.ours.value
        let session = SAMLSession(name: "ada&co", nameFormat: SAMLNames.emailFormat, index: "_s1")
        let address = try #require(
            try SAMLRequest.logout(of: session, to: Self.provider(own), from: Self.service(own), at: ResponseText.now)
        )
        let (request, query) = try Self.message(in: address)
        #expect(request.only(SAMLNames.assertion, "NameID")?.text == "ada&co")
        #expect(request.only(SAMLNames.protocol, "SessionIndex")?.text == "_s1")
        #expect(query.contains("Signature"))
    }

    @Test("U-06: our metadata reads back, in the order that the schema wants")
    func metadata() async throws {
        let own = try await SigningProvider.ours.value
        let text = Self.service(own).metadata(signsRequests: true)
        let root = try XMLDocument(parsing: Array(text.utf8)).root
        #expect(root.attributes["entityID"] == "https://loam.example/sso/metadata?a&b")
        let descriptor = try #require(root.only(SAMLNames.metadata, "SPSSODescriptor"))
        #expect(
            descriptor.children.map(\.name) == [
                "KeyDescriptor", "SingleLogoutService", "SingleLogoutService", "NameIDFormat",
                "AssertionConsumerService",
            ]
        )
        #expect(descriptor.attributes["WantAssertionsSigned"] == "true")
    }

    private static func metadata(_ own: SigningProvider, _ change: (String) -> String = { $0 }) -> [UInt8] {
        Array(
            change(
                """
                <?xml version="1.0"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
                entityID="http://www.okta.com/exk1"><md:IDPSSODescriptor WantAuthnRequestsSigned="true" \
                protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">\
                <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>
                \(Base64.encode(own.certificate.der))
                </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService \
                Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://id.example/post"/>\
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" \
                Location="https://id.example/redirect"/></md:IDPSSODescriptor></md:EntityDescriptor>
                """
            ).utf8
        )
    }

    @Test("U-06: a provider is read from its metadata")
    func imported() async throws {
        let own = try await SigningProvider.ours.value
        let provider = try SAMLProvider(metadata: Self.metadata(own))
        #expect(provider.entityID == "http://www.okta.com/exk1" && provider.wantsSignedRequests)
        #expect(provider.signOn.text == "https://id.example/redirect" && provider.logout == nil)
        #expect(provider.certificates == [own.certificate])
        #expect(try SAMLProvider(metadata: Self.metadata(own)).certificatesPEM == own.certificate.pem)
    }

    @Test(
        "U-06: metadata that cannot be used is refused",
        arguments: [
            ("HTTP-Redirect", "HTTP-Artifact"), ("use=\"signing\"", "use=\"encryption\""),
            ("IDPSSODescriptor", "SPSSODescriptor"), ("<?xml version=\"1.0\"?>", "<!DOCTYPE x>"),
            ("https://id.example/redirect", "http://id.example/redirect"), ("entityID", "id"),
        ]
    )
    func unusable(old: String, new: String) async throws {
        let own = try await SigningProvider.ours.value
        #expect(throws: SignOnFault.self) {
            try SAMLProvider(metadata: Self.metadata(own) { $0.replacing(old, with: new) })
        }
    }

    @Test(
        "U-06: a certificate that cannot be used is refused",
        arguments: ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA"]
    )
    func certificate(text: String) {
        #expect(throws: SignOnFault.unusableCertificate) {
            try SAMLProvider(
                entityID: "e",
                signOn: "https://id.example",
                logout: "",
                certificates: text,
                wantsSignedRequests: false
            )
        }
    }
}
