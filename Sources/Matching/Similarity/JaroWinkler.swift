/// How alike two words are by the letters that they share in about the same place, 0…1; typing errors cost little, and less
/// towards the end.
package enum JaroWinkler {
    /// Longer texts are compared by their first bytes.
    private static let longest = 64

    /// Nothing is alike to a blank. Below the cutoff the answer is 0, found early where the lengths alone tell.
    package static func similarity(_ one: Span<UInt8>, _ other: Span<UInt8>, cutoff: Float = 0) -> Float {
        // Letters are taken greedily, so that the answer could hang on which text comes first.
        comesFirst(one, other) ? ordered(one, other, cutoff: cutoff) : ordered(other, one, cutoff: cutoff)
    }

    private static func comesFirst(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return one.count < other.count }
        for index in one.indices where one[index] != other[index] { return one[index] < other[index] }
        return true
    }

    private static func ordered(_ one: Span<UInt8>, _ other: Span<UInt8>, cutoff: Float) -> Float {
        let (oneCount, otherCount) = (min(one.count, longest), min(other.count, longest))
        guard oneCount > 0, otherCount > 0 else { return 0 }
        let (short, long) = oneCount <= otherCount ? (oneCount, otherCount) : (otherCount, oneCount)
        // The best that these lengths allow.
        let best = (2 + Float(short) / Float(long)) / 3
        guard best + 0.4 * (1 - best) >= cutoff else { return 0 }

        let window = max(0, long / 2 - 1)
        var taken: UInt64 = 0
        var matched: UInt64 = 0
        var matches = 0
        for index in 0..<oneCount {
            let byte = one[index]
            let low = max(0, index - window)
            let high = min(otherCount - 1, index + window)
            guard low <= high else { continue }
            for candidate in low...high where taken & 1 << UInt64(candidate) == 0 && other[candidate] == byte {
                taken |= 1 << UInt64(candidate)
                matched |= 1 << UInt64(index)
                matches += 1
                break
            }
        }
        guard matches > 0 else { return 0 }
        var swapped = 0
        while matched != 0 {
            if one[matched.trailingZeroBitCount] != other[taken.trailingZeroBitCount] { swapped += 1 }
            matched &= matched - 1
            taken &= taken - 1
        }
        let shared = Float(matches)
        let jaro = (shared / Float(oneCount) + shared / Float(otherCount) + (shared - Float(swapped / 2)) / shared) / 3
        var prefix = 0
        while prefix < min(4, short), one[prefix] == other[prefix] { prefix += 1 }
        let similarity = jaro > 0.7 ? jaro + 0.1 * Float(prefix) * (1 - jaro) : jaro
        return similarity >= cutoff ? similarity : 0
    }
}
