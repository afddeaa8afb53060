import Store
package import Telemetry

/// What the catalogue says of a company or a person in one field, and who says it since when.
package struct Fact: Sendable, Equatable {
    /// As the column of the catalogue is called.
    package let field: String
    package let values: [String]
    package let source: String
    /// When the source said so.
    package let asOf: Timestamp
}

extension Fact {
    /// Every field of the row that says something. What another source said is of the day on which that one said it.
    static func all(of row: CatalogueRow, _ records: [CompanyRecord] = [], _ names: SourceNames) -> [Fact] {
        let days = Dictionary(records.map { ($0.source, $0.asOf) }) { first, _ in first }
        return row.filledFields.map { field in
            let source = row.origins[field] ?? row.source
            return Fact(
                field: field,
                values: row.list(field),
                source: names[source],
                asOf: days[source] ?? row.asOf
            )
        }
    }
}

/// What the sources are called.
struct SourceNames: Sendable {
    private let names: [Int64: String]

    init(_ sources: [CatalogueSource]) {
        names = Dictionary(uniqueKeysWithValues: sources.map { ($0.number, $0.name) })
    }

    subscript(source: Int64) -> String { names[source] ?? "" }
}
