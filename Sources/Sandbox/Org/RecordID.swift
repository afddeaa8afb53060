/// The ids of rows: a key prefix of three characters, a number, and three more that make it safe where case is lost.
enum RecordID {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    private static let checks = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".utf8)
    /// What stands between prefix and number, as the name of the instance does.
    private static let instance = Array("LM0".utf8)

    /// The id with this number; ids of greater numbers sort after it.
    static func make(prefix: String, number: Int64) -> String {
        String(unsafeUninitializedCapacity: 18) { bytes in
            var place = 0
            for byte in prefix.utf8.prefix(3) {
                bytes[place] = byte
                place += 1
            }
            for byte in instance {
                bytes[place] = byte
                place += 1
            }
            var rest = number
            for position in stride(from: 14, through: 6, by: -1) {
                bytes[position] = digits[Int(rest % 62)]
                rest /= 62
            }
            for block in 0..<3 {
                bytes[15 + block] = check(bytes[(block * 5)..<(block * 5 + 5)])
            }
            return 18
        }
    }

    /// The form of 18 characters; `nil` for what is no id.
    static func canonical(_ text: some StringProtocol) -> String? {
        var text = String(text)
        return text.withUTF8 { bytes in
            guard bytes.count == 15 || bytes.count == 18, bytes.allSatisfy(isAlphanumeric) else { return nil }
            return String(unsafeUninitializedCapacity: 18) { made in
                for position in 0..<15 { made[position] = bytes[position] }
                for block in 0..<3 {
                    made[15 + block] = check(bytes[(block * 5)..<(block * 5 + 5)])
                }
                return 18
            }
        }
    }

    /// Whether the text is an id, in either form.
    static func isID(_ text: some StringProtocol) -> Bool {
        let utf8 = text.utf8
        return (utf8.count == 15 || utf8.count == 18) && utf8.allSatisfy(isAlphanumeric)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    /// One character for five: which of them are capitals, the first as the lowest bit.
    private static func check(_ block: some Sequence<UInt8>) -> UInt8 {
        var bits = 0
        for (position, byte) in block.enumerated() where (65...90).contains(byte) { bits |= 1 << position }
        return checks[bits]
    }
}
