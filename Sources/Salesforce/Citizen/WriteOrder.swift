/// In which order rows are written, and which go together, so that no two writes want the same parent at once.
package enum WriteOrder {
    /// The order by parent, then by id; rows without a parent come last and stay in theirs.
    package static func precedes(
        _ left: (parent: RecordID?, id: RecordID?),
        _ right: (parent: RecordID?, id: RecordID?)
    ) -> Bool {
        switch (left.parent, right.parent) {
        case (let first?, let second?) where first != second: first < second
        case (.some, nil): true
        case (nil, .some): false
        default: (left.id?.text ?? "") < (right.id?.text ?? "")
        }
    }

    /// Cuts ordered rows into groups of a size at most; children of one parent stay together as long as they fit.
    package static func groups(parents: [RecordID?], upTo limit: Int) -> [Range<Int>] {
        precondition(limit > 0, "A group holds at least one row.")
        var groups: [Range<Int>] = []
        var start = 0
        var family = 0
        while family < parents.count {
            var end = family + 1
            while end < parents.count, let parent = parents[family], parents[end] == parent { end += 1 }
            if end - start > limit {
                if family > start { groups.append(start..<family) }
                start = family
                // A family larger than a group has to be cut.
                while end - start > limit {
                    groups.append(start..<(start + limit))
                    start += limit
                }
            }
            family = end
        }
        if start < parents.count { groups.append(start..<parents.count) }
        return groups
    }
}
