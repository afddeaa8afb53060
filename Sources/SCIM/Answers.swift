import Capabilities
import Directory
import HTTP
import Store
import Telemetry

extension SCIM {
    static let contentType = "application/scim+json"
    static let messages = "urn:ietf:params:scim:api:messages:2.0:"

    static func answer(_ value: AttributeValue, _ status: Status = .ok) -> Response {
        Response(
            status,
            fields: [.contentType: contentType, .cacheControl: "no-store"],
            body: .bytes(value.json)
        )
    }

    static func answer(to fault: DirectoryFault) -> Response { answer(error(fault), Status(fault.status)) }

    static func error(_ fault: DirectoryFault) -> AttributeValue {
        error(status: fault.status, word: fault.word, detail: fault.detail)
    }

    /// A problem of the layers around, such as a path that no route answers.
    static func answer(to problem: Problem) -> Response {
        answer(error(status: problem.status.code, word: nil, detail: problem.title), problem.status)
    }

    private static func error(status: Int, word: String?, detail: String) -> AttributeValue {
        var object: AttributeObject = [
            "schemas": [.text(messages + "Error")], "status": .text(String(status)),
        ]
        if let word { object["scimType"] = .text(word) }
        object["detail"] = .text(detail)
        return .complex(object)
    }

    // MARK: Resources

    func location(_ kind: ResourceType.Kind, _ id: String) -> String { "\(base)\(kind.endpoint)/\(id)" }

    static func version(_ entry: DirectoryEntry) -> String { "W/\"\(entry.version)\"" }

    /// A resource as it is told, with what the server knows of it.
    func told(_ shown: DirectoryAccess.Shown, _ projection: Projection, _ type: ResourceType) -> AttributeValue {
        let entry = shown.entry
        let own = entry.resource.attributes
        var whole: AttributeObject = ["id": .text(entry.id.rawValue)]
        var urns = [type.core.urn]
        for member in own.members where !member.name.hasPrefix("urn:") { whole[member.name] = member.value }
        switch entry.kind {
        case .user:
            if !shown.memberships.isEmpty {
                whole["groups"] = .list(
                    shown.memberships.map {
                        [
                            "value": .text($0.group.rawValue), "$ref": .text(location(.group, $0.group.rawValue)),
                            "display": .text($0.name), "type": "direct",
                        ]
                    }
                )
            }
        case .group:
            if !shown.memberships.isEmpty {
                let names = projection.names("members", "display", of: type)
                whole["members"] = .list(
                    shown.memberships.map { membership in
                        let id = membership.member.rawValue
                        var member: AttributeObject = [
                            "value": .text(id), "$ref": .text(location(membership.kind, id)),
                            "type": .text(membership.kind.name),
                        ]
                        if names { member["display"] = .text(membership.name) }
                        return .complex(member)
                    }
                )
            }
        }
        for schema in type.extensions {
            guard var object = own[schema.urn]?.object else { continue }
            if schema.urn == ResourceSchema.loamURN, projection.names("platformActive", of: type) {
                object["platformActive"] = .flag(shown.isSeated)
            }
            whole[schema.urn] = .complex(object)
            urns.append(schema.urn)
        }
        whole["meta"] = [
            "resourceType": .text(type.name), "created": .text(SCIM.time(entry.createdAt)),
            "lastModified": .text(SCIM.time(entry.changedAt)),
            "location": .text(location(entry.kind, entry.id.rawValue)),
            "version": .text(SCIM.version(entry)),
        ]
        var first = AttributeObject([.init(name: "schemas", value: .list(urns.map { .text($0) }))])
        for member in whole.members { first[member.name] = member.value }
        return .complex(projection.apply(to: first, of: type))
    }

    /// In milliseconds, always three digits of them.
    static func time(_ moment: Timestamp) -> String {
        let milliseconds = moment.microseconds.floorDivided(by: 1000)
        let text = Timestamp(seconds: moment.seconds).iso8601.dropLast()
        let fraction = String(milliseconds - moment.seconds * 1000)
        return text + "." + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction + "Z"
    }

    func answer(
        _ shown: DirectoryAccess.Shown,
        _ projection: Projection,
        _ provisioner: Provisioner,
        _ status: Status = .ok
    ) -> Response {
        let type = provisioner.type(of: shown.entry.kind)
        return SCIM.answer(told(shown, projection, type), status)
            .adding(.location, location(shown.entry.kind, shown.entry.id.rawValue))
            .adding(.etag, SCIM.version(shown.entry))
            // The tag is for asking again whether something changed, which a cache may then do.
            .adding(.cacheControl, "private, no-cache")
    }
}
