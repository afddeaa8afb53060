package import Database
import Telemetry

/// Writes the batches of one load, each in one transaction together with how far the load has come.
package struct CatalogueWriter: Sendable {
    /// What a batch came to.
    package struct Outcome: Sendable {
        package var counts = CatalogueLoad.Counts()
        package var seen: NumberSet
        /// Whether every row was new, so that the next batch's are likely to be too.
        package var isAllNew = true
        /// Rows whose id an earlier row of the load has.
        var repeated: [CatalogueReject] = []
    }

    /// How far in the file a batch begins and ends.
    package struct Extent: Sendable {
        package var from: (offset: Int, row: Int)
        package var to: (offset: Int, row: Int)

        package init(from: (offset: Int, row: Int), to: (offset: Int, row: Int)) {
            self.from = from
            self.to = to
        }
    }

    let load: CatalogueLoad
    /// Where a company that is referred to is looked for: in the load's own source, then in the others by priority.
    let sources: [Int64]

    package init(_ load: CatalogueLoad, on db: isolated Connection) throws {
        self.load = load
        let others = try CatalogueSource.all(on: db).map(\.number).filter { $0 != load.source }
        sources = [load.source] + others
    }

    /// Writes the rows and what was refused among them, and moves the load on.
    ///
    /// When all rows are expected to be new nothing is looked up first: the unique key tells if that was wrong.
    package func write(
        _ batch: CatalogueBatch,
        rejects: [CatalogueReject],
        links: [Int: Int64] = [:],
        extent: Extent,
        seen: NumberSet,
        expectingNew: Bool,
        on db: isolated Connection
    ) throws -> Outcome {
        var outcome = Outcome(seen: seen)
        var isWritten = false
        if expectingNew, links.isEmpty {
            do {
                outcome = try db.savepoint { db in
                    var outcome = outcome
                    try insert(Array(batch.rows.indices), of: batch, &outcome, on: db)
                    return outcome
                }
                isWritten = true
            } catch let error as DatabaseError {
                guard case .uniqueViolation = error.code else { throw error }
            }
        }
        if !isWritten { try sortAndWrite(batch, links, &outcome, on: db) }
        let refused = (rejects + outcome.repeated).sorted { $0.row < $1.row }
        outcome.counts.rejected = refused.count
        if !refused.isEmpty { try CatalogueReject.keep(refused, of: load.number, on: db) }
        try CatalogueLoad.advance(
            load.number,
            from: extent.from,
            to: extent.to,
            adding: outcome.counts,
            seen: outcome.seen,
            on: db
        )
        return outcome
    }

    // MARK: - Old and new

    private struct Known {
        let number: Int64
        let digest: Int64
        let hasEnded: Bool
        /// Whether the company is known to several sources, so that what this one says is a record of its own.
        let isShared: Bool
    }

    private func sortAndWrite(
        _ batch: CatalogueBatch,
        _ links: [Int: Int64],
        _ outcome: inout Outcome,
        on db: isolated Connection
    ) throws {
        let ids = batch.rows.indices.map { batch.text($0, 0) }
        let known = try self.known(ids, on: db)
        var fresh: [Int] = []
        var changed: [(row: Int, number: Int64)] = []
        var shared: [(row: Int, company: Int64)] = []
        var met: Set<String> = []
        var linked: Set<Int64> = try alreadyLinked(Set(links.values), on: db)
        for row in batch.rows.indices {
            let id = ids[row]
            guard met.insert(id).inserted, known[id].map({ !outcome.seen.contains($0.number) }) ?? true else {
                let reason = "an earlier row has the same id"
                outcome.repeated.append(CatalogueReject(row: batch.rows[row].fileRow, column: nil, reason: reason))
                continue
            }
            if let known = known[id] {
                outcome.isAllNew = false
                outcome.seen.insert(known.number)
                if known.digest == batch.rows[row].digest, !known.hasEnded {
                    outcome.counts.unchanged += 1
                } else if known.isShared {
                    shared.append((row, known.number))
                    outcome.counts.updated += 1
                } else {
                    changed.append((row, known.number))
                    outcome.counts.updated += 1
                }
            } else if let company = links[row], linked.insert(company).inserted {
                outcome.seen.insert(company)
                outcome.counts.added += 1
                shared.append((row, company))
            } else {
                fresh.append(row)
            }
        }
        try insert(fresh, of: batch, &outcome, on: db)
        try update(changed, of: batch, on: db)
        if !shared.isEmpty { try CompanyMerge(load).add(shared, of: batch, on: db) }
    }

    private func known(_ ids: [String], on db: isolated Connection) throws -> [String: Known] {
        var known: [String: Known] = [:]
        known.reserveCapacity(ids.count)
        let table = load.kind.rawValue
        var isShared = false
        if load.kind == .companies { isShared = try CompanyMerge(load).exists(on: db) }
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = ids[start..<min(start + 500, ids.count)]
            let rows: SQL = """
                SELECT source_id, number, digest, ended_at FROM \(identifier: table)
                WHERE source = \(load.source) AND source_id IN \(in: some)
                """
            try db.scan(rows) { row in
                known[text(row, 0)] = Known(
                    number: row.integer(1),
                    digest: row.integer(2),
                    hasEnded: !row.isNull(3),
                    isShared: false
                )
                return .more
            }
            guard isShared else { continue }
            let records: SQL = """
                SELECT source_id, company, digest, ended_at FROM company_records
                WHERE source = \(load.source) AND source_id IN \(in: some)
                """
            try db.scan(records) { row in
                known[text(row, 0)] = Known(
                    number: row.integer(1),
                    digest: row.integer(2),
                    hasEnded: !row.isNull(3),
                    isShared: true
                )
                return .more
            }
        }
        return known
    }

    /// Companies that the source has a record of already, under another id.
    private func alreadyLinked(_ companies: Set<Int64>, on db: isolated Connection) throws -> Set<Int64> {
        if companies.isEmpty { return [] }
        var linked: Set<Int64> = []
        let all = companies.sorted()
        for start in stride(from: 0, to: all.count, by: 500) {
            let some = all[start..<min(start + 500, all.count)]
            let rows = try db.fetch(
                Int64.self,
                "SELECT company FROM company_records WHERE source = \(load.source) AND company IN \(in: some)"
            )
            linked.formUnion(rows)
        }
        return linked
    }

    // MARK: - Rows

    private func insert(
        _ rows: [Int],
        of batch: CatalogueBatch,
        _ outcome: inout Outcome,
        on db: isolated Connection
    ) throws {
        if rows.isEmpty { return }
        let first = try CatalogueNumbers.take(rows.count, of: batch.kind.rawValue, on: db)
        let references = try self.references(of: rows, in: batch, numberedFrom: first, on: db)
        let fields = batch.kind.fields
        let table = Table(
            identifier: batch.kind.rawValue,
            columns: ["number", "source", "source_id", "digest", "as_of", "changed", batch.kind.reference.number]
                + fields
        )
        let now = load.startedAt.microseconds
        try batch.withValues { values in
            _ = try db.load(into: table) { writer in
                var number = first
                for row in rows {
                    let head = batch.rows[row]
                    writer.integer(number)
                    writer.integer(load.source)
                    writer.text(utf8: values[row, 0])
                    writer.integer(head.digest)
                    writer.integer(head.asOf ?? now)
                    writer.integer(load.number)
                    if let reference = references[row] { writer.integer(reference) } else { writer.null() }
                    for field in 1...fields.count {
                        let value = values[row, field]
                        if value.isEmpty { writer.null() } else { writer.text(utf8: value) }
                    }
                    try writer.endRow()
                    number += 1
                }
            }
        }
        for number in first..<(first + Int64(rows.count)) { outcome.seen.insert(number) }
        outcome.counts.added += rows.count
    }

    private func update(
        _ changed: [(row: Int, number: Int64)],
        of batch: CatalogueBatch,
        on db: isolated Connection
    ) throws {
        if changed.isEmpty { return }
        let references = try self.references(of: changed.map(\.row), in: batch, numberedFrom: nil, on: db)
        let fields = batch.kind.fields
        try CatalogueHistory.keep(
            changed.map { row, number in (number, (1...fields.count).map { batch.text(row, $0) }) },
            of: batch.kind,
            before: load.number,
            on: db
        )
        let reference = batch.kind.reference.number
        var statement: SQL = """
            UPDATE \(identifier: batch.kind.rawValue)
            SET digest = \(Int64(0)), as_of = \(Int64(0)), changed = \(Int64(0)), ended_at = NULL,
                \(identifier: reference) = \(Int64?.none)
            """
        for field in fields { statement += ", \(identifier: field) = \(String?.none)" }
        statement += " WHERE number = \(Int64(0))"
        let now = load.startedAt.microseconds
        let lists = changed.map { row, number in
            let head = batch.rows[row]
            var list: [SQLValue] = [
                .integer(head.digest), .integer(head.asOf ?? now), .integer(load.number),
                references[row].map(SQLValue.integer) ?? .null,
            ]
            for field in 1...fields.count {
                let value = batch.text(row, field)
                list.append(value.isEmpty ? .null : .text(value))
            }
            list.append(.integer(number))
            return list
        }
        try db.run(statement, with: lists)
    }

    // MARK: - References

    /// The number of the company that each row refers to, for those whose company is known by now.
    private func references(
        of rows: [Int],
        in batch: CatalogueBatch,
        numberedFrom first: Int64?,
        on db: isolated Connection
    ) throws -> [Int: Int64] {
        guard let place = batch.kind.fields.firstIndex(of: batch.kind.reference.id) else { return [:] }
        var wanted: [String: [Int]] = [:]
        for row in rows {
            let id = batch.text(row, place + 1)
            if !id.isEmpty { wanted[id, default: []].append(row) }
        }
        if wanted.isEmpty { return [:] }
        var found: [Int: Int64] = [:]
        // A parent may stand in the same batch.
        if batch.kind == .companies, let first {
            for (offset, row) in rows.enumerated() {
                guard let referring = wanted.removeValue(forKey: batch.text(row, 0)) else { continue }
                for other in referring { found[other] = first + Int64(offset) }
            }
        }
        for (id, number) in try CompanyReferences.numbers(of: Array(wanted.keys), in: sources, on: db) {
            for row in wanted[id] ?? [] { found[row] = number }
        }
        return found
    }
}

/// Finds companies by the ids that they have in files.
enum CompanyReferences {
    /// By the first of the sources that knows the id.
    static func numbers(
        of ids: [String],
        in sources: [Int64],
        on db: isolated Connection
    ) throws -> [String: Int64] {
        var found: [String: Int64] = [:]
        var wanted = ids
        for source in sources where !wanted.isEmpty {
            for start in stride(from: 0, to: wanted.count, by: 500) {
                let some = wanted[start..<min(start + 500, wanted.count)]
                let statement: SQL = """
                    SELECT source_id, number FROM companies WHERE source = \(source) AND source_id IN \(in: some)
                    UNION ALL
                    SELECT source_id, company FROM company_records
                    WHERE source = \(source) AND source_id IN \(in: some)
                    """
                try db.scan(statement) { row in
                    found[text(row, 0)] = row.integer(1)
                    return .more
                }
            }
            wanted.removeAll { found[$0] != nil }
        }
        return found
    }
}
