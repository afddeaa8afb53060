import Capabilities
import Enrichment
import HTTP
import Matching
import Store

extension API {
    var matchInputs: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/connections/:connection/match-inputs/:object",
                name: "showMatchInputs",
                summary: "Show by which fields of an org's Accounts, Contacts or Leads they are matched",
                needs: .inspect,
                answer: .init(.named("MatchInputs"), "The fields."),
                run: showMatchInputs
            ),
            Operation(
                method: .put,
                path: "/v1/connections/:connection/match-inputs/:object",
                name: "changeMatchInputs",
                summary: "Say which fields are match inputs besides the default ones; none for the default ones alone",
                needs: .administer,
                body: MatchInputsInput.schema,
                answer: .init(.named("MatchInputs"), "The fields as they are now."),
                run: changeMatchInputs
            ),
        ]
    }

    private func showMatchInputs(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let (connection, object) = try (request.connection(), object(in: request))
        return try .json(MatchInputsBody(try await app.matchInputs.get(object, on: connection, by: caller)))
    }

    private func changeMatchInputs(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let (connection, object) = try (request.connection(), object(in: request))
        let input: MatchInputsInput = try await request.input(by: MatchInputsInput.schema)
        var inputs = MatchInputs(object)
        for (place, one) in input.added.enumerated() {
            guard let source = LoamField(rawValue: one.source) else { throw Problem.sourceUnknown(at: place) }
            inputs.add(MatchInputs.Added(source, CRMField(one.field)))
        }
        try await app.matchInputs.replace(with: inputs, on: connection, by: caller)
        return try .json(MatchInputsBody(try await app.matchInputs.get(object, on: connection, by: caller)))
    }

    private func object(in request: Request) throws(Problem) -> CRMObject {
        guard let object = request.parameters["object"].flatMap(CRMObject.init(rawValue:)) else { throw .notFound }
        return object
    }
}

extension Problem {
    fileprivate static func sourceUnknown(at place: Int) -> Problem {
        let sentence = "There is no such Loam field; a mapping shows how they are called."
        return Problem(
            .unprocessableContent,
            code: "match-inputs.source-unknown",
            title: sentence,
            fields: ["added.\(place).source": sentence]
        )
    }
}

// MARK: - What is sent

private struct MatchInputsInput: Decodable {
    struct Added: Decodable {
        let source: String
        let field: String
    }

    let added: [Added]

    static let schema = Schema.object([
        .init("added", .list(MatchInputsBody.added), "All that are wanted besides the default ones.")
    ])
}

// MARK: - What is answered

struct MatchInputsBody: Encodable {
    struct Default: Encodable {
        let input: String
        let field: String
    }

    struct Added: Encodable {
        let source: String
        let field: String
    }

    let object: String
    let usual: [Default]
    let added: [Added]

    init(_ inputs: MatchInputs) {
        object = inputs.object.rawValue
        usual = MatchInputs.defaults(of: inputs.object).map { Default(input: "\($0.input)", field: $0.field.rawValue) }
        added = inputs.added.map { Added(source: $0.source.rawValue, field: $0.field.rawValue) }
    }

    static let added = Schema.object([
        .init("source", .text, "The Loam field that holds the same, as in company.website."),
        .init("field", .text, "The Salesforce field, as in Trading_Name__c."),
    ])
    static let schema = Schema.object([
        .init("object", .words(CRMObject.allCases.map(\.rawValue)), "Of which records."),
        .init(
            "usual",
            .list(
                .object([
                    .init("input", .text, "What is asked by it."),
                    .init("field", .text, "The Salesforce field; of a contact's account with a point."),
                ])
            ),
            "Those of every org."
        ),
        .init("added", .list(added), "Those that were added."),
    ])
}
