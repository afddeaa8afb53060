package import Database
package import Matching
import Store

/// What the matching index holds, and what it cannot find entries by because too many of them share it.
package struct IndexReport: Sendable {
    /// A value that leads to none of those that share it.
    package struct SharedValue: Sendable {
        package let key: HotKey
        /// One that has it, by name.
        package let example: String
        /// What that one has of the kind; the shared value is among these.
        package let values: [String]
    }

    package let companies: Int
    package let people: Int
    package let sharedCount: Int
    /// Those that most entries share come first.
    package let shared: [SharedValue]

    package init(of index: CatalogueIndex, most: Int, in database: Database) async throws {
        (companies, people) = (index.companyCount, index.personCount)
        sharedCount = index.hotKeyCount
        let keys = index.hotKeys(most: most)
        shared = try await database.read { db in
            let companies = try CatalogueRow.list(keys.filter { !$0.isOfPeople }.map(\.example), of: .companies, on: db)
            let people = try CatalogueRow.list(keys.filter(\.isOfPeople).map(\.example), of: .people, on: db)
            let rows = Dictionary(
                (companies + people).map { (Entry(kind: $0.kind, number: $0.number), $0) },
                uniquingKeysWith: { first, _ in first }
            )
            return keys.compactMap { key in
                rows[Entry(kind: key.isOfPeople ? .people : .companies, number: key.example)].map { row in
                    SharedValue(key: key, example: row.shownName, values: row.values(of: key.kind))
                }
            }
        }
    }

    private struct Entry: Hashable {
        var kind: CatalogueKind
        var number: Int64
    }
}

extension CatalogueRow {
    fileprivate var shownName: String {
        guard kind == .people else { return self["name"] }
        return self["full_name"].isEmpty ? "\(self["first_name"]) \(self["last_name"])" : self["full_name"]
    }

    fileprivate func values(of shared: HotKey.Kind) -> [String] {
        switch (kind, shared) {
        case (.people, .email): list("emails")
        case (.people, .phone): list("direct_phone") + list("mobile_phone")
        case (.people, _): [shownName]
        case (_, .domain): list("websites") + list("email_domains")
        case (_, .phone): list("phones")
        // A website's first part is a name, too.
        case (_, _): [shownName] + list("websites")
        }
    }
}
