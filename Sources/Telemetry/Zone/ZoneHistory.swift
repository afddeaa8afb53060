/// The changes of a zone's offset: those that are listed, and the rule for what comes after them.
struct ZoneHistory: Sendable {
    struct Change: Sendable, Equatable {
        /// Seconds since 1970; from then on the offset holds.
        let at: Int64
        /// Seconds east of Greenwich.
        let offset: Int64
    }

    /// Holds before the first change.
    let firstOffset: Int64
    /// In the order of time.
    let changes: [Change]
    /// Holds from the last change on.
    let rule: ZoneRule?

    func offset(at second: Int64) -> Int64 {
        if let rule, second >= changes.last?.at ?? .min { return rule.offset(at: second) }
        let index = changes.partitioningIndex { $0.at > second }
        return index == 0 ? firstOffset : changes[index - 1].offset
    }

    /// Every change after the window's first second and up to its last.
    func changes(in window: ClosedRange<Int64>) -> [Change] {
        let begin = changes.partitioningIndex { $0.at > window.lowerBound }
        let end = changes.partitioningIndex { $0.at > window.upperBound }
        var found = Array(changes[begin..<end])
        let ruleBegins = max(window.lowerBound, changes.last?.at ?? .min)
        if let rule, ruleBegins < window.upperBound {
            found += rule.changes(around: ruleBegins...window.upperBound)
                .filter { $0.at > ruleBegins && $0.at <= window.upperBound }
        }
        return found
    }
}

extension Array {
    /// The first index whose element is past the point, where all elements from there on are.
    fileprivate func partitioningIndex(isPast: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isPast(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
