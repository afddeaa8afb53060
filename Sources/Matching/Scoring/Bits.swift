#if canImport(Glibc)
    import Glibc
#endif

/// Evidence in hundredths of a bit: whole numbers, so that a sum is the same in any order.
package struct Bits: BitwiseCopyable, Sendable, Hashable, Comparable, AdditiveArithmetic {
    package var hundredths: Int32

    package static let zero = Bits(hundredths: 0)

    package init(hundredths: Int32) { self.hundredths = hundredths }

    /// To the nearest hundredth, halves away from zero: what a call of the library would find, without the call.
    @inline(__always)
    init(_ bits: Float) {
        let exact = bits * 100
        let whole = Int32(exact)
        let rest = exact - Float(whole)
        hundredths = rest >= 0.5 ? whole + 1 : rest <= -0.5 ? whole - 1 : whole
    }

    package var value: Double { Double(hundredths) / 100 }

    package static func < (one: Bits, other: Bits) -> Bool { one.hundredths < other.hundredths }
    package static func + (one: Bits, other: Bits) -> Bits { Bits(hundredths: one.hundredths &+ other.hundredths) }
    package static func - (one: Bits, other: Bits) -> Bits { Bits(hundredths: one.hundredths &- other.hundredths) }
}

/// How telling it is that two have something which so many of all have.
@inline(__always)
func rarity(_ count: Int, of all: Int) -> Float {
    log2f(Float(max(1, all)) / Float(max(1, count)))
}
