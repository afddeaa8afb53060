package import Database
import Foundation
package import Telemetry

/// A row of the catalogue with all that it says.
package struct CatalogueRow: Sendable, Equatable {
    package let kind: CatalogueKind
    package let number: Int64
    package let source: Int64
    /// The id that the row had in its file.
    package let sourceID: String
    package let asOf: Timestamp
    /// The load that touched it last.
    package let changed: Int64
    /// Since when no source knows it any more.
    package let endedAt: Timestamp?
    /// The company that it belongs to; of a company its parent.
    package let company: Int64?
    /// Of a company that several sources know: who says what the row's own source does not.
    package let origins: [String: Int64]
    private let values: [String]

    package subscript(field: String) -> String {
        kind.fields.firstIndex(of: field).map { values[$0] } ?? ""
    }

    /// The values of a field that may hold several.
    package func list(_ field: String) -> [String] {
        guard CatalogueKind.lists.contains(field) else { return self[field].isEmpty ? [] : [self[field]] }
        return self[field].split(separator: ";").map(trimmed).filter { !$0.isEmpty }
    }

    /// What the field at a place of its kind's says; empty where it says nothing.
    package func value(at place: Int) -> String { values[place] }

    /// The values of a text that may hold several.
    package static func list(of text: String) -> [String] {
        if !text.utf8.contains(0x3B), text.utf8.first != 0x20, text.utf8.last != 0x20 { return [text] }
        return text.split(separator: ";").map(trimmed).filter { !$0.isEmpty }
    }

    /// The fields that say something, in their order.
    package var filledFields: [String] {
        zip(kind.fields, values).compactMap { $1.isEmpty ? nil : $0 }
    }

    fileprivate init(_ kind: CatalogueKind, _ row: borrowing ScannedRow) {
        self.kind = kind
        number = row.integer(0)
        source = row.integer(1)
        sourceID = text(row, 2)
        asOf = Timestamp(microseconds: row.integer(3))
        changed = row.integer(4)
        endedAt = row.isNull(5) ? nil : Timestamp(microseconds: row.integer(5))
        company = row.isNull(6) ? nil : row.integer(6)
        let origins = text(row, 7)
        self.origins =
            origins.isEmpty ? [:] : (try? JSONDecoder().decode([String: Int64].self, from: Data(origins.utf8))) ?? [:]
        let width = kind.fields.count
        values = (0..<width).map { text(row, 8 + $0) }
    }

    /// Of the fields, only these where some are named; the others come as if nothing was known.
    static func columns(of kind: CatalogueKind, only wanted: Set<String>? = nil) -> SQL {
        let origins: SQL = kind == .companies ? "origins" : "NULL"
        let fields = kind.fields.map { name -> SQL in
            wanted.map { $0.contains(name) } ?? true ? "\(identifier: name)" : "NULL"
        }.joined(separator: ", ")
        return """
            number, source, source_id, as_of, changed, ended_at, \(identifier: kind.reference.number), \
            \(sql: origins), \(sql: fields)
            """
    }

    fileprivate static func fetch(
        _ kind: CatalogueKind,
        where condition: SQL,
        only wanted: Set<String>? = nil,
        on db: isolated Connection
    ) throws -> [CatalogueRow] {
        var rows: [CatalogueRow] = []
        let columns = columns(of: kind, only: wanted)
        try db.scan("SELECT \(sql: columns) FROM \(identifier: kind.rawValue) WHERE \(sql: condition)") { row in
            rows.append(CatalogueRow(kind, row))
            return .more
        }
        return rows
    }
}

// MARK: - Looking

extension CatalogueRow {
    package static func find(
        _ number: Int64,
        of kind: CatalogueKind,
        on db: isolated Connection
    ) throws -> CatalogueRow? {
        try fetch(kind, where: "number = \(number)", on: db).first
    }

    /// The rows of these numbers, in the order of the numbers as they are given; what is not there is left out.
    package static func list(
        _ numbers: [Int64],
        of kind: CatalogueKind,
        only wanted: Set<String>? = nil,
        on db: isolated Connection
    ) throws -> [CatalogueRow] {
        var rows: [Int64: CatalogueRow] = [:]
        for start in stride(from: 0, to: numbers.count, by: 500) {
            let some = numbers[start..<min(start + 500, numbers.count)]
            for row in try fetch(kind, where: "number IN \(in: some)", only: wanted, on: db) { rows[row.number] = row }
        }
        return numbers.compactMap { rows[$0] }
    }

    /// What belongs to a company and is still known: of companies those that it owns.
    package static func list(
        _ kind: CatalogueKind,
        of company: Int64,
        limit: Int,
        on db: isolated Connection
    ) throws -> [CatalogueRow] {
        try fetch(kind, where: "\(sql: belonging(kind, to: company)) \(sql: order(of: kind)) LIMIT \(limit)", on: db)
    }

    package static func count(_ kind: CatalogueKind, of company: Int64, on db: isolated Connection) throws -> Int {
        try db.one(
            Int.self,
            "SELECT COUNT(*) FROM \(identifier: kind.rawValue) WHERE \(sql: belonging(kind, to: company))"
        )
    }

    static func belonging(_ kind: CatalogueKind, to company: Int64) -> SQL {
        "\(identifier: kind.reference.number) = \(company) AND ended_at IS NULL"
    }

    /// The newest news first; who belongs to a company in the order in which they came.
    private static func order(of kind: CatalogueKind) -> SQL {
        switch kind {
        case .companies, .people: "ORDER BY number"
        case .signals: "ORDER BY COALESCE(observed_on, '') DESC, number DESC"
        case .scoops: "ORDER BY COALESCE(published_on, '') DESC, number DESC"
        }
    }
}
