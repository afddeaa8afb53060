#if canImport(Glibc)
    import Glibc
#endif

/// Counts how often the levels of each comparison come with records that are one company: what Fellegi and Sunter call m.
///
/// Without right answers each candidate counts by how likely it is (expectation), and the weights follow from the counts
/// (maximisation); how often values agree by chance is known from the index and need not be estimated.
package struct Training: Sendable {
    /// For each comparison and level the sum of likelihoods.
    private var sums = [Double](repeating: 0, count: 16 * 32)
    /// So many records are believed to have been seen before with the weights that were there.
    private static let before = 50.0
    /// No weight goes further in one step.
    private static let step = 2.0

    package init() {}

    /// A candidate, with how likely it is the record's company.
    package mutating func add(_ tally: Tally, likelihood: Double) {
        guard likelihood > 0.01 else { return }
        for evidence in tally.evidence {
            sums[Int(evidence.comparison.rawValue) * 32 + Int(evidence.level.rawValue)] += likelihood
        }
    }

    /// The weights with what was counted.
    package func weights(from old: CompanyWeights) -> CompanyWeights {
        var new = old
        new.nameSame = weight(.name, [.same], old.nameSame)
        new.nameReordered = weight(.name, [.reordered], old.nameReordered)
        new.nameOther = weight(.name, [.otherName], old.nameOther)
        new.nameDifferent = weight(.name, [.different], old.nameDifferent)
        new.domainSame = weight(.domain, [.same], old.domainSame)
        new.domainDifferent = weight(.domain, [.different], old.domainDifferent)
        new.phoneSame = weight(.phone, [.same], old.phoneSame)
        new.phoneDifferent = weight(.phone, [.different], old.phoneDifferent)
        new.citySame = weight(.place, [.city, .postcode, .address, .street], old.citySame)
        new.otherCity = weight(.place, [.otherCity], old.otherCity)
        new.otherRegion = weight(.place, [.otherRegion], old.otherRegion)
        new.otherCountry = weight(.place, [.otherCountry], old.otherCountry)
        new.tickerDifferent = weight(.ticker, [.different], old.tickerDifferent)
        return new
    }

    /// The logarithm of how often a level comes, with the weight that was there for as many as were seen before.
    private func weight(_ comparison: Comparison, _ levels: [Level], _ old: Float) -> Float {
        let start = Int(comparison.rawValue) * 32
        let all = sums[start..<start + 32].reduce(0, +)
        guard all > 0 else { return old }
        let these = levels.reduce(0) { $0 + sums[start + Int($1.rawValue)] }
        let found = log2((these + Training.before * exp2(Double(old))) / (all + Training.before))
        let bounded = min(max(found, Double(old) - Training.step), Double(old) + Training.step)
        return Float(bounded)
    }
}

extension CompanyMatcher {
    /// Counts what a record says of its likeliest companies, or of the right one where it is known.
    package mutating func teach(_ question: borrowing Question, truth: [UInt8]?, _ training: inout Training) {
        for candidate in ranked(question).prefix(5) {
            if let truth {
                var isRight = false
                index.withCompanySource(candidate.candidate.number) { isRight = $0.elementsEqual(truth) }
                if isRight { training.add(candidate.candidate.tally, likelihood: 1) }
            } else {
                training.add(candidate.candidate.tally, likelihood: candidate.likelihood)
            }
        }
    }

    /// Counts what a record says of the company that a person said it is.
    package mutating func teach(_ question: borrowing Question, company number: Int64, _ training: inout Training) {
        for one in ranked(question) where one.candidate.number == number {
            training.add(one.candidate.tally, likelihood: 1)
        }
    }
}
