/// Lines of a mail's head. Whatever goes in, one field comes out: no text can begin another one.
enum MailHeader {
    /// A field that people read, such as the subject.
    static func line(_ name: String, text: String) -> String {
        let text = withoutControls(text)
        return folded(
            name + ":",
            needsEncoding(text) ? encodedWords(text) : text.split(separator: " ").map(String.init)
        )
    }

    /// A field of addresses, the names beside them encoded where they need it.
    static func line(_ name: String, addresses: [MailAddress]) -> String {
        let words = addresses.enumerated().flatMap { index, address in
            let end = index < addresses.count - 1 ? "," : ""
            guard let name = address.name.map(withoutControls), !name.isEmpty else { return [address.text + end] }
            let quoted = "\"" + quoted(name) + "\""
            // A line may be folded at a blank between the quotes too: it reads as that blank.
            let phrase = needsEncoding(quoted) ? encodedWords(name) : quoted.split(separator: " ").map(String.init)
            return phrase + ["<\(address.text)>" + end]
        }
        return folded(name + ":", words)
    }

    /// Breaks the line before a word that would pass column 76.
    private static func folded(_ start: String, _ words: [String]) -> String {
        var text = start
        var column = start.utf8.count
        for word in words {
            if column + 1 + word.utf8.count > 76, column > start.utf8.count {
                text += "\r\n"
                column = 0
            }
            text += " " + word
            column += 1 + word.utf8.count
        }
        return text
    }

    private static func needsEncoding(_ text: String) -> Bool {
        // A word that fills a line could not be folded, with the name of the field before it; encoded words can.
        text.contains("=?") || !text.utf8.allSatisfy { $0 < 0x80 }
            || text.split(separator: " ").contains { $0.utf8.count > 60 } || text.hasPrefix(" ") || text.hasSuffix(" ")
            || text.contains("  ")
    }

    /// The text as words of at most 60 characters, cut between characters: with the name of the field before it, a line
    /// with such a word may have 76 (RFC 2047).
    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            let escaped = scalar.utf8.flatMap(encoded)
            if bytes.count + escaped.count > 60 - "=?UTF-8?Q??=".utf8.count {
                words.append("=?UTF-8?Q?" + String(decoding: bytes, as: UTF8.self) + "?=")
                bytes = []
            }
            bytes += escaped
        }
        return words + ["=?UTF-8?Q?" + String(decoding: bytes, as: UTF8.self) + "?="]
    }

    /// Only letters and digits stand for themselves, which is right in a subject and in a name alike.
    private static func encoded(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: " "): [UInt8(ascii: "_")]
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            [byte]
        default: QuotedPrintable.escaped(byte)
        }
    }

    private static func quoted(_ text: String) -> String {
        String(text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] })
    }

    private static func withoutControls(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result.unicodeScalars.append(isControl || scalar.value == 0x2028 || scalar.value == 0x2029 ? " " : scalar)
        }
        return result
    }
}
