/// An address that mail can be sent to or from, with the name that people see beside it.
package struct MailAddress: Hashable, Sendable {
    package let mailbox: String
    package let domain: String
    package let name: String?

    /// Reads `anna@example.org`. Throws for what mail servers do not give out, with the reason.
    package init(_ text: String, name: String? = nil) throws(MailError) {
        guard let at = text.lastIndex(of: "@") else { throw MailError.address("has no @") }
        let mailbox = text[..<at]
        let domain = text[text.index(after: at)...]
        guard text.utf8.count <= 254, mailbox.utf8.count <= 64 else { throw MailError.address("is too long") }
        // A mailbox between quotes may hold anything; such addresses exist in specifications only.
        guard isDotted(mailbox, of: isMailboxByte) else {
            throw MailError.address(
                mailbox.utf8.contains { $0 >= 0x80 }
                    ? "has letters other than A to Z before the @, which few mail servers take"
                    : "is not written as mail servers write addresses before the @"
            )
        }
        guard isDomain(domain) else {
            throw MailError.address(
                domain.utf8.contains { $0 >= 0x80 }
                    ? "has letters other than A to Z after the @; write the domain in its ASCII form, which begins with xn--"
                    : "has no domain such as example.org after the @"
            )
        }
        self.mailbox = String(mailbox)
        self.domain = String(domain)
        self.name = name.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What the mail server is told.
    package var text: String { "\(mailbox)@\(domain)" }
}

private func isDotted(_ text: Substring, of isAllowed: (UInt8) -> Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy(isAllowed)
    }
}

private func isMailboxByte(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) }

private func isDomain(_ text: Substring) -> Bool {
    isDotted(text) { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        && text.split(separator: ".").allSatisfy { label in
            label.utf8.count <= 63 && label.first != "-" && label.last != "-"
        }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: false
    }
}
