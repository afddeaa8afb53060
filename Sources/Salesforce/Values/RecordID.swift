/// The id of a record: 15 letters and digits in which case matters, kept in a small value without a pointer.
///
/// Written out it has 18 characters, of which the last three keep it apart from others when somebody ignores case.
package struct RecordID: Hashable, Sendable {
    /// Six bits a character, in the order of ASCII: the first ten, and the other five.
    private let head: UInt64
    private let tail: UInt32

    private static let short = 15
    private static let long = 18

    /// Takes the short form and the long; nil for what is no id, or one whose last three letters are wrong.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let id = text.withUTF8({ RecordID(utf8: $0) }) else { return nil }
        self = id
    }

    /// Takes the bytes of the short form or the long.
    package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == RecordID.short || bytes.count == RecordID.long else { return nil }
        var head: UInt64 = 0
        var tail: UInt32 = 0
        for index in 0..<RecordID.short {
            guard let value = RecordID.value(of: bytes[index]) else { return nil }
            if index < 10 { head = head << 6 | UInt64(value) } else { tail = tail << 6 | UInt32(value) }
        }
        self.head = head
        self.tail = tail
        for index in RecordID.short..<bytes.count {
            let capital = (97...122).contains(bytes[index]) ? bytes[index] - 32 : bytes[index]
            guard capital == checksum(index - RecordID.short) else { return nil }
        }
    }

    /// The long form.
    package var text: String {
        String(unsafeUninitializedCapacity: RecordID.long) { buffer in
            for index in 0..<RecordID.short { buffer[index] = character(index) }
            for index in RecordID.short..<RecordID.long { buffer[index] = checksum(index - RecordID.short) }
            return RecordID.long
        }
    }

    /// The three characters that say of which object the record is.
    package var keyPrefix: String { String(text.prefix(3)) }

    private func character(_ index: Int) -> UInt8 {
        let value =
            index < 10 ? UInt8(head >> UInt64(6 * (9 - index)) & 63) : UInt8(tail >> UInt32(6 * (14 - index)) & 63)
        return value < 10 ? 48 + value : value < 36 ? 55 + value : 61 + value
    }

    /// A letter or digit that says which of five characters are capitals.
    private func checksum(_ block: Int) -> UInt8 {
        var bits: UInt8 = 0
        for place in 0..<5 where (65...90).contains(character(5 * block + place)) { bits |= 1 << UInt8(place) }
        return bits < 26 ? 65 + bits : 48 + bits - 26
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...90: byte - 55
        case 97...122: byte - 61
        default: nil
        }
    }
}

extension RecordID: Comparable {
    /// The order of their texts, in which Salesforce sorts them.
    package static func < (left: RecordID, right: RecordID) -> Bool {
        (left.head, left.tail) < (right.head, right.tail)
    }
}

extension RecordID: CustomStringConvertible, CustomReflectable {
    package var description: String { text }
    package var customMirror: Mirror { Mirror(self, children: ["text": text], displayStyle: .struct) }
}
