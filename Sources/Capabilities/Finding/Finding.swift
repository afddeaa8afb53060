import Database
package import Enrichment
package import Store

/// Finds whatever bears a name or an id: companies and people of the catalogue, jobs, runs, connections, users, records.
package struct Finding: Sendable {
    /// What was found, the best few of each kind.
    package struct Found: Sendable {
        /// The record of an org with this id, where it is one.
        package var record: CRMID?
        package var jobs: [EnrichJob] = []
        /// The newest of the jobs found.
        package var runs: [Run] = []
        package var connections: [OrgConnection] = []
        package var users: [User] = []
        package var companies: [CompanySummary] = []
        package var people: [PersonSummary] = []

        package var isEmpty: Bool {
            record == nil && jobs.isEmpty && runs.isEmpty && connections.isEmpty && users.isEmpty && companies.isEmpty
                && people.isEmpty
        }
    }

    private static let mostOfAKind = 5

    let database: Database
    let search: CatalogueSearch

    /// Of what the caller may see.
    package func find(_ text: String, by caller: Caller) async throws -> Found {
        let words = NameWords(text)
        guard !words.isEmpty else { return Found() }
        var found = Found()
        (found.companies, found.people) = try await catalogue(text)
        guard caller.role.allows(.inspect) else { return found }
        found.record = CRMID(text.trimmed)
        let named = try await database.read { db in
            let jobs = try EnrichJob.list(in: caller.organisation, on: db).filter { words.fit($0.settings.name) }
            var users = User.Query(search: text.trimmed)
            users.pageSize = Finding.mostOfAKind
            return (
                jobs: jobs,
                runs: try Finding.runs(of: jobs, in: caller.organisation, on: db),
                connections: try OrgConnection.list(in: caller.organisation, on: db).filter { words.fit($0.name) },
                users: try User.list(users, in: caller.organisation, on: db).users
            )
        }
        found.jobs = Array(named.jobs.prefix(Finding.mostOfAKind))
        found.runs = named.runs
        found.connections = Array(named.connections.prefix(Finding.mostOfAKind))
        found.users = named.users
        return found
    }

    private static func runs(
        of jobs: [EnrichJob],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [Run] {
        let runs = try jobs.prefix(mostOfAKind).flatMap { job in
            var filter = Run.Filter()
            filter.job = job.id
            return try Run.list(filter, in: organisation, below: nil, limit: mostOfAKind, on: db)
        }
        return Array(runs.sorted { $1.id < $0.id }.prefix(mostOfAKind))
    }

    /// Nothing while there is no catalogue: whoever looks for a run need not wait for it.
    private func catalogue(_ text: String) async throws -> ([CompanySummary], [PersonSummary]) {
        var query = CatalogueSearch.Query()
        query.text = text
        query.pageSize = Finding.mostOfAKind
        do {
            let companies = try await search.companies(query)
            let people = try await search.people(query)
            // A guess is for those who ask the catalogue itself.
            return (companies.isGuess ? [] : companies.lines, people.isGuess ? [] : people.lines)
        } catch is Refusal {
            return ([], [])
        }
    }
}

/// Words as somebody types them: each must begin a word of a name.
package struct NameWords: Sendable {
    private let words: [String]

    package init(_ text: String) { words = NameWords.split(text) }

    package var isEmpty: Bool { words.isEmpty }

    package func fit(_ name: String) -> Bool {
        let parts = NameWords.split(name)
        return words.allSatisfy { word in parts.contains { $0.hasPrefix(word) } }
    }

    private static func split(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
