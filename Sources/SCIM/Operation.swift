import Directory
import HTTP

/// What a provider may ask: a line of the table from which the routes and their description are made.
struct Operation: Sendable {
    /// What is sent.
    enum Body: Sendable {
        case none
        case resource(ResourceType.Kind)
        /// The name of one of the document's components.
        case message(String)
    }

    /// What is answered when all goes well.
    enum Answer: Sendable {
        case resource(ResourceType.Kind)
        /// Of one kind, or of all.
        case list(ResourceType.Kind?)
        case nothing
        /// The name of one of the document's components.
        case message(String)
        /// It is known, and not done here.
        case unavailable
    }

    let method: Method
    let path: String
    let summary: String
    var body = Body.none
    let answer: Answer
    var status = Status.ok
    var query: [ListRequest.Word] = []
    /// Whether it heeds, or sends, the tag of what it is about.
    var hasTag = false
    let act: SCIM.Act
}

extension SCIM {
    /// Everything that a provider may ask.
    var operations: [Operation] {
        ResourceType.Kind.allCases.flatMap(operations) + others
    }

    private func operations(on kind: ResourceType.Kind) -> [Operation] {
        let all = SCIM.path + kind.endpoint
        let one = all + "/:id"
        let (name, names) = (kind.name.lowercased(), kind.name.lowercased() + "s")
        return [
            Operation(
                method: .get,
                path: all,
                summary: "A page of \(names)",
                answer: .list(kind),
                query: ListRequest.Word.allCases,
                act: { try await list($0, [kind], $1) }
            ),
            Operation(
                method: .post,
                path: all,
                summary: "Add a \(name)",
                body: .resource(kind),
                answer: .resource(kind),
                status: .created,
                query: ListRequest.Word.projections,
                act: { try await create($0, kind, $1) }
            ),
            Operation(
                method: .get,
                path: one,
                summary: "A \(name)",
                answer: .resource(kind),
                query: ListRequest.Word.projections,
                hasTag: true,
                act: { try await show($0, kind, $1) }
            ),
            Operation(
                method: .put,
                path: one,
                summary: "Replace a \(name)",
                body: .resource(kind),
                answer: .resource(kind),
                query: ListRequest.Word.projections,
                hasTag: true,
                act: { try await replace($0, kind, $1) }
            ),
            Operation(
                method: .patch,
                path: one,
                summary: "Change a \(name)",
                body: .message("PatchOp"),
                answer: .resource(kind),
                query: ListRequest.Word.projections,
                hasTag: true,
                act: { try await patch($0, kind, $1) }
            ),
            Operation(
                method: .delete,
                path: one,
                summary: "Remove a \(name)",
                answer: .nothing,
                status: .noContent,
                hasTag: true,
                act: { try await remove($0, kind, $1) }
            ),
            Operation(
                method: .post,
                path: all + "/.search",
                summary: "A page of \(names), asked for in the body",
                body: .message("SearchRequest"),
                answer: .list(kind),
                act: { try await search($0, [kind], $1) }
            ),
        ]
    }

    private var others: [Operation] {
        [
            Operation(
                method: .get,
                path: SCIM.path,
                summary: "A page of users and groups",
                answer: .list(nil),
                query: ListRequest.Word.allCases,
                act: { try await list($0, ResourceType.Kind.allCases, $1) }
            ),
            Operation(
                method: .post,
                path: SCIM.path + "/.search",
                summary: "A page of users and groups, asked for in the body",
                body: .message("SearchRequest"),
                answer: .list(nil),
                act: { try await search($0, ResourceType.Kind.allCases, $1) }
            ),
            Operation(
                method: .post,
                path: SCIM.path + "/Bulk",
                summary: "Many changes in one request, each by itself",
                body: .message("BulkRequest"),
                answer: .message("BulkResponse"),
                act: { try await bulk($0, $1) }
            ),
            Operation(
                method: .get,
                path: SCIM.path + "/Me",
                summary: "Nobody: a token is no person",
                answer: .unavailable,
                act: { _, _ in
                    throw DirectoryFault(
                        .notImplemented,
                        "A token is nobody, so there is no \"Me\"; ask for a user by id."
                    )
                }
            ),
            Operation(
                method: .get,
                path: SCIM.path + "/ServiceProviderConfig",
                summary: "What the server can do",
                answer: .message("Document"),
                act: { request, _ in try discovery(request, configuration) }
            ),
            Operation(
                method: .get,
                path: SCIM.path + "/ResourceTypes",
                summary: "The kinds of resources",
                answer: .message("Documents"),
                act: { request, provisioner in try discovery(request, all(resourceTypes(provisioner))) }
            ),
            Operation(
                method: .get,
                path: SCIM.path + "/ResourceTypes/:id",
                summary: "A kind of resource",
                answer: .message("Document"),
                act: { request, provisioner in
                    try discovery(request, one(resourceTypes(provisioner), request, "resource type"))
                }
            ),
            Operation(
                method: .get,
                path: SCIM.path + "/Schemas",
                summary: "The schemas",
                answer: .message("Documents"),
                act: { request, provisioner in try discovery(request, all(schemas(provisioner))) }
            ),
            Operation(
                method: .get,
                path: SCIM.path + "/Schemas/:id",
                summary: "A schema",
                answer: .message("Document"),
                act: { request, provisioner in try discovery(request, one(schemas(provisioner), request, "schema")) }
            ),
        ]
    }
}
