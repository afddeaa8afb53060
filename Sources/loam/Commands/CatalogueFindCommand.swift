import Capabilities
import Database
import Store

extension Command {
    static let catalogueFind = Command(
        "find",
        "Find companies or people by words, a domain or an address.",
        discussion: """
            The last word may be unfinished. Where nothing is spelled like the words, what is like them is shown and said to be
            a guess. The search files are brought up to date first, which takes a while after a load.

              loam catalogue find acme berlin
              loam catalogue find --people ada@acme.example
            """,
        arguments: [.searchWords],
        options: [
            OptionGroup("Search", .searchesPeople, .searchCountry, .searchOrder, .searchLimit), .output,
        ],
        configuration: Keys.forStorage,
        action: findInCatalogue
    )
}

extension Argument {
    fileprivate static let searchWords = Argument("word", "What to look for; nothing lists all.", count: .any)
}

extension Option {
    fileprivate static let searchesPeople = Option.flag("people", "Look for people and not for companies.")
    fileprivate static let searchCountry = Option.value("country", "COUNTRY", "Only of this country, by code or name.")
    fileprivate static let searchOrder = Option.value(
        "order",
        "ORDER",
        "By what the list is sorted: \(listed(CatalogueSearch.Order.allCases.map(\.rawValue))).",
        choices: CatalogueSearch.Order.allCases.map(\.rawValue)
    )
    fileprivate static let searchLimit = Option.value("limit", "N", "Show so many; 20 when not said.")
}

@Sendable
private func findInCatalogue(_ invocation: Invocation) async throws -> ExitCode {
    var query = CatalogueSearch.Query()
    query.text = invocation.words.joined(separator: " ")
    if let country = invocation[.searchCountry] { query.filters["country"] = [country] }
    query.order = invocation[.searchOrder].flatMap(CatalogueSearch.Order.init) ?? .fit
    guard let limit = Int(invocation[.searchLimit] ?? "20"), (1...500).contains(limit) else {
        throw UsageError("The option --limit must be a number from 1 to 500.")
    }
    query.pageSize = limit
    let wanted = query
    let folder = try invocation.configuration().folder.indexPath
    try await invocation.withDatabase { database in
        let catalogue = OpenCatalogue(folder: folder, database: database, clock: invocation.surroundings.clock)
        try await catalogue.refresh()
        try await catalogue.refreshSearch()
        let search = CatalogueSearch(database, catalogue)
        if invocation.has(.searchesPeople) {
            invocation.show(try await search.people(wanted))
        } else {
            invocation.show(try await search.companies(wanted))
        }
    }
    return .done
}

extension Invocation {
    fileprivate func show(_ found: CatalogueSearch.Found<CompanySummary>) {
        show(found, ["Id", "Name", "Website", "City", "Country", "Employees"]) { company in
            [
                ("id", String(company.number)), ("name", company.name), ("website", company.website),
                ("city", company.city), ("country", company.country), ("employees", company.employees),
            ]
        }
    }

    fileprivate func show(_ found: CatalogueSearch.Found<PersonSummary>) {
        show(found, ["Id", "Name", "Title", "Company", "E-mail", "Country"]) { person in
            [
                ("id", String(person.number)), ("name", person.name), ("title", person.title),
                ("company", person.companyName), ("email", person.email), ("country", person.country),
            ]
        }
    }

    private func show<Line>(
        _ found: CatalogueSearch.Found<Line>,
        _ titles: [String],
        _ cells: (Line) -> [(name: String, value: String)]
    ) {
        if has(.json) {
            let json: JSON = [
                "total": .integer(found.total), "guess": .flag(found.isGuess),
                "lines": .array(
                    found.lines.map { line in .object(cells(line).map { (name: $0.name, value: .text($0.value)) }) }
                ),
            ]
            return terminal.print(json.formatted)
        }
        guard found.total > 0 else { return terminal.print("Nothing was found.") }
        var table = TextTable(titles)
        for line in found.lines { table.add(cells(line).map { printable($0.value) }) }
        terminal.output(table.text)
        if found.isGuess { terminal.print("Nothing is spelled like that; these are guesses.") }
        if found.total > found.lines.count { terminal.print("\(found.lines.count) of \(found.total) are shown.") }
    }
}
