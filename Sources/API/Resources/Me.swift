import Capabilities
import HTTP
import Store

extension API {
    var me: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/me",
                name: "showMe",
                summary: "Tell whose key this is and what it may do",
                needs: nil,
                answer: .init(MeBody.schema, "The key, its role, its maker and the organisation."),
                run: showMe
            )
        ]
    }

    private func showMe(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try .json(MeBody(caller))
    }
}

private struct MeBody: Encodable {
    let organisation: String
    let organisationName: String
    let timeZone: String
    let user: ID<User>?
    let name: String
    let role: Role
    let key: String?

    init(_ caller: Caller) {
        organisation = caller.organisation.rawValue
        organisationName = caller.organisationName
        timeZone = caller.timeZone
        user = caller.user
        name = caller.name
        role = caller.role
        key = if case .key(let id) = caller.via { id.rawValue } else { nil }
    }

    static let schema = Schema.object([
        .init("organisation", .id, "The organisation's id."),
        .init("organisationName", .text, "The organisation's name."),
        .init("timeZone", .text, "The organisation's time zone, by its IANA name."),
        .init("user", .id, optional: true, "Who made the key."),
        .init("name", .text, "The name of who made the key."),
        .init("role", .role, "What the key may do."),
        .init("key", .id, optional: true, "The key's id."),
    ])
}

extension Schema {
    static let role = Schema.words(Role.allCases.map(\.rawValue))
}
