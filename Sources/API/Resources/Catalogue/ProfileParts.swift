import Capabilities
import HTTP
import Telemetry

// What companies and people have in common, as programs read it.

struct FactBody: Encodable {
    let field: String
    let values: [String]
    let source: String
    let asOf: Timestamp

    init(_ fact: Fact) {
        (field, values) = (fact.field, fact.values)
        (source, asOf) = (fact.source, fact.asOf)
    }

    static let schema = Schema.object([
        .init("field", .text, "What is said, by the name that loam catalogue load gives the field."),
        .init("values", .list(.text), "What the source says, as it wrote it; one value for most fields."),
        .init("source", .text, "Who says so."),
        .init("asOf", .time, "When they said so."),
    ])
}

struct ProfileEventBody: Encodable {
    private struct ChangeBody: Encodable {
        let field: String
        let before: String
        let after: String
    }

    private let kind: String
    private let load: Int64
    private let at: Timestamp
    private let source: String
    private let file: String
    private let changes: [ChangeBody]

    init(_ event: ProfileHistory.Event) {
        (kind, load, at) = (event.kind.rawValue, event.load, event.at)
        (source, file) = (event.source, event.file)
        changes = event.changes.map { ChangeBody(field: $0.field, before: $0.before, after: $0.after) }
    }

    static let schema = Schema.object([
        .init("kind", .words(ProfileHistory.Event.Kind.allCases.map(\.rawValue)), "What the load did."),
        .init("load", .integer(1...Int.max), "The number of the load."),
        .init("at", .time, "When the load began."),
        .init("source", .text, "Whose file it was."),
        .init("file", .text, "The file's name."),
        .init(
            "changes",
            .list(
                .object([
                    .init("field", .text, "The field."), .init("before", .text, "What it was; empty for nothing."),
                    .init("after", .text, "What it became; empty for nothing."),
                ])
            ),
            "What was otherwise before."
        ),
    ])
}

extension Request {
    /// The number in the path; what cannot be one is found nowhere.
    func number(_ name: String, orElse unknown: Refusal) throws(Problem) -> Int64 {
        guard let text = parameters[name], let number = Int64(text), String(number) == text, number > 0 else {
            throw Problem(unknown)
        }
        return number
    }
}

extension Schema {
    /// The number of a company or a person, as text.
    static let catalogueID = Schema.text
}
