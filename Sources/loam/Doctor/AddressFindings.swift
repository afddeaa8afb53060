/// The address that people type, and whether what they send there is protected on its way.
struct AddressFindings: Sendable {
    let configuration: Configuration

    var publicURL: Finding {
        let subject = "public URL"
        let isLocal = ["127.0.0.1", "::1", "localhost"].contains(configuration.host)
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
        let host = url.dropFirst("http://".count).prefix { $0 != "/" && $0 != ":" }
        guard ["127.0.0.1", "localhost"].contains(String(host)) else {
            return .warning(
                subject,
                "\(url) is not protected: passwords and sessions travel in the clear.",
                remedy: "Use TLS: docs/operate/tls.md says how."
            )
        }
        return .good(subject, "\(url) stays on this machine.")
    }
}
