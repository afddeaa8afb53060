import HTTP

extension Format where Value == String {
    /// Where a database is: a PostgreSQL URL, or the path of an SQLite file.
    static let database = Format(
        placeholder: "URL",
        expected: "postgres://USER@HOST/NAME or the path of an SQLite file",
        read: { text in
            guard !text.isEmpty, !text.contains("\0") else { return nil }
            let scheme = text.firstRange(of: "://").map { text[..<$0.lowerBound] }
            return scheme == nil || scheme == "postgres" || scheme == "postgresql" ? text : nil
        },
        shown: withoutPassword
    )

    /// An IP address, or a network as address and prefix length.
    static let network = Format(placeholder: "ADDRESS", expected: "an address such as 127.0.0.1 or 10.0.0.0/8") {
        text in
        // What reads it later decides, so that nothing that is accepted here is passed over there.
        AddressRange(text) == nil ? nil : text
    }

    static let email = Format(placeholder: "ADDRESS", expected: "an e-mail address such as loam@example.org") { text in
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0 != "<" && $0 != ">" }
        return isPlain && parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty ? text : nil
    }

    static let headerField = Format(placeholder: "NAME=VALUE", expected: "a header field such as x-team=loam") { text in
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
        let isToken = text[..<equals].allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
        }
        return isToken && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } ? text : nil
    }
}
