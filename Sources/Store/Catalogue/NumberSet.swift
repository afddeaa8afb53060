/// A set of row numbers, a bit for each: small enough to be kept with the position of a load.
package struct NumberSet: Sendable, Equatable {
    private var bytes: [UInt8]

    package init(bytes: [UInt8] = []) { self.bytes = bytes }

    /// As it is stored.
    package var stored: [UInt8] { bytes }

    package func contains(_ number: Int64) -> Bool {
        let index = Int(number >> 3)
        return index < bytes.count && bytes[index] & (1 << UInt8(number & 7)) != 0
    }

    /// Adds the number, and tells whether it was new.
    @discardableResult
    package mutating func insert(_ number: Int64) -> Bool {
        let index = Int(number >> 3)
        if index >= bytes.count {
            bytes.append(contentsOf: repeatElement(0, count: max(index + 1, bytes.count * 2) - bytes.count))
        }
        let bit: UInt8 = 1 << UInt8(number & 7)
        defer { bytes[index] |= bit }
        return bytes[index] & bit == 0
    }
}

extension NumberSet {
    package func union(_ other: NumberSet) -> NumberSet {
        var union = bytes.count >= other.bytes.count ? self : other
        let shorter = bytes.count >= other.bytes.count ? other : self
        for index in shorter.bytes.indices { union.bytes[index] |= shorter.bytes[index] }
        return union
    }
}
