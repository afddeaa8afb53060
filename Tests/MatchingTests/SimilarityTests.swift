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

    @Test("S-08 · two names tell by the words that they share, rare words more than common ones")
    func names() {
        let weights: [String: Float] = ["zyxo": 18, "unit": 12, "acme": 15]
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
        return NameScore.compare(mine.view.name(0), theirs.view.name(0), sameBits: 30, CompanyWeights())
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
