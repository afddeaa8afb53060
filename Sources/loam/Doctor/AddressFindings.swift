/// The address that people type, and whether what they send there is protected on its way.
struct AddressFindings: Sendable {
    let configuration: Configuration

    var publicURL: Finding {
        let subject = "public URL"
        let isLocal = isLoopback(configuration.host)
        let speaksTLS = configuration.tlsCertificate != nil
        guard let url = configuration.publicURL else {
            guard !isLocal else { return .good(subject, "Loam listens on this machine only.") }
            return .warning(
                subject,
                "Loam listens on \(configuration.host), and public-url does not say which address people type.",
                remedy: "Set public-url, so that links in mails lead somewhere."
            )
        }
        if url.lowercased().hasPrefix("https://") {
            guard speaksTLS || !configuration.trustedProxies.isEmpty else {
                return .warning(
                    subject,
                    "It says https, but Loam speaks no TLS and trusts no proxy that does.",
                    remedy: "Set tls.certificate and tls.key, or name the proxy in trusted-proxies."
                )
            }
            return .good(subject, "\(url) is reached by TLS.")
        }
        if speaksTLS {
            return .broken(
                subject,
                "It says http, but Loam answers by TLS only, so its links lead nowhere.",
                remedy: "Begin public-url with https://"
            )
        }
        guard isLoopback(host(ofURL: url)) else {
            return .warning(
                subject,
                "\(url) is not protected: passwords and sessions travel in the clear.",
                remedy: "Use TLS: docs/operate/tls.md says how."
            )
        }
        return .good(subject, "\(url) stays on this machine.")
    }
}

/// Whether the name or address is that of this machine itself.
func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
}

/// The host of an absolute URL, without its port.
func host(ofURL url: String) -> String {
    guard let start = url.firstRange(of: "://")?.upperBound else { return "" }
    let authority = url[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let place = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    if place.hasPrefix("[") { return String(place.prefix { $0 != "]" }) + "]" }
    return String(place.prefix { $0 != ":" })
}
