/// Weighs how alike two names are, word by word.
struct NameScore {
    /// Which words the two names do not share.
    enum Rest: UInt8 {
        case none, oneSided, bothSided
    }

    /// So many changes of a long word are a misspelling; more make another word.
    private static let mostMisspelled = 2
    /// From so many letters on a name is compared as a whole, and from so many on it bears a change more.
    private static let shortestName = 10
    private static let longName = 18

    var level = Level.blank
    var bits: Float = 0
    var rest = Rest.none

    /// The bits of two names; `ends` are those of the record's, and `sameBits` is how telling it is to have this very name.
    static func compare(
        _ mine: NameView,
        _ ends: WordEnds,
        _ theirs: NameView,
        sameBits: Float,
        _ weights: borrowing CompanyWeights
    ) -> NameScore {
        let (one, other) = (mine.part.pointee.keys, theirs.part.pointee.keys)
        if one.isJoined(other) { return NameScore(level: .same, bits: sameBits + weights.nameSame) }
        if one.isReordered(other), mine.count > 1 {
            return NameScore(level: .reordered, bits: sameBits + weights.nameReordered)
        }
        var rest = Rest.none
        let words = byWords(mine, ends, theirs, most: sameBits, weights, &rest)
        let acronym = byInitials(mine, theirs, weights)
        if rest != .none || words == -100, let whole = byLetters(mine, theirs, most: sameBits, weights),
            whole > max(words, acronym)
        {
            return NameScore(level: .alike, bits: whole)
        }
        let best = max(words, acronym)
        guard best > weights.nameDifferent else {
            return NameScore(level: .different, bits: weights.nameDifferent, rest: .bothSided)
        }
        if acronym > words { return NameScore(level: .acronym, bits: best, rest: .oneSided) }
        return NameScore(level: .partial, bits: best, rest: rest)
    }

    /// One name is made of the first letters of the other.
    private static func byInitials(_ mine: NameView, _ theirs: NameView, _ weights: borrowing CompanyWeights) -> Float {
        let letters: UInt8
        if mine.part.pointee.isInitials(of: theirs.part.pointee) {
            letters = mine.part.pointee.letters
        } else if theirs.part.pointee.isInitials(of: mine.part.pointee) {
            letters = theirs.part.pointee.letters
        } else {
            return -100
        }
        return weights.nameAcronym + min(16, 3.8 * Float(letters))
    }

    /// Names that are spelled nearly alike as a whole: a blank at another place, a slip in more than one word.
    private static func byLetters(
        _ mine: NameView,
        _ theirs: NameView,
        most: Float,
        _ weights: borrowing CompanyWeights
    ) -> Float? {
        let (count, otherCount) = (Int(mine.part.pointee.letters), Int(theirs.part.pointee.letters))
        let limit = min(count, otherCount) >= longName ? 3 : 2
        guard min(count, otherCount) >= shortestName, abs(count - otherCount) <= limit else { return nil }
        let (one, other) = (mine.text, theirs.text)
        guard one[0] == other[0] || one[count - 1] == other[otherCount - 1] else { return nil }
        let distance = EditDistance.bounded(one.span, other.span, limit: limit)
        guard distance <= limit else { return nil }
        var sum: Float = 0
        for index in 0..<min(theirs.count, 16) { sum += theirs.weight(index) }
        return min(sum, most) + Float(distance) * weights.wordMisspelled + weights.nameAlike
    }

    private static func byWords(
        _ mine: NameView,
        _ ends: WordEnds,
        _ theirs: NameView,
        most: Float,
        _ weights: borrowing CompanyWeights,
        _ unshared: inout Rest
    ) -> Float {
        let (count, otherCount) = (min(mine.count, 16), min(theirs.count, 16))
        var open: UInt32 = (1 << UInt32(count)) - 1
        var free: UInt32 = (1 << UInt32(otherCount)) - 1
        var gain = Gain(damping: weights.nameDamping)
        for index in 0..<count {
            let hash = mine.tokens[index].hash
            for candidate in 0..<otherCount where free & 1 << UInt32(candidate) != 0 {
                guard theirs.tokens[candidate].hash == hash else { continue }
                free &= ~(1 << UInt32(candidate))
                open &= ~(1 << UInt32(index))
                gain.add(theirs.weight(candidate))
                break
            }
        }
        if open != 0, free != 0 { pairAlike(mine, ends, theirs, &open, &free, &gain, weights) }
        guard gain.sum > 0 else { return -100 }
        unshared = open != 0 && free != 0 ? .bothSided : open != 0 || free != 0 ? .oneSided : .none
        var loss: Float = 0
        var serials = 0
        var rest = open
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            loss += 0.5 + weights.wordAdded * mine.weight(index)
            if isSerial(mine, index) { serials += 1 }
            if mine.tokens[index].kind.contains(.place) { loss -= weights.placeAdded }
        }
        var theirSerials = 0
        rest = free
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            loss += 0.3 + weights.wordMissing * theirs.weight(index)
            if isSerial(theirs, index) { theirSerials += 1 }
        }
        if serials > 0, theirSerials > 0 {
            loss -= weights.numbersDiffer
        } else if serials > 0 || theirSerials > 0, count + otherCount > 2 {
            loss -= weights.numberMissing
        }
        // No part of a name tells more than the whole.
        return weights.namePartial + min(gain.sum, most) - min(loss, 24)
    }

    /// A number, or a word that counts: *II*, *B*. One of a row of sisters is told from another by nothing else.
    private static func isSerial(_ name: NameView, _ index: Int) -> Bool {
        let token = name.tokens[index]
        if token.kind.contains(.number) || token.length == 1 { return true }
        guard token.length <= 4 else { return false }
        for byte in name.word(index) where byte != 0x69 && byte != 0x76 && byte != 0x78 { return false }
        return true
    }

    /// The rarities of shared words, the rarest whole and each further one less: words of a name hang together.
    private struct Gain {
        let damping: Float
        private var first: Float = 0
        private var second: Float = 0
        private var others: Float = 0

        init(damping: Float) { self.damping = damping }

        mutating func add(_ bits: Float) {
            if bits > first {
                others += second
                second = first
                first = bits
            } else if bits > second {
                others += second
                second = bits
            } else {
                others += bits
            }
        }

        var sum: Float { first + damping * second + damping * damping * others }
    }

    private struct Pair {
        var index = -1
        var other = -1
        var bits: Float = 0
        var mark: UInt32 = 0
        /// Of two words that are written together on the other side, the second.
        var second = -1
        var otherSecond = -1

        /// Of pairs that tell as much, the one with the higher mark; of the same words, the first of the record's.
        @inline(__always)
        func isBetter(than pair: Pair) -> Bool {
            if bits != pair.bits { return bits > pair.bits }
            return mark != pair.mark ? mark > pair.mark : index < pair.index
        }
    }

    /// The first and the last letters of the words of a name: alike words begin or end alike, and most are not, which is
    /// seen here for eight at once. Numbers are left out, since nothing is like a number. Read once for a record's name, which
    /// is held against many.
    struct WordEnds: BitwiseCopyable {
        private var firsts = SIMD2<UInt64>(repeating: 0)
        private var lasts = SIMD2<UInt64>(repeating: 0)
        private var letters = SIMD16<UInt32>(repeating: 0)

        init(_ name: NameView) {
            for index in 0..<min(name.count, 16) where !name.tokens[index].kind.contains(.number) {
                let word = name.word(index)
                let shift = UInt64(index & 7) * 8
                firsts[index >> 3] |= UInt64(word[0]) << shift
                lasts[index >> 3] |= UInt64(word[word.count - 1]) << shift
                letters[index] = LetterSet(word.span).bits
            }
        }

        /// Whether the letters of a word are so much like those of another that `likeness` may find something.
        @inline(__always)
        func mayBeLike(_ index: Int, _ other: LetterSet) -> Bool {
            let mine = LetterSet(bits: letters[index])
            return mine.leastChanges(to: other) <= NameScore.mostMisspelled || mine.isPartOrWhole(of: other)
        }

        /// A bit for each word that begins or ends like this one.
        @inline(__always)
        func alike(_ word: UnsafeBufferPointer<UInt8>) -> UInt32 {
            let (first, last) = (word[0], word[word.count - 1])
            var low = WordEnds.places(of: first, in: firsts[0]) | WordEnds.places(of: last, in: lasts[0])
            if firsts[1] != 0 {
                low |= (WordEnds.places(of: first, in: firsts[1]) | WordEnds.places(of: last, in: lasts[1])) << 8
            }
            return low
        }

        /// A bit for each of eight bytes that is this one.
        @inline(__always)
        private static func places(of byte: UInt8, in bytes: UInt64) -> UInt32 {
            let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
            let zeroWhereSame = bytes ^ UInt64(byte) &* 0x0101_0101_0101_0101
            // The high bit of each byte that is zero, without a carry into its neighbour.
            let marks = ~(((zeroWhereSame & low) &+ low) | zeroWhereSame | low)
            return UInt32(truncatingIfNeeded: ((marks >> 7) &* 0x0102_0408_1020_4080) >> 56)
        }
    }

    /// Pairs words that are misspelled, shortened, or written together, the most telling first.
    private static func pairAlike(
        _ mine: NameView,
        _ ends: WordEnds,
        _ theirs: NameView,
        _ open: inout UInt32,
        _ free: inout UInt32,
        _ gain: inout Gain,
        _ weights: borrowing CompanyWeights
    ) {
        for _ in 0..<4 where open != 0 && free != 0 {
            var best = Pair()
            var rest = free
            while rest != 0 {
                let other = rest.trailingZeroBitCount
                rest &= rest - 1
                if theirs.tokens[other].kind.contains(.number) { continue }
                let word = theirs.word(other)
                var words = ends.alike(word) & open
                guard words != 0 else { continue }
                let letters = LetterSet(word.span)
                while words != 0 {
                    let index = words.trailingZeroBitCount
                    words &= words - 1
                    guard ends.mayBeLike(index, letters) else { continue }
                    var pair = likeness(mine, index, theirs, other, open, free, weights)
                    guard pair.bits > 0 else { continue }
                    pair.mark = mine.tokens[index].hash &+ theirs.tokens[other].hash
                    if pair.isBetter(than: best) { best = pair }
                }
            }
            guard best.index >= 0 else { return }
            open &= ~(1 << UInt32(best.index))
            free &= ~(1 << UInt32(best.other))
            if best.second >= 0 { open &= ~(1 << UInt32(best.second)) }
            if best.otherSecond >= 0 { free &= ~(1 << UInt32(best.otherSecond)) }
            gain.add(best.bits)
        }
    }

    private static func likeness(
        _ mine: NameView,
        _ index: Int,
        _ theirs: NameView,
        _ other: Int,
        _ open: UInt32,
        _ free: UInt32,
        _ weights: borrowing CompanyWeights
    ) -> Pair {
        let (one, two) = (mine.word(index), theirs.word(other))
        var pair = Pair(index: index, other: other)
        let weight = theirs.weight(other)
        let short = min(one.count, two.count)
        let long = max(one.count, two.count)
        if short >= 4, long - short <= 2 {
            let limit = short >= 8 ? mostMisspelled : 1
            let distance = EditDistance.bounded(one.span, two.span, limit: limit)
            if distance <= limit {
                let neighbours: Float = short >= 8 ? 1 : short >= 7 ? 1.5 : short >= 6 ? 2.5 : short >= 5 ? 4 : 5
                pair.bits = weight + Float(distance) * weights.wordMisspelled - neighbours
                return pair
            }
        }
        let (brief, whole) = one.count < two.count ? (one, two) : (two, one)
        if one[0] == two[0], short < long {
            if short >= 2 || long > 3, let per = NameScore.shortens(brief, whole) {
                pair.bits = min(weight, per * Float(short)) + (short > 1 ? weights.wordShortened : -2)
                if pair.bits > 0 { return pair }
            }
        }
        // "The Acme" written together, and only one of them with the first word.
        if short >= 6, long > short, NameScore.ends(whole, with: brief) {
            pair.bits = min(weight, 3 * Float(short)) - 3
        }
        // "Acme Soft" and "Acmesoft".
        if one.count < two.count, open & 1 << UInt32(index + 1) != 0 {
            let next = mine.word(index + 1)
            if NameScore.joins(one, next, two) {
                pair.bits = weight - 2
                pair.second = index + 1
            }
        } else if two.count < one.count, free & 1 << UInt32(other + 1) != 0 {
            let next = theirs.word(other + 1)
            if NameScore.joins(two, next, one) {
                pair.bits = max(weight, theirs.weight(other + 1)) - 2
                pair.otherSecond = other + 1
            }
        }
        return pair
    }

    /// Whether one word may be short for the other, and how much each of its letters tells: `tech` for `technology`,
    /// `mgmt` for `management`.
    private static func shortens(_ brief: UnsafeBufferPointer<UInt8>, _ whole: UnsafeBufferPointer<UInt8>) -> Float? {
        var position = 0
        var isPrefix = true
        for index in brief.indices {
            while position < whole.count, whole[position] != brief[index] {
                position += 1
                isPrefix = false
            }
            guard position < whole.count else { return nil }
            position += 1
        }
        if isPrefix { return 3 }
        guard brief.count >= 3 else { return nil }
        // Letters that were left out are vowels mostly; what is left has few.
        var vowels = 0
        for byte in brief.dropFirst() where [0x61, 0x65, 0x69, 0x6F, 0x75].contains(byte) { vowels += 1 }
        return vowels * 3 <= brief.count ? 2.2 : nil
    }

    private static func ends(_ whole: UnsafeBufferPointer<UInt8>, with end: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = whole.count - end.count
        for index in end.indices where whole[start + index] != end[index] { return false }
        return true
    }

    private static func joins(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>,
        _ whole: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard first.count + second.count == whole.count else { return false }
        for index in first.indices where first[index] != whole[index] { return false }
        for index in second.indices where second[index] != whole[first.count + index] { return false }
        return true
    }
}
