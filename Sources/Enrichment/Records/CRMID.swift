/// The id of a CRM record in its long form: 18 letters and digits of which the last three check the case of the others. It is
/// kept in a small value without a pointer, as runs hold millions.
package struct CRMID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The characters in their order, each number beginning with its highest byte.
    private let head: UInt64
    private let middle: UInt64
    private let tail: UInt16

    package static let length = 18

    /// Of the long form, whose check may be written small, or of the short one of 15, to which the check is added; nil for
    /// anything else.
    package init?(_ text: String) {
        var text = text
        guard let id = text.withUTF8({ CRMID(utf8: $0) }) else { return nil }
        self = id
    }

    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 15 || bytes.count == CRMID.length, bytes.allSatisfy(CRMID.isLetterOrDigit) else {
            return nil
        }
        let check = (CRMID.check(of: bytes, from: 0), CRMID.check(of: bytes, from: 5), CRMID.check(of: bytes, from: 10))
        if bytes.count == CRMID.length {
            let written = (CRMID.capital(bytes[15]), CRMID.capital(bytes[16]), CRMID.capital(bytes[17]))
            guard written == check else { return nil }
        }
        head = CRMID.number(of: bytes, 0..<8)
        middle = CRMID.number(of: bytes, 8..<15) << 8 | UInt64(check.0)
        tail = UInt16(check.1) << 8 | UInt16(check.2)
    }

    private static func number(of bytes: UnsafeBufferPointer<UInt8>, _ places: Range<Int>) -> UInt64 {
        var number: UInt64 = 0
        for place in places { number = number << 8 | UInt64(bytes[place]) }
        return number
    }

    package var text: String {
        String(unsafeUninitializedCapacity: CRMID.length) { buffer in
            for place in 0..<CRMID.length { buffer[place] = byte(place) }
            return CRMID.length
        }
    }

    /// A character of the text.
    package func byte(_ place: Int) -> UInt8 {
        switch place {
        case 0..<8: UInt8(truncatingIfNeeded: head >> UInt64(8 * (7 - place)))
        case 8..<16: UInt8(truncatingIfNeeded: middle >> UInt64(8 * (15 - place)))
        default: UInt8(truncatingIfNeeded: tail >> UInt16(8 * (17 - place)))
        }
    }

    package var description: String { text }

    /// The three characters that say of which kind the record is.
    package var prefix: String { String(text.prefix(3)) }

    package static func < (one: CRMID, other: CRMID) -> Bool {
        (one.head, one.middle, one.tail) < (other.head, other.middle, other.tail)
    }

    private static func capital(_ byte: UInt8) -> UInt8 { (0x61...0x7A).contains(byte) ? byte - 0x20 : byte }

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
