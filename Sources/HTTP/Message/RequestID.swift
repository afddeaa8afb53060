import Synchronization

/// The name of one request, in its log lines, in its answer and in a report that somebody sends us.
package struct RequestID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// Takes over the name that a proxy gave; fails for anything but 1 to 64 letters, digits, dots, dashes, underscores.
    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count),
            text.utf8.allSatisfy({
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            })
        else { return nil }
        self.text = text
    }

    /// A new name: unique in this process, and very likely among all processes. Not a secret.
    package static func make() -> RequestID {
        let number = RequestID.counter.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        // The finaliser of SplitMix64: one-to-one, so that distinct counts stay distinct.
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return RequestID(number: mixed ^ (mixed >> 31))
    }

    /// Thirteen characters: short enough for Swift to keep them inside the string, without an allocation.
    private init(number: UInt64) {
        text = String(unsafeUninitializedCapacity: 13) { buffer in
            var rest = number
            for index in 0..<13 {
                buffer[index] = RequestID.digit(UInt8(rest & 31))
                rest >>= 5
            }
            return 13
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static let counter = Atomic<UInt64>(.random(in: 0...UInt64.max))

    package var description: String { text }
}
