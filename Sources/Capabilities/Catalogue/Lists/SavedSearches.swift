import Database
package import Store
import Telemetry

/// Searches of the catalogue that the organisation keeps by a name.
package struct SavedSearches: Sendable {
    let database: Database
    let clock: WallClock

    /// The searches of companies or of people, by name.
    package func list(_ kind: CatalogueKind, by caller: Caller) async throws -> [SavedSearch] {
        try await database.read { db in try SavedSearch.list(kind, in: caller.organisation, on: db) }
    }

    package func save(_ query: String, of kind: CatalogueKind, as name: String, by caller: Caller) async throws {
        try caller.require(.use)
        let user = try caller.requireSession().user
        var faults = Faults()
        let name = faults.name(name)
        if query.utf8.count > 2000 { faults.add("name", "This search is too long to be saved; use fewer words.") }
        guard let name else { throw faults.refusal }
        try faults.check()
        let now = clock.now()
        let search = SavedSearch(
            id: .make(at: now),
            kind: kind,
            name: name,
            query: query,
            createdBy: user,
            createdAt: now
        )
        do {
            try await database.write { db in try SavedSearch.insert(search, in: caller.organisation, on: db) }
        } catch let error as DatabaseError {
            guard case .uniqueViolation = error.code else { throw error }
            faults.add("name", "There is a search of this name already; choose another name.")
            throw faults.refusal
        }
    }

    package func delete(_ id: ID<SavedSearch>, by caller: Caller) async throws {
        try caller.require(.use)
        let wasThere = try await database.write { db in
            try SavedSearch.delete(id, in: caller.organisation, on: db)
        }
        guard wasThere else { throw Refusal.searchUnknown }
    }
}

extension Refusal {
    package static let searchUnknown = Refusal(
        .notFound,
        "search.unknown",
        "There is no such saved search; somebody may have deleted it."
    )
}
