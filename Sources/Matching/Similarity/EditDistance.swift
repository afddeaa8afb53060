/// How many letters have to be put in, taken out, replaced or swapped with their neighbour to make one text of another.
package enum EditDistance {
    private static let longest = 64

    /// The distance in its restricted form (a swapped pair is not changed again), or `limit + 1` when it is more.
    ///
    /// Bit-parallel (Hyyrö 2003): one step for each byte of one text. Both are compared by their first 64 bytes; what
    /// follows counts as different in length only.
    package static func bounded(_ one: Span<UInt8>, _ other: Span<UInt8>, limit: Int) -> Int {
        let short = min(one.count, other.count)
        guard max(one.count, other.count) - short <= limit else { return limit + 1 }
        // What they begin and end with alike needs no change.
        var start = 0
        while start < short, one[start] == other[start] { start += 1 }
        var end = 0
        while end < short - start, one[one.count - 1 - end] == other[other.count - 1 - end] { end += 1 }
        let (first, second) = (one.extracting(start..<one.count - end), other.extracting(start..<other.count - end))
        let most = max(first.count, second.count)
        if most <= 1 { return most }
        if limit == 1 {
            // A swapped pair is all that is left of one change.
            let isPair = first.count == 2 && second.count == 2
            return isPair && first[0] == second[1] && first[1] == second[0] ? 1 : 2
        }
        return ofDifferent(first, second, limit: limit)
    }

    private static func ofDifferent(_ one: Span<UInt8>, _ other: Span<UInt8>, limit: Int) -> Int {
        let beyond = abs(one.count - other.count)
        let (pattern, text) = one.count <= other.count ? (one, other) : (other, one)
        let count = min(pattern.count, longest)
        guard count > 0 else { return text.count }
        // What lies behind the first bytes is not compared.
        if text.count <= longest, LetterSet(one).leastChanges(to: LetterSet(other)) > limit { return limit + 1 }
        let textCount = min(text.count, longest)
        let last = UInt64(1) << UInt64(count - 1)
        var positive = ~UInt64(0)
        var negative: UInt64 = 0
        var diagonal: UInt64 = 0
        var before: UInt64 = 0
        var distance = count
        for index in 0..<textCount {
            let equal = mask(of: text[index], in: pattern, count: count)
            let swap = ((~diagonal & equal) << 1) & before
            diagonal = (((equal & positive) &+ positive) ^ positive) | equal | negative | swap
            let up = negative | ~(diagonal | positive)
            let down = positive & diagonal
            if up & last != 0 { distance += 1 }
            if down & last != 0 { distance -= 1 }
            let shifted = up << 1 | 1
            positive = down << 1 | ~(diagonal | shifted)
            negative = shifted & diagonal
            before = equal
            // Each byte that is left can mend one at most.
            if distance - (textCount - index - 1) > limit { return limit + 1 }
        }
        // Of texts that were cut, the ends count by their lengths.
        if pattern.count > longest { distance = max(distance, beyond) } else { distance += text.count - textCount }
        return min(distance, limit + 1)
    }

    /// The places of a byte in the pattern; patterns are short words, so looking is quicker than a table of 256.
    @inline(__always)
    private static func mask(of byte: UInt8, in pattern: Span<UInt8>, count: Int) -> UInt64 {
        var mask: UInt64 = 0
        for index in 0..<count where pattern[index] == byte { mask |= 1 << UInt64(index) }
        return mask
    }
}
