import Capabilities
import Crypto
import Mail

extension Configuration {
    /// Where the outbox's mails go; nil when there is no mail server.
    func mailDelivery() throws -> MailDelivery.Server? {
        guard let server = try mailServer(), let from = self.smtpFrom else { return nil }
        let sender = MailSender(server)
        return MailDelivery.Server(from: try MailAddress(from)) { message in try await sender.send(message) }
    }

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
