/// Which letters a text has, a bit for each; bytes that are no small letters of ASCII may share one.
struct LetterSet: BitwiseCopyable {
    var bits: UInt32

    @inline(__always)
    init(_ text: Span<UInt8>) {
        bits = 0
        for index in text.indices { bits |= 1 &<< UInt32(text[index]) }
    }

    init(bits: UInt32) { self.bits = bits }

    /// No more than the distance of the two texts: each change brings one letter at most that the other text has nowhere, and
    /// takes one away.
    @inline(__always)
    func leastChanges(to other: LetterSet) -> Int {
        max((bits & ~other.bits).nonzeroBitCount, (other.bits & ~bits).nonzeroBitCount)
    }

    /// Whether one of the two texts has no letter that the other lacks, as where one is short for the other.
    @inline(__always)
    func isPartOrWhole(of other: LetterSet) -> Bool { bits & ~other.bits == 0 || other.bits & ~bits == 0 }
}
