import Database
package import Enrichment
package import Store

// What follows from the records of runs.

extension Runs {
    package struct FollowUpPage: Sendable, Equatable {
        package let followUps: [RunFollowUp]
        /// Above which the next page begins; nil at the end.
        package let next: String?
    }

    /// What follows from a run's records: what is made or enriched besides, in the order of their keys.
    package func followUps(
        of id: ID<Run>,
        above: String? = nil,
        size: Int = 100,
        by caller: Caller
    ) async throws -> FollowUpPage {
        try caller.require(.inspect)
        let size = min(max(size, 1), 1000)
        let found = try await database.read { db in
            _ = try run(id, for: caller, on: db)
            return try RunFollowUp.list(of: id, in: caller.organisation, above: above, limit: size + 1, on: db)
        }
        let page = Array(found.prefix(size))
        return FollowUpPage(followUps: page, next: found.count > size ? page.last?.key : nil)
    }

    /// How many of a run's follow-ups are of each state.
    package func followUpCounts(of id: ID<Run>, by caller: Caller) async throws -> [RunFollowUp.State: Int] {
        try caller.require(.inspect)
        return try await database.read { db in
            try RunFollowUp.counts(of: try run(id, for: caller, on: db).id, in: caller.organisation, on: db)
        }
    }

    /// What a run was to do beside its records and the org refused: the first of it, and how much there is.
    package func shortfalls(of id: ID<Run>, size: Int, by caller: Caller) async throws
        -> (first: [RunShortfall], total: Int)
    {
        try caller.require(.inspect)
        return try await database.read { db in
            _ = try run(id, for: caller, on: db)
            let first = try RunShortfall.list(of: id, in: caller.organisation, limit: size, on: db)
            guard first.count == size else { return (first, first.count) }
            return (first, try RunShortfall.count(of: id, in: caller.organisation, on: db))
        }
    }

    package struct ShortfallPage: Sendable, Equatable {
        package let shortfalls: [RunShortfall]
        /// Behind which the next page begins; nil at the end.
        package let next: RunShortfall.Place?
    }

    /// All that a run was to do beside its records and the org refused, page by page.
    package func shortfalls(
        of id: ID<Run>,
        after place: RunShortfall.Place?,
        size: Int = 100,
        by caller: Caller
    ) async throws -> ShortfallPage {
        try caller.require(.inspect)
        let size = min(max(size, 1), 1000)
        let found = try await database.read { db in
            _ = try run(id, for: caller, on: db)
            return try RunShortfall.list(of: id, in: caller.organisation, after: place, limit: size + 1, on: db)
        }
        let page = Array(found.prefix(size))
        return ShortfallPage(shortfalls: page, next: found.count > size ? page.last.map { .init($0) } : nil)
    }

    /// What follows from a record, or was done to it as a follow-up of another: of one run, or of all.
    package func followUps(
        about record: CRMID,
        in run: ID<Run>? = nil,
        size: Int = 100,
        by caller: Caller
    ) async throws -> [RunFollowUp] {
        try caller.require(.inspect)
        return try await database.read { db in
            try RunFollowUp.list(about: record, in: run, of: caller.organisation, limit: size, on: db)
        }
    }

    /// What a plan says of a follow-up.
    package func plan(of followUp: RunFollowUp, by caller: Caller) async throws -> FollowUp? {
        try caller.require(.inspect)
        return try await database.read { db in
            try RunBatch.plan(of: followUp.batch, of: followUp.run, in: caller.organisation, on: db)?
                .outcomes.first { $0.record == followUp.record }?
                .followUps.first { $0.key == followUp.key }
        }
    }
}
