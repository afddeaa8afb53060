import Database
package import Enrichment
package import Store

/// All that a run has planned and done, a batch at a time, so that a run of a million records takes no more memory than one
/// of a batch.
package struct RunReport: AsyncSequence, Sendable {
    package typealias Element = [Line]

    /// A record with its plan.
    package struct Line: Sendable {
        package let record: RunRecord
        package let outcome: Plan.Outcome
    }

    fileprivate let database: Database
    fileprivate let run: ID<Run>
    fileprivate let organisation: ID<Organisation>
    fileprivate let batches: [Int]

    package func makeAsyncIterator() -> Iterator { Iterator(report: self) }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let report: RunReport
        private var place = 0

        fileprivate init(report: RunReport) { self.report = report }

        package mutating func next() async throws -> [Line]? {
            guard place < report.batches.count else { return nil }
            let batch = report.batches[place]
            place += 1
            return try await report.lines(of: batch)
        }
    }

    private func lines(of batch: Int) async throws -> [Line] {
        try await database.read { db in
            guard let plan = try RunBatch.plan(of: batch, of: run, in: organisation, on: db) else { return [] }
            let records = try RunRecord.list(plan.outcomes.map(\.record), of: run, in: organisation, on: db)
            return plan.outcomes.compactMap { outcome in
                records[outcome.record].map { Line(record: $0, outcome: outcome) }
            }
        }
    }
}

extension Runs {
    package func report(of id: ID<Run>, by caller: Caller) async throws -> RunReport {
        try caller.require(.inspect)
        let batches = try await database.read { db in
            _ = try run(id, for: caller, on: db)
            return try RunBatch.list(of: id, in: caller.organisation, on: db).map(\.number)
        }
        return RunReport(database: database, run: id, organisation: caller.organisation, batches: batches)
    }

    /// How often each field changes, or would; those that change most often first.
    package func fields(of id: ID<Run>, by caller: Caller) async throws -> [FieldTotal] {
        try caller.require(.inspect)
        return try await database.read { db in
            _ = try run(id, for: caller, on: db)
            return try FieldTotal.list(of: id, in: caller.organisation, on: db)
        }
    }

    /// What the catalogue calls these profiles; one that it no longer has is left out.
    package func names(of profiles: [ProfileID], by caller: Caller) async throws -> [ProfileID: String] {
        try caller.require(.inspect)
        return try await database.read { db in
            var names: [ProfileID: String] = [:]
            for row in try CatalogueRow.list(profiles.numbers(of: .company), of: .companies, on: db) {
                names[.company(row.number)] = row["name"]
            }
            for row in try CatalogueRow.list(profiles.numbers(of: .person), of: .people, on: db) {
                names[.person(row.number)] = row.personName
            }
            return names
        }
    }
}

extension [ProfileID] {
    fileprivate func numbers(of kind: ProfileID.Kind) -> [Int64] {
        Set(lazy.filter { $0.kind == kind }.map(\.number)).sorted()
    }
}
