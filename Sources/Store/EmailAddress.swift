import Database

/// An e-mail address in the form in which we compare it: without spaces around it, in lower case.
package struct EmailAddress: RawRepresentable, Hashable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
    package let rawValue: String

    /// Nil for what cannot be an address.
    package init?(rawValue: String) {
        let trimmed = EmailAddress.trimmed(rawValue)
        // Some letters beyond ASCII become ASCII in lower case, and would make one person of two.
        guard trimmed.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = trimmed.lowercased()
        guard let at = text.lastIndex(of: "@") else { return nil }
        let mailbox = text[..<at]
        let domain = text[text.index(after: at)...]
        guard text.utf8.count <= 254, (1...64).contains(mailbox.utf8.count), EmailAddress.isMailbox(mailbox),
            EmailAddress.isDomain(domain)
        else { return nil }
        self.rawValue = text
    }

    /// The part before the `@`.
    package var mailbox: Substring {
        rawValue[..<(rawValue.lastIndex(of: "@") ?? rawValue.endIndex)]
    }

    /// The part behind the `@`.
    package var domain: String {
        String(rawValue[rawValue.index(rawValue.lastIndex(of: "@") ?? rawValue.startIndex, offsetBy: 1)...])
    }

    private static func isMailbox(_ text: Substring) -> Bool {
        // What mail servers give out; quoted mailboxes, which may hold anything, exist in specifications only.
        text.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
            && text.first != "." && text.last != "." && !text.contains("..")
    }

    /// A domain with other letters is written in its ASCII form, which begins with `xn--`.
    private static func isDomain(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    private static func trimmed(_ text: String) -> Substring {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}

extension EmailAddress {
    /// Stands for the address of somebody who has none; by RFC 2606 no mail goes there.
    package static func none(for id: ID<User>) -> EmailAddress {
        EmailAddress(standIn: "\(id.rawValue)@no-address.invalid")
    }

    package var isStandIn: Bool { rawValue.hasSuffix(".invalid") }

    private init(standIn text: String) { rawValue = text }
}
