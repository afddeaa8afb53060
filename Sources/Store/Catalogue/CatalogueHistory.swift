package import Database
import Foundation
package import Telemetry

/// How a company or a person was before a load changed it.
package struct CatalogueHistory: Sendable, Equatable, RowDecodable {
    /// The load that changed it.
    package let load: Int64
    /// The load that had made it as it was.
    package let previous: Int64
    /// Since when no source knew it, if it was so.
    package let endedAt: Timestamp?
    /// By the field: what it was. A field that did not change is not among them.
    package let before: [String: String]

    package init(row: Row) throws {
        load = try row["load"]
        previous = try row["previous"]
        endedAt = try row["ended_at"]
        let document: String = try row["document"]
        before = try JSONDecoder().decode([String: String].self, from: Data(document.utf8))
    }

    /// From the first change to the last.
    package static func list(
        of number: Int64,
        _ kind: CatalogueKind,
        on db: isolated Connection
    ) throws -> [CatalogueHistory] {
        try db.fetch(
            CatalogueHistory.self,
            """
            SELECT load, previous, ended_at, document FROM catalogue_history
            WHERE kind = \(kind) AND number = \(number) ORDER BY load
            """
        )
    }
}

// MARK: - Keeping

extension CatalogueHistory {
    /// The kinds whose rows have a page that tells their history.
    private static func isKept(of kind: CatalogueKind) -> Bool { kind == .companies || kind == .people }

    /// Keeps how rows are that are about to become something else: for each its number and its new values.
    static func keep(
        _ rows: [(number: Int64, values: [String])],
        of kind: CatalogueKind,
        before load: Int64,
        on db: isolated Connection
    ) throws {
        guard isKept(of: kind) else { return }
        let columns = kind.fields.map { SQL("\(identifier: $0)") }.joined(separator: ", ")
        for start in stride(from: 0, to: rows.count, by: 500) {
            let some = rows[start..<min(start + 500, rows.count)]
            let new = Dictionary(some.map { ($0.number, $0.values) }) { first, _ in first }
            let statement: SQL = """
                SELECT number, changed, ended_at, \(sql: columns) FROM \(identifier: kind.rawValue)
                WHERE number IN \(in: some.map(\.number)) AND changed <> \(load)
                """
            var lists: [[SQLValue]] = []
            try db.scan(statement) { row in
                let values = new[row.integer(0)] ?? []
                var before: [(name: String, value: String)] = []
                for (place, field) in kind.fields.enumerated() {
                    let old = text(row, 3 + place)
                    if old != values[place] { before.append((field, old)) }
                }
                lists.append([
                    .text(kind.rawValue), .integer(row.integer(0)), .integer(load), .integer(row.integer(1)),
                    row.isNull(2) ? .null : .integer(row.integer(2)), .text(catalogueDocument(before)),
                ])
                return .more
            }
            try db.run(
                """
                INSERT INTO catalogue_history (kind, number, load, previous, ended_at, document)
                VALUES (\(kind), \(Int64(0)), \(load), \(Int64(0)), \(Int64?.none), \(""))
                """,
                with: lists
            )
        }
    }

    /// Keeps that rows are about to end.
    static func keepEnding(
        _ numbers: [Int64],
        of kind: CatalogueKind,
        before load: Int64,
        on db: isolated Connection
    ) throws {
        guard isKept(of: kind) else { return }
        for start in stride(from: 0, to: numbers.count, by: 500) {
            let some = numbers[start..<min(start + 500, numbers.count)]
            try db.run(
                """
                INSERT INTO catalogue_history (kind, number, load, previous, ended_at, document)
                SELECT \(kind), number, CAST(\(load) AS BIGINT), changed, ended_at, '{}'
                FROM \(identifier: kind.rawValue) WHERE number IN \(in: some) AND changed <> \(load)
                """
            )
        }
    }
}
