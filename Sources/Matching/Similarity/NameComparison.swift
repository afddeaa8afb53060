/// Compares two names where they lie, in a workspace or in a file: each by its text, the words in it, and their weights.
/// ```
/// NameComparison.compare(mine.text.span, mine.tokens.span, myWeights.span, theirText, theirTokens, theirWeights)
/// ```
package enum NameComparison {
    /// What two names have in common, each part for a level of its own.
    package struct Result: Sendable, Equatable {
        /// The weight that both share by that of all, 0…1: equal words whole, alike words by how alike they are.
        package var overlap: Float = 0
        /// The same, over the lighter name: 1 when it is contained in the heavier.
        package var containment: Float = 0
        /// The heaviest word that only one of them has, as a part of its name's weight.
        package var missing: Float = 0
        /// Both have numbers, and other ones: *Unit 4* is not *Unit 5*.
        package var numbersDiffer = false
        /// All words are shared, in another order.
        package var isSwapped = false
    }

    private static let mostWords = 24
    /// Names of which more words are misspelled than this are not taken for one another's.
    private static let mostAlike = 4

    /// Compares word by word with weights such as the rarity of each; blank names share nothing.
    package static func compare(
        _ text: Span<UInt8>,
        _ tokens: Span<NameToken>,
        _ weights: Span<Float>,
        _ otherText: Span<UInt8>,
        _ otherTokens: Span<NameToken>,
        _ otherWeights: Span<Float>
    ) -> Result {
        var result = Result()
        let count = min(tokens.count, weights.count, mostWords)
        let otherCount = min(otherTokens.count, otherWeights.count, mostWords)
        guard count > 0, otherCount > 0 else { return result }
        var free = UInt32.max >> UInt32(32 - otherCount)
        var open: UInt32 = 0
        var shared: Float = 0
        var sharedOther: Float = 0
        var isInOrder = true
        var last = -1
        // Equal words first, so that an alike one does not take the place of an equal.
        for index in 0..<count {
            var rest = free
            var isFound = false
            while rest != 0 {
                let candidate = rest.trailingZeroBitCount
                rest &= rest - 1
                guard tokens[index].hash == otherTokens[candidate].hash else { continue }
                free &= ~(1 << UInt32(candidate))
                shared += weights[index]
                sharedOther += otherWeights[candidate]
                if candidate < last { isInOrder = false }
                last = candidate
                isFound = true
                break
            }
            if !isFound { open |= 1 << UInt32(index) }
        }
        let allEqual = open == 0 && free == 0
        // The pairs that are most alike, wherever they stand: so the answer is the same both ways.
        for _ in 0..<mostAlike where open != 0 && free != 0 {
            let best = bestPair(text, tokens, among: open, otherText, otherTokens, among: free)
            guard best.likeness > 0 else { break }
            open &= ~(1 << UInt32(best.index))
            free &= ~(1 << UInt32(best.otherIndex))
            shared += weights[best.index] * best.likeness
            sharedOther += otherWeights[best.otherIndex] * best.likeness
        }
        let (total, otherTotal) = (sum(weights, count), sum(otherWeights, otherCount))
        if total + otherTotal > 0 { result.overlap = min(1, (shared + sharedOther) / (total + otherTotal)) }
        if total > 0, otherTotal > 0 { result.containment = min(1, max(shared / total, sharedOther / otherTotal)) }
        result.missing = max(heaviest(weights, open, total), heaviest(otherWeights, free, otherTotal))
        result.numbersDiffer = hasNumber(tokens, open) && hasNumber(otherTokens, free)
        result.isSwapped = allEqual && !isInOrder
        return result
    }

    private struct Pair {
        var index = 0
        var otherIndex = 0
        var likeness: Float = 0
        /// Among pairs as alike as this, the one of the greatest mark counts.
        var mark: UInt32 = 0
    }

    /// The two words that are most alike among those that are left. Words with digits are equal or not at all.
    private static func bestPair(
        _ text: Span<UInt8>,
        _ tokens: Span<NameToken>,
        among open: UInt32,
        _ otherText: Span<UInt8>,
        _ otherTokens: Span<NameToken>,
        among free: UInt32
    ) -> Pair {
        var best = Pair()
        var rest = open
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            guard !tokens[index].kind.contains(.number) else { continue }
            let word = text.extracting(tokens[index].range)
            var others = free
            while others != 0 {
                let otherIndex = others.trailingZeroBitCount
                others &= others - 1
                let other = otherTokens[otherIndex]
                guard !other.kind.contains(.number) else { continue }
                let likeness = wordLikeness(word, otherText.extracting(other.range))
                let mark = tokens[index].hash &+ other.hash
                guard likeness > best.likeness || likeness == best.likeness && likeness > 0 && mark > best.mark else {
                    continue
                }
                best = Pair(index: index, otherIndex: otherIndex, likeness: likeness, mark: mark)
            }
        }
        return best
    }

    /// How alike two words are, 0…1: by edits, by a common beginning for a word that was cut short, 0 below a half.
    package static func wordLikeness(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Float {
        let (short, long) = one.count <= other.count ? (one, other) : (other, one)
        guard short.count > 0 else { return 0 }
        var prefix = 0
        while prefix < short.count, short[prefix] == long[prefix] { prefix += 1 }
        if prefix == short.count {
            if prefix == long.count { return 1 }
            // An initial, or an abbreviation by its beginning.
            return prefix == 1 ? 0.5 : prefix == 2 ? 0.55 : max(0.6, Float(prefix) / Float(long.count))
        }
        guard short.count > 3 else { return 0 }
        let likeness = EditDistance.damped(one, other)
        return likeness > 0.5 ? likeness : 0
    }

    private static func sum(_ weights: Span<Float>, _ count: Int) -> Float {
        var sum: Float = 0
        for index in 0..<count { sum += weights[index] }
        return sum
    }

    private static func heaviest(_ weights: Span<Float>, _ open: UInt32, _ total: Float) -> Float {
        var heaviest: Float = 0
        var rest = open
        while rest != 0 {
            heaviest = max(heaviest, weights[rest.trailingZeroBitCount])
            rest &= rest - 1
        }
        return total > 0 ? heaviest / total : 0
    }

    private static func hasNumber(_ tokens: Span<NameToken>, _ open: UInt32) -> Bool {
        var rest = open
        while rest != 0 {
            if tokens[rest.trailingZeroBitCount].kind.contains(.number) { return true }
            rest &= rest - 1
        }
        return false
    }
}

extension NameKeys {
    /// Both have the same letters, however they are divided into words. Blank names are not.
    package func isJoined(_ other: NameKeys) -> Bool { joined != 0 && joined == other.joined }
    /// Both have the same words in some order.
    package func isReordered(_ other: NameKeys) -> Bool { bag != 0 && bag == other.bag }
    /// One is made of the first letters of the other: *IBM* and *International Business Machines*.
    package func isAcronym(_ other: NameKeys) -> Bool {
        acronym != 0 && acronym == other.initials || other.acronym != 0 && other.acronym == initials
    }
    /// Both have numbers, and not the same.
    package func numbersDiffer(_ other: NameKeys) -> Bool {
        numbers != 0 && other.numbers != 0 && numbers != other.numbers
    }
}
