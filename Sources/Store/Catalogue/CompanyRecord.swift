package import Database
import Foundation
package import Telemetry

/// What one of several sources says of a company.
package struct CompanyRecord: Sendable, Equatable, RowDecodable {
    package let company: Int64
    package let source: Int64
    /// The id that the company has in that source's file.
    package let sourceID: String
    let digest: Int64
    package let asOf: Timestamp
    /// Since when the source does not know it any more.
    package let endedAt: Timestamp?
    /// In the order of the fields of a company.
    let values: [String]

    init(
        company: Int64,
        source: Int64,
        sourceID: String,
        digest: Int64,
        asOf: Timestamp,
        endedAt: Timestamp?,
        values: [String]
    ) {
        self.company = company
        self.source = source
        self.sourceID = sourceID
        self.digest = digest
        self.asOf = asOf
        self.endedAt = endedAt
        self.values = values
    }

    package init(row: Row) throws {
        company = try row["company"]
        source = try row["source"]
        sourceID = try row["source_id"]
        digest = try row["digest"]
        asOf = try row["as_of"]
        endedAt = try row["ended_at"]
        let document: String = try row["document"]
        let values = try JSONDecoder().decode([String: String].self, from: Data(document.utf8))
        self.values = CatalogueKind.companies.fields.map { values[$0] ?? "" }
    }

    static let columns: SQL = "company, source, source_id, digest, as_of, ended_at, document"

    /// The fields that say something, in their order, with what they say.
    package var facts: [(field: String, value: String)] {
        zip(CatalogueKind.companies.fields, values).filter { !$1.isEmpty }.map { (field: $0, value: $1) }
    }

    /// All that is said of a company; empty where only one source knows it.
    package static func list(of company: Int64, on db: isolated Connection) throws -> [CompanyRecord] {
        try db.fetch(
            CompanyRecord.self,
            "SELECT \(sql: columns) FROM company_records WHERE company = \(company) ORDER BY source"
        )
    }

    /// The fields that say something, as JSON.
    var document: String { catalogueDocument(facts.map { ($0.field, $0.value) }) }
}

/// Names and values as a JSON object.
func catalogueDocument(_ values: [(name: String, value: String)]) -> String {
    var text = "{"
    for (name, value) in values {
        if text.utf8.count > 1 { text += "," }
        text.appendJSON(name)
        text += ":"
        text.appendJSON(value)
    }
    return text + "}"
}
