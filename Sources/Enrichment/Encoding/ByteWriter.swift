/// Writes values as bytes, the same for the same values on every machine.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    mutating func write(_ byte: UInt8) { bytes.append(byte) }

    /// Seven bits a byte, the lowest first; small numbers of either sign are short.
    mutating func write(_ number: Int64) {
        var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ number: Int) { write(Int64(number)) }

    mutating func write(_ flag: Bool) { write(flag ? 1 as UInt8 : 0) }

    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            write(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    /// As its text is written.
    mutating func write(_ id: CRMID) {
        write(CRMID.length)
        for place in 0..<CRMID.length { bytes.append(id.byte(place)) }
    }

    /// The place of a case among all, so that a new one is added behind the others.
    mutating func write<Value: CaseIterable & Equatable>(_ value: Value) {
        var place = 0
        for one in Value.allCases {
            if one == value { break }
            place += 1
        }
        write(place)
    }

    mutating func write<Value>(optional value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    mutating func write<Value>(list values: [Value], _ body: (inout ByteWriter, Value) -> Void) {
        write(values.count)
        for value in values { body(&self, value) }
    }
}
