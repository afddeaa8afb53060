package import HTTP

/// An address of an identity provider: https, or http on this machine only.
package enum EndpointAddress {
    package static func read(_ text: String) throws(SignOnFault) -> HTTPURL {
        guard let url = try? HTTPURL(text) else { throw .badAddress(text) }
        let isHere = ["localhost", "127.0.0.1", "[::1]"].contains(url.host)
        guard url.scheme == "https" || isHere else { throw .badAddress(text) }
        return url
    }
}
