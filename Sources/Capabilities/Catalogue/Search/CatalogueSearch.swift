package import Database
import Matching
import Store

/// Finds companies and people of the catalogue by words, domains and addresses, narrowed down and sorted.
package struct CatalogueSearch: Sendable {
    package struct Query: Sendable, Equatable {
        /// What somebody typed.
        package var text = ""
        /// Of a facet the values of which one is wanted.
        package var filters: [String: Set<String>] = [:]
        /// Whose people are wanted.
        package var company: Int64?
        package var order = Order.fit
        /// From 1.
        package var page = 1
        package var pageSize = 50

        package init() {}
    }

    package enum Order: String, Sendable, CaseIterable {
        /// The best answer first.
        case fit
        case name
        /// Companies with the most employees first, people of whom the catalogue is surest.
        case largest
    }

    package struct Found<Line: Sendable>: Sendable {
        package let lines: [Line]
        package let total: Int
        package let facets: [Facet]
        /// Nothing was spelled like what was typed, and what is like it was taken.
        package let isGuess: Bool
    }

    package struct Facet: Sendable, Equatable {
        package struct Value: Sendable, Equatable {
            /// As a query names it.
            package let text: String
            /// As people read it.
            package let title: String
            package let count: Int
        }

        package let name: String
        /// The most frequent first.
        package let values: [Value]
    }

    /// The bands by which companies are narrowed down.
    package static let sizes = FacetReader.sizes

    /// Lines behind these are not shown; whoever looks further narrows the question down.
    package static let furthest = SearchIndex.furthest

    let database: Database
    let catalogue: OpenCatalogue

    package init(_ database: Database, _ catalogue: OpenCatalogue) {
        (self.database, self.catalogue) = (database, catalogue)
    }

    package func companies(_ query: Query) async throws -> Found<CompanySummary> {
        let index = try catalogue.searchable().companies
        var marks = SearchMarks()
        let page = await find(query, in: index, by: SearchEntries.employees, mark: marks.company(typed: query.text))
        let rows = try await database.read { db in try CatalogueRow.list(page.numbers, of: .companies, on: db) }
        return found(page, rows.map(CompanySummary.init))
    }

    package func people(_ query: Query) async throws -> Found<PersonSummary> {
        let index = try catalogue.searchable().people
        var marks = SearchMarks()
        let page = await find(query, in: index, by: SearchEntries.accuracy, mark: marks.person(typed: query.text))
        let rows = try await database.read { db in try CatalogueRow.list(page.numbers, of: .people, on: db) }
        return found(page, rows.map(PersonSummary.init))
    }

    /// Looks through the index, on a thread that serves nobody else meanwhile.
    @concurrent
    private func find(_ query: Query, in index: SearchIndex, by order: String, mark: String?) async -> SearchPage {
        var question = SearchQuestion(query.text)
        question.filters = query.filters.filter { !$0.value.isEmpty }
        if let countries = question.filters["country"] {
            let facets = FacetReader()
            question.filters["country"] = Set(countries.map { facets.country($0) })
        }
        if let company = query.company { question.marks = [SearchMarks.company(company)] }
        question.order =
            switch query.order {
            case .fit: .fit
            case .name: .name
            case .largest: .largest(order)
            }
        question.limit = min(max(query.pageSize, 1), 500)
        question.offset = (max(query.page, 1) - 1) * question.limit
        // What lies behind the furthest line is on no page.
        if question.offset >= SearchIndex.furthest { (question.offset, question.limit) = (0, 0) }
        if let mark {
            var exact = question
            exact.text = ""
            exact.marks.append(mark)
            let page = index.find(exact)
            if page.total > 0 || page.facets.contains(where: { !$0.values.isEmpty }) { return page }
        }
        return index.find(question)
    }

    private func found<Line>(_ page: SearchPage, _ lines: [Line]) -> Found<Line> {
        Found(
            lines: lines,
            total: page.total,
            facets: page.facets.map { facet in
                Facet(
                    name: facet.name,
                    values: facet.values.map { value in
                        let title = FacetReader.title(of: value.text, in: facet.name)
                        return Facet.Value(text: value.text, title: title, count: value.count)
                    }
                )
            },
            isGuess: page.isGuess
        )
    }
}
