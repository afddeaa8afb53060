import HTTP

/// Where callouts go, and what the token says that goes with them: the package's named and external credential in one.
package struct NamedCredential: Sendable, Codable, Equatable {
    package var endpoint = ""
    /// The claim `iss`; the org's id when empty.
    package var issuer = ""
    /// The claim `sub`: the username that the portal shows when the certificate is uploaded.
    package var username = ""
    /// The claim `aud`; the endpoint's origin when empty.
    package var audience = ""
    /// How long a token is good, in seconds.
    package var lifetime = 3600
    /// The name of the org's certificate whose key signs.
    package var certificate = "Loam_Enrich"
    /// How long an answer may take, in seconds.
    package var timeout = 120
    /// Lets callouts go to this machine and to networks that are not public, where Salesforce would never reach.
    package var allowsPrivateAddresses = false

    package init() {}

    var complaint: String? {
        if !endpoint.isEmpty {
            do {
                _ = try HTTPURL(endpoint)
            } catch {
                return error.message
            }
        }
        if !(1...3600).contains(lifetime) { return "A token is good for 1 to 3600 seconds." }
        if !(1...120).contains(timeout) { return "An answer may take 1 to 120 seconds." }
        if !OrgCertificate.isName(certificate) { return OrgCertificate.nameRule }
        return nil
    }
}
