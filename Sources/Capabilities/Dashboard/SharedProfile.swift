import Database
package import Enrichment
import Store

/// The profile that several records are, as the catalogue knows it.
package struct SharedProfile: Sendable, Equatable {
    package let name: String
    /// Of a person.
    package let title: String
    /// For which a person works.
    package let company: CompanyOwners.Owner?
    /// On LinkedIn, where a source says it.
    package let linkedIn: String?

    package init(name: String, title: String = "", company: CompanyOwners.Owner? = nil, linkedIn: String? = nil) {
        (self.name, self.title, self.company, self.linkedIn) = (name, title, company, linkedIn)
    }
}

extension AttentionLists {
    /// Those of these profiles that the catalogue has.
    package func shared(_ profiles: [ProfileID], by caller: Caller) async throws -> [ProfileID: SharedProfile] {
        try caller.require(.inspect)
        let people = SharedProfile.numbers(.person, profiles)
        let companies = SharedProfile.numbers(.company, profiles)
        guard !people.isEmpty || !companies.isEmpty else { return [:] }
        return try await database.read { db in try SharedProfile.all(people, companies, on: db) }
    }
}

extension SharedProfile {
    fileprivate static func numbers(_ kind: ProfileID.Kind, _ profiles: [ProfileID]) -> Set<Int64> {
        Set(profiles.lazy.filter { $0.kind == kind }.map(\.number))
    }

    fileprivate static func all(
        _ people: Set<Int64>,
        _ companies: Set<Int64>,
        on db: isolated Connection
    ) throws -> [ProfileID: SharedProfile] {
        let people = try CatalogueRow.list(people.sorted(), of: .people, on: db)
        let known = try CatalogueRow.list(
            companies.union(people.compactMap(\.company)).sorted(),
            of: .companies,
            only: ["name", "social"],
            on: db
        )
        var shared: [ProfileID: SharedProfile] = [:]
        var employers: [Int64: CompanyOwners.Owner] = [:]
        for row in known {
            employers[row.number] = CompanyOwners.Owner(number: row.number, name: row["name"])
            shared[.company(row.number)] = SharedProfile(name: row["name"], linkedIn: linkedIn(row.list("social")))
        }
        for row in people {
            shared[.person(row.number)] = SharedProfile(
                name: row.personName,
                title: row["title"],
                company: row.company.flatMap { employers[$0] },
                linkedIn: linkedIn(row.list("social"))
            )
        }
        return shared
    }

    /// The address of a page there; nil for what is none, whatever it says further on.
    static func linkedIn(_ pages: [String]) -> String? {
        for page in pages where !page.contains(where: \.isWhitespace) {
            let lower = page.lowercased()
            let start = ["https://", "http://"].first { lower.hasPrefix($0) } ?? ""
            let host = lower.dropFirst(start.count).prefix { !"/?#".contains($0) }
            if host == "linkedin.com" || host.hasSuffix(".linkedin.com") {
                return "https://" + page.dropFirst(start.count)
            }
        }
        return nil
    }
}
