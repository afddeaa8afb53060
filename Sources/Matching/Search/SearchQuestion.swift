/// What somebody looks for in a search index.
package struct SearchQuestion: Sendable, Hashable {
    package enum Order: Sendable, Hashable {
        /// The best answer first.
        case fit
        case name
        /// By an order of the index, the largest first.
        case largest(String)
    }

    package var text = ""
    /// Marks of which an entry must have each.
    package var marks: [String] = []
    /// For a facet the values of which one is wanted.
    package var filters: [String: Set<String>] = [:]
    package var order = Order.fit
    package var offset = 0
    package var limit = 25

    package init(_ text: String = "") { self.text = text }
}

/// A page of what was found, and how all that was found is divided.
package struct SearchPage: Sendable {
    package struct Facet: Sendable, Hashable {
        package var name: String
        /// The values with the most entries first. How many there are with a value is told as if this facet did not filter.
        package var values: [Value]
    }

    package struct Value: Sendable, Hashable {
        package var text: String
        package var count: Int
    }

    package var total = 0
    package var numbers: [Int64] = []
    package var facets: [Facet] = []
    /// Nothing was spelled like the question, and what is like it was taken.
    package var isGuess = false
}
