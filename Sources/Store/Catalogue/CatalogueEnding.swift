package import Database
package import Telemetry

/// What is done at the end of a load: references that were not known when their row came, and rows that vanished.
///
/// Each step is a transaction of its own and may be done again, so that a load that is broken off here goes on here.
package struct CatalogueEnding: Sendable {
    let load: CatalogueLoad
    let database: Database
    private static let page: Int64 = 20_000

    package init(_ load: CatalogueLoad, in database: Database) {
        self.load = load
        self.database = database
    }

    /// Ends what is not in the set if one is given, ties up references, and closes the load.
    package func run(vanishing seen: NumberSet?, at now: Timestamp) async throws -> Int {
        for kind in CatalogueKind.allCases where kind == load.kind || load.kind == .companies {
            try await tieUp(kind)
        }
        var ended = 0
        if let seen {
            ended = try await endVanished(seen, at: now)
            if load.kind == .companies { ended += try await endSharedRecords(seen, at: now) }
        }
        let count = ended
        try await database.write { db in try CatalogueLoad.finish(load.number, ended: count, at: now, on: db) }
        return ended
    }

    private struct Orphan: Sendable, RowDecodable {
        let number: Int64
        let source: Int64
        let id: String

        init(row: Row) throws {
            number = try row["number"]
            source = try row["source"]
            id = try row["id"]
        }
    }

    /// Rows that refer to a company that came later.
    private func tieUp(_ kind: CatalogueKind) async throws {
        let (id, column) = kind.reference
        var last: Int64 = 0
        while true {
            let behind = last
            let orphans = try await database.write { db in
                let orphans = try db.fetch(
                    Orphan.self,
                    """
                    SELECT number, source, \(identifier: id) AS id FROM \(identifier: kind.rawValue)
                    WHERE \(identifier: column) IS NULL AND \(identifier: id) IS NOT NULL AND number > \(behind)
                    ORDER BY number LIMIT 5000
                    """
                )
                let others = try CatalogueSource.all(on: db).map(\.number)
                var lists: [[SQLValue]] = []
                for (source, some) in Dictionary(grouping: orphans, by: \.source) {
                    let numbers = try CompanyReferences.numbers(
                        of: Array(Set(some.map(\.id))),
                        in: [source] + others.filter { $0 != source },
                        on: db
                    )
                    for orphan in some {
                        guard let number = numbers[orphan.id] else { continue }
                        lists.append([.integer(number), .integer(load.number), .integer(orphan.number)])
                    }
                }
                try db.run(
                    """
                    UPDATE \(identifier: kind.rawValue) SET \(identifier: column) = \(Int64(0)), changed = \(Int64(0))
                    WHERE number = \(Int64(0))
                    """,
                    with: lists
                )
                return orphans
            }
            guard let greatest = orphans.last?.number else { return }
            last = greatest
        }
    }

    /// Ends the rows of the source that the file did not hold, range after range of numbers.
    private func endVanished(_ seen: NumberSet, at now: Timestamp) async throws -> Int {
        let table = load.kind.rawValue
        let greatest = try await database.read { db in
            try db.one(Int64.self, "SELECT last FROM catalogue_numbers WHERE kind = \(table)")
        }
        let single: SQL = load.kind == .companies ? "AND origins IS NULL" : ""
        var ended = 0
        for start in stride(from: Int64(0), to: greatest, by: Int(CatalogueEnding.page)) {
            let vanished = try await database.read { db in
                try db.fetch(
                    Int64.self,
                    """
                    SELECT number FROM \(identifier: table)
                    WHERE number > \(start) AND number <= \(start + CatalogueEnding.page) AND source = \(load.source)
                        AND ended_at IS NULL \(sql: single)
                    """
                )
            }
            .filter { !seen.contains($0) }
            if vanished.isEmpty { continue }
            try await database.write { db in
                try CatalogueHistory.keepEnding(vanished, of: load.kind, before: load.number, on: db)
                try db.run(
                    """
                    UPDATE \(identifier: table) SET ended_at = \(now), changed = \(load.number)
                    WHERE number = \(Int64(0))
                    """,
                    with: vanished.map { [.integer(now.microseconds), .integer(load.number), .integer($0)] }
                )
            }
            ended += vanished.count
        }
        return ended
    }

    /// Ends what the source said of companies that others know too; they live on by the others' word.
    private func endSharedRecords(_ seen: NumberSet, at now: Timestamp) async throws -> Int {
        let vanished = try await database.read { db in
            try db.fetch(
                Int64.self,
                """
                SELECT company FROM company_records WHERE source = \(load.source) AND ended_at IS NULL ORDER BY company
                """
            )
        }
        .filter { !seen.contains($0) }
        for start in stride(from: 0, to: vanished.count, by: 1000) {
            let some = vanished[start..<min(start + 1000, vanished.count)]
            try await database.write { db in
                try db.run(
                    """
                    UPDATE company_records SET ended_at = \(now) WHERE source = \(load.source) AND company = \(Int64(0))
                    """,
                    with: some.map { [.integer(now.microseconds), .integer(load.source), .integer($0)] }
                )
                try CompanyMerge(load).refresh(Array(some), on: db)
            }
        }
        return vanished.count
    }
}
