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

    /// What no identifier of this moment or later comes before.
    package static func earliest(at microseconds: Int64) -> String {
        text(of: tick(microseconds), random: [UInt8](repeating: 0, count: 8))
    }

    static func text(of tick: UInt64, random: [UInt8]) -> String {
        let first = (tick >> 12) << 16 | 0x7000 | tick & 0x0FFF
        let second = random.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return text(of: (first, second))
    }

    /// An identifier of whatever version as people write it.
    package static func text(of halves: (UInt64, UInt64)) -> String {
        String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for half in [halves.0, halves.1] {
                for shift in stride(from: 60, through: 0, by: -4) {
                    if place == 8 || place == 13 || place == 18 || place == 23 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    let digit = UInt8(truncatingIfNeeded: half >> UInt64(shift)) & 0x0F
                    text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                    place += 1
                }
            }
            return place
        }
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
