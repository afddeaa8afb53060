/// A land by its two letters in ISO 3166-1, in two bytes; `none` when it is not known.
package struct Country: BitwiseCopyable, Sendable, Hashable, CustomStringConvertible {
    package let packed: UInt16

    package static let none = Country(packed: 0)

    package init(packed: UInt16) { self.packed = packed }

    /// Of two ASCII letters in either case; none for anything else.
    package init(_ code: String) {
        let bytes = Array(code.utf8)
        self = bytes.count == 2 ? Country(bytes[0], bytes[1]) : .none
    }

    init(_ first: UInt8, _ second: UInt8) {
        let (first, second) = (first & 0xDF, second & 0xDF)
        let isCode = (0x41...0x5A).contains(first) && (0x41...0x5A).contains(second)
        packed = isCode ? UInt16(first) << 8 | UInt16(second) : 0
    }

    /// For tables with a place for each two letters.
    static let count = 26 * 26
    var index: Int { packed == 0 ? 0 : (Int(packed >> 8) - 0x41) * 26 + Int(packed & 0xFF) - 0x41 }

    package var description: String {
        guard packed != 0 else { return "" }
        return String(decoding: [UInt8(packed >> 8), UInt8(packed & 0xFF)], as: UTF8.self)
    }
}
