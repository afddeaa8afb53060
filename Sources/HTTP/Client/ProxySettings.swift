/// Through which proxy a request goes, if any.
package struct ProxySettings: Sendable, CustomStringConvertible {
    private let forHTTP: String?
    private let forHTTPS: String?
    private let direct: [String]

    package static let none = ProxySettings(environment: [:])

    /// Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, the upper-case names too.
    ///
    /// `HTTP_PROXY` in upper case is left out, as everywhere: a CGI program gets it from a request's `Proxy` field.
    package init(environment: [String: String]) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let forAll = value("all_proxy", "ALL_PROXY")
        forHTTP = value("http_proxy") ?? forAll
        forHTTPS = value("https_proxy", "HTTPS_PROXY") ?? forAll
        direct = (value("no_proxy", "NO_PROXY") ?? "").split { $0 == "," || $0 == " " }.map { entry in
            let entry = entry.lowercased()
            return entry.hasPrefix(".") ? String(entry.dropFirst()) : entry
        }
    }

    /// The proxy's address, which may hold a password; nil for a direct call.
    package func proxy(for url: HTTPURL) -> String? {
        let isDirect = direct.contains { entry in
            entry == "*" || url.host == entry || url.host.hasSuffix("." + entry)
                || "\(url.host):\(url.port)" == entry || url.host == "[\(entry)]"
        }
        return isDirect ? nil : url.scheme == "https" ? forHTTPS : forHTTP
    }

    /// Without the addresses, which may hold a password.
    package var description: String { forHTTP == nil && forHTTPS == nil ? "no proxy" : "a proxy" }
}
