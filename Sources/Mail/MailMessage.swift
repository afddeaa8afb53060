import Crypto
package import Telemetry

/// A mail as text, with the same as HTML beside it where there is some.
package struct MailMessage: Sendable {
    package var from: MailAddress
    package var to: [MailAddress]
    package var replyTo: MailAddress?
    package var subject: String
    package var text: String
    package var html: String?
    package var date: Timestamp
    /// The part before the `@` of the Message-ID. The same for every attempt, so that a mail that arrives twice is seen
    /// as one.
    package var id: String

    package init(
        from: MailAddress,
        to: [MailAddress],
        replyTo: MailAddress? = nil,
        subject: String,
        text: String,
        html: String? = nil,
        date: Timestamp,
        id: String = Random.token(bytes: 16)
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.date = date
        self.id = id
    }

    /// The message as it goes over the wire: lines that end in CR LF, all of it ASCII.
    package func rendered() -> String {
        var lines = [
            "Date: " + MailDate.text(of: date),
            MailHeader.line("From", addresses: [from]),
            MailHeader.line("To", addresses: to),
        ]
        if let replyTo { lines.append(MailHeader.line("Reply-To", addresses: [replyTo])) }
        lines += [
            MailHeader.line("Subject", text: subject),
            "Message-ID: <\(atom(id))@\(from.domain)>",
            // Asks those who are away not to answer.
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
        ]
        let plain = part("text/plain", text)
        guard let html else { return (lines + plain).joined(separator: "\r\n") }
        // `=_` cannot stand in quoted-printable, so the boundary cannot stand in a part.
        let boundary = "=_" + Hex.encode(Digest.sha256(id).prefix(12))
        lines.append("Content-Type: multipart/alternative; boundary=\"\(boundary)\"")
        lines += ["", "--" + boundary] + plain
        lines += ["--" + boundary] + part("text/html", html)
        lines += ["--" + boundary + "--", ""]
        return lines.joined(separator: "\r\n")
    }

    private func part(_ type: String, _ text: String) -> [String] {
        [
            "Content-Type: \(type); charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            QuotedPrintable.encode(text),
        ]
    }
}

/// What may stand in a Message-ID, whatever the caller made it from.
private func atom(_ text: String) -> String {
    String(
        decoding: text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                byte
            default: UInt8(ascii: "-")
            }
        },
        as: UTF8.self
    )
}
