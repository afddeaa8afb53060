import Capabilities
import Directory
import HTTP

/// What the server says of itself: RFC 7643, sections 5 to 7.
extension SCIM {
    func discovery(_ request: Request, _ document: AttributeValue) throws(DirectoryFault) -> Response {
        guard !request.query.contains("filter") else {
            throw DirectoryFault(.forbidden, "What the server says of itself cannot be filtered.")
        }
        return SCIM.answer(document)
    }

    func all(_ documents: [AttributeValue]) -> AttributeValue {
        [
            "schemas": [.text(SCIM.messages + "ListResponse")], "totalResults": .integer(documents.count),
            "startIndex": 1, "itemsPerPage": .integer(documents.count), "Resources": .list(documents),
        ]
    }

    func one(_ documents: [AttributeValue], _ request: Request, _ what: String) throws(DirectoryFault) -> AttributeValue
    {
        let wanted = (request.parameters["id"] ?? "").lowercased()
        guard let found = documents.first(where: { $0.object?["id"]?.text?.lowercased() == wanted }) else {
            throw DirectoryFault(.notFound, "There is no \(what) of this id.")
        }
        return found
    }

    var configuration: AttributeValue {
        [
            "schemas": [.text(ResourceSchema.core + "ServiceProviderConfig")], "patch": ["supported": true],
            "bulk": [
                "supported": true, "maxOperations": .integer(SCIM.mostOperations),
                "maxPayloadSize": .integer(SCIM.bodyLimit),
            ], "filter": ["supported": true, "maxResults": .integer(SCIM.mostCount)],
            "changePassword": ["supported": false], "sort": ["supported": true], "etag": ["supported": true],
            "pagination": [
                "cursor": true, "index": true, "defaultPaginationMethod": "index",
                "defaultPageSize": .integer(SCIM.usualCount), "maxPageSize": .integer(SCIM.mostCount),
            ],
            "authenticationSchemes": [
                [
                    "type": "oauthbearertoken", "name": "Bearer token",
                    "description": "An API token made in Loam under Auto provisioning.",
                    "specUri": "https://www.rfc-editor.org/info/rfc6750", "primary": true,
                ]
            ],
            "meta": [
                "resourceType": "ServiceProviderConfig", "location": .text(base + "/ServiceProviderConfig"),
            ],
        ]
    }

    func resourceTypes(_ provisioner: Provisioner) -> [AttributeValue] {
        [provisioner.publishedPeople, .group].map { type in
            var object: AttributeObject = [
                "schemas": [.text(ResourceSchema.core + "ResourceType")], "id": .text(type.name),
                "name": .text(type.name), "description": .text(type.core.words), "endpoint": .text(type.endpoint),
                "schema": .text(type.core.urn),
            ]
            if !type.extensions.isEmpty {
                object["schemaExtensions"] = .list(
                    type.extensions.map { ["schema": .text($0.urn), "required": false] }
                )
            }
            object["meta"] = [
                "resourceType": "ResourceType", "location": .text("\(base)/ResourceTypes/\(type.name)"),
            ]
            return .complex(object)
        }
    }

    func schemas(_ provisioner: Provisioner) -> [AttributeValue] {
        (provisioner.publishedPeople.schemas + ResourceType.group.schemas).map { schema in
            [
                "schemas": [.text(ResourceSchema.core + "Schema")], "id": .text(schema.urn),
                "name": .text(schema.name), "description": .text(schema.words),
                "attributes": .list(schema.attributes.map(\.document)),
                "meta": ["resourceType": "Schema", "location": .text("\(base)/Schemas/\(schema.urn)")],
            ]
        }
    }
}
