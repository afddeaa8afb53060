import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    /// A key makes no keys, so that one that leaks cannot outlive its revocation: they are made in the portal.
    var apiKeys: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/api-keys",
                name: "listApiKeys",
                summary: "List API keys, the newest first",
                needs: .inspect,
                answer: .init(
                    .object([.init("apiKeys", .list(.named("APIKey")), "All keys, also those that are revoked.")]),
                    "All keys."
                ),
                run: listAPIKeys
            ),
            Operation(
                method: .put,
                path: "/v1/api-keys/:key/revocation",
                name: "revokeApiKey",
                summary: "Revoke an API key, this one included; it stops working at once",
                needs: .administer,
                answer: .init(.noContent, nil, "The key is revoked."),
                run: revokeAPIKey
            ),
        ]
    }

    private func listAPIKeys(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let keys = try await app.apiKeys.list(by: caller)
        return try .json(APIKeysBody(apiKeys: keys.map { APIKeyBody($0.key, creator: $0.creatorName) }))
    }

    private func revokeAPIKey(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id: ID<APIKey> = try request.id("key", orElse: Problem(.keyUnknown))
        try await app.apiKeys.revoke(id, by: caller)
        return .noContent
    }
}

private struct APIKeysBody: Encodable {
    let apiKeys: [APIKeyBody]
}

struct APIKeyBody: Encodable {
    let id: ID<APIKey>
    let name: String
    let prefix: String
    let role: Role
    let createdBy: ID<User>
    let createdByName: String
    let createdAt: Timestamp
    let lastUsedAt: Timestamp?
    let expiresAt: Timestamp?
    let revokedAt: Timestamp?

    init(_ key: APIKey, creator: String) {
        id = key.id
        name = key.name
        prefix = key.prefix
        role = key.role
        createdBy = key.createdBy
        createdByName = creator
        createdAt = key.createdAt
        lastUsedAt = key.lastUsedAt
        expiresAt = key.expiresAt
        revokedAt = key.revokedAt
    }

    static let schema = Schema.object([
        .init("id", .id, "The key's id."),
        .init("name", .text, "What it is for."),
        .init("prefix", .text, "How the key begins, to tell one from another."),
        .init("role", .role, "What the key may do."),
        .init("createdBy", .id, "Who made it and answers for it."),
        .init("createdByName", .text, "Their name."),
        .init("createdAt", .time, "When it was made."),
        .init("lastUsedAt", .time, optional: true, "When it was last used, to the minute."),
        .init("expiresAt", .time, optional: true, "When it stops working; left out when it does not."),
        .init("revokedAt", .time, optional: true, "When it was revoked."),
    ])
}
