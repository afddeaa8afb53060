import Database
package import Enrichment
import Store

/// Who owns a company, as the catalogue knows it.
package struct CompanyOwners: Sendable, Equatable {
    package struct Owner: Sendable, Equatable {
        package let number: Int64
        package let name: String

        package init(number: Int64, name: String) { (self.number, self.name) = (number, name) }
    }

    /// The nearest.
    package let parent: Owner
    /// At the top of the family; often the same.
    package let ultimate: Owner

    package init(parent: Owner, ultimate: Owner) { (self.parent, self.ultimate) = (parent, ultimate) }
}

extension AttentionLists {
    /// The owners of those companies that have any.
    package func owners(of profiles: [ProfileID], by caller: Caller) async throws -> [ProfileID: CompanyOwners] {
        try caller.require(.inspect)
        let companies = Set(profiles.lazy.filter { $0.kind == .company }.map(\.number))
        guard !companies.isEmpty else { return [:] }
        return try await database.read { db in try CompanyOwners.all(of: companies, on: db) }
    }
}

extension CompanyOwners {
    /// A chain of owners is no longer than this, whatever a file says.
    private static let most = 20

    /// All families one step up at a time.
    static func all(of companies: Set<Int64>, on db: isolated Connection) throws -> [ProfileID: CompanyOwners] {
        var known: [Int64: (name: String, owner: Int64?)] = [:]
        var wanted = companies
        for _ in 0...most where !wanted.isEmpty {
            let rows = try CatalogueRow.list(wanted.sorted(), of: .companies, on: db)
            for row in rows { known[row.number] = (row["name"], row.company) }
            wanted = Set(rows.compactMap(\.company)).subtracting(known.keys)
        }
        var owners: [ProfileID: CompanyOwners] = [:]
        for company in companies {
            // Files may have a family in a ring.
            var chain: [Owner] = []
            var met: Set<Int64> = [company]
            var next = known[company]?.owner
            while let number = next, let owner = known[number], met.insert(number).inserted {
                chain.append(Owner(number: number, name: owner.name))
                next = owner.owner
            }
            guard let parent = chain.first, let ultimate = chain.last else { continue }
            owners[.company(company)] = CompanyOwners(parent: parent, ultimate: ultimate)
        }
        return owners
    }
}
