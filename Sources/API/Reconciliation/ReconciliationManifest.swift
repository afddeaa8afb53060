import Capabilities
import Matching

/// What a reconciliation service tells of itself.
enum ReconciliationManifest {
    /// As many queries as one request may hold.
    static let batchSize = 200

    static func document(base: String) -> JSONValue {
        [
            "versions": ["0.1", "0.2"],
            "name": "Loam",
            "identifierSpace": "urn:loam:catalogue:",
            "schemaSpace": "urn:loam:schema:",
            "defaultTypes": .array(Reconciliation.Kind.allCases.map(\.json)),
            "view": ["url": .text("\(base)/view/{{id}}")],
            "batchSize": .integer(batchSize),
            "preview": ["url": .text("\(base)/preview/{{id}}"), "width": 420, "height": 260],
            "suggest": [
                "entity": suggest("entity", base), "property": suggest("property", base), "type": suggest("type", base),
            ],
            "extend": [
                "propose_properties": ["service_url": .text(base), "service_path": "/properties"],
                "property_settings": [],
            ],
        ]
    }

    private static func suggest(_ what: String, _ base: String) -> JSONValue {
        [
            "service_url": .text(base), "service_path": .text("/suggest/\(what)"),
            "flyout_service_url": .text(base), "flyout_service_path": .text("/flyout/\(what)/${id}"),
        ]
    }
}

extension Reconciliation.Kind {
    var title: String { self == .company ? "Company" : "Person" }
    var json: JSONValue { ["id": .text(rawValue), "name": .text(title)] }
}

extension ReconciliationProperty {
    var json: JSONValue { ["id": .text(id), "name": .text(name)] }
}

extension Reconciliation.Entity {
    var suggestion: JSONValue {
        [
            "id": .text(id.text), "name": .text(name), "description": .text(description),
            "notable": .array([id.kind.json]),
        ]
    }
}

extension Reconciliation.Candidate {
    var json: JSONValue {
        [
            "id": .text(entity.id.text), "name": .text(entity.name), "description": .text(entity.description),
            "type": .array([entity.id.kind.json]), "score": .integer(confidence), "match": .flag(isMatch),
            "features": .array(
                evidence.map { ["id": .text("\($0.comparison)"), "value": .real($0.bits.value)] }
            ),
        ]
    }
}

extension Reconciliation.Value {
    var json: JSONValue {
        switch self {
        case .text(let text): ["str": .text(text)]
        case .entity(let entity): ["id": .text(entity.id.text), "name": .text(entity.name)]
        }
    }
}
