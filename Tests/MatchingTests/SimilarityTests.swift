import Testing

@testable import Matching

struct SimilarityTests {
    @Test("S-08 · the quick edit distance is the slow one, up to its limit")
    func editDistance() {
        var dice = Dice(3)
        for _ in 0..<3000 {
            let one = (0..<dice.next(below: 14)).map { _ in UInt8(0x61 + dice.next(below: 3)) }
            let other = (0..<dice.next(below: 14)).map { _ in UInt8(0x61 + dice.next(below: 3)) }
            let slow = Self.distance(one, other)
            for limit in [0, 1, 2, 5, 20] {
                #expect(
                    EditDistance.bounded(one.span, other.span, limit: limit) == min(slow, limit + 1),
                    "\(one.string) \(other.string) \(limit)"
                )
            }
        }
    }

    @Test("S-08 · what the letters alone say of a distance is never more than the distance", arguments: [3, 8, 26])
    func leastChanges(letters: Int) {
        var dice = Dice(5)
        var telling = 0
        for _ in 0..<3000 {
            let one = (0..<dice.next(below: 12)).map { _ in UInt8(0x61 + dice.next(below: letters)) }
            var other = one
            for _ in 0..<dice.next(below: 4) {
                let place = dice.next(below: other.count + 1)
                let letter = UInt8(0x61 + dice.next(below: letters))
                switch dice.next(below: 4) {
                case 0: other.insert(letter, at: place)
                case 1 where place < other.count: other.remove(at: place)
                case 2 where place < other.count: other[place] = letter
                default: if place + 1 < other.count { other.swapAt(place, place + 1) }
                }
            }
            let least = LetterSet(one.span).leastChanges(to: LetterSet(other.span))
            #expect(least <= Self.distance(one, other), "\(one.string) \(other.string)")
            if least > 0 { telling += 1 }
        }
        #expect(telling > 500)
    }

    @Test("S-08 · of long texts the letters behind the first bytes do not count")
    func lettersOfLong() {
        let one = [UInt8](repeating: 0x61, count: 66)
        let other = [UInt8](repeating: 0x61, count: 64) + [0x62, 0x63]
        let (first, second) = ([0x78] + one + [0x78], [0x79] + other + [0x79])
        let distance = EditDistance.bounded(first.span, second.span, limit: 2)
        #expect(distance <= 2)
    }

    @Test(
        "S-08 · a short form has no letter that the whole word lacks",
        arguments: ["tech technology", "mgmt management"]
    )
    func lettersOfShort(pair: String) {
        let words = (pair + " zoo").split(separator: " ").map { word -> LetterSet in
            let bytes = Array(word.utf8)
            return LetterSet(bytes.span)
        }
        #expect(words[0].isPartOrWhole(of: words[1]) && words[1].isPartOrWhole(of: words[0]))
        #expect(!words[0].isPartOrWhole(of: words[2]))
    }

    @Test("S-08 · bits are kept to the nearest hundredth as the library rounds them")
    func roundedBits() {
        var dice = Dice(7)
        let halves: [Float] = [
            0, 0.005, -0.005, 0.125, -0.125, 0.375, 18.875, -18.875, 0.004_999_999_6, -0.004_999_999_6,
        ]
        let drawn = (0..<20_000).map { _ in Float(dice.next(below: 600_001) - 300_000) / 6400 }
        for bits in halves + drawn {
            #expect(Bits(bits).hundredths == Int32((bits * 100).rounded()), "\(bits)")
        }
    }

    @Test("S-08 · two names tell by the words that they share, rare words more than common ones")
    func names() {
        let weights: [String: Float] = ["zyxo": 18, "unit": 12, "acme": 15, "triaciform": 18]
        func score(_ one: String, _ other: String) -> NameScore { self.score(one, other, weights) }

        let same = score("Zyxo Software", "Zyxo Software Inc.")
        #expect(same.level == .same && same.bits > 15)
        let swapped = score("Software Zyxo", "Zyxo Software")
        #expect(swapped.level == .reordered && swapped.bits < same.bits && swapped.bits > 10)
        let rare = score("Zyxo Group", "Zyxo")
        let common = score("Zyxo Group", "Group")
        #expect(rare.level == .partial && rare.rest == .oneSided && rare.bits > common.bits + 5)
        let typo = score("Zyxoron Holdings", "Zyxorn Holdings")
        #expect(typo.level == .partial && typo.bits > 3)
        let numbered = score("Unit 4", "Unit 5")
        #expect(numbered.rest == .bothSided && numbered.bits < score("Unit 4", "Unit").bits)
        #expect(score("Acme", "Beta").level == .different && score("Acme", "Beta").bits < 0)
        #expect(score("IBM", "International Business Machines").level == .acronym)
        #expect(score("Acme Soft", "Acmesoft").level == .same)
        let slip = score("Triaciforminternationl", "Triaciform International")
        #expect(slip.level == .alike && slip.bits > 3)
        let slips = score("Tricaiforminternationl", "Triaciform International")
        #expect(slips.level == .alike && slips.bits > 0 && slips.bits < slip.bits)
        #expect(score("Vanguard Ridge Electric", "Vanguard Bridge Elastic").level != .alike)
        let article = score("Thedencroft Company", "Dencroft Company")
        #expect(article.level == .partial && article.bits > 0)
    }

    @Test("S-08 · whatever the names are, their score is a number, and never more than that of the same name")
    func boundedScores() {
        let names = Hostile.made(120, seed: 9).map(\.string)
        for (one, other) in zip(names, names.dropFirst()) {
            let found = score(one, other, [:])
            #expect(found.bits.isFinite && found.bits <= 60 && found.bits >= -40, "\(one) \(other)")
        }
    }

    /// The score of two names as records of a company each, with so many bits for a word, 6 where none are said.
    private func score(_ one: String, _ other: String, _ weights: [String: Float]) -> NameScore {
        func features(_ name: String) -> CompanyFeatures {
            var features = CompanyFeatures(places: .shared)
            features.read(CompanyEntry(number: 1, name: name))
            let (words, letters) = (UnsafeMutablePointer(mutating: features.view.tokens), features.view.letters)
            for index in 0..<Int(features.view.head.pointee.tokens) {
                let word = words[index]
                let text = UnsafeBufferPointer(start: letters + Int(word.start), count: Int(word.length))
                words[index].form = UInt8((weights[String(decoding: text, as: UTF8.self)] ?? 6) * 8)
            }
            return features
        }
        let (mine, theirs) = (features(one), features(other))
        guard mine.view.head.pointee.names > 0, theirs.view.head.pointee.names > 0 else { return NameScore() }
        let name = mine.view.name(0)
        return NameScore.compare(
            name,
            NameScore.WordEnds(name),
            theirs.view.name(0),
            sameBits: 30,
            CompanyWeights()
        )
    }

    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var rows = [Array(0...other.count)]
        for (i, byte) in one.enumerated() {
            var row = [i + 1]
            for (j, candidate) in other.enumerated() {
                var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (byte == candidate ? 0 : 1))
                if i > 0, j > 0, byte == other[j - 1], one[i - 1] == candidate {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
