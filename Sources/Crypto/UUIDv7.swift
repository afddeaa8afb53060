import Synchronization

/// Identifiers that sort by the time they were made (RFC 9562, version 7).
package enum UUIDv7 {
    /// A new identifier for this moment, in microseconds since 1970; within a process each is greater than the last.
    package static func make(at microseconds: Int64) -> String {
        text(of: clock.next(microseconds), random: Random.bytes(8))
    }

    private static let clock = Clock()

    /// Milliseconds in the upper 48 bits, 4096ths of a millisecond below: the field that makes the order.
    static func tick(_ microseconds: Int64) -> UInt64 {
        let moment = UInt64(max(0, microseconds))
        return (moment / 1000) << 12 | (moment % 1000) << 12 / 1000
    }

    static func text(of tick: UInt64, random: [UInt8]) -> String {
        var bytes: [UInt8] = []
        for shift in stride(from: 52, through: 12, by: -8) { bytes.append(UInt8(truncatingIfNeeded: tick >> shift)) }
        bytes.append(0x70 | UInt8(truncatingIfNeeded: tick >> 8) & 0x0F)
        bytes.append(UInt8(truncatingIfNeeded: tick))
        bytes.append(0x80 | random[0] & 0x3F)
        bytes.append(contentsOf: random[1...7])
        let digits = Hex.encode(bytes)
        var text = ""
        text.reserveCapacity(36)
        for (index, digit) in digits.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
            text.append(digit)
        }
        return text
    }

    final class Clock: Sendable {
        private let last = Mutex<UInt64>(0)

        /// The tick of this moment, or the one after the last when that is not later: a clock set back does not reorder.
        func next(_ microseconds: Int64) -> UInt64 {
            last.withLock { last in
                last = max(last + 1, UUIDv7.tick(microseconds))
                return last
            }
        }
    }
}
