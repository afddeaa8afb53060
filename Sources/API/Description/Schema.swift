/// The shape of a JSON value, as the OpenAPI document describes it.
indirect enum Schema: Sendable {
    case text
    case flag
    case id
    case time
    case email
    case words([String])
    case integer(ClosedRange<Int>)
    case number
    case list(Schema)
    case object([Property])
    /// An object whose keys are not known before.
    case map(Schema)
    case any
    /// One of the document's components.
    case named(String)

    struct Property: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        let description: String

        init(_ name: String, _ schema: Schema, optional: Bool = false, _ description: String) {
            self.name = name
            self.schema = schema
            isRequired = !optional
            self.description = description
        }
    }

    var json: JSONValue { .object(members) }

    private var members: [JSONValue.Member] {
        switch self {
        case .text: [.init(key: "type", value: "string")]
        case .flag: [.init(key: "type", value: "boolean")]
        case .id: [.init(key: "type", value: "string"), .init(key: "format", value: "uuid")]
        case .time: [.init(key: "type", value: "string"), .init(key: "format", value: "date-time")]
        case .email: [.init(key: "type", value: "string"), .init(key: "format", value: "email")]
        case .words(let words):
            [.init(key: "type", value: "string"), .init(key: "enum", value: .array(words.map(JSONValue.text)))]
        case .integer(let range):
            [.init(key: "type", value: "integer"), .init(key: "minimum", value: .integer(range.lowerBound))]
                + (range.upperBound < .max ? [.init(key: "maximum", value: .integer(range.upperBound))] : [])
        case .number: [.init(key: "type", value: "number")]
        case .list(let element): [.init(key: "type", value: "array"), .init(key: "items", value: element.json)]
        case .object(let properties):
            [
                .init(key: "type", value: "object"),
                .init(key: "properties", value: .object(properties.map(\.member))),
                .init(
                    key: "required",
                    value: .array(properties.filter(\.isRequired).map { JSONValue.text($0.name) })
                ),
                .init(key: "additionalProperties", value: false),
            ]
        case .map(let value):
            [.init(key: "type", value: "object"), .init(key: "additionalProperties", value: value.json)]
        case .any: []
        case .named(let name): [.init(key: "$ref", value: .text("#/components/schemas/" + name))]
        }
    }
}

extension Schema.Property {
    fileprivate var member: JSONValue.Member {
        let described: JSONValue
        if case .object(let members) = schema.json {
            described = .object(members + [.init(key: "description", value: .text(description))])
        } else {
            described = schema.json
        }
        return .init(key: name, value: described)
    }
}
