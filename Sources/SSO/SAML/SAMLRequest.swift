import Crypto
import HTTP
package import Telemetry

/// What a browser is sent to a SAML identity provider with.
package enum SAMLRequest {
    /// An ID may not begin with a digit.
    package static func newID() -> String { "_" + Hex.encode(Random.bytes(16)) }

    /// Where to send the browser to sign in.
    package static func signOn(
        id: String,
        relay: String,
        to provider: SAMLProvider,
        from service: ServiceProvider,
        freshly: Bool = false,
        at now: Timestamp
    ) throws(SignOnFault) -> String {
        let request = """
            <samlp:AuthnRequest xmlns:samlp="\(SAMLNames.protocol)" xmlns:saml="\(SAMLNames.assertion)" ID="\(id)" \
            Version="2.0" IssueInstant="\(Timestamp(seconds: now.seconds))" \
            Destination="\(escaped(provider.signOn.text))" ProtocolBinding="\(SAMLNames.post)"\
            \(freshly ? " ForceAuthn=\"true\"" : "") AssertionConsumerServiceURL="\(escaped(service.consumer))">\
            <saml:Issuer>\(escaped(service.entityID))</saml:Issuer>\
            <samlp:NameIDPolicy Format="\(SAMLNames.unspecifiedFormat)" AllowCreate="true"/>\
            </samlp:AuthnRequest>
            """
        return try address(
            provider.signOn,
            request,
            relay: relay,
            signedBy: provider.wantsSignedRequests ? service.key : nil
        )
    }

    /// Where to send the browser to sign out; always signed, as the profile demands. Nil where there is no such place.
    package static func logout(
        of session: SAMLSession,
        to provider: SAMLProvider,
        from service: ServiceProvider,
        at now: Timestamp
    ) throws(SignOnFault) -> String? {
        guard let address = provider.logout else { return nil }
        let format = session.nameFormat.map { " Format=\"\(escaped($0))\"" } ?? ""
        let index = session.index.map { "<samlp:SessionIndex>\(escaped($0))</samlp:SessionIndex>" } ?? ""
        let request = """
            <samlp:LogoutRequest xmlns:samlp="\(SAMLNames.protocol)" xmlns:saml="\(SAMLNames.assertion)" \
            ID="\(newID())" Version="2.0" IssueInstant="\(Timestamp(seconds: now.seconds))" \
            Destination="\(escaped(address.text))"><saml:Issuer>\(escaped(service.entityID))</saml:Issuer>\
            <saml:NameID\(format)>\(escaped(session.name))</saml:NameID>\(index)</samlp:LogoutRequest>
            """
        return try self.address(address, request, relay: nil, signedBy: service.key)
    }

    /// Where to send the browser back to that brought a request to sign out; signed. Nil where there is no such place.
    package static func answer(
        to request: SAMLSignOut,
        relay: String?,
        to provider: SAMLProvider,
        from service: ServiceProvider,
        at now: Timestamp
    ) throws(SignOnFault) -> String? {
        guard let address = provider.logout else { return nil }
        let response = """
            <samlp:LogoutResponse xmlns:samlp="\(SAMLNames.protocol)" xmlns:saml="\(SAMLNames.assertion)" \
            ID="\(newID())" Version="2.0" IssueInstant="\(Timestamp(seconds: now.seconds))" \
            Destination="\(escaped(address.text))" InResponseTo="\(escaped(request.id))">\
            <saml:Issuer>\(escaped(service.entityID))</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="\(SAMLNames.success)"/></samlp:Status></samlp:LogoutResponse>
            """
        return try self.address(address, response, as: "SAMLResponse", relay: relay, signedBy: service.key)
    }

    /// The message in the address, packed; the signature is over exactly the text that is sent.
    private static func address(
        _ url: HTTPURL,
        _ message: String,
        as name: String = "SAMLRequest",
        relay: String?,
        signedBy key: RSAPrivateKey?
    ) throws(SignOnFault) -> String {
        var query: Query = [name: Base64.encode(RawDeflate.pack(Array(message.utf8)))]
        query["RelayState"] = relay
        if let key {
            query["SigAlg"] = SAMLNames.rsaSHA256
            do {
                query["Signature"] = Base64.encode(try key.sign(Array(query.encoded.utf8)))
            } catch {
                throw .library(error.message)
            }
        }
        return url.text + (url.text.contains("?") ? "&" : "?") + query.encoded
    }
}

/// What the provider calls the person and the session, needed to end it there.
package struct SAMLSession: Sendable, Equatable {
    package let name: String
    package let nameFormat: String?
    package let index: String?

    package init(name: String, nameFormat: String?, index: String?) {
        self.name = name
        self.nameFormat = nameFormat
        self.index = index
    }
}
