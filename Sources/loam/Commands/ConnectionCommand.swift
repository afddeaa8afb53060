import Capabilities
import Crypto
import Store
import Telemetry

extension Command {
    static let connection = Command(
        "connection",
        "Connect Salesforce orgs, look at the connections, and end them.",
        subcommands: [
            Command(
                "list",
                "List the connections.",
                options: [.output],
                configuration: Keys.forStorage,
                action: listConnections
            ),
            Command(
                "show",
                "Show a connection: its org, its state, who answers for it, and what it has used.",
                arguments: [.connectionName],
                options: [.output],
                configuration: Keys.forStorage,
                action: showConnection
            ),
            Command(
                "check",
                "Ask the org which of the permissions that Loam needs are there.",
                discussion: "Says for each that is missing what stops working. Ends with 1 when something does.",
                arguments: [.connectionName],
                options: [.output],
                configuration: Keys.forConnections,
                action: checkConnection
            ),
            Command(
                "connect",
                "Connect an org without a browser, by a signed statement (JWT bearer).",
                discussion: """
                    The first time it enters the org and makes a key. Upload the certificate that it prints to the connected
                    app in Salesforce, allow the integration user to use the app, and run the command again: it signs in.
                    With --key you bring a private key whose certificate is there already, and one run is enough.

                    A connection has an administrator who answers for it. When --for does not name somebody, it is the
                    one who has been there longest.
                    """,
                arguments: [.connectionName],
                options: [
                    OptionGroup("Org", .orgAddress, .consumerKey, .orgUsername, .keyFile, .person), .output,
                ],
                configuration: Keys.forConnections,
                action: connect
            ),
            Command(
                "on",
                "Switch a connection on for everybody.",
                arguments: [.connectionName],
                configuration: Keys.forStorage
            ) { try await switchConnection(true, $0) },
            Command(
                "off",
                "Switch a connection off for everybody; no setting is lost.",
                arguments: [.connectionName],
                configuration: Keys.forStorage
            ) { try await switchConnection(false, $0) },
            Command(
                "disconnect",
                "End a connection; its history stays.",
                discussion: """
                    Refused while jobs of the connection are on. What Salesforce gave is forgotten at once, and revoked
                    there by the next worker that runs.
                    """,
                arguments: [.connectionName],
                configuration: Keys.forStorage
            ) { invocation in
                try await invocation.withConnection { capabilities, connection, caller in
                    try await capabilities.connections.disconnect(connection.id, by: caller)
                }
                invocation.terminal.print("The connection is disconnected.")
                return .done
            },
        ]
    )
}

@Sendable private func listConnections(_ invocation: Invocation) async throws -> ExitCode {
    let all = try await invocation.asOperator { capabilities, name in
        let caller = try await capabilities.atCommandLine(as: name)
        var seen: [Connections.Overview] = []
        for connection in try await capabilities.connections.list(by: caller) {
            seen.append(try await capabilities.connections.get(connection.id, by: caller))
        }
        return seen
    }
    if invocation.has(.json) {
        invocation.terminal.print(JSON.array(all.map(\.json)).formatted)
    } else if all.isEmpty {
        invocation.terminal.print("There are no connections.")
    } else {
        var table = TextTable("name", "org", "state", "on", "service account", "primary admin")
        for seen in all {
            table.add(
                seen.connection.name,
                seen.connection.orgName ?? "–",
                seen.connection.state.rawValue,
                seen.connection.isOn ? "on" : "off",
                seen.serviceAccount?.username ?? "–",
                seen.primaryAdmin?.name ?? "–"
            )
        }
        invocation.terminal.output(table.text)
    }
    return .done
}

@Sendable private func showConnection(_ invocation: Invocation) async throws -> ExitCode {
    let seen = try await invocation.withConnection { capabilities, connection, caller in
        try await capabilities.connections.get(connection.id, by: caller)
    }
    if invocation.has(.json) {
        invocation.terminal.print(seen.json.formatted)
        return .done
    }
    let connection = seen.connection
    var table = TextTable("", "")
    table.add("name", connection.name)
    table.add("state", connection.state.rawValue)
    if let cause = connection.cause { table.add("cause", cause) }
    table.add("for everybody", connection.isOn ? "on" : "off")
    table.add("org", connection.orgName ?? "–")
    table.add("org id", connection.orgID ?? "–")
    table.add("org address", connection.orgAddress ?? "–")
    table.add("sign-in", "\(connection.way.rawValue) at \(connection.host)")
    table.add("service account", seen.serviceAccount?.username ?? "–")
    table.add("primary admin", seen.primaryAdmin?.name ?? "–")
    table.add("export preference", connection.preference.rawValue)
    table.add("calls today", "\(seen.usage.total) of \(connection.budget.dailyCalls.map(String.init) ?? "any number")")
    if let usage = connection.usage {
        table.add("org's last 24 hours", "\(usage.used) of \(usage.granted), \(connection.budget.keptPercent) % kept")
    }
    invocation.terminal.output(table.text)
    return .done
}

@Sendable private func checkConnection(_ invocation: Invocation) async throws -> ExitCode {
    let report = try await invocation.withConnection { capabilities, connection, caller in
        try await capabilities.connections.permissions(connection.id, by: caller)
    }
    if invocation.has(.json) {
        let lines = report.lines.map { line -> JSON in
            [
                "permission": .text(line.permission), "state": .text(line.state.rawValue),
                "isEssential": .flag(line.isEssential), "stops": .text(line.stops),
            ]
        }
        let json: JSON = ["isComplete": .flag(report.isComplete), "permissions": .array(lines)]
        invocation.terminal.print(json.formatted)
        return report.isComplete ? .done : .failed
    }
    var table = TextTable("permission", "state", "without it")
    for line in report.lines where line.state != .given {
        table.add(line.permission, line.state.rawValue, line.stops)
    }
    let given = report.lines.count { $0.state == .given }
    invocation.terminal.print("\(given) of \(report.lines.count) permissions are there.")
    if given < report.lines.count { invocation.terminal.output(table.text) }
    return report.isComplete ? .done : .failed
}

@Sendable private func connect(_ invocation: Invocation) async throws -> ExitCode {
    let name = try invocation.required(Argument.connectionName)
    let key = try invocation[.keyFile].map { Secret(try fileBytes($0)) }
    let (seen, isNew) = try await invocation.asOperator { capabilities, operatorName in
        let caller = try await capabilities.atCommandLine(as: operatorName)
        let known = try await capabilities.connections.list(by: caller).first { $0.name == name }
        let connection: OrgConnection
        if let known {
            connection = known
        } else {
            connection = try await capabilities.connections.create(
                Connections.Form(
                    name: name,
                    place: place(try invocation.required(.orgAddress)),
                    way: .statement,
                    consumerKey: invocation[.consumerKey] ?? "",
                    username: try invocation.required(.orgUsername),
                    privateKey: key
                ),
                by: caller
            )
        }
        let certificate = try await capabilities.connections.certificate(of: connection.id, by: caller)
        // A key that was made just now is not known at Salesforce yet.
        if known == nil, key == nil, certificate != nil {
            return (try await capabilities.connections.get(connection.id, by: caller), true)
        }
        let admin = try await administrator(invocation[.person], capabilities, caller)
        try await capabilities.connections.connectByStatement(connection.id, answeredForBy: admin, by: caller)
        return (try await capabilities.connections.get(connection.id, by: caller), false)
    }
    if invocation.has(.json) {
        invocation.terminal.print(seen.json.formatted)
        return .done
    }
    guard isNew else {
        invocation.terminal.print(
            "The connection \(name) to \(seen.connection.orgName ?? "the org") works, as "
                + "\(seen.serviceAccount?.username ?? "its user"). "
                + (seen.connection.isOn ? "It is on." : "Switch it on: loam connection on \(name)")
        )
        return .done
    }
    invocation.terminal.print(
        "The org was entered. Upload this certificate to its connected app, and run the command again:"
    )
    invocation.terminal.output(seen.app?.certificate ?? "")
    return .done
}

private func administrator(_ named: String?, _ capabilities: Capabilities, _ caller: Caller) async throws -> String {
    if let named { return named }
    let query = User.Query(role: .admin, state: .active, order: .createdAt, pageSize: 1)
    guard let admin = try await capabilities.users.list(query, by: caller).users.first else {
        throw Failure("There is no active administrator to answer for the connection. Name somebody: --for ADDRESS.")
    }
    return admin.email.rawValue
}

private func place(_ text: String) -> Connections.Place {
    switch text {
    case "production": .production
    case "sandbox": .sandbox
    default: .custom(text)
    }
}

@Sendable private func switchConnection(_ isOn: Bool, _ invocation: Invocation) async throws -> ExitCode {
    try await invocation.withConnection { capabilities, connection, caller in
        try await capabilities.connections.setOn(isOn, connection.id, by: caller)
    }
    invocation.terminal.print("The connection is \(isOn ? "on" : "off") for everybody.")
    return .done
}

extension Invocation {
    /// The connection that the argument names, by its name or its id.
    fileprivate func withConnection<Result>(
        _ body: (Capabilities, OrgConnection, Caller) async throws -> Result
    ) async throws -> Result {
        let wanted = try required(Argument.connectionName)
        return try await asOperator { capabilities, name in
            let caller = try await capabilities.atCommandLine(as: name)
            let all = try await capabilities.connections.list(by: caller)
            guard let connection = all.first(where: { $0.name == wanted || $0.id.rawValue == wanted }) else {
                throw Failure(
                    "There is no connection “\(wanted)”. 'loam connection list' shows those that there are."
                )
            }
            return try await body(capabilities, connection, caller)
        }
    }
}

extension Connections.Overview {
    fileprivate var json: JSON {
        [
            "id": .text(connection.id.rawValue), "name": .text(connection.name),
            "state": .text(connection.state.rawValue), "cause": .optional(connection.cause),
            "isOn": .flag(connection.isOn), "host": .text(connection.host), "signIn": .text(connection.way.rawValue),
            "orgId": .optional(connection.orgID), "orgName": .optional(connection.orgName),
            "orgAddress": .optional(connection.orgAddress), "serviceAccount": .optional(serviceAccount?.username),
            "primaryAdmin": .optional(primaryAdmin?.email.rawValue), "callsToday": .integer(usage.total),
            "certificate": .optional(connection.way == .statement ? app?.certificate : nil),
        ]
    }
}

extension Keys {
    /// What a command needs that also calls orgs.
    fileprivate static let forConnections =
        forStorage + [
            declared.salesforcePrivateHosts.description, declared.outgoingProxy.description,
            declared.outgoingCA.description,
        ]
}

extension Option {
    fileprivate static let orgAddress = Option.value(
        "org",
        "ADDRESS",
        "Where the org's users sign in: production, sandbox, or its own domain such as acme.my.salesforce.com."
    )
    fileprivate static let consumerKey = Option.value(
        "consumer-key",
        "KEY",
        "The consumer key of the connected app; not needed where the app of this host is known."
    )
    fileprivate static let orgUsername = Option.value(
        "username",
        "NAME",
        "The integration user as which Loam signs in."
    )
    fileprivate static let keyFile = Option.value("key", "FILE", "A private RSA key in PEM form, instead of a new one.")
    fileprivate static let person = Option.value(
        "for",
        "ADDRESS",
        "The e-mail address of the administrator who answers for the connection."
    )
}

extension Argument {
    fileprivate static let connectionName = Argument("name", "The name of the connection, or its id.")
}
