/// Lets through what every filter wants, and counts for each facet what would be there without its own filter.
struct FacetSieve {
    private struct Column {
        var codes: MappedArray<UInt16>
        var texts: [String]
        var name: String
        /// For each code whether it is wanted; empty where all are.
        var wanted: [Bool]
        var counts: [Int]
    }

    private var columns: [Column]
    private let isOpen: Bool

    init(_ index: SearchIndex, _ filters: [String: Set<String>]) {
        columns = index.facets.map { facet in
            let values = filters[facet.name] ?? []
            return Column(
                codes: facet.codes,
                texts: facet.texts,
                name: facet.name,
                wanted: values.isEmpty ? [] : facet.texts.map(values.contains),
                counts: [Int](repeating: 0, count: facet.texts.count)
            )
        }
        isOpen = columns.allSatisfy(\.wanted.isEmpty)
    }

    mutating func passes(_ entry: Int) -> Bool {
        if isOpen {
            for column in columns.indices { columns[column].counts[Int(columns[column].codes[entry])] += 1 }
            return true
        }
        var refusals = 0
        var refusing = 0
        for column in columns.indices where !columns[column].wanted.isEmpty {
            if !columns[column].wanted[Int(columns[column].codes[entry])] {
                refusals += 1
                refusing = column
            }
        }
        if refusals == 0 {
            for column in columns.indices { columns[column].counts[Int(columns[column].codes[entry])] += 1 }
        } else if refusals == 1 {
            columns[refusing].counts[Int(columns[refusing].codes[entry])] += 1
        }
        return refusals == 0
    }

    /// The values that are known and occur, the most frequent first.
    func facets() -> [SearchPage.Facet] {
        columns.map { column in
            let values = column.counts.indices.dropFirst().filter { column.counts[$0] > 0 }
                .map { SearchPage.Value(text: column.texts[$0], count: column.counts[$0]) }
                .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
            return SearchPage.Facet(name: column.name, values: values)
        }
    }
}

/// Keeps the entries with the largest keys of all that are offered, in memory for those alone.
struct BestFirst {
    private let count: Int
    private var kept: [(key: UInt64, entry: Int)] = []
    /// What is not above it need not be kept.
    private var bar: UInt64 = 0

    init(count: Int) {
        self.count = count
        kept.reserveCapacity(2 * count + 64)
    }

    mutating func offer(_ key: UInt64, _ entry: Int) {
        guard count > 0, kept.count < count || key > bar else { return }
        kept.append((key, entry))
        if kept.count >= 2 * count + 64 { cut() }
    }

    private mutating func cut() {
        kept.sort { $0.key > $1.key }
        kept.removeSubrange(count...)
        bar = kept[count - 1].key
    }

    func sorted() -> [Int] {
        kept.sorted { $0.key > $1.key }.prefix(count).map(\.entry)
    }
}
