package import HTTP

/// What a provider of OpenID Connect says of itself, as far as it is used here.
package struct Discovery: Sendable, Equatable {
    package let issuer: String
    package let authorization: HTTPURL
    package let token: HTTPURL
    package let keys: HTTPURL
    package let userInfo: HTTPURL?
    package let endSession: HTTPURL?
    /// Whether the answer at the browser's return always names the issuer (RFC 9207).
    package let namesIssuer: Bool
    /// Whether the secret goes into the form, where the provider takes it nowhere else.
    package let takesSecretInForm: Bool

    /// Where the document is.
    package static func address(ofIssuer issuer: String) throws(SignOnFault) -> HTTPURL {
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        guard !issuer.contains("?"), !issuer.contains("#") else { throw .badAddress(issuer) }
        return try EndpointAddress.read(base + "/.well-known/openid-configuration")
    }

    /// Reads the document that the issuer's address gave.
    package init(parsing body: [UInt8], ofIssuer issuer: String) throws(SignOnFault) {
        guard let document = JSONValue.object(body), let announced = document["issuer"]?.text else {
            throw .unreadableDiscovery
        }
        guard announced.utf8.elementsEqual(issuer.utf8) else { throw .otherIssuerAnnounced(announced) }
        self.issuer = announced
        func endpoint(_ name: String) throws(SignOnFault) -> HTTPURL? {
            guard let text = document[name]?.text else { return nil }
            do {
                return try EndpointAddress.read(text)
            } catch {
                throw .insecureEndpoint(name)
            }
        }
        func needed(_ name: String) throws(SignOnFault) -> HTTPURL {
            guard let url = try endpoint(name) else { throw .insecureEndpoint(name) }
            return url
        }
        func offers(_ name: String, _ value: String) -> Bool? {
            document[name]?.list.map { $0.contains(.text(value)) }
        }
        authorization = try needed("authorization_endpoint")
        token = try needed("token_endpoint")
        keys = try needed("jwks_uri")
        userInfo = try endpoint("userinfo_endpoint")
        endSession = try endpoint("end_session_endpoint")
        guard offers("response_types_supported", "code") ?? true else { throw .noCodeFlow }
        guard offers("code_challenge_methods_supported", "S256") ?? true else { throw .noProofKeys }
        namesIssuer = document["authorization_response_iss_parameter_supported"]?.flag ?? false
        takesSecretInForm =
            offers("token_endpoint_auth_methods_supported", "client_secret_basic") == false
            && offers("token_endpoint_auth_methods_supported", "client_secret_post") == true
    }
}
