import Capabilities
import HTML
import HTTP
import Store
import Telemetry

/// Lists of companies and people: making them, filling them, taking them elsewhere.
struct ListPages: Sendable {
    // MARK: Looking

    func index(_ visit: Visit) async throws -> Response {
        let lists = try await visit.app.lists.all(by: visit.caller)
        let time = visit.time
        let page = ListsPage(
            viewer: try await visit.viewer(),
            lines: lists.map { list in
                ListsPage.Line(
                    name: list.name,
                    path: Paths.list(list.id.rawValue),
                    holds: list.kind == .companies ? "Companies" : "People",
                    count: list.count,
                    created: time.moment(list.createdAt)
                )
            }
        )
        return visit.page(page.html)
    }

    func show(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        let list = try await visit.app.lists.find(id, by: visit.caller)
        let place = visit.request.query["after"].flatMap { Int64($0) }
        var page = ListPage(
            viewer: try await visit.viewer(),
            id: id.rawValue,
            name: list.name,
            mayChange: visit.caller.role.allows(.use),
            total: list.count,
            noun: list.kind == .companies ? ("company", "companies") : ("person", "people"),
            query: ListQuery(path: Paths.list(id.rawValue), reading: visit.request.query, filters: []),
            isFurther: place != nil
        )
        if list.kind == .companies {
            let found = try await visit.app.lists.companies(on: id, after: place ?? 0, by: visit.caller)
            page.table = CompaniesPage.table(found.lines.map(CompaniesPage.Line.init), isPickable: page.mayChange)
            (page.shown, page.next) = (found.lines.count, found.next.map { String($0) })
        } else {
            let found = try await visit.app.lists.people(on: id, after: place ?? 0, by: visit.caller)
            page.table = PeoplePage.table(found.lines.map(PeoplePage.Line.init), isPickable: page.mayChange)
            (page.shown, page.next) = (found.lines.count, found.next.map { String($0) })
        }
        return visit.page(page.html)
    }

    // MARK: Filling

    func askToAdd(_ visit: Visit) async throws -> Response {
        let query = visit.request.query
        let numbers = ListPages.numbers(query)
        let kind = try kind(query)
        guard !numbers.isEmpty else {
            return visit.redirect(
                to: kind == .companies ? Paths.companies : Paths.people,
                saying: Refusal.nothingChosen.sentence,
                isProblem: true
            )
        }
        return visit.page(try await addPage(visit, kind, numbers).html)
    }

    func add(_ visit: Visit, _ form: Query) async throws -> Response {
        let numbers = ListPages.numbers(form)
        let kind = try kind(form)
        // Whoever types a name means a new list, whatever stands in the choice above it.
        let name = form["name"] ?? ""
        let chosen = name.allSatisfy(\.isWhitespace) ? form["list"].flatMap(ID<ProfileList>.init(parsing:)) : nil
        let target: ProfileLists.Target = chosen.map { .list($0) } ?? .new(name)
        do {
            let done = try await visit.app.lists.add(numbers, of: kind, to: target, by: visit.caller)
            let noun =
                kind == .companies ? (done.added == 1 ? "company" : "companies") : done.added == 1 ? "person" : "people"
            return visit.redirect(
                to: Paths.list(done.list.id.rawValue),
                saying: done.added == 0
                    ? "All of them were on “\(done.list.name)” already."
                    : "\(done.added) \(noun) were put on “\(done.list.name)”."
            )
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await addPage(visit, kind, numbers)
            page.name = name
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func addPage(_ visit: Visit, _ kind: CatalogueKind, _ numbers: [Int64]) async throws -> AddToListPage {
        let lists = try await visit.app.lists.all(by: visit.caller).filter { $0.kind == kind }
        return AddToListPage(
            viewer: try await visit.viewer(),
            kind: kind.rawValue,
            numbers: numbers,
            lists: lists.map {
                Field.Option(value: $0.id.rawValue, text: "\($0.name) (\($0.count.formatted(.grouped)))")
            },
            back: kind == .companies ? Paths.companies : Paths.people
        )
    }

    func remove(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.list(id.rawValue), saying: "They were taken off the list.") {
            _ = try await visit.app.lists.remove(ListPages.numbers(form), from: id, by: visit.caller)
        }
    }

    // MARK: Deleting

    func askToDelete(_ visit: Visit) async throws -> Response {
        let list = try await visit.app.lists.find(try id(visit), by: visit.caller)
        let path = Paths.list(list.id.rawValue)
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .lists,
            title: "Delete the list “\(list.name)”?",
            text: "The list is gone for everyone. The companies and people on it stay in the catalogue.",
            crumbs: [.init(text: "Lists", path: Paths.lists), .init(text: list.name, path: path)],
            action: Paths.listDeletion(list.id.rawValue),
            submit: Button(text: "Delete list", style: .danger),
            back: path
        )
        return visit.page(page.html)
    }

    func delete(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.lists, saying: "The list was deleted.") {
            try await visit.app.lists.delete(id, by: visit.caller)
        }
    }

    // MARK: Taking elsewhere

    func export(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        let list = try await visit.app.lists.find(id, by: visit.caller)
        let (lists, caller) = (visit.app.lists, visit.caller)
        return Response.stream(.csv) { writer in
            var after: Int64? = 0
            let columns = list.kind == .companies ? ListPages.companyColumns : ListPages.personColumns
            try await writer.write(CSV.mark + CSV.line(columns))
            while let place = after {
                if list.kind == .companies {
                    let page = try await lists.companies(on: id, after: place, limit: 500, by: caller)
                    try await writer.write(page.lines.map { CSV.line(ListPages.cells($0)) }.joined())
                    after = page.next
                } else {
                    let page = try await lists.people(on: id, after: place, limit: 500, by: caller)
                    try await writer.write(page.lines.map { CSV.line(ListPages.cells($0)) }.joined())
                    after = page.next
                }
            }
        }.attachment(named: "list.csv")
    }

    private static let companyColumns = [
        "id", "name", "website", "city", "country", "industry", "employees", "status",
    ]

    private static func cells(_ company: CompanySummary) -> [String] {
        [
            String(company.number), company.name, company.website, company.city, company.country, company.industry,
            company.employees, company.status,
        ]
    }

    private static let personColumns = [
        "id", "name", "title", "company_id", "company", "email", "email_status", "city", "country",
    ]

    private static func cells(_ person: PersonSummary) -> [String] {
        [
            String(person.number), person.name, person.title, person.company.map { String($0) } ?? "",
            person.companyName, person.email, person.emailStatus, person.city, person.country,
        ]
    }

    // MARK: Parts

    private func kind(_ query: Query) throws(Problem) -> CatalogueKind {
        switch query["kind"] {
        case CatalogueKind.companies.rawValue: return .companies
        case CatalogueKind.people.rawValue: return .people
        default: throw .notFound
        }
    }

    private static func numbers(_ query: Query) -> [Int64] { query.all("number").compactMap { Int64($0) } }

    private func id(_ visit: Visit) throws(Problem) -> ID<ProfileList> {
        guard let id = visit.request.parameters["list"].flatMap(ID<ProfileList>.init(parsing:)) else { throw .notFound }
        return id
    }
}
