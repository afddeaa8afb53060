import Capabilities
import HTML
import HTTP
import Store

/// Searching companies and people.
struct SearchPages: Sendable {
    static let pageSize = 25

    // MARK: Companies

    func companies(_ visit: Visit) async throws -> Response {
        let list = SearchPages.companyList(visit.request.query)
        let found = try await searching { try await visit.app.search.companies(list.search(CompanyFacet.names)) }
        let page = CompaniesPage(
            viewer: try await visit.viewer(),
            search: CatalogueList(
                query: list,
                placeholder: "Search companies",
                noun: ("company", "companies"),
                facets: facets(of: found, list, CompanyFacet.titles) + [SearchPages.order("Most employees")],
                found: found,
                saved: try await saved(.companies, list, visit),
                keeping: .companies,
                visit: visit
            ),
            lines: found.value?.lines.map(CompaniesPage.Line.init) ?? []
        )
        return visit.page(page.html)
    }

    static func companyList(_ query: Query) -> ListQuery {
        ListQuery(path: Paths.companies, reading: query, filters: ["q"] + CompanyFacet.names + ["order"])
    }

    // MARK: People

    func people(_ visit: Visit) async throws -> Response {
        let list = SearchPages.peopleList(visit.request.query)
        let company = try await company(list["company"], visit)
        let found = try await searching { try await visit.app.search.people(list.search(PersonFacet.names)) }
        let page = PeoplePage(
            viewer: try await visit.viewer(),
            search: CatalogueList(
                query: list,
                placeholder: "Search people",
                noun: ("person", "people"),
                facets: facets(of: found, list, PersonFacet.titles) + [SearchPages.order("Surest first")],
                found: found,
                saved: try await saved(.people, list, visit),
                keeping: .people,
                visit: visit
            ),
            company: company.map { ($0.name, Paths.company($0.number)) },
            lines: found.value?.lines.map(PeoplePage.Line.init) ?? []
        )
        return visit.page(page.html)
    }

    static func peopleList(_ query: Query) -> ListQuery {
        ListQuery(path: Paths.people, reading: query, filters: ["q", "company"] + PersonFacet.names + ["order"])
    }

    private func company(_ id: String, _ visit: Visit) async throws -> CompanySummary? {
        guard let number = Int64(id) else { return nil }
        return try await visit.app.profiles.company(number).summary
    }

    // MARK: Parts

    /// A search, or why there is nothing to search.
    private func searching<Line>(
        _ search: () async throws -> CatalogueSearch.Found<Line>
    ) async throws -> Outcome<Line> {
        do {
            return .found(try await search())
        } catch let refusal as Refusal where refusal.code.hasPrefix("catalogue.") {
            return .missing(CatalogueList.Missing(refusal))
        }
    }

    enum Outcome<Line: Sendable>: Sendable {
        case found(CatalogueSearch.Found<Line>)
        case missing(CatalogueList.Missing)

        var value: CatalogueSearch.Found<Line>? { if case .found(let found) = self { found } else { nil } }
    }

    private func saved(
        _ kind: CatalogueKind,
        _ list: ListQuery,
        _ visit: Visit
    ) async throws -> [CatalogueList.Saved] {
        try await visit.app.savedSearches.list(kind, by: visit.caller).map { search in
            CatalogueList.Saved(
                name: search.name,
                path: list.path + (search.query.isEmpty ? "" : "?" + search.query),
                deletion: Paths.savedSearchDeletion(search.id.rawValue),
                isCurrent: search.query == list.onPage(1).queryText
            )
        }
    }

    /// More values than these are no choice any more.
    private static let mostValues = 60

    private func facets<Line>(
        of found: Outcome<Line>,
        _ list: ListQuery,
        _ titles: [(name: String, any: String)]
    ) -> [FilterForm.Choice] {
        let facets = found.value?.facets ?? []
        return titles.map { name, any in
            let values = facets.first { $0.name == name }?.values ?? []
            var options = values.prefix(SearchPages.mostValues).map { value in
                Field.Option(value: value.text, text: "\(value.title) (\(value.count.formatted(.grouped)))")
            }
            // What was chosen stays to be seen, also when nothing has it.
            let chosen = list[name]
            if !chosen.isEmpty, !options.contains(where: { $0.value == chosen }) {
                let title = values.first { $0.text == chosen }?.title ?? chosen
                options.append(Field.Option(value: chosen, text: title))
            }
            return FilterForm.Choice(name: name, label: any, options: [.init(value: "", text: any)] + options)
        }
    }

    private static func order(_ largest: String) -> FilterForm.Choice {
        FilterForm.Choice(
            name: "order",
            label: "Order",
            options: [
                .init(value: "", text: "Best first"),
                .init(value: CatalogueSearch.Order.name.rawValue, text: "By name"),
                .init(value: CatalogueSearch.Order.largest.rawValue, text: largest),
            ]
        )
    }
}

extension ListQuery {
    /// What the address asks for, as the search takes it.
    func search(_ facets: [String]) -> CatalogueSearch.Query {
        var query = CatalogueSearch.Query()
        query.text = self["q"]
        for facet in facets where !self[facet].isEmpty { query.filters[facet] = [self[facet]] }
        query.company = Int64(self["company"])
        query.order = CatalogueSearch.Order(rawValue: self["order"]) ?? .fit
        (query.page, query.pageSize) = (page, SearchPages.pageSize)
        return query
    }
}

extension CompanyFacet {
    static var names: [String] { allCases.map(\.rawValue) }

    fileprivate static let titles = [
        ("country", "Any country"), ("industry", "Any industry"), ("size", "Any size"), ("status", "Any state"),
    ]
}

extension PersonFacet {
    static var names: [String] { allCases.map(\.rawValue) }

    fileprivate static let titles = [
        ("function", "Any function"), ("level", "Any level"), ("country", "Any country"),
        ("emailStatus", "Any e-mail"),
    ]
}

extension CatalogueList {
    init<Line>(
        query: ListQuery,
        placeholder: String,
        noun: (one: String, many: String),
        facets: [FilterForm.Choice],
        found: SearchPages.Outcome<Line>,
        saved: [Saved],
        keeping kind: CatalogueKind,
        visit: Visit
    ) {
        self.init(
            query: query,
            placeholder: placeholder,
            noun: noun,
            facets: facets,
            total: found.value?.total ?? 0,
            pageSize: SearchPages.pageSize,
            furthest: CatalogueSearch.furthest,
            isGuess: found.value?.isGuess ?? false,
            kind: kind.rawValue,
            saved: saved,
            mayKeep: visit.caller.role.allows(.use),
            token: FormToken.make(for: visit.secret)
        )
        if case .missing(let missing) = found { self.missing = missing }
    }
}

extension CatalogueList.Missing {
    /// What to load first, where there is nothing.
    static let nothingLoaded = CatalogueList.Missing(
        title: "The catalogue is empty",
        text:
            "Companies and people come from files: your own, or public ones. On the machine that Loam runs on, load a file, "
            + "or make up a sample to look around.",
        commands: [
            "loam catalogue load companies.csv.gz people.csv", "loam catalogue sample --companies 10000 --people 10000",
        ]
    )

    init(_ refusal: Refusal) {
        switch refusal.code {
        case Refusal.noCatalogue.code: self = .nothingLoaded
        case Refusal.catalogueInTheMaking.code:
            self.init(
                title: "The catalogue is being made ready",
                text: "What was loaded last is being put in order to be searched. Look again in a moment."
            )
        default: self.init(title: "The catalogue cannot be opened", text: refusal.sentence)
        }
    }
}

extension CompaniesPage.Line {
    init(_ company: CompanySummary) {
        self.init(
            number: company.number,
            name: company.name,
            path: Paths.company(company.number),
            website: company.website,
            industry: company.industry,
            place: [company.city, company.country].filter { !$0.isEmpty }.joined(separator: ", "),
            employees: Amount.text(company.employees),
            state: Badge(company),
            isOff: company.hasEnded
        )
    }
}

extension PeoplePage.Line {
    init(_ person: PersonSummary) {
        self.init(
            number: person.number,
            person: Person(name: person.name, email: person.email, path: Paths.person(person.number)),
            title: person.title,
            company: person.companyName,
            companyPath: person.company.map(Paths.company),
            place: [person.city, person.country].filter { !$0.isEmpty }.joined(separator: ", "),
            state: Badge(person),
            isOff: person.hasEnded
        )
    }
}

extension Badge {
    /// Nil where nothing is known.
    init?(_ company: CompanySummary) {
        if company.hasEnded {
            self.init(text: "No longer known")
            return
        }
        guard !company.status.isEmpty else { return nil }
        let isActive = ["active", "issued", "aktiv"].contains(company.status.lowercased())
        self.init(
            text: FacetReader.title(ofWord: company.status),
            tone: isActive ? .green : .neutral
        )
    }

    /// What is known of the address; nil where nothing is.
    init?(_ person: PersonSummary) {
        if person.hasEnded {
            self.init(text: "No longer known")
            return
        }
        guard !person.emailStatus.isEmpty else { return nil }
        let tone: Tone =
            switch person.emailStatus.lowercased() {
            case "valid", "verified": .green
            case "invalid", "bounced": .red
            default: .amber
            }
        self.init(text: FacetReader.title(ofWord: person.emailStatus), tone: tone)
    }
}

/// How pages write what sources wrote.
enum Amount {
    /// A plain number with its thousands apart; all else as it is.
    static func text(_ text: String) -> String { Int(text)?.formatted(.grouped) ?? text }
}
