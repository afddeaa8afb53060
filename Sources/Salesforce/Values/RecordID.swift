/// The id of a record in its long form of 18 characters, which stays unique when somebody ignores case.
package struct RecordID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Takes the short form too and completes it; nil for what is no id, or one whose last three letters are wrong.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 15 || bytes.count == 18, bytes.allSatisfy(RecordID.isLetterOrDigit) else { return nil }
        let checksum = RecordID.checksum(bytes[..<15])
        if bytes.count == 18 {
            let given = bytes[15...].map { (97...122).contains($0) ? $0 - 32 : $0 }
            guard given == checksum else { return nil }
        }
        self.text = String(decoding: bytes[..<15] + checksum, as: UTF8.self)
    }

    package var description: String { text }

    /// The three characters that say of which object the record is.
    package var keyPrefix: Substring { text.prefix(3) }

    package static func < (left: RecordID, right: RecordID) -> Bool { left.text < right.text }

    /// A letter or digit for each five characters, which says which of them are capitals.
    private static func checksum(_ short: ArraySlice<UInt8>) -> [UInt8] {
        stride(from: 0, to: 15, by: 5).map { start in
            var bits = 0
            for (place, byte) in short[start..<(start + 5)].enumerated() where (65...90).contains(byte) {
                bits |= 1 << place
            }
            return UInt8(bits < 26 ? 65 + bits : 48 + bits - 26)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
