import Crypto
import Mail
import Telemetry
import TestSupport
import Testing

/// Mails through a real SMTP conversation.
struct MailSenderTests {
    private let server: MailServer

    init() throws { server = try MailServer.shared.get() }

    private func message(to mailboxes: String..., text: String = "Hello") throws -> MailMessage {
        MailMessage(
            from: try MailAddress("loam@example.org", name: "Loam"),
            to: try mailboxes.map { try MailAddress($0 + "@example.com") },
            subject: "Subject",
            text: text,
            date: Timestamp(seconds: 1_772_946_000)
        )
    }

    /// The error of sending, which never holds an address or what the server said.
    private func error(_ message: MailMessage, by server: SMTPServer) async -> MailError? {
        let error = await #expect(throws: MailError.self) { try await MailSender(server).send(message) }
        #expect(error?.message.contains("@") == false)
        #expect(error?.message.contains("hunter2") == false)
        return error
    }

    @Test("a mail arrives as it was written, by the reading of others")
    func arrives() async throws {
        var mail = try message(to: "anna", "bob", text: "Grüße\n.\n..zwei\nFrom x \n\nende\n")
        mail.subject = "Für Änne: " + String(repeating: "会社 ", count: 30) + "ok"
        mail.html = "<p>Grüße</p>"
        mail.to[0] = try MailAddress("anna@example.com", name: "Müller, Änne")
        let metrics = Metrics()
        try await Metrics.$current.withValue(metrics) { try await MailSender(server.settings(.plain)).send(mail) }
        let mails = try server.mails(mail.id)
        try #require(mails.count == 1)
        #expect(mails[0].sender == "loam@example.org")
        #expect(mails[0].recipients == ["anna@example.com", "bob@example.com"])
        #expect(mails[0].from == [["Loam", "loam@example.org"]])
        #expect(mails[0].to == [["Müller, Änne", "anna@example.com"], ["", "bob@example.com"]])
        #expect(mails[0].subject == mail.subject)
        #expect(mails[0].id == "<\(mail.id)@example.org>")
        #expect(mails[0].text.replacing("\r\n", with: "\n") == mail.text)
        #expect(mails[0].html?.hasPrefix("<p>Grüße</p>") == true)
        #expect(mails[0].defects == [])
        #expect(metrics.prometheus().contains("loam_mails_total{outcome=\"sent\"} 1\n"))
    }

    @Test("TLS is used when offered, when required and from the start")
    func tls() async throws {
        for (mode, security) in [
            (MailServer.Mode.starttls, SMTPServer.Security.whenOffered), (.starttls, .required),
            (.implicit, .fromTheStart),
        ] {
            let mail = try message(to: "anna")
            try await MailSender(server.settings(mode, security)).send(mail)
            #expect(try server.mails(mail.id).map(\.secure) == [true])
        }
    }

    @Test("a server without TLS gets nothing when TLS is required, the password least of all")
    func withoutTLS() async throws {
        var settings = server.settings(.login, .required)
        settings.user = "loam"
        settings.password = Secret("hunter2")
        let mail = try message(to: "anna")
        let error = await error(mail, by: settings)
        #expect(error?.code == .tls)
        #expect(error?.isTemporary == true)
        #expect(try server.mails(mail.id).isEmpty)
    }

    @Test("a certificate that is not trusted is refused")
    func untrusted() async throws {
        var settings = server.settings(.starttls, .required)
        settings.certificateAuthorities = nil
        #expect(await error(try message(to: "anna"), by: settings)?.code == .tls)
    }

    @Test("the sign-in is used, and a refused one is told apart")
    func signIn() async throws {
        var settings = server.settings(.starttlsAndLogin, .required)
        settings.user = "loam"
        settings.password = Secret("right")
        let mail = try message(to: "anna")
        try await MailSender(settings).send(mail)
        #expect(try server.mails(mail.id).map(\.user) == ["loam"])

        settings.password = Secret("hunter2")
        let wrong = await error(try message(to: "anna"), by: settings)
        #expect(wrong?.code == .authentication)
        // The settings can be mended, so the mail is not given up.
        #expect(wrong?.isTemporary == true)

        settings.user = nil
        let missing = await error(try message(to: "anna"), by: settings)
        #expect(missing?.code == .authentication)
        #expect(missing?.reply == 530)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let mailbox: String
        var sender = "loam"
        var text = "Hello"
        let code: MailError.Code
        let isTemporary: Bool
        let reply: Int?
        let enhanced: String?

        var testDescription: String { "\(mailbox) from \(sender): \(text)" }
    }

    @Test(
        "a refusal says what was refused and whether it may pass",
        arguments: [
            Refusal(mailbox: "grey", code: .recipient, isTemporary: true, reply: 451, enhanced: "4.7.1"),
            Refusal(mailbox: "gone", code: .recipient, isTemporary: false, reply: 550, enhanced: "5.1.1"),
            Refusal(mailbox: "full", code: .recipient, isTemporary: true, reply: 452, enhanced: "4.2.2"),
            Refusal(mailbox: "bye", code: .connection, isTemporary: true, reply: 421, enhanced: "4.3.0"),
            Refusal(
                mailbox: "anna",
                sender: "banned",
                code: .sender,
                isTemporary: false,
                reply: 553,
                enhanced: "5.7.1"
            ),
            Refusal(mailbox: "anna", sender: "slow", code: .sender, isTemporary: true, reply: 451, enhanced: "4.7.1"),
            Refusal(mailbox: "anna", text: "REFUSE", code: .message, isTemporary: false, reply: 554, enhanced: "5.6.0"),
            Refusal(mailbox: "anna", text: "LATER", code: .message, isTemporary: true, reply: 451, enhanced: "4.3.0"),
        ]
    )
    func refusals(_ refusal: Refusal) async throws {
        var mail = try message(to: refusal.mailbox, text: refusal.text)
        mail.from = try MailAddress(refusal.sender + "@example.org")
        let error = await error(mail, by: server.settings(.plain))
        #expect(error?.code == refusal.code)
        #expect(error?.isTemporary == refusal.isTemporary)
        #expect(error?.reply == refusal.reply)
        #expect(error?.enhancedReply == refusal.enhanced)
        #expect(try server.mails(mail.id).isEmpty)
    }

    @Test("a server that is full, closed to us, gone or no mail server puts the mail off")
    func unwilling() async throws {
        let full = await error(try message(to: "anna"), by: server.settings(.full))
        #expect(full?.code == .connection)
        #expect(full?.isTemporary == true)
        let closed = await error(try message(to: "anna"), by: server.settings(.closed))
        #expect(closed?.code == .connection)
        #expect(closed?.isTemporary == true)
        let nonsense = await error(try message(to: "anna"), by: server.settings(.nonsense))
        #expect(nonsense?.code == .protocol)
        let stopped = try ScriptedServer { _ in }
        stopped.stop()
        let gone = SMTPServer(host: "127.0.0.1", port: stopped.port, security: .whenOffered)
        #expect(await error(try message(to: "anna"), by: gone)?.code == .connection)
        let unknown = SMTPServer(host: "loam-test.invalid", port: 25, security: .whenOffered)
        #expect(await error(try message(to: "anna"), by: unknown)?.code == .connection)
    }

    @Test("a connection that ends before the server's word puts the mail off", arguments: ["drop", "anna"])
    func dropped(mailbox: String) async throws {
        let error = await error(try message(to: mailbox, text: "DROP"), by: server.settings(.plain))
        #expect(error?.code == .connection)
        #expect(error?.isTemporary == true)
    }

    @Test("a server that falls silent is given up")
    func hang() async throws {
        var settings = server.settings(.plain)
        settings.totalLimit = .milliseconds(300)
        let error = await error(try message(to: "hang"), by: settings)
        #expect(error?.code == .timeout)
        #expect(error?.isTemporary == true)
    }

    @Test("a mail to nobody is refused before anything is said")
    func nobody() async throws {
        let error = await error(try message(), by: SMTPServer(host: "localhost", port: 1, security: .required))
        #expect(error?.code == .recipient)
    }

    @Test("a task that is cancelled does not wait for the server")
    func cancelled() async throws {
        let (begins, began) = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedServer { connection in
            connection.write("220 test\r\n")
            _ = connection.readLine()
            began.yield()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let mail = try message(to: "anna")
        let sender = MailSender(SMTPServer(host: "127.0.0.1", port: server.port, security: .whenOffered))
        let task = Task { try await sender.send(mail) }
        _ = await begins.first { true }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
