import Capabilities
import HTTP
import Store
import Telemetry

extension API {
    var users: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/users",
                name: "listUsers",
                summary: "List people",
                needs: .inspect,
                query: listParameters,
                answer: .init(
                    .object([.init("users", .list(.named("User")), "The people of the page."), Page.total]),
                    "A page of people."
                ),
                run: listUsers
            ),
            Operation(
                method: .post,
                path: "/v1/users",
                name: "inviteUser",
                summary: "Invite a person",
                needs: .administer,
                body: InviteInput.schema,
                answer: .init(.created, InvitationBody.schema, "The person was invited."),
                run: inviteUser
            ),
            Operation(
                method: .get,
                path: "/v1/users/:user",
                name: "showUser",
                summary: "Show a person",
                needs: .inspect,
                answer: .init(.named("User"), "The person; the ETag names their state."),
                run: showUser
            ),
            Operation(
                method: .patch,
                path: "/v1/users/:user",
                name: "changeUser",
                summary: "Change a person's address, name or role",
                needs: .administer,
                body: ChangeInput.schema,
                answer: .init(
                    .named("User"),
                    "The person as they are now. With If-Match, only if nobody else changed them."
                ),
                run: changeUser
            ),
            Operation(
                method: .post,
                path: "/v1/users/:user/invitations",
                name: "inviteUserAgain",
                summary: "Send a person a new invitation; the earlier one stops working",
                needs: .administer,
                answer: .init(.created, InvitationBody.schema, "The person was invited again."),
                run: inviteUserAgain
            ),
            Operation(
                method: .put,
                path: "/v1/users/:user/deactivation",
                name: "deactivateUser",
                summary: "Shut a person out at once",
                needs: .administer,
                answer: .init(.noContent, nil, "The person is deactivated."),
                run: deactivateUser
            ),
            Operation(
                method: .delete,
                path: "/v1/users/:user/deactivation",
                name: "reactivateUser",
                summary: "Let a person in again",
                needs: .administer,
                answer: .init(.noContent, nil, "The person is no longer deactivated."),
                run: reactivateUser
            ),
        ]
    }

    private var listParameters: [Operation.Parameter] {
        [
            .init("search", .text, "Words of which each is in the name or the address."),
            .init("role", .role, "Only people of this role."),
            .init("state", .userState, "Only people in this state."),
            .init("order", .words(User.Query.Order.allCases.map(\.rawValue)), "By what the list is ordered."),
            .init("direction", .words(Direction.allCases.map(\.rawValue)), "In which direction."),
        ] + Page.numbered
    }

    private func listUsers(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let page = query.page()
        let wanted = User.Query(
            search: query.text("search") ?? "",
            role: query.word("role"),
            state: query.word("state"),
            order: query.word("order") ?? .name,
            isDescending: query.word("direction", Direction.self) == .descending,
            page: page.number,
            pageSize: page.size
        )
        try query.check()
        let found = try await app.users.list(wanted, by: caller)
        let isLast = page.number * page.size >= found.total
        return try Response.json(UsersBody(users: found.users.map(UserBody.init), total: found.total))
            .linkingNext(request, "page", isLast ? nil : String(page.number + 1))
    }

    private func inviteUser(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input: InviteInput = try await request.input(by: InviteInput.schema)
        let form = Users.Form(email: input.email, name: input.name, role: input.role)
        let invitation = try await app.users.invite(form, by: caller)
        return try .created(InvitationBody(invitation), at: "/v1/users/\(invitation.user.id)")
    }

    private func showUser(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let body = UserBody(try await app.users.find(try user(in: request), by: caller))
        return try Response.json(body).tagged(try EntityTag(of: body))
    }

    private func changeUser(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try user(in: request)
        let input: ChangeInput = try await request.input(by: ChangeInput.schema)
        try await app.users.change(id, by: caller) { user in
            try request.requireMatch(try EntityTag(of: UserBody(user)))
            return Users.Form(
                email: input.email ?? user.email.rawValue,
                name: input.name ?? user.name,
                role: input.role ?? user.role
            )
        }
        return try await showUser(request, query, caller)
    }

    private func inviteUserAgain(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try user(in: request)
        let invitation = try await app.users.inviteAgain(id, by: caller)
        return try .created(InvitationBody(invitation), at: "/v1/users/\(id)")
    }

    private func deactivateUser(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await app.users.deactivate(try user(in: request), by: caller)
        return .noContent
    }

    private func reactivateUser(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await app.users.reactivate(try user(in: request), by: caller)
        return .noContent
    }

    private func user(in request: Request) throws(Problem) -> ID<User> {
        try request.id("user", orElse: Problem(.userUnknown))
    }
}

private enum Direction: String, CaseIterable {
    case ascending, descending
}

private struct InviteInput: Decodable {
    let email: String
    let name: String
    let role: Role

    static let schema = Schema.object([
        .init("email", .email, "Where the invitation goes, and what the person signs in with."),
        .init("name", .text, "As others read it."),
        .init("role", .role, "What the person may do."),
    ])
}

private struct ChangeInput: Decodable {
    let email: String?
    let name: String?
    let role: Role?

    static let schema = Schema.object([
        .init("email", .email, optional: true, "What the person signs in with."),
        .init("name", .text, optional: true, "As others read it."),
        .init("role", .role, optional: true, "What the person may do; who gets another signs in again."),
    ])
}

struct UserBody: Encodable {
    let id: ID<User>
    let email: String
    let name: String
    let role: Role
    let state: User.State
    let createdAt: Timestamp
    let lastSignInAt: Timestamp?

    init(_ user: User) {
        id = user.id
        email = user.email.rawValue
        name = user.name
        role = user.role
        state = user.state
        createdAt = user.createdAt
        lastSignInAt = user.lastSignInAt
    }

    static let schema = Schema.object([
        .init("id", .id, "The person's id."),
        .init("email", .email, "What the person signs in with."),
        .init("name", .text, "As others read it."),
        .init("role", .role, "What the person may do."),
        .init("state", .userState, "Whether the person has accepted the invitation, and may sign in."),
        .init("createdAt", .time, "When the person was invited."),
        .init("lastSignInAt", .time, optional: true, "When the person last signed in."),
    ])
}

extension Schema {
    fileprivate static let userState = Schema.words(User.State.allCases.map(\.rawValue))
}

private struct UsersBody: Encodable {
    let users: [UserBody]
    let total: Int
}

private struct InvitationBody: Encodable {
    let user: UserBody
    let link: String?

    init(_ invitation: Users.Invitation) {
        user = UserBody(invitation.user)
        link = invitation.link
    }

    static let schema = Schema.object([
        .init("user", .named("User"), "The person."),
        .init("link", .text, optional: true, "Where the person chooses a password, when no mail server brings it."),
    ])
}
