/// What came out for a record.
package struct CompanyMatch: Sendable {
    package enum Answer: Sendable, Hashable {
        case matched(Int64)
        case none(Reason)
    }

    package var answer: Answer
    /// 0 to 100: of answers with this confidence, about so many in a hundred are right.
    package var confidence = 0
    /// The likelihood of the best among all candidates and none, before it was calibrated.
    package var share = 0.0
    /// The candidate that was matched, or the nearest to it.
    package var best: Candidate?
    package var runnerUp: Candidate?
    /// For a record without a match: what would have made it one.
    package var change: SmallestChange?

    init(answer: Answer) { self.answer = answer }
}

/// Why a record has no match.
package enum Reason: String, Sendable, CaseIterable {
    case nothingToMatchBy = "nothing_to_match_by"
    case noCandidate = "no_candidate"
    case belowThreshold = "below_threshold"
    case ambiguous
    case belowAccuracy = "below_accuracy_score"
}

/// An entry of the catalogue that a record may be, and what speaks for and against it.
package struct Candidate: Sendable {
    package var number: Int64
    package var tally: Tally

    package var score: Bits { tally.total }
    package var prior: Bits { tally.prior }
    /// Together with the prior these are the score.
    package var evidence: [Evidence] { tally.evidence }
}
