/// Text as lines of at most 76 printable ASCII characters (RFC 2045, section 6.7).
enum QuotedPrintable {
    static func encode(_ text: String) -> String {
        var encoder = Encoder()
        var bytes = text.utf8[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case cr, lf:
                if byte == cr, bytes.first == lf { bytes.removeFirst() }
                encoder.endLine()
            // A blank at the end of a line would be lost on the way.
            case UInt8(ascii: " "), tab: encoder.add(byte, isPlain: bytes.first.map { $0 != cr && $0 != lf } ?? false)
            default: encoder.add(byte, isPlain: (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "="))
            }
        }
        return String(decoding: encoder.output, as: UTF8.self)
    }

    private struct Encoder {
        var output: [UInt8] = []
        var column = 0

        mutating func add(_ byte: UInt8, isPlain: Bool) {
            let width = isPlain ? 1 : 3
            // The last column is kept for the sign that the line goes on.
            if column + width > 75 {
                output += [UInt8(ascii: "="), cr, lf]
                column = 0
            }
            if isPlain { output.append(byte) } else { output += escaped(byte) }
            column += width
        }

        mutating func endLine() {
            output += [cr, lf]
            column = 0
        }
    }

    /// `=E4`
    static func escaped(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}

private let digits = Array("0123456789ABCDEF".utf8)
private let cr: UInt8 = 13
private let lf: UInt8 = 10
private let tab: UInt8 = 9
