import Database
package import Store
import Telemetry

/// Lists of companies and of people that the organisation keeps.
package struct ProfileLists: Sendable {
    /// Which list somebody means: one that is there, or a new one of this name.
    package enum Target: Sendable, Equatable {
        case list(ID<ProfileList>)
        case new(String)
    }

    /// A page of those on a list, in the order of their numbers.
    package struct Page<Line: Sendable>: Sendable {
        package let lines: [Line]
        /// Behind which the next page begins; nil at the end.
        package let next: Int64?
    }

    /// As many as one act puts on a list or takes off it.
    package static let most = 500

    let database: Database
    let clock: WallClock

    package func all(by caller: Caller) async throws -> [ProfileList] {
        try await database.read { db in try ProfileList.all(in: caller.organisation, on: db) }
    }

    package func find(_ id: ID<ProfileList>, by caller: Caller) async throws -> ProfileList {
        try await database.read { db in try list(id, of: caller, on: db) }
    }

    package func companies(
        on id: ID<ProfileList>,
        after number: Int64 = 0,
        limit: Int = 100,
        by caller: Caller
    ) async throws -> Page<CompanySummary> {
        try await page(of: id, .companies, after: number, limit, caller).map(CompanySummary.init)
    }

    package func people(
        on id: ID<ProfileList>,
        after number: Int64 = 0,
        limit: Int = 100,
        by caller: Caller
    ) async throws -> Page<PersonSummary> {
        try await page(of: id, .people, after: number, limit, caller).map(PersonSummary.init)
    }

    private func page(
        of id: ID<ProfileList>,
        _ kind: CatalogueKind,
        after number: Int64,
        _ limit: Int,
        _ caller: Caller
    ) async throws -> Page<CatalogueRow> {
        try await database.read { db in
            let numbers = try ProfileList.members(
                of: id,
                in: caller.organisation,
                after: number,
                limit: limit + 1,
                on: db
            )
            let shown = Array(numbers.prefix(limit))
            let rows = try CatalogueRow.list(shown, of: kind, on: db)
            return Page(lines: rows, next: numbers.count > limit ? shown.last : nil)
        }
    }

    // MARK: Changing

    /// Puts companies or people on a list, which is made if it is new; tells the list and how many were not on it.
    package func add(
        _ numbers: [Int64],
        of kind: CatalogueKind,
        to target: Target,
        by caller: Caller
    ) async throws -> (list: ProfileList, added: Int) {
        try caller.require(.use)
        let user = try caller.requireSession().user
        guard !numbers.isEmpty else { throw Refusal.nothingChosen }
        var faults = Faults()
        var name = ""
        if case .new(let text) = target {
            guard let text = faults.name(text) else { throw faults.refusal }
            name = text
        }
        let (now, newName) = (clock.now(), name)
        do {
            return try await database.write { db in
                let list: ProfileList
                switch target {
                case .list(let id): list = try self.list(id, of: caller, on: db)
                case .new:
                    list = ProfileList(
                        id: .make(at: now),
                        kind: kind,
                        name: newName,
                        createdBy: user,
                        createdAt: now
                    )
                    try ProfileList.insert(list, in: caller.organisation, on: db)
                }
                guard list.kind == kind else { throw Refusal.listOfOthers }
                let known = try CatalogueRow.list(Array(numbers.prefix(ProfileLists.most)), of: kind, on: db)
                let added = try ProfileList.add(
                    known.map(\.number),
                    to: list.id,
                    in: caller.organisation,
                    at: now,
                    on: db
                )
                return (list, added)
            }
        } catch let error as DatabaseError {
            guard case .uniqueViolation = error.code else { throw error }
            faults.add("name", "There is a list of this name already; choose it, or another name.")
            throw faults.refusal
        }
    }

    package func remove(_ numbers: [Int64], from id: ID<ProfileList>, by caller: Caller) async throws -> Int {
        try caller.require(.use)
        guard !numbers.isEmpty else { throw Refusal.nothingChosen }
        return try await database.write { db in
            _ = try list(id, of: caller, on: db)
            return try ProfileList.remove(
                Array(numbers.prefix(ProfileLists.most)),
                from: id,
                in: caller.organisation,
                on: db
            )
        }
    }

    package func delete(_ id: ID<ProfileList>, by caller: Caller) async throws {
        try caller.require(.use)
        try await database.write { db in
            _ = try list(id, of: caller, on: db)
            try ProfileList.delete(id, in: caller.organisation, on: db)
        }
    }

    private func list(_ id: ID<ProfileList>, of caller: Caller, on db: isolated Connection) throws -> ProfileList {
        guard let list = try ProfileList.find(id, in: caller.organisation, on: db) else { throw Refusal.listUnknown }
        return list
    }
}

extension ProfileLists.Page {
    fileprivate func map<Other: Sendable>(_ change: (Line) -> Other) -> ProfileLists.Page<Other> {
        ProfileLists.Page<Other>(lines: lines.map(change), next: next)
    }
}

extension Refusal {
    package static let listUnknown = Refusal(
        .notFound,
        "list.unknown",
        "There is no such list; somebody may have deleted it."
    )
    package static let nothingChosen = Refusal(
        .conflict,
        "list.nothing-chosen",
        "Nothing was chosen; tick the lines that you mean first."
    )
    static let listOfOthers = Refusal(
        .conflict,
        "list.other-kind",
        "This list holds the other kind, companies or people; choose another list."
    )
}
