package import Crypto
package import HTTP

/// A SAML identity provider, as an administrator entered it or its metadata say.
package struct SAMLProvider: Sendable, Equatable {
    package let entityID: String
    /// Where the browser is sent to sign in.
    package let signOn: HTTPURL
    /// Where the browser is sent to sign out, where there is such a place.
    package let logout: HTTPURL?
    /// Those that it signs with, during a change the next one, too.
    package let certificates: [Certificate]
    package let wantsSignedRequests: Bool

    package init(
        entityID: String,
        signOn: String,
        logout: String?,
        certificates: String,
        wantsSignedRequests: Bool
    ) throws(SignOnFault) {
        guard !entityID.isEmpty, entityID.utf8.count <= 1024 else {
            throw .unreadableMetadata("it has no entity ID, or one of more than 1024 characters")
        }
        self.entityID = entityID
        self.signOn = try EndpointAddress.read(signOn)
        if let logout, !logout.isEmpty {
            self.logout = try EndpointAddress.read(logout)
        } else {
            self.logout = nil
        }
        self.certificates = try SAMLProvider.certificates(in: certificates)
        self.wantsSignedRequests = wantsSignedRequests
    }

    /// One certificate or several, as PEM or as the bare Base64 that metadata and some consoles show.
    private static func certificates(in text: String) throws(SignOnFault) -> [Certificate] {
        let begin = "-----BEGIN CERTIFICATE-----"
        let end = "-----END CERTIFICATE-----"
        var bodies: [Substring] = []
        var rest = text[...]
        while let start = rest.firstRange(of: begin) {
            rest = rest[start.upperBound...]
            guard let stop = rest.firstRange(of: end) else { throw .unusableCertificate }
            bodies.append(rest[..<stop.lowerBound])
            rest = rest[stop.upperBound...]
        }
        if bodies.isEmpty { bodies = [rest] }
        guard bodies.count <= 10 else { throw .unusableCertificate }
        var certificates: [Certificate] = []
        for body in bodies {
            guard let der = Base64.decode(String(body.filter { !$0.isWhitespace })), !der.isEmpty,
                let certificate = try? Certificate(parsing: der),
                let key = try? certificate.rsaPublicKey, key.bits >= 2048
            else { throw .unusableCertificate }
            certificates.append(certificate)
        }
        return certificates
    }

    /// The certificates as PEM, one after the other.
    package var certificatesPEM: String { certificates.map(\.pem).joined() }

    /// Reads the metadata that a provider hands out.
    package init(metadata bytes: [UInt8]) throws(SignOnFault) {
        guard bytes.count <= 512 * 1024 else { throw .unreadableMetadata("it is larger than 512 KiB") }
        let root: XMLElement
        do {
            root = try XMLDocument(parsing: bytes).root
        } catch {
            throw .unreadableMetadata("it is no XML, or it holds a document type")
        }
        let entities =
            root.has(SAMLNames.metadata, "EntityDescriptor") ? [root] : root.all(SAMLNames.metadata, "EntityDescriptor")
        let providers = entities.compactMap { entity in
            entity.only(SAMLNames.metadata, "IDPSSODescriptor").map { (entity, $0) }
        }
        guard providers.count == 1, let (entity, provider) = providers.first else {
            throw .unreadableMetadata("it describes no identity provider, or more than one")
        }
        func location(_ name: String) -> String? {
            provider.all(SAMLNames.metadata, name).first { $0.attributes["Binding"] == SAMLNames.redirect }?
                .attributes["Location"]
        }
        guard let signOn = location("SingleSignOnService") else {
            throw .unreadableMetadata("it has no address to sign in at by redirect")
        }
        let certificates = provider.all(SAMLNames.metadata, "KeyDescriptor")
            .filter { $0.attributes["use"] ?? "signing" == "signing" }
            .compactMap { $0.only(SAMLNames.signature, "KeyInfo") }
            .flatMap { $0.all(SAMLNames.signature, "X509Data") }
            .flatMap { $0.all(SAMLNames.signature, "X509Certificate") }
            .map { "-----BEGIN CERTIFICATE-----\n\($0.words)\n-----END CERTIFICATE-----\n" }
        guard !certificates.isEmpty else { throw .unreadableMetadata("it has no certificate to check signatures with") }
        try self.init(
            entityID: entity.attributes["entityID"] ?? "",
            signOn: signOn,
            logout: location("SingleLogoutService"),
            certificates: certificates.joined(),
            wantsSignedRequests: provider.attributes["WantAuthnRequestsSigned"] == "true"
        )
    }
}
