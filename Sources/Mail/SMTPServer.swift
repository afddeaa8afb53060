package import Crypto

/// A mail server that takes our mails, and how to speak to it.
package struct SMTPServer: Sendable {
    package enum Security: Sendable {
        /// Changes to TLS when the server offers it.
        case whenOffered
        /// Changes to TLS before anything of the mail is said, or gives up.
        case required
        /// TLS from the first byte.
        case fromTheStart
    }

    package var host: String
    package var port: Int
    package var security: Security
    package var user: String?
    package var password: Secret?
    /// A file of certificates (PEM) to trust instead of the system's.
    package var certificateAuthorities: String?
    package var connectLimit: Duration = .seconds(15)
    /// For one mail, from the connection to the server's last word.
    package var totalLimit: Duration = .seconds(90)

    package init(
        host: String,
        port: Int,
        security: Security,
        user: String? = nil,
        password: Secret? = nil,
        certificateAuthorities: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.certificateAuthorities = certificateAuthorities
    }

    /// Reads `smtp://host:port` or `smtps://host:port`; nil for anything else.
    ///
    /// With a password TLS is required, so that it never crosses a network in the clear; a server on this machine is
    /// left to offer it.
    package init?(url: String, user: String? = nil, password: Secret? = nil) {
        let isSecure = url.hasPrefix("smtps://")
        guard isSecure || url.hasPrefix("smtp://") else { return nil }
        var authority = url.dropFirst(isSecure ? 8 : 7)
        if authority.hasSuffix("/") { authority.removeLast() }
        let bracket = authority.lastIndex(of: "]") ?? authority.startIndex
        let colon = authority[bracket...].firstIndex(of: ":")
        let host = String(authority[..<(colon ?? authority.endIndex)])
        let port = colon.map { Int(authority[authority.index(after: $0)...]) } ?? (isSecure ? 465 : 25)
        let isHost = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "["),
                UInt8(ascii: "]"), UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard !host.isEmpty, isHost, let port, (1...65535).contains(port) else { return nil }
        let isHere = ["localhost", "127.0.0.1", "[::1]"].contains(host.lowercased())
        let security: Security = isSecure ? .fromTheStart : password == nil || isHere ? .whenOffered : .required
        self.init(host: host, port: port, security: security, user: user, password: password)
    }
}
