import Crypto
@testable import Mail
import Telemetry

/// Mails, their addresses and the conversation with a mail server.
let mailTargets: [FuzzTarget] = [
    .text("mail-address") { text in
        guard let address = try? MailAddress(text) else { return }
        check(address.text == text, "an address is kept as it was written")
        check(
            text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E },
            "it fits between < and >"
        )
    },
    .text("mail-message") { text in
        let mail = MailMessage(
            from: try MailAddress("a@example.org", name: text),
            to: [try MailAddress("b@example.org", name: text)],
            subject: text,
            text: text,
            html: text,
            date: Timestamp(seconds: 0),
            id: "an id is ours"
        )
        let bytes = Array(mail.rendered().utf8)
        var names: [String] = []
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            check(line.count <= 79, "no line is longer than a mail server takes")
            check(line.allSatisfy { (0x20...0x7E).contains($0) || $0 == 9 || $0 == 13 }, "a mail is ASCII")
            if line.count <= 1 { break }
            if line.first != UInt8(ascii: " ") {
                names.append(String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self))
            }
        }
        let expected = [
            "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
        ]
        check(names == expected, "no text begins another field")
    },
    .text("quoted-printable") { text in
        let encoded = QuotedPrintable.encode(text)
        check(decoded(encoded) == text.replacingLineEnds, "what is encoded decodes to the same")
    },
    FuzzTarget("smtp-dialogue") { bytes in
        var dialogue = SMTPDialogue()
        for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
            line.withUnsafeBytes { line.first == 62 ? dialogue.said($0) : dialogue.heard($0) }
        }
        check(dialogue.reply.map { (-99...999).contains($0) } ?? true, "a reply has three digits")
    },
    .text("smtp-url") { text in
        guard let server = SMTPServer(url: text, user: "u", password: Secret("p")) else { return }
        check((1...65535).contains(server.port) && !server.host.contains("@"), "a server has a host and a port")
    },
]

/// Quoted-printable as RFC 2045 says to read it.
private func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "=") else {
            bytes.append(byte)
            continue
        }
        let pair = rest.prefix(2)
        rest = rest.dropFirst(2)
        if !pair.elementsEqual([13, 10]), let value = UInt8(String(decoding: pair, as: UTF8.self), radix: 16) {
            bytes.append(value)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

extension String {
    fileprivate var replacingLineEnds: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == 13 || byte == 10 else {
                bytes.append(byte)
                continue
            }
            if byte == 13, rest.first == 10 { rest.removeFirst() }
            bytes += [13, 10]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
