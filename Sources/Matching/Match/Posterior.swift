#if canImport(Glibc)
    import Glibc
#endif

/// How likely one of several candidates is, "none of them" included.
enum Posterior {
    /// The scores are bits against "none", so that each has two to its power as many chances as that.
    static func share(of score: Bits, among all: some Sequence<Bits>) -> Double {
        // The greatest first taken off, or the powers overflow.
        var top = max(score, .zero)
        for other in all where other > top { top = other }
        var sum = exp2(-top.value)
        for other in all { sum += exp2((other - top).value) }
        return exp2((score - top).value) / sum
    }
}
