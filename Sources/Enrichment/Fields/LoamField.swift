/// A field that Loam can write into a CRM.
package enum LoamField: Sendable, Hashable {
    case company(CompanyField)
    case person(PersonField)
    case run(RunField)
    case intent(IntentPoint, topic: String)

    /// Every field that is offered for an object; those of intent come for each topic besides.
    package static func catalogue(for object: CRMObject, topics: [String] = []) -> [LoamField] {
        let people = object.isPerson ? PersonField.allCases.map(LoamField.person) : []
        let companies = CompanyField.allCases.map(LoamField.company)
        let runs = RunField.allCases.filter { $0 != .personHasMoved || object.isPerson }.map(LoamField.run)
        let intents = topics.flatMap { topic in IntentPoint.allCases.map { LoamField.intent($0, topic: topic) } }
        return people + companies + runs + intents
    }

    package func isOffered(for object: CRMObject) -> Bool {
        switch self {
        case .company, .intent: true
        case .person, .run(.personHasMoved): object.isPerson
        case .run: true
        }
    }

    package var label: String {
        switch self {
        case .company(let field): field.label
        case .person(let field): field.label
        case .run(let field): field.label
        case .intent(let point, let topic): "\(point.label): \(topic)"
        }
    }

    package var example: String {
        switch self {
        case .company(let field): field.example
        case .person(let field): field.example
        case .run(let field): field.example
        case .intent(let point, _): point.example
        }
    }

    package var kind: FieldKind {
        switch self {
        case .company(let field): field.kind
        case .person(let field): field.kind
        case .run(let field): field.kind
        case .intent(let point, _): point.kind
        }
    }

    /// Whether it says something of the run instead of the profile: written whatever the record was found to be.
    var isOfRun: Bool { if case .run = self { true } else { false } }
}

extension LoamField {
    package static func == (one: LoamField, other: LoamField) -> Bool {
        switch (one, other) {
        case (.company(let one), .company(let other)): one.place == other.place
        case (.person(let one), .person(let other)): one.place == other.place
        case (.run(let one), .run(let other)): one.place == other.place
        case (.intent(let one, let topic), .intent(let other, let otherTopic)): one == other && topic == otherTopic
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .company(let field): hasher.combine(field.place)
        case .person(let field): hasher.combine(100 + field.place)
        case .run(let field): hasher.combine(200 + field.place)
        case .intent(let point, let topic):
            hasher.combine(point)
            hasher.combine(topic)
        }
    }
}

extension LoamField: RawRepresentable, Comparable {
    /// As documents call it: `company.name`, `intent.score/Cloud Security`.
    package var rawValue: String {
        switch self {
        case .company(let field): CompanyField.names[field.place]
        case .person(let field): PersonField.names[field.place]
        case .run(let field): RunField.names[field.place]
        case .intent(let point, let topic): "intent.\(point.rawValue)/\(topic)"
        }
    }

    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        let name = String(parts[1])
        let field: LoamField? =
            switch parts[0] {
            case "company": CompanyField(rawValue: name).map(LoamField.company)
            case "person": PersonField(rawValue: name).map(LoamField.person)
            case "run": RunField(rawValue: name).map(LoamField.run)
            case "intent": LoamField.intent(named: name)
            default: nil
            }
        guard let field else { return nil }
        self = field
    }

    private static func intent(named name: String) -> LoamField? {
        let parts = name.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let point = IntentPoint(rawValue: String(parts[0])) else { return nil }
        return .intent(point, topic: String(parts[1]))
    }

    package static func < (one: LoamField, other: LoamField) -> Bool { one.rawValue < other.rawValue }
}

extension LoamField: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let field = LoamField(rawValue: name) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "There is no such Loam field; fields are called as in company.name."
            )
        }
        self = field
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
