/// Chance that comes out the same each time: a stream of numbers from a seed and a few more numbers.
///
/// Each row has dice of its own, made from the plan's seed, what the row is and its number. So any row can be thrown
/// again, for a duplicate of it or a reference to it, without keeping it.
struct SeedDice {
    private var state: UInt64

    init(_ seed: UInt64, _ stream: UInt64, _ index: Int) {
        state = SeedDice.mixed(
            seed &+ SeedDice.mixed(stream &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: Int64(index)))
        )
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SeedDice.mixed(state)
    }

    /// A number from zero up to, but not, the bound.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// Small numbers far more often than large ones.
    mutating func skewed(_ bound: Int) -> Int { min(below(bound), below(bound)) }

    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
