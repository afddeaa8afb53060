import Capabilities
import Crypto
import HTTP
import Store
import Telemetry

extension API {
    var connections: [Operation] { connectionReads + connectionActs + connectionPeople }

    private var connectionReads: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/connections",
                name: "listConnections",
                summary: "List the connections to Salesforce orgs",
                needs: .inspect,
                answer: .init(
                    .object([
                        .init("connections", .list(.named("Connection")), "All of them, the disconnected ones last.")
                    ]),
                    "All connections."
                ),
                run: listConnections
            ),
            Operation(
                method: .get,
                path: "/v1/connections/:connection",
                name: "showConnection",
                summary: "Show a connection",
                needs: .inspect,
                answer: .init(.named("Connection"), "The connection."),
                run: showConnection
            ),
            Operation(
                method: .get,
                path: "/v1/connections/:connection/permissions",
                name: "checkPermissions",
                summary: "Ask the org which of the permissions that Loam needs its user has",
                needs: .inspect,
                answer: .init(
                    .object([
                        .init("isComplete", .flag, "Whether nothing is missing without which something does not work."),
                        .init("permissions", .list(.named("Permission")), "Every permission that was asked for."),
                    ]),
                    "What the org has answered."
                ),
                run: checkPermissions
            ),
            Operation(
                method: .get,
                path: "/v1/connections/:connection/usage",
                name: "showUsage",
                summary: "Tell how many calls were made to the org, by day and use",
                needs: .inspect,
                query: [.init("days", .integer(1...366), "How many days back; 30 when not said.")],
                answer: .init(
                    .object([
                        .init("usage", .list(.named("Usage")), "Each day and use that had a call, the latest first.")
                    ]),
                    "The calls, as Salesforce counts them."
                ),
                run: showUsage
            ),
        ]
    }

    private var connectionActs: [Operation] {
        [
            Operation(
                method: .post,
                path: "/v1/connections",
                name: "addConnection",
                summary: "Add an org that Loam signs in to by a signed statement (JWT bearer)",
                needs: .administer,
                body: AddInput.schema,
                answer: .init(
                    .created,
                    .named("Connection"),
                    "The org was entered. Upload the certificate to its connected app, then sign in."
                ),
                run: addConnection
            ),
            Operation(
                method: .post,
                path: "/v1/connections/:connection/sign-ins",
                name: "signInToConnection",
                summary: "Sign in by a signed statement, the first time or again",
                needs: .administer,
                answer: .init(.named("Connection"), "The connection works."),
                run: signInToConnection
            ),
            Operation(
                method: .patch,
                path: "/v1/connections/:connection",
                name: "changeConnection",
                summary: "Change a connection's name, export preference or budget",
                needs: .administer,
                body: ChangeInput.schema,
                answer: .init(.named("Connection"), "The connection as it is now."),
                run: changeConnection
            ),
            Operation(
                method: .put,
                path: "/v1/connections/:connection/activation",
                name: "switchConnectionOn",
                summary: "Switch a connection on for everybody",
                needs: .administer,
                answer: .init(.noContent, nil, "The connection is on."),
                run: { try await switchConnection(true, $0, $2) }
            ),
            Operation(
                method: .delete,
                path: "/v1/connections/:connection/activation",
                name: "switchConnectionOff",
                summary: "Switch a connection off for everybody; no setting is lost",
                needs: .administer,
                answer: .init(.noContent, nil, "The connection is off."),
                run: { try await switchConnection(false, $0, $2) }
            ),
            Operation(
                method: .put,
                path: "/v1/connections/:connection/disconnection",
                name: "disconnect",
                summary: "End a connection; only a key of its primary admin may, and only while all its jobs are off",
                needs: .administer,
                answer: .init(.noContent, nil, "The connection has ended. What Salesforce gave us is revoked."),
                run: disconnect
            ),
        ]
    }

    private var connectionPeople: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/connections/:connection/users",
                name: "listMappedUsers",
                summary: "List people with who they are in the org",
                needs: .inspect,
                query: [.init("search", .text, "Words of which each is in the name or the address.")] + Page.numbered,
                answer: .init(
                    .object([.init("users", .list(.named("MappedUser")), "The people of the page."), Page.total]),
                    "A page of people."
                ),
                run: listMappedUsers
            ),
            Operation(
                method: .put,
                path: "/v1/connections/:connection/users/:user",
                name: "mapUser",
                summary: "Say who a person is in the org",
                needs: .administer,
                body: MapInput.schema,
                answer: .init(.noContent, nil, "The person is mapped."),
                run: mapUser
            ),
            Operation(
                method: .post,
                path: "/v1/connections/:connection/user-mappings",
                name: "resetUserMapping",
                summary: "Look for everybody anew in the org; what was chosen by hand is forgotten",
                needs: .administer,
                answer: .init(.noContent, nil, "The mapping is made anew."),
                run: resetUserMapping
            ),
        ]
    }

    // MARK: Looking

    private func listConnections(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var bodies: [ConnectionBody] = []
        for connection in try await app.connections.list(by: caller) {
            bodies.append(ConnectionBody(try await app.connections.get(connection.id, by: caller)))
        }
        return try .json(ConnectionsBody(connections: bodies))
    }

    private func showConnection(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try .json(ConnectionBody(try await app.connections.get(try request.connection(), by: caller)))
    }

    private func checkPermissions(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let report = try await app.connections.permissions(try request.connection(), by: caller)
        return try .json(
            PermissionsBody(isComplete: report.isComplete, permissions: report.lines.map(PermissionBody.init))
        )
    }

    private func showUsage(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let days = query.number("days", in: 1...366, default: 30)
        try query.check()
        let history = try await app.connections.history(try request.connection(), days: days, by: caller)
        return try .json(
            UsagesBody(
                usage: history.flatMap { day in
                    APIUse.allCases.compactMap { use in
                        day.uses[use].map {
                            UsageBody(day: day.day.description, use: use.rawValue, rest: $0.rest, bulk: $0.bulk)
                        }
                    }
                }
            )
        )
    }

    // MARK: Acts

    private func addConnection(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let input: AddInput = try await request.input(by: AddInput.schema)
        let made = try await app.connections.create(
            Connections.Form(
                name: input.name,
                place: input.environment.place(input.address),
                way: .statement,
                consumerKey: input.consumerKey ?? "",
                username: input.username,
                privateKey: input.privateKey.map { Secret($0) }
            ),
            by: caller
        )
        let body = ConnectionBody(try await app.connections.get(made.id, by: caller))
        return try .created(body, at: "/v1/connections/\(made.id)")
    }

    private func signInToConnection(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws
        -> Response
    {
        let id = try request.connection()
        try await app.connections.connectByStatement(id, by: caller)
        return try .json(ConnectionBody(try await app.connections.get(id, by: caller)))
    }

    private func changeConnection(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try request.connection()
        let input: ChangeInput = try await request.input(by: ChangeInput.schema)
        let connection = try await app.connections.get(id, by: caller).connection
        var settings = Connections.Settings(connection)
        settings.name = input.name ?? settings.name
        settings.preference = input.exportPreference ?? settings.preference
        if let calls = input.dailyCalls { settings.dailyCalls = calls == 0 ? "" : String(calls) }
        if let percent = input.keptPercent { settings.keptPercent = String(percent) }
        try await app.connections.change(id, to: settings, expecting: connection.revision, by: caller)
        return try .json(ConnectionBody(try await app.connections.get(id, by: caller)))
    }

    private func switchConnection(_ isOn: Bool, _ request: Request, _ caller: Caller) async throws -> Response {
        try await app.connections.setOn(isOn, try request.connection(), by: caller)
        return .noContent
    }

    private func disconnect(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await app.connections.disconnect(try request.connection(), by: caller)
        return .noContent
    }

    // MARK: People

    private func listMappedUsers(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let page = query.page()
        let search = query.text("search") ?? ""
        try query.check()
        let found = try await app.connections.people(
            try request.connection(),
            search: search,
            page: page.number,
            pageSize: page.size,
            by: caller
        )
        let isLast = page.number * page.size >= found.total
        return try Response.json(MappedUsersBody(users: found.people.map(MappedUserBody.init), total: found.total))
            .linkingNext(request, "page", isLast ? nil : String(page.number + 1))
    }

    private func mapUser(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        let id = try request.connection()
        let user: ID<User> = try request.id("user", orElse: Problem(.userUnknown))
        let input: MapInput = try await request.input(by: MapInput.schema)
        try await app.connections.choose(input.salesforceUser, for: user, id, by: caller)
        return .noContent
    }

    private func resetUserMapping(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        try await app.connections.resetMapping(try request.connection(), by: caller)
        return .noContent
    }
}

extension Request {
    func connection() throws -> ID<OrgConnection> {
        try id("connection", orElse: Problem(.connectionUnknown))
    }
}

// MARK: - What comes in

private enum Environment: String, Decodable, CaseIterable {
    case production, sandbox, custom

    func place(_ address: String?) -> Connections.Place {
        switch self {
        case .production: .production
        case .sandbox: .sandbox
        case .custom: .custom(address ?? "")
        }
    }
}

private struct AddInput: Decodable {
    let name: String
    let environment: Environment
    let address: String?
    let consumerKey: String?
    let username: String
    let privateKey: String?

    static let schema = Schema.object([
        .init("name", .text, "How people call the connection."),
        .init("environment", .words(Environment.allCases.map(\.rawValue)), "Where the org's users sign in."),
        .init("address", .text, optional: true, "The org's own domain, for the environment custom."),
        .init(
            "consumerKey",
            .text,
            optional: true,
            "Of the connected app; may be left out where the app of this host is known."
        ),
        .init("username", .text, "The integration user as which Loam signs in."),
        .init("privateKey", .text, optional: true, "An RSA key as PEM. Without one Loam makes one."),
    ])
}

private struct ChangeInput: Decodable {
    let name: String?
    let exportPreference: OrgConnection.Preference?
    let dailyCalls: Int?
    let keptPercent: Int?

    static let schema = Schema.object([
        .init("name", .text, optional: true, "How people call the connection."),
        .init("exportPreference", .preference, optional: true, "As whom people's exports run."),
        .init("dailyCalls", .integer(0...100_000_000), optional: true, "At most so many calls a day; 0 for no limit."),
        .init("keptPercent", .integer(0...95), optional: true, "The part of the org's calls that stays for others."),
    ])
}

private struct MapInput: Decodable {
    let salesforceUser: String?

    static let schema = Schema.object([
        .init(
            "salesforceUser",
            .text,
            optional: true,
            "The id of an active user of the org; left out, the person is nobody there."
        )
    ])
}

extension OrgConnection.Preference: Decodable {}

extension Schema {
    fileprivate static let preference = Schema.words(OrgConnection.Preference.allCases.map(\.rawValue))
}
