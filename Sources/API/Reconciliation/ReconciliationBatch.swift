import Capabilities
import FoundationEssentials
import HTTP

/// The queries of one request, each under the name that its answer gets.
struct ReconciliationBatch {
    let queries: [(name: String, query: Reconciliation.Query)]

    init(_ text: String) throws {
        guard case .object(let members) = try JSONValue(parsing: text) else { throw Problem.queriesUnreadable }
        guard members.count <= ReconciliationManifest.batchSize else {
            throw Problem(
                .contentTooLarge,
                code: "reconciliation.too-many",
                title: "There are more than \(ReconciliationManifest.batchSize) queries; send fewer at a time."
            )
        }
        queries = try members.map { member in
            guard let query = Reconciliation.Query(member.value) else { throw Problem.queriesUnreadable }
            return (member.key, query)
        }
    }
}

/// Whose values are wanted, and which.
struct ReconciliationExtension {
    let ids: [String]
    let properties: [String]

    init(_ text: String) throws {
        let order = try JSONValue(parsing: text)
        guard let ids = order["ids"]?.elements, let properties = order["properties"]?.elements else {
            throw Problem.queriesUnreadable
        }
        self.ids = ids.compactMap(\.words)
        self.properties = properties.compactMap { $0["id"]?.words }
        guard self.ids.count == ids.count, self.properties.count == properties.count else {
            throw Problem.queriesUnreadable
        }
    }

    /// What a property is called, and of which type its values are.
    func meta(_ id: String) -> JSONValue {
        let property = Reconciliation.Kind.allCases.lazy.compactMap { ReconciliationProperty.find(id, of: $0) }.first
        let name: JSONValue = .text(property?.name ?? id)
        guard property?.isCompany == true else { return ["id": .text(id), "name": name] }
        return ["id": .text(id), "name": name, "type": Reconciliation.Kind.company.json]
    }
}

extension Reconciliation.Query {
    /// Nil for what is no query: it needs a text or properties.
    fileprivate init?(_ json: JSONValue) {
        guard case .object = json else { return nil }
        // Types come as one or as a list; people are meant only where they are asked for.
        let types = (json["type"]?.elements ?? json["type"].map { [$0] } ?? []).compactMap {
            $0["id"]?.words ?? $0.words
        }
        let properties = (json["properties"]?.elements ?? []).compactMap { property in
            property["pid"]?.words.map { id in
                let values = property["v"].map { $0.elements ?? [$0] } ?? []
                return (id: id, values: values.compactMap { $0.words ?? $0["name"]?.words ?? $0["id"]?.words })
            }
        }
        let text = json["query"]?.words ?? ""
        guard !text.isEmpty || !properties.isEmpty else { return nil }
        var limit = 10
        if case .integer(let number)? = json["limit"] { limit = number }
        self.init(
            types.contains(Reconciliation.Kind.person.rawValue) ? .person : .company,
            text,
            properties: properties,
            limit: limit
        )
    }
}

extension JSONValue {
    init(parsing text: String) throws {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else {
            throw Problem.queriesUnreadable
        }
        self = value
    }

    fileprivate subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    fileprivate var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// A text, or a number or truth as one.
    fileprivate var words: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .flag(let flag): String(flag)
        case .null, .array, .object: nil
        }
    }
}

extension Problem {
    fileprivate static let queriesUnreadable = Problem(
        .badRequest,
        code: "reconciliation.unreadable",
        title:
            "What was asked is not as the Reconciliation API 0.2 writes it, so nothing was looked for; correct the JSON."
    )
}
