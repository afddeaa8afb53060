import Database
package import Matching
import Store

/// The catalogue for tools that match a table against it, by the W3C's Reconciliation API.
package struct Reconciliation: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case company, person

        fileprivate var rows: CatalogueKind { self == .company ? .companies : .people }
    }

    /// The identifier of a company or a person, one for both: `c12` or `p12`.
    package struct EntityID: Sendable, Hashable {
        package let kind: Kind
        package let number: Int64

        init(_ kind: Kind, _ number: Int64) { (self.kind, self.number) = (kind, number) }

        package init?(_ text: String) {
            guard let number = Int64(text.dropFirst()), number > 0, "\(number)" == text.dropFirst() else { return nil }
            switch text.first {
            case "c": kind = .company
            case "p": kind = .person
            default: return nil
            }
            self.number = number
        }

        package var text: String { "\(kind == .company ? "c" : "p")\(number)" }
    }

    package struct Entity: Sendable, Equatable {
        package let id: EntityID
        package let name: String
        /// What tells it from others of its name.
        package let description: String
    }

    package struct Query: Sendable {
        package var kind: Kind
        /// A name, or an entity's identifier.
        package var text: String
        /// By the id of a property what the record says.
        package var properties: [(id: String, values: [String])]
        package var limit: Int

        package init(_ kind: Kind, _ text: String, properties: [(id: String, values: [String])] = [], limit: Int = 10) {
            (self.kind, self.text, self.properties, self.limit) = (kind, text, properties, limit)
        }
    }

    package struct Candidate: Sendable, Equatable {
        package let entity: Entity
        /// 0 to 100: how likely it is among all candidates and none.
        package let confidence: Int
        package let isMatch: Bool
        /// What was compared, with its bits.
        package let evidence: [Evidence]
    }

    let catalogue: OpenCatalogue
    let search: CatalogueSearch
    let database: Database

    // MARK: Candidates

    /// The likeliest entities of each query, in the order of the queries.
    package func candidates(for queries: [Query]) async throws -> [[Candidate]] {
        let opened = try catalogue.current()
        let ranked = await Reconciliation.ranked(queries, opened)
        let named = queries.map { EntityID($0.text) }
        let known = try await entities(Set(ranked.joined().map(\.id) + named.compactMap { $0 }))
        return zip(ranked, named).map { candidates, name in
            if let name, let entity = known[name] {
                return [Candidate(entity: entity, confidence: 100, isMatch: true, evidence: [])]
            }
            return candidates.compactMap { one in
                known[one.id].map {
                    Candidate(
                        entity: $0,
                        confidence: one.confidence,
                        isMatch: one.id == candidates.first?.id && one.confidence >= opened.model.threshold,
                        evidence: one.evidence
                    )
                }
            }
        }
    }

    private struct Ranked {
        let id: EntityID
        let confidence: Int
        let evidence: [Evidence]
    }

    /// Off the thread that the request came on.
    @concurrent
    private static func ranked(_ queries: [Query], _ opened: OpenCatalogue.Opened) async -> [[Ranked]] {
        var companies = CompanyMatcher(opened.index, opened.model)
        var people = PersonMatcher(opened.index, opened.model)
        var answers: [[Ranked]] = []
        for (position, query) in queries.enumerated() {
            if position % 32 == 31 { await Task.yield() }
            var question = Question()
            question.add(query.kind == .company ? .name : .fullName, query.text)
            for (id, values) in query.properties {
                guard let field = ReconciliationProperty.find(id, of: query.kind)?.field else { continue }
                for value in values { question.add(field, value) }
            }
            let ranked = query.kind == .company ? companies.ranked(question) : people.ranked(question)
            answers.append(
                ranked.prefix(max(0, query.limit)).map { candidate, likelihood in
                    Ranked(
                        id: EntityID(query.kind, candidate.number),
                        confidence: opened.model.confidence(likelihood),
                        evidence: candidate.evidence
                    )
                }
            )
        }
        return answers
    }

    // MARK: Suggestions

    /// What somebody may mean who has begun to type a name, or has typed an identifier.
    package func suggestions(for prefix: String, kinds: [Kind]? = nil) async throws -> [Entity] {
        guard !prefix.allSatisfy(\.isWhitespace) else { return [] }
        var query = CatalogueSearch.Query()
        query.text = prefix
        query.pageSize = Reconciliation.mostSuggestions
        var ids: [EntityID] = EntityID(prefix).map { [$0] } ?? []
        for kind in kinds ?? Kind.allCases {
            switch kind {
            case .company: ids += try await search.companies(query).lines.map { EntityID(.company, $0.number) }
            case .person: ids += try await search.people(query).lines.map { EntityID(.person, $0.number) }
            }
        }
        let known = try await entities(Set(ids))
        return ids.compactMap { known[$0] }
    }

    /// Of each kind.
    private static let mostSuggestions = 20

    // MARK: Entities

    package func entity(_ id: EntityID) async throws -> Entity {
        guard let entity = try await entities([id])[id] else {
            throw id.kind == .company ? Refusal.companyUnknown : Refusal.personUnknown
        }
        return entity
    }

    private func entities(_ ids: Set<EntityID>) async throws -> [EntityID: Entity] {
        try await rows(ids).mapValues { Entity($0) }
    }

    private func rows(_ ids: Set<EntityID>) async throws -> [EntityID: CatalogueRow] {
        try await database.read { db in
            var rows: [EntityID: CatalogueRow] = [:]
            for kind in Kind.allCases {
                let numbers = ids.filter { $0.kind == kind }.map(\.number).sorted()
                for row in try CatalogueRow.list(numbers, of: kind.rows, on: db) {
                    rows[EntityID(kind, row.number)] = row
                }
            }
            return rows
        }
    }

    // MARK: Values

    /// What an entity has for a property.
    package enum Value: Sendable, Equatable {
        case text(String)
        case entity(Entity)
    }

    /// For each entity, for each property what is known; nothing of an entity that is not there.
    package func values(
        of properties: [String],
        for ids: [EntityID]
    ) async throws -> [EntityID: [String: [Value]]] {
        let rows = try await rows(Set(ids))
        let companies = try await entities(
            Set(rows.values.compactMap { row in row.company.map { EntityID(.company, $0) } })
        )
        return rows.reduce(into: [:]) { values, item in
            let (id, row) = item
            for name in properties {
                guard let property = ReconciliationProperty.find(name, of: id.kind) else { continue }
                values[id, default: [:]][name] = property.values(of: row, companies: companies)
            }
        }
    }
}

extension Reconciliation.Entity {
    init(_ row: CatalogueRow) {
        let isPerson = row.kind == .people
        id = Reconciliation.EntityID(isPerson ? .person : .company, row.number)
        name = isPerson ? row.personName : row["name"]
        let place = [row["city"], row["country"]].filter { !$0.isEmpty }.joined(separator: ", ")
        let parts =
            isPerson
            ? [row["title"], row["company_name"], place]
            : [row["industry"], place, row.list("websites").first ?? ""]
        description = parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }
}
