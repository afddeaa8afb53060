import Capabilities
import HTTP

/// The document that describes the API, made from the table of its operations (OpenAPI 3.1).
struct OpenAPI: Sendable {
    let operations: [Operation]
    let components: [(name: String, schema: Schema)]

    var text: String { document.pretty() + "\n" }

    private var document: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Loam",
                "version": "1",
                "description": .text(OpenAPI.introduction),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "security": [["key": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description": "An API key, made by an administrator in the portal under API keys.",
                    ]
                ],
                "schemas": .object(components.map { .init(key: $0.name, value: $0.schema.json) }),
                "responses": [
                    "Problem": [
                        "description": "What went wrong, in a sentence and by a code that stays the same.",
                        "content": ["application/problem+json": ["schema": Schema.named("Problem").json]],
                    ]
                ],
            ],
        ]
    }

    private static let introduction = """
        Everything that the portal does, for programs. Send an API key as a bearer token. Keys that are not known here are \
        refused, in bodies and in queries, so that a misspelling does not go unnoticed. Problems are RFC 9457 documents; \
        their code stays the same, their sentence may not.
        """

    /// By path, in the order of the table.
    private var paths: [JSONValue.Member] {
        var order: [String] = []
        var byPath: [String: [Operation]] = [:]
        for operation in operations {
            if byPath[operation.path] == nil { order.append(operation.path) }
            byPath[operation.path, default: []].append(operation)
        }
        return order.map { path in
            let operations = byPath[path] ?? []
            return .init(
                key: OpenAPI.template(path),
                value: .object(operations.map { .init(key: $0.method.name.lowercased(), value: $0.json) })
            )
        }
    }

    /// `/v1/users/{user}` for `/v1/users/:user`.
    static func template(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            .joined(separator: "/")
    }
}

extension Operation {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "operationId", value: .text(name)),
            .init(key: "summary", value: .text(summary)),
            .init(key: "description", value: .text(roles)),
        ]
        let parameters =
            pathParameters.map { OpenAPI.pathParameter($0, pathParameter) } + query.map(OpenAPI.queryParameter)
        if !parameters.isEmpty { members.append(.init(key: "parameters", value: .array(parameters))) }
        if let body {
            members.append(
                .init(
                    key: "requestBody",
                    value: ["required": true, "content": ["application/json": ["schema": body.json]]]
                )
            )
        }
        members.append(.init(key: "responses", value: .object([success] + failures)))
        return .object(members)
    }

    private var roles: String {
        switch needs {
        case .administer: "For keys of the role admin."
        case .inspect: "For keys of the roles admin and auditor."
        case .use: "For keys of the roles admin and member."
        case nil: "For every key."
        }
    }

    private var success: JSONValue.Member {
        var members: [JSONValue.Member] = [.init(key: "description", value: .text(answer.description))]
        if let schema = answer.schema {
            members.append(.init(key: "content", value: ["application/json": ["schema": schema.json]]))
        }
        return .init(key: String(answer.status.code), value: .object(members))
    }

    private var failures: [JSONValue.Member] {
        (["400", "401", "403", "404", "409", "412", "413", "415", "422", "429"] + ["default"]).map {
            .init(key: $0, value: ["$ref": "#/components/responses/Problem"])
        }
    }
}

extension OpenAPI {
    fileprivate static func pathParameter(_ name: String, _ schema: Schema) -> JSONValue {
        ["name": .text(name), "in": "path", "required": true, "schema": schema.json]
    }

    fileprivate static func queryParameter(_ parameter: Operation.Parameter) -> JSONValue {
        [
            "name": .text(parameter.name), "in": "query", "required": false, "schema": parameter.schema.json,
            "description": .text(parameter.description),
        ]
    }
}
