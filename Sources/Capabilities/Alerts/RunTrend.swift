import HTML
import Store

/// What a run came to beside the runs of the same job before it.
struct RunTrend: Equatable {
    /// Sums over records.
    struct Figures: Equatable {
        var records = 0
        var matched = 0
        /// Fields that held something before.
        var overwritten = 0

        init(records: Int, matched: Int, overwritten: Int) {
            (self.records, self.matched, self.overwritten) = (records, matched, overwritten)
        }

        fileprivate init(_ all: [Figures]) {
            records = all.reduce(0) { $0 + $1.records }
            matched = all.reduce(0) { $0 + $1.matched }
            overwritten = all.reduce(0) { $0 + $1.overwritten }
        }

        fileprivate var matchRate: Double { Double(matched) / Double(max(1, records)) }
        fileprivate var overwriteRate: Double { Double(overwritten) / Double(max(1, records)) }
    }

    /// So many runs before it are looked at.
    static let memory = 5
    /// Of fewer records nothing is said: chance alone moves their share far.
    private static let fewest = 50
    /// A drop is told from so many points on, where chance brings it less than once in a thousand runs.
    private static let leastDrop = 0.10
    private static let leastDeviation = 3.0
    private static let leastOverwritten = 50
    private static let leastFactor = 2.0

    private let last: Figures
    private let before: Figures
    private let runs: Int

    init(_ last: Figures, after before: [Figures]) {
        self.last = last
        self.before = Figures(before)
        runs = before.count
    }

    private var isTelling: Bool { last.records >= RunTrend.fewest && before.records >= RunTrend.fewest }

    /// Nil where it is not clearly lower than before.
    var matchDrop: String? {
        guard isTelling, before.matchRate - last.matchRate >= RunTrend.leastDrop else { return nil }
        let both = Figures([last, before])
        let spread = both.matchRate * (1 - both.matchRate) * (1 / Double(last.records) + 1 / Double(before.records))
        guard spread > 0, (before.matchRate - last.matchRate) / spread.squareRoot() >= RunTrend.leastDeviation else {
            return nil
        }
        return "\(percent(last.matchRate)) of \(last.records.formatted(.grouped)) records were matched, where it was "
            + "\(percent(before.matchRate)) in \(earlier). Look whether the records, the catalogue or the match inputs changed."
    }

    /// Nil where it is not clearly more than before.
    var overwriteRise: String? {
        guard isTelling, last.overwritten >= RunTrend.leastOverwritten,
            last.overwriteRate >= before.overwriteRate * RunTrend.leastFactor
        else { return nil }
        return
            "\(last.overwritten.formatted(.grouped)) values of \(last.records.formatted(.grouped)) records were overwritten, where it was "
            + "\(before.overwritten.formatted(.grouped)) of \(before.records.formatted(.grouped)) in \(earlier). Look at the changes; an undo brings them back."
    }

    private var earlier: String { runs == 1 ? "the run before" : "the \(runs) runs before" }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
