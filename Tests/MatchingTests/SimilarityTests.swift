import Testing

@testable import Matching

struct SimilarityTests {
    @Test("S-08 · Jaro–Winkler gives what its authors gave", arguments: Cases.rows(jaro))
    func jaroWinkler(_ row: Cases.Row) throws {
        let words = row.input.split(separator: " ").map { Array($0.utf8) }
        let expected = try #require(Float(row.expected))
        let (one, other) = (words[0], words[1])
        let (there, back) = (JaroWinkler.similarity(one.span, other.span), JaroWinkler.similarity(other.span, one.span))
        #expect(abs(there - expected) < 0.001 && abs(back - expected) < 0.001)
    }

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

    @Test("S-08 · every likeness is the same both ways, 1 for the same word, and within 0…1")
    func symmetry() {
        var dice = Dice(5)
        for _ in 0..<2000 {
            let one = (0..<(1 + dice.next(below: 90))).map { _ in UInt8(0x61 + dice.next(below: 4)) }
            var other = one
            for _ in 0..<dice.next(below: 4) { other[dice.next(below: other.count)] = 0x61 }
            for likeness in [EditDistance.damped, NameComparison.wordLikeness, { JaroWinkler.similarity($0, $1) }] {
                let value = likeness(one.span, other.span)
                #expect((0...1).contains(value) && abs(value - likeness(other.span, one.span)) < 0.0001)
                #expect(likeness(one.span, one.span) == 1)
            }
        }
    }

    @Test("S-08 · names are compared word by word, rare words weighing more")
    func names() {
        let same = compare("Acme Software", "Software Acme Inc.")
        #expect(same.overlap == 1 && same.isSwapped && same.missing == 0)
        let typo = compare("Amecrican Holdings", "American Holdings")
        #expect(typo.overlap > 0.85 && typo.overlap < 1)
        let part = compare("Acme", "Acme Software Germany")
        #expect(part.containment == 1 && part.overlap < 0.7)
        let digits = compare("Unit 4", "Unit 5")
        #expect(digits.numbersDiffer && digits.overlap < 0.6)
        #expect(!compare("Unit 4", "Unit").numbersDiffer)
        #expect(compare("Acme", "Beta").overlap == 0)
        let rare = compare("Zyxo Group", "Zyxo", weights: ["zyxo": 8, "group": 1])
        let common = compare("Zyxo Group", "Group", weights: ["zyxo": 8, "group": 1])
        #expect(rare.overlap > 0.9 && common.overlap < 0.3 && common.missing > 0.8)
    }

    @Test("X-11 · comparing two names either way gives the same overlap")
    func order() {
        let names = Hostile.made(120, seed: 9).map { bytes in CompanyName(bytes.string) }
        for (one, other) in zip(names, names.dropFirst()) {
            let weights = [Float](repeating: 1, count: 24)
            let there = NameComparison.compare(
                one.text.span,
                one.tokens.span,
                weights.span,
                other.text.span,
                other.tokens.span,
                weights.span
            )
            let back = NameComparison.compare(
                other.text.span,
                other.tokens.span,
                weights.span,
                one.text.span,
                one.tokens.span,
                weights.span
            )
            #expect((0...1).contains(there.overlap) && there.numbersDiffer == back.numbersDiffer)
            #expect(abs(there.overlap - back.overlap) < 0.001, "\(one.text.string) \(other.text.string)")
        }
    }

    private func compare(_ one: String, _ other: String, weights: [String: Float] = [:]) -> NameComparison.Result {
        let (one, other) = (CompanyName(one), CompanyName(other))
        func weigh(_ name: CompanyName) -> [Float] {
            name.tokens.map { weights[Array(name.text[$0.range]).string] ?? 1 }
        }
        let (first, second) = (weigh(one), weigh(other))
        return NameComparison.compare(
            one.text.span,
            one.tokens.span,
            first.span,
            other.text.span,
            other.tokens.span,
            second.span
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

    private static let jaro = """
        martha marhta -> 0.9611
        dixon dicksonx -> 0.8133
        dwayne duane -> 0.84
        jones johnson -> 0.8324
        same same -> 1
        abc xyz -> 0
        """
}
