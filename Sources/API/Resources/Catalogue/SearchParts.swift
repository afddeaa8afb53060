import Capabilities
import HTTP

/// How what was found is divided by one facet.
struct FacetBody: Encodable {
    private struct Value: Encodable {
        let value: String
        let title: String
        let count: Int
    }

    private let name: String
    private let values: [Value]

    init(_ facet: CatalogueSearch.Facet) {
        name = facet.name
        values = facet.values.prefix(SearchParts.mostValues).map {
            Value(value: $0.text, title: $0.title, count: $0.count)
        }
    }
}

/// What an answer to a search has beside its lines.
enum SearchParts {
    /// More values of a facet than these help nobody.
    static let mostValues = 100

    static let properties: [Schema.Property] = [
        Page.total,
        .init("isGuess", .flag, "Whether nothing was spelled like the words, and what is like them was taken."),
        .init(
            "facets",
            .list(
                .object([
                    .init("name", .text, "What is counted, by the name of its parameter."),
                    .init(
                        "values",
                        .list(
                            .object([
                                .init("value", .text, "What to ask for."), .init("title", .text, "As people read it."),
                                .init("count", .integer(0...Int.max), "How many there are, but for this filter."),
                            ])
                        ),
                        "The most frequent, \(mostValues) at most."
                    ),
                ])
            ),
            "How what was found is divided."
        ),
    ]

    static func order(_ largest: String) -> Operation.Parameter {
        .init(
            "order",
            .words(CatalogueSearch.Order.allCases.map(\.rawValue)),
            "The best answer first, by name, or \(largest); the best answer first when not said."
        )
    }

    /// The next page; nil at the end, and behind the furthest line that is shown.
    static func next(_ query: CatalogueSearch.Query, of total: Int) -> String? {
        let shown = query.page * query.pageSize
        return shown < min(total, CatalogueSearch.furthest) ? String(query.page + 1) : nil
    }
}

extension QueryInput {
    /// Reads what every search has; throws for all that is wrong.
    mutating func search(_ facets: [String]) throws -> CatalogueSearch.Query {
        let page = page()
        var wanted = CatalogueSearch.Query()
        wanted.text = text("q") ?? ""
        for facet in facets { wanted.filters[facet] = texts(facet) }
        wanted.order = word("order") ?? .fit
        (wanted.page, wanted.pageSize) = (page.number, page.size)
        try check()
        return wanted
    }
}
