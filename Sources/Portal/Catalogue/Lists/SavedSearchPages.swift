import Capabilities
import HTTP
import Store

/// Keeping a search by a name, and forgetting it.
struct SavedSearchPages: Sendable {
    func new(_ visit: Visit) async throws -> Response {
        let query = visit.request.query
        let list = try list(query["kind"] ?? "", query)
        return visit.page(try await page(visit, query["kind"] ?? "", list).html)
    }

    func save(_ visit: Visit, _ form: Query) async throws -> Response {
        let kind = form["kind"] ?? ""
        // Only what a search knows is kept of what the form brings.
        guard let asked = Query(parsing: form["query"] ?? "") else { throw Problem.staleForm }
        let list = try list(kind, asked)
        do {
            return try await visit.act(then: list.address, saying: "The search was saved.") {
                try await visit.app.savedSearches.save(
                    list.queryText,
                    of: list.path == Paths.companies ? .companies : .people,
                    as: form["name"] ?? "",
                    by: visit.caller
                )
            }
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(visit, kind, list)
            page.name = form["name"] ?? ""
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func delete(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let id = visit.request.parameters["search"].flatMap(ID<SavedSearch>.init(parsing:)) else {
            throw Problem.notFound
        }
        let back = form["kind"] == CatalogueKind.people.rawValue ? Paths.people : Paths.companies
        return try await visit.act(then: back, saying: "The saved search was deleted.") {
            try await visit.app.savedSearches.delete(id, by: visit.caller)
        }
    }

    private func list(_ kind: String, _ query: Query) throws(Problem) -> ListQuery {
        switch kind {
        case CatalogueKind.companies.rawValue: return SearchPages.companyList(query).onPage(1)
        case CatalogueKind.people.rawValue: return SearchPages.peopleList(query).onPage(1)
        default: throw .notFound
        }
    }

    private func page(_ visit: Visit, _ kind: String, _ list: ListQuery) async throws -> SaveSearchPage {
        SaveSearchPage(viewer: try await visit.viewer(), kind: kind, query: list.queryText, back: list.address)
    }
}

extension ListQuery {
    /// What stands behind the question mark of its address.
    var queryText: String { String(address.dropFirst(path.count).drop { $0 == "?" }) }
}
