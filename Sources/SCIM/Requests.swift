import Capabilities
import Directory
import HTTP
import Store

// MARK: - Reading

extension SCIM {
    func list(_ request: Request, _ kinds: [ResourceType.Kind], _ provisioner: Provisioner) async throws -> Response {
        try await list(ListRequest(request.query), kinds, provisioner)
    }

    func search(_ request: Request, _ kinds: [ResourceType.Kind], _ provisioner: Provisioner) async throws -> Response {
        try await list(ListRequest(try await SCIM.body(of: request)), kinds, provisioner)
    }

    private func list(_ asked: ListRequest, _ kinds: [ResourceType.Kind], _ provisioner: Provisioner) async throws
        -> Response
    {
        let types = kinds.map { provisioner.type(of: $0) }
        let projection = try asked.projection()
        let listing = try await app.directory.list(
            try asked.query(over: types),
            withMembers: projection.includes("members", of: .group),
            by: provisioner
        )
        let resources = listing.shown.map { told($0, projection, provisioner.type(of: $0.entry.kind)) }
        var answer: AttributeObject = [
            "schemas": [.text(SCIM.messages + "ListResponse")], "totalResults": .integer(listing.total),
        ]
        if asked.cursor != nil {
            if listing.hasMore, let last = listing.shown.last {
                answer["nextCursor"] = .text(last.entry.id.rawValue)
            }
        } else {
            answer["startIndex"] = .integer(asked.startIndex)
        }
        answer["itemsPerPage"] = .integer(resources.count)
        answer["Resources"] = .list(resources)
        return SCIM.answer(.complex(answer))
    }

    func show(_ request: Request, _ kind: ResourceType.Kind, _ provisioner: Provisioner) async throws -> Response {
        let projection = try ListRequest(request.query).projection()
        let shown = try await app.directory.find(
            request.parameters["id"] ?? "",
            kind,
            withMembers: projection.includes("members", of: .group),
            by: provisioner
        )
        return answer(shown, projection, provisioner)
    }
}

// MARK: - Writing

extension SCIM {
    func create(_ request: Request, _ kind: ResourceType.Kind, _ provisioner: Provisioner) async throws -> Response {
        let projection = try ListRequest(request.query).projection()
        let body = try await SCIM.body(of: request)
        let shown = try await create(kind, body, noting: Asked.current?.success(.created), provisioner)
        return answer(shown, projection, provisioner, .created)
    }

    func create(
        _ kind: ResourceType.Kind,
        _ body: AttributeObject,
        noting note: Provisioning.Note? = nil,
        _ provisioner: Provisioner
    ) async throws -> DirectoryAccess.Shown {
        let type = provisioner.type(of: kind)
        Asked.current?.subject = body.value(of: type.nameAttribute)?.text
        let resource = try type.read(body).resource
        return kind == .user
            ? try await app.directory.create(resource, noting: note, by: provisioner)
            : try await app.directory.create(group: resource, noting: note, by: provisioner)
    }

    func replace(_ request: Request, _ kind: ResourceType.Kind, _ provisioner: Provisioner) async throws -> Response {
        let projection = try ListRequest(request.query).projection()
        let shown = try await replace(
            kind,
            request.parameters["id"] ?? "",
            try await SCIM.body(of: request),
            if: request.fields[.ifMatch],
            noting: Asked.current?.success(.ok),
            provisioner
        )
        return answer(shown, projection, provisioner)
    }

    func replace(
        _ kind: ResourceType.Kind,
        _ id: String,
        _ body: AttributeObject,
        if match: String?,
        noting note: Provisioning.Note? = nil,
        _ provisioner: Provisioner
    ) async throws -> DirectoryAccess.Shown {
        let type = provisioner.type(of: kind)
        Asked.current?.subject = body.value(of: type.nameAttribute)?.text
        let reading = try type.read(body)
        return try await change(kind, id, if: match, note, provisioner) { _, old in try type.replacing(old, by: reading)
        }
    }

    func patch(_ request: Request, _ kind: ResourceType.Kind, _ provisioner: Provisioner) async throws -> Response {
        let projection = try ListRequest(request.query).projection()
        let shown = try await patch(
            kind,
            request.parameters["id"] ?? "",
            try await SCIM.body(of: request),
            if: request.fields[.ifMatch],
            noting: Asked.current?.success(.ok),
            provisioner
        )
        return answer(shown, projection, provisioner)
    }

    func patch(
        _ kind: ResourceType.Kind,
        _ id: String,
        _ body: AttributeObject,
        if match: String?,
        noting note: Provisioning.Note? = nil,
        _ provisioner: Provisioner
    ) async throws -> DirectoryAccess.Shown {
        let type = provisioner.type(of: kind)
        let patch = try Patch(body)
        return try await change(kind, id, if: match, note, provisioner) { entry, old in
            try type.applying(patch, to: old, id: entry.id.rawValue)
        }
    }

    private func change(
        _ kind: ResourceType.Kind,
        _ id: String,
        if match: String?,
        _ note: Provisioning.Note?,
        _ provisioner: Provisioner,
        to change: @escaping @Sendable (DirectoryEntry, Resource) throws -> Resource
    ) async throws -> DirectoryAccess.Shown {
        // Whom a refusal was about is read before the change, because the transaction may be done again.
        let asked = Asked.current
        let checked: @Sendable (DirectoryEntry, Resource) throws -> Resource = { entry, old in
            asked?.subject = entry.name
            try SCIM.check(match, entry)
            return try change(entry, old)
        }
        return switch kind {
        case .user:
            try await app.directory.change(person: id, noting: note, by: provisioner) { entry in
                try checked(entry, entry.resource)
            }
        case .group: try await app.directory.change(group: id, noting: note, by: provisioner, to: checked)
        }
    }

    func remove(_ request: Request, _ kind: ResourceType.Kind, _ provisioner: Provisioner) async throws -> Response {
        try await remove(
            kind,
            request.parameters["id"] ?? "",
            if: request.fields[.ifMatch],
            noting: Asked.current?.success(.noContent),
            provisioner
        )
        return .noContent
    }

    func remove(
        _ kind: ResourceType.Kind,
        _ id: String,
        if match: String?,
        noting note: Provisioning.Note? = nil,
        _ provisioner: Provisioner
    ) async throws {
        let asked = Asked.current
        let check: @Sendable (DirectoryEntry) throws -> Void = { entry in
            asked?.subject = entry.name
            try SCIM.check(match, entry)
        }
        switch kind {
        case .user: try await app.directory.remove(person: id, noting: note, by: provisioner, if: check)
        case .group: try await app.directory.remove(group: id, noting: note, by: provisioner, if: check)
        }
    }

    /// Refuses a change of something that has changed since the client read it. The tags are weak, and compared as such.
    private static func check(_ match: String?, _ entry: DirectoryEntry) throws(DirectoryFault) {
        guard let match else { return }
        let named = match.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        let tag = "\"\(entry.version)\""
        guard named.contains(where: { $0 == "*" || $0 == tag || $0 == "W/" + tag }) else {
            throw DirectoryFault(
                .preconditionFailed,
                "This has changed since it was read: it is \(SCIM.version(entry)) now. Read it again and repeat the change."
            )
        }
    }

    // MARK: Bodies

    static func body(of request: Request) async throws -> AttributeObject {
        if let type = request.contentType, !["application/scim+json", "application/json"].contains(type.essence) {
            throw Problem(
                .unsupportedMediaType,
                code: "request.not-json",
                title: "The body is not JSON; send it as application/scim+json."
            )
        }
        let bytes = try await request.body.collect(upTo: bodyLimit)
        do throws(JSONReader.Flaw) {
            if let object = try JSONReader.read(bytes).object { return object }
        } catch .nul {
            throw DirectoryFault(.invalidValue, "A text holds the character U+0000, which nothing can be kept with.")
        } catch {
            throw DirectoryFault(.invalidSyntax, "The body is not JSON that can be read.")
        }
        throw DirectoryFault(.invalidSyntax, "The body has to be a JSON object.")
    }
}
