/// What can be found: a company or a person, as the search sees it.
package struct SearchEntry: Sendable {
    package var number: Int64
    /// All its names; the first is the one by which it is sorted.
    package var names: [String]
    /// What else may be asked for: town, domain, title, employer.
    package var words: [String]
    /// What it is found by as a whole: a domain, an address.
    package var marks: [String]
    /// One value for each facet of the index, blank where it is not known.
    package var facets: [String]
    /// One value for each order of the index.
    package var orders: [UInt32]

    package init(
        number: Int64,
        names: [String],
        words: [String] = [],
        marks: [String] = [],
        facets: [String] = [],
        orders: [UInt32] = []
    ) {
        (self.number, self.names, self.words) = (number, names, words)
        self.marks = marks
        (self.facets, self.orders) = (facets, orders)
    }
}

/// By what the entries of an index can be narrowed down and sorted.
package struct SearchSchema: Sendable, Hashable {
    package var facets: [String]
    package var orders: [String]

    package init(facets: [String] = [], orders: [String] = []) {
        (self.facets, self.orders) = (facets, orders)
    }
}
