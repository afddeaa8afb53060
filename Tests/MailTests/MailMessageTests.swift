import Foundation
import Crypto
import Mail
import Telemetry
import TestSupport
import Testing

struct MailMessageTests {
    private func message(_ subject: String = "Your run has finished", html: String? = nil) throws -> MailMessage {
        MailMessage(
            from: try MailAddress("loam@example.org", name: "Loam"),
            to: [try MailAddress("anna@example.com")],
            subject: subject,
            text: "12 records matched.\n",
            html: html,
            date: try #require(Timestamp(iso8601: "2026-03-08T05:00:00Z")),
            id: "run-1"
        )
    }

    private func golden(_ message: MailMessage, _ name: String) -> String? {
        Golden.difference(of: message.rendered().replacing("\r\n", with: "\n"), from: "mail/\(name).eml")
    }

    @Test("a mail of plain text")
    func plain() throws {
        #expect(golden(try message(), "plain") == nil)
    }

    @Test("a mail with an HTML form, names and a subject in many scripts, long lines and odd ones")
    func rich() throws {
        var mail = try message(
            "Für Änne: 会社の一覧は準備ができました – ваш список готов и ждёт вас в портале",
            html: "<!doctype html>\n<p style=\"color: #333\">Grüße, " + String(repeating: "lang ", count: 30) + "</p>\n"
        )
        mail.from = try MailAddress("loam@example.org", name: "Loam bei „Müller & Söhne“")
        mail.to = [
            try MailAddress("anna@example.com", name: "Anna \"die\" Müller, Vertrieb"),
            try MailAddress("bo.b+tag@xn--mnchen-3ya.example"), try MailAddress("li@example.cn", name: "李雷"),
        ]
        mail.replyTo = try MailAddress("desk@example.org", name: "Help, Desk")
        mail.text = "Grüße\r\na=b \t\n.\n..\nFrom here\n\(String(repeating: "ä", count: 60))\rende ohne Umbruch "
        #expect(golden(mail, "rich") == nil)
    }

    @Test("no text of ours can begin another field or end the head")
    func injection() throws {
        var mail = try message("Hi\r\nBcc: evil@example.net\r\n\r\nbody\u{2028}\u{85}x")
        mail.from = try MailAddress("loam@example.org", name: "A\r\nBcc: evil@example.net")
        mail.id = "x@y>\r\nBcc: evil@example.net"
        let head = try #require(mail.rendered().components(separatedBy: "\r\n\r\n").first)
        let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ]
        )
        #expect(throws: MailError.self) { try MailAddress("a@example.org\r\nBcc: evil@example.net") }
    }

    @Test("whatever the text, lines are ASCII, no longer than the standard allows, and end in CR LF")
    func lines() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<80 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...200, using: &random)).map { _ in
                        [" ", "\r", "\n", "\t", "=", "?", ".", "a", "ä", "漢", "😀", "\u{0}", "\u{7F}", "\""]
                            .randomElement(
                                using: &random
                            ) ?? "a"
                    }
                )
            )
            var mail = try message(text, html: text)
            mail.text = text
            mail.from = try MailAddress("loam@example.org", name: text)
            let bytes = Array(mail.rendered().utf8)
            #expect(bytes.allSatisfy { (0x20...0x7E).contains($0) || [9, 10, 13].contains($0) })
            #expect(bytes.indices.allSatisfy { bytes[$0] != 10 || $0 > 0 && bytes[$0 - 1] == 13 })
            #expect(bytes.indices.allSatisfy { bytes[$0] != 13 || $0 + 1 < bytes.count && bytes[$0 + 1] == 10 })
            #expect(bytes.split(separator: 10).allSatisfy { $0.count <= 79 })
        }
    }

    @Test("long names and words are folded too, and read back as they were")
    func folding() throws {
        let words = Array(repeating: "Bcc: someone.with.a.name", count: 5).joined(separator: " ")
        let quotes = Array(repeating: "\"", count: 50).joined()
        for text in [words, quotes, String(repeating: "x", count: 60), String(repeating: "x", count: 70)] {
            var mail = try message(text)
            mail.from = try MailAddress("loam@example.org", name: text)
            mail.replyTo = mail.from
            let head = try #require(mail.rendered().components(separatedBy: "\r\n\r\n").first)
            let lines = head.components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 78 })
            if text == words {
                #expect(head.replacing("\r\n ", with: " ").contains("From: \"\(words)\" <loam@example.org>"))
            }
        }
    }

    @Test(
        "addresses as people have them are taken",
        arguments: [
            "anna@example.com", "Anna.O'Neil+news@sub.example.co.uk", "a@b", "1@2.example",
            "x_y-z@xn--mnchen-3ya.example",
            "root@localhost",
        ]
    )
    func addresses(text: String) throws {
        #expect(try MailAddress(text).text == text)
    }

    @Test(
        "other addresses are refused, with a reason that does not repeat them",
        arguments: [
            ("", "no @"), ("anna", "no @"), ("@example.com", "before the @"), ("anna@", "no domain"),
            ("a b@example.com", "before the @"), ("a@b@example.com", "before the @"),
            (".a@example.com", "before the @"),
            ("a..b@example.com", "before the @"), ("\"a b\"@example.com", "before the @"),
            ("änne@example.com", "letters other than A to Z before the @"), ("anna@münchen.example", "xn--"),
            ("anna@-example.com", "no domain"), ("anna@example..com", "no domain"), ("anna@exa mple.com", "no domain"),
            ("anna@[127.0.0.1]", "no domain"), ("anna@example.com ", "no domain"),
            ("<anna@example.com>", "before the @"),
            (String(repeating: "a", count: 65) + "@example.com", "too long"),
            ("a@" + String(repeating: "b", count: 64) + ".com", "no domain"),
        ]
    )
    func refusedAddresses(text: String, reason: String) throws {
        let error = #expect(throws: MailError.self) { try MailAddress(text) }
        #expect(error?.code == .address)
        #expect(error?.isTemporary == false)
        #expect(error?.message.contains(reason) == true)
        #expect(error?.message.contains("anna") == false)
    }

    @Test("the address of a mail server says how it is spoken to")
    func servers() throws {
        let plain = try #require(SMTPServer(url: "smtp://mail.example.org"))
        #expect((plain.host, plain.port) == ("mail.example.org", 25))
        #expect(plain.security == .whenOffered)
        #expect(SMTPServer(url: "smtps://mail.example.org/")?.port == 465)
        #expect(SMTPServer(url: "smtps://mail.example.org:2465")?.security == .fromTheStart)
        #expect(SMTPServer(url: "smtp://[::1]:2525")?.host == "[::1]")
        #expect(SMTPServer(url: "smtp://mail.example.org:587", user: "u", password: Secret("p"))?.security == .required)
        #expect(SMTPServer(url: "smtp://localhost:587", user: "u", password: Secret("p"))?.security == .whenOffered)
        for url in [
            "mail.example.org", "http://a", "smtp://", "smtp://a:0", "smtp://a:x", "smtp://u:p@a", "smtp://a/b?c",
        ] {
            #expect(SMTPServer(url: url) == nil)
        }
    }
}
