/// The id of a CRM record in its long form: 18 letters and digits of which the last three check the case of the others.
package struct CRMID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// Of the long form, or of the short one of 15, to which the check is added; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 15 || bytes.count == 18, bytes.allSatisfy(CRMID.isLetterOrDigit) else { return nil }
        let check = CRMID.check(of: bytes[..<15])
        if bytes.count == 18, Array(bytes[15...]) != check { return nil }
        self.text = String(decoding: bytes[..<15] + check, as: UTF8.self)
    }

    package var description: String { text }

    /// The three characters that say of which kind the record is.
    package var prefix: Substring { text.prefix(3) }

    package static func < (one: CRMID, other: CRMID) -> Bool { one.text < other.text }

    /// For each five characters one that tells which of them are capitals, the first being the lowest bit.
    private static func check(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        stride(from: 0, to: 15, by: 5).map { start in
            var bits = 0
            for place in 0..<5 where (0x41...0x5A).contains(bytes[start + place]) { bits |= 1 << place }
            return bits < 26 ? UInt8(0x41 + bits) : UInt8(0x30 + bits - 26)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
