/// The id of a CRM record in its long form: 18 letters and digits of which the last three check the case of the others.
package struct CRMID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// Of the long form, whose check may be written small, or of the short one of 15, to which the check is added; nil for
    /// anything else.
    package init?(_ text: String) {
        var text = text
        guard let lacking = text.withUTF8(CRMID.lacking) else { return nil }
        self.text =
            lacking == (0, 0, 0)
            ? text : text.prefix(15) + String(decoding: [lacking.0, lacking.1, lacking.2], as: UTF8.self)
    }

    /// The check that belongs to an id, zeros where it stands there so; nil for what is no id.
    private static func lacking(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt8, UInt8, UInt8)? {
        guard bytes.count == 15 || bytes.count == 18, bytes.allSatisfy(isLetterOrDigit) else { return nil }
        let check = (check(of: bytes, from: 0), check(of: bytes, from: 5), check(of: bytes, from: 10))
        guard bytes.count == 18 else { return check }
        let written = (bytes[15], bytes[16], bytes[17])
        if written == check { return (0, 0, 0) }
        return (capital(written.0), capital(written.1), capital(written.2)) == check ? check : nil
    }

    private static func capital(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte - 0x20 : byte }

    package var description: String { text }

    /// The three characters that say of which kind the record is.
    package var prefix: Substring { text.prefix(3) }

    package static func < (one: CRMID, other: CRMID) -> Bool { one.text < other.text }

    /// For each five characters one that tells which of them are capitals, the first being the lowest bit.
    private static func check(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
        var bits: UInt8 = 0
        for place in 0..<5 where (0x41...0x5A).contains(bytes[start + place]) { bits |= 1 << place }
        return bits < 26 ? 0x41 + bits : 0x30 + bits - 26
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
