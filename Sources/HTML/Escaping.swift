extension [UInt8] {
    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// Appends the text so that it can stand in an element and in a quoted attribute alike.
    ///
    /// Characters that HTML does not allow, and those that turn the direction of the text around them, become U+FFFD.
    mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            var index = 0
            while index < utf8.count {
                if Self.isPlain(utf8[index]) {
                    index += 1
                    continue
                }
                let (replacement, length) = Self.replacement(in: utf8, at: index)
                if let replacement {
                    append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                    append(replacement)
                    start = index + length
                }
                index += length
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
    }

    /// Whether the byte stands for itself whatever follows it, as nearly all do.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        // All signs but quotes, ampersands and angles; `~` is the last.
        case 0x28...0x3B, 0x3D, 0x3F...0x7E, 0x20, 0x21, 0x23...0x25: true
        case 0xC3...0xE1, 0x80...0xC1, 0xE3...0xFF: true
        default: false
        }
    }

    /// What stands for the bytes at this place, if they cannot stand there themselves, and how many bytes that are.
    @inline(__always)
    private static func replacement(in utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (StaticString?, Int) {
        switch utf8[index] {
        case UInt8(ascii: "&"): ("&amp;", 1)
        case UInt8(ascii: "<"): ("&lt;", 1)
        case UInt8(ascii: ">"): ("&gt;", 1)
        case UInt8(ascii: "\""): ("&quot;", 1)
        case UInt8(ascii: "'"): ("&#39;", 1)
        case 0x09, 0x0A, 0x0D: (nil, 1)
        case 0x00..<0x20, 0x7F: ("\u{FFFD}", 1)
        // U+0080…U+009F
        case 0xC2 where utf8[index + 1] < 0xA0: ("\u{FFFD}", 2)
        // U+202A…U+202E and U+2066…U+2069
        case 0xE2
        where utf8[index + 1] == 0x80 && (0xAA...0xAE).contains(utf8[index + 2])
            || utf8[index + 1] == 0x81 && (0xA6...0xA9).contains(utf8[index + 2]):
            ("\u{FFFD}", 3)
        default: (nil, 1)
        }
    }
}
