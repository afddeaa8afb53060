/// How rows that found a record locked are tried again: a few rounds, each later and in smaller groups.
package struct LockPatience: Hashable, Sendable {
    package var rounds = 5
    package var firstWait: Duration = .milliseconds(100)
    package var longestWait: Duration = .seconds(2)

    package init() {}

    package struct Round: Hashable, Sendable {
        package let wait: Duration
        /// How many rows go together at most.
        package let group: Int
    }

    /// The next round after so many, for groups that had a size; nil when the rows are to be reported as locked.
    ///
    /// `chance` is between 0 and 1.
    package func round(after rounds: Int, group: Int, chance: Double) -> Round? {
        guard rounds < self.rounds else { return nil }
        let full = min(firstWait * (1 << min(rounds, 20)), longestWait)
        return Round(wait: full / 2 + full / 2 * chance, group: max(1, group / (rounds == 0 ? 1 : 4)))
    }
}
