import Crypto
import Mail

extension Configuration {
    /// The mail server; nil when there is none.
    func mailServer() throws -> SMTPServer? {
        guard let url = self.smtpURL else { return nil }
        guard var server = SMTPServer(url: url, user: self.smtpUser, password: self.smtpPassword.map { Secret($0) })
        else {
            throw ConfigurationError(
                faults: [
                    .init(
                        place: "smtp.url (\(setting(of: Keys.declared.smtpURL.description).source.words))",
                        message: "expected smtp:// or smtps:// and a host, with a port or without"
                    )
                ]
            )
        }
        switch self.smtpTLS {
        case "required" where server.security == .whenOffered: server.security = .required
        case "preferred" where server.security == .required: server.security = .whenOffered
        default: break
        }
        server.certificateAuthorities = self.outgoingCA
        return server
    }
}
