import Database

/// An e-mail address in the form in which we compare it: without spaces around it, in lower case.
package struct EmailAddress: RawRepresentable, Hashable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
    package let rawValue: String

    /// Nil for what cannot be an address.
    package init?(rawValue: String) {
        let text = EmailAddress.trimmed(rawValue).lowercased()
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

    private static func isMailbox(_ text: Substring) -> Bool {
        // What mail servers give out; quoted mailboxes, which may hold anything, exist in specifications only.
        text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil
                || "!#$%&'*+-/=?^_`{|}~.".unicodeScalars.contains($0)
        } && text.first != "." && text.last != "." && !text.contains("..")
    }

    private static func isDomain(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.unicodeScalars.allSatisfy {
                    $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
        }
    }

    private static func trimmed(_ text: String) -> Substring {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
