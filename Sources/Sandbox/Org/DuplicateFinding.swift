/// What a duplicate rule found: the rows that look like the one to be saved.
struct DuplicateFinding: Sendable, Equatable {
    /// One row that looks alike.
    struct Match: Sendable, Equatable {
        let id: String
        let object: String
        let confidence: Double
        /// Each field that was compared, and whether it is `Same`, `Different` or `Null`.
        let differences: [(name: String, difference: String)]
        /// The fields of the row that the caller may see, where details were asked for.
        let record: [(name: String, value: Scalar)]

        static func == (left: Match, right: Match) -> Bool {
            left.id == right.id && left.object == right.object && left.confidence == right.confidence
                && left.differences.elementsEqual(right.differences, by: ==)
                && left.record.elementsEqual(right.record, by: ==)
        }
    }

    /// What one matching rule found.
    struct MatchResult: Sendable, Equatable {
        let object: String
        let engine: String
        let rule: String
        let matches: [Match]
    }

    let allowsSave: Bool
    let rule: String
    let object: String
    let message: String
    let results: [MatchResult]
}
