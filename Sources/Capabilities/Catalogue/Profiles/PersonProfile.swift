import Database
import Store
package import Telemetry

/// All that the catalogue knows of a person.
package struct PersonProfile: Sendable, Equatable {
    package let summary: PersonSummary
    package let source: String
    /// The id that the person has in the source's file.
    package let sourceID: String
    package let endedAt: Timestamp?
    package let facts: [Fact]
    /// Where the person works, when the catalogue knows that company too.
    package let company: CompanySummary?
    /// By their names.
    package let formerCompanies: [String]
    package let history: ProfileHistory

    package var number: Int64 { summary.number }
    package var name: String { summary.name }
}

extension PersonProfile {
    init(_ row: CatalogueRow, on db: isolated Connection) throws {
        let names = SourceNames(try CatalogueSource.all(on: db))
        let history = try CatalogueHistory.list(of: row.number, .people, on: db)
        let loads = try CatalogueLoad.list(ProfileHistory.loads(of: row, history), on: db)
        summary = PersonSummary(row)
        source = names[row.source]
        sourceID = row.sourceID
        endedAt = row.endedAt
        facts = Fact.all(of: row, [], names)
        company = try row.company.flatMap { try CatalogueRow.find($0, of: .companies, on: db) }
            .map(CompanySummary.init)
        formerCompanies = row.list("former_companies")
        self.history = ProfileHistory(of: row, history, loads: loads, names)
    }
}
