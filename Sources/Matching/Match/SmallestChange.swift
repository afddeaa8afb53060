/// The least that would have to be other for a record to match its nearest candidate.
package struct SmallestChange: Sendable, Hashable {
    /// The comparisons that would have to agree, and with how many bits they then would.
    package var comparisons: [Evidence]

    /// `website the same` and the like, in words.
    package var text: String {
        comparisons.map { "\($0.comparison) \($0.level)" }.joined(separator: " and ")
    }

    /// Of what could agree better the one that is just enough, or the two that tell most.
    init?(_ tally: Tally, needed: Bits, best: [Evidence]) {
        func gain(_ evidence: Evidence) -> Bits { evidence.bits - tally.bits(evidence.comparison) }
        let gains = best.filter { gain($0) > .zero }.sorted {
            gain($0) != gain($1) ? gain($0) < gain($1) : $0.comparison.rawValue < $1.comparison.rawValue
        }
        if let one = gains.first(where: { gain($0) >= needed }) {
            comparisons = [one]
            return
        }
        guard let most = gains.last, let next = gains.last(where: { $0.comparison != most.comparison }),
            gain(most) + gain(next) >= needed
        else { return nil }
        comparisons = [most, next]
    }
}
