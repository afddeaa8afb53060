package import Database
import Store

/// What the catalogue knows of one company or one person. It is the installation's, for everyone who is signed in.
package struct Profiles: Sendable {
    let database: Database

    package init(_ database: Database) { self.database = database }

    /// The company of this number, also one that no source knows any more.
    package func company(_ number: Int64) async throws -> CompanyProfile {
        try await database.read { db in
            guard let row = try CatalogueRow.find(number, of: .companies, on: db) else { throw Refusal.companyUnknown }
            return try CompanyProfile(row, on: db)
        }
    }

    /// The person of this number, also one whom no source knows any more.
    package func person(_ number: Int64) async throws -> PersonProfile {
        try await database.read { db in
            guard let row = try CatalogueRow.find(number, of: .people, on: db) else { throw Refusal.personUnknown }
            return try PersonProfile(row, on: db)
        }
    }
}

extension Refusal {
    package static let companyUnknown = Refusal(
        .notFound,
        "company.unknown",
        "The catalogue has no such company; search for it by its name."
    )
    package static let personUnknown = Refusal(
        .notFound,
        "person.unknown",
        "The catalogue has no such person; search for them by their name."
    )
}
