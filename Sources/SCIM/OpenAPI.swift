import Directory
import HTTP

/// The document that describes the door (OpenAPI 3.1), made from the table of its operations and the schemas of what it
/// takes and tells.
struct OpenAPI: Sendable {
    let operations: [Operation]

    var text: String { document.pretty() + "\n" }

    private var document: AttributeValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Loam, for identity providers", "version": "2.0",
                "description": """
                SCIM 2.0 (RFC 7643, 7644): people and groups as an identity provider sees them. The products and roles that an \
                organisation has are in its own answer to /scim/v2/Schemas. Unknown attributes are passed over, and names \
                are read whatever their case.
                """, "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ], "servers": [["url": "/"]], "security": [["token": []]], "paths": .complex(paths),
            "components": [
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "An API token, made in Loam under Auto provisioning.",
                    ]
                ], "schemas": .complex(OpenAPI.components),
                "responses": [
                    "Error": [
                        "description": "What was refused, and why.", "content": OpenAPI.content(OpenAPI.named("Error")),
                    ]
                ],
            ],
        ]
    }

    private var paths: AttributeObject {
        operations.reduce(into: AttributeObject()) { paths, operation in
            let path = OpenAPI.template(operation.path)
            var own = paths[path]?.object ?? [:]
            own[operation.method.name.lowercased()] = operation.document
            paths[path] = .complex(own)
        }
    }

    /// `/scim/v2/Users/{id}` for `/scim/v2/Users/:id`.
    static func template(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            .joined(separator: "/")
    }

    static func content(_ schema: AttributeValue) -> AttributeValue {
        .complex([SCIM.contentType: ["schema": schema]])
    }

    static func named(_ name: String) -> AttributeValue { ["$ref": .text("#/components/schemas/" + name)] }
}

// MARK: - Operations

extension Operation {
    fileprivate var document: AttributeValue {
        var object: AttributeObject = ["operationId": .text(name), "summary": .text(summary)]
        var parameters: [AttributeValue] = []
        if path.hasSuffix("/:id") {
            parameters.append(["name": "id", "in": "path", "required": true, "schema": ["type": "string"]])
        }
        parameters += query.map(\.document)
        if hasTag {
            parameters.append([
                "name": .text(method == .get ? "If-None-Match" : "If-Match"), "in": "header", "required": false,
                "schema": ["type": "string"], "description": "The tag that an earlier answer had.",
            ])
        }
        if !parameters.isEmpty { object["parameters"] = .list(parameters) }
        if let sent { object["requestBody"] = ["required": true, "content": OpenAPI.content(sent)] }
        object["responses"] = .complex(responses)
        return .complex(object)
    }

    /// As in `get_Users_id`.
    private var name: String {
        let parts = path.dropFirst(SCIM.path.count).split(separator: "/").map { $0.filter(\.isLetter) }
        return ([method.name.lowercased()] + parts).joined(separator: "_")
    }

    private var sent: AttributeValue? {
        switch body {
        case .none: nil
        case .resource(let kind):
            // An answer may leave out what was not asked for; what is sent may not.
            [
                "allOf": [
                    OpenAPI.named(kind.name), ["type": "object", "required": [.text(kind.nameAttribute)]],
                ]
            ]
        case .message(let name): OpenAPI.named(name)
        }
    }

    private var responses: AttributeObject {
        var responses: AttributeObject = [:]
        if let success { responses[String(status.code)] = success }
        if hasTag, method == .get { responses["304"] = ["description": "It is as it was."] }
        for status in ["400", "401", "403", "404", "409", "412", "413", "415", "429", "501", "default"] {
            responses[status] = ["$ref": "#/components/responses/Error"]
        }
        return responses
    }

    private var success: AttributeValue? {
        switch answer {
        case .unavailable: nil
        case .nothing: ["description": "It is removed."]
        case .message(let name): ["description": .text(summary), "content": OpenAPI.content(OpenAPI.named(name))]
        case .resource(let kind):
            [
                "description": .text("The \(kind.name.lowercased()) as it is now"),
                "headers": [
                    "ETag": ["schema": ["type": "string"], "description": "The tag of this version."],
                    "Location": ["schema": ["type": "string"], "description": "Its address."],
                ], "content": OpenAPI.content(OpenAPI.named(kind.name)),
            ]
        case .list(let kind):
            [
                "description": .text(summary),
                "content": OpenAPI.content(OpenAPI.named((kind?.name ?? "") + "ListResponse")),
            ]
        }
    }
}

extension ListRequest.Word {
    fileprivate var document: AttributeValue {
        [
            "name": .text(rawValue), "in": "query", "required": false, "schema": schema, "description": .text(words),
        ]
    }

    fileprivate var schema: AttributeValue {
        switch self {
        case .startIndex, .count: ["type": "integer"]
        case .sortOrder: ["type": "string", "enum": ["ascending", "descending"]]
        case .filter, .sortBy, .attributes, .excludedAttributes, .cursor: ["type": "string"]
        }
    }
}

// MARK: - Schemas

extension OpenAPI {
    static var components: AttributeObject {
        let people = ResourceType.user(products: [], roles: [])
        return [
            "User": resource(people), "Group": resource(.group),
            "UserListResponse": list(of: named("User")), "GroupListResponse": list(of: named("Group")),
            "ListResponse": list(of: ["anyOf": [named("User"), named("Group")]]),
            "PatchOp": message(
                [
                    "Operations": [
                        "type": "array", "minItems": 1,
                        "items": object(
                            [
                                "op": ["type": "string", "enum": ["add", "replace", "remove"]],
                                "path": ["type": "string"], "value": [:],
                            ],
                            required: ["op"]
                        ),
                    ]
                ],
                required: ["Operations"]
            ),
            "SearchRequest": message(
                ListRequest.Word.allCases.reduce(into: AttributeObject()) { words, word in
                    words[word.rawValue] = word.isList ? ["type": "array", "items": ["type": "string"]] : word.schema
                }
            ),
            "BulkRequest": message(
                [
                    "failOnErrors": ["type": "integer", "minimum": 1],
                    "Operations": [
                        "type": "array", "minItems": 1, "maxItems": .integer(SCIM.mostOperations),
                        "items": object(
                            [
                                "method": ["type": "string", "enum": ["POST", "PUT", "PATCH", "DELETE"]],
                                "path": ["type": "string"], "bulkId": ["type": "string"],
                                "version": ["type": "string"], "data": ["type": "object"],
                            ],
                            required: ["method", "path"]
                        ),
                    ],
                ],
                required: ["Operations"]
            ),
            "BulkResponse": message(
                [
                    "Operations": [
                        "type": "array",
                        "items": object(
                            [
                                "method": ["type": "string"], "bulkId": ["type": "string"],
                                "location": ["type": "string"], "version": ["type": "string"],
                                "status": ["type": "string"], "response": named("Error"),
                            ],
                            required: ["method", "status"]
                        ),
                    ]
                ],
                required: ["schemas", "Operations"]
            ), "Document": message([:], required: ["schemas"]), "Documents": list(of: named("Document")),
            "Error": message(
                [
                    "status": ["type": "string", "pattern": "^[45][0-9][0-9]$"], "scimType": ["type": "string"],
                    "detail": ["type": "string"],
                ],
                required: ["schemas", "status", "detail"]
            ),
        ]
    }

    private static func object(_ properties: AttributeObject, required: [AttributeValue] = []) -> AttributeValue {
        var object: AttributeObject = ["type": "object", "properties": .complex(properties)]
        if !required.isEmpty { object["required"] = .list(required) }
        return .complex(object)
    }

    private static let schemas: AttributeValue = ["type": "array", "items": ["type": "string"]]

    private static func message(_ properties: AttributeObject, required: [AttributeValue] = []) -> AttributeValue {
        var all: AttributeObject = ["schemas": schemas]
        for member in properties.members { all[member.name] = member.value }
        return object(all, required: required)
    }

    private static func list(of resource: AttributeValue) -> AttributeValue {
        message(
            [
                "totalResults": ["type": "integer", "minimum": 0], "startIndex": ["type": "integer", "minimum": 1],
                "itemsPerPage": ["type": "integer", "minimum": 0], "nextCursor": ["type": "string"],
                "Resources": ["type": "array", "items": resource],
            ],
            required: ["schemas", "totalResults", "itemsPerPage", "Resources"]
        )
    }

    private static func resource(_ type: ResourceType) -> AttributeValue {
        var properties: AttributeObject = [
            "id": ["type": "string", "readOnly": true], "externalId": ["type": "string"],
            "meta": [
                "type": "object", "readOnly": true,
                "properties": [
                    "resourceType": ["type": "string"], "created": ["type": "string", "format": "date-time"],
                    "lastModified": ["type": "string", "format": "date-time"], "location": ["type": "string"],
                    "version": ["type": "string"],
                ],
            ],
        ]
        for attribute in type.core.attributes { properties[attribute.name] = property(attribute) }
        for schema in type.extensions {
            var own: AttributeObject = [:]
            for attribute in schema.attributes { own[attribute.name] = property(attribute) }
            properties[schema.urn] = [
                "type": "object", "description": .text(schema.words), "properties": .complex(own),
            ]
        }
        return message(properties)
    }

    private static func property(_ attribute: Attribute) -> AttributeValue {
        var object = shape(of: attribute)
        if attribute.isMultiValued { object = ["type": "array", "items": .complex(object)] }
        object["description"] = .text(attribute.words)
        if attribute.isReadOnly { object["readOnly"] = true }
        if attribute.mutability == .writeOnly { object["writeOnly"] = true }
        return .complex(object)
    }

    private static func shape(of attribute: Attribute) -> AttributeObject {
        switch attribute.kind {
        case .boolean: return ["type": "boolean"]
        case .integer: return ["type": "integer"]
        case .decimal: return ["type": "number"]
        case .dateTime: return ["type": "string", "format": "date-time"]
        case .string, .reference, .binary:
            guard attribute.isClosed, !attribute.canonicalValues.isEmpty else { return ["type": "string"] }
            return ["type": "string", "enum": .list(attribute.canonicalValues.map { .text($0) })]
        case .complex:
            var parts: AttributeObject = [:]
            for part in attribute.subAttributes { parts[part.name] = property(part) }
            return ["type": "object", "properties": .complex(parts)]
        }
    }
}

extension AttributeValue {
    /// As JSON, a member a line.
    fileprivate func pretty(indent: String = "") -> String {
        let inner = indent + "  "
        switch self {
        case .list(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + $0.pretty(indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + indent + "]"
        case .complex(let object) where !object.members.isEmpty:
            let lines = object.members.map { member in
                inner + AttributeValue.text(member.name).pretty() + ": " + member.value.pretty(indent: inner)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        case .list, .complex, .text, .flag, .integer, .real, .null: return String(decoding: json, as: UTF8.self)
        }
    }
}
