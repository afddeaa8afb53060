import Database

/// An e-mail address in the form in which we compare it: without spaces around it, in lower case.
package struct EmailAddress: RawRepresentable, Hashable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
    package let rawValue: String

    /// Nil for what cannot be an address.
    package init?(rawValue: String) {
        let isBare = rawValue.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        let trimmed = isBare ? rawValue[...] : EmailAddress.trimmed(rawValue)
        // Some letters beyond ASCII become ASCII in lower case, and would make one person of two.
        guard trimmed.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = trimmed.lowercased()
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let mailbox = text.utf8[..<at]
        let domain = text.utf8[text.utf8.index(after: at)...]
        guard text.utf8.count <= 254, (1...64).contains(mailbox.count), EmailAddress.isMailbox(mailbox),
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

    private static func isMailbox(_ bytes: Substring.UTF8View) -> Bool {
        let dot = UInt8(ascii: ".")
        // What mail servers give out; quoted mailboxes, which may hold anything, exist in specifications only.
        return bytes.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }
            && bytes.first != dot && bytes.last != dot
            && !zip(bytes, bytes.dropFirst()).contains { $0 == dot && $1 == dot }
    }

    /// A domain with other letters is written in its ASCII form, which begins with `xn--`.
    private static func isDomain(_ bytes: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
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
