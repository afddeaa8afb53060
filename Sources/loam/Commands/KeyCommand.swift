import Capabilities
import Crypto
import Store
import Telemetry

extension Command {
    static let key = Command(
        "key",
        "Make, list and revoke API keys.",
        subcommands: [
            Command(
                "create",
                "Make an API key, and print it once, as the last line.",
                discussion: """
                    A key has a person who answers for it: it does no more than they may, and stops working when they are
                    deactivated. When --for does not name somebody, it is the administrator who has been there longest.

                    With --scim it is a token for an identity provider, which opens the directory at /scim/v2 and nothing
                    else. It is the organisation's, so nobody answers for it, and it has no role.
                    """,
                options: [
                    OptionGroup("Key", .keyName, .keyRole, .person, .expires),
                    OptionGroup("Identity provider", .scim, .noProductRequired), .output,
                ],
                configuration: Keys.forStorage,
                action: createKey
            ),
            Command(
                "list",
                "List the API keys, the newest first.",
                options: [.output],
                configuration: Keys.forStorage,
                action: listKeys
            ),
            Command(
                "revoke",
                "Make a key stop working, at once and for ever.",
                arguments: [.keyID],
                configuration: Keys.forStorage
            ) { invocation in
                let text = try invocation.required(Argument.keyID)
                guard let id = ID<APIKey>(parsing: text), let token = ID<ProvisioningToken>(parsing: text) else {
                    throw UsageError("The argument <id> must be the id of a key, as 'loam key list' shows it.")
                }
                try await invocation.asOperator { capabilities, name in
                    let caller = try await capabilities.atCommandLine(as: name)
                    let tokens = try await capabilities.provisioning.overview(by: caller).tokens
                    if tokens.contains(where: { $0.id == token }) {
                        try await capabilities.provisioning.revokeToken(token, by: caller)
                    } else {
                        try await capabilities.apiKeys.revoke(id, by: caller)
                    }
                }
                invocation.terminal.print("The key is revoked.")
                return .done
            },
        ]
    )
}

@Sendable private func createKey(_ invocation: Invocation) async throws -> ExitCode {
    if invocation.has(.scim) { return try await createToken(invocation) }
    guard !invocation.has(.noProductRequired) else {
        throw UsageError("The option --no-product-required goes with --scim.")
    }
    let form = APIKeys.Form(
        name: try invocation.required(.keyName),
        role: Role(rawValue: try invocation.required(.keyRole)) ?? .member,
        lifetime: try invocation.lifetime()
    )
    let made = try await invocation.asOperator { capabilities, name in
        let caller = try await capabilities.atCommandLine(as: name)
        let person: String
        if let named = invocation[.person] {
            person = named
        } else {
            let query = User.Query(role: .admin, state: .active, order: .createdAt, pageSize: 1)
            guard let admin = try await capabilities.users.list(query, by: caller).users.first else {
                throw Failure("There is no active administrator to answer for the key. Name somebody: --for ADDRESS.")
            }
            person = admin.email.rawValue
        }
        return try await capabilities.apiKeys.create(form, answeredForBy: person, by: caller)
    }
    if invocation.has(.json) {
        let json: JSON = ["key": made.key.json, "text": .text(made.text.reveal())]
        invocation.terminal.print(json.formatted)
        return .done
    }
    let end = made.key.expiresAt.map { "It expires at \($0)." } ?? "It does not expire."
    invocation.terminal.print("The key \(made.key.id) is made. \(end) It is shown this once:")
    invocation.terminal.print(made.text.reveal())
    return .done
}

private func createToken(_ invocation: Invocation) async throws -> ExitCode {
    for option in [Option.keyRole, .person] where invocation.has(option) {
        throw UsageError(
            "The option --\(option.name) does not go with --scim: a token has no role, and nobody answers for it."
        )
    }
    let name = invocation[.keyName] ?? "Identity provider"
    let lifetime = try invocation.lifetime()
    let made = try await invocation.asOperator { capabilities, operatorName in
        let caller = try await capabilities.atCommandLine(as: operatorName)
        if invocation.has(.noProductRequired) {
            let settings = try await capabilities.provisioning.overview(by: caller).settings
            try await capabilities.provisioning.change(
                provider: settings.provider,
                needsProduct: false,
                mayMakeAdmins: settings.mayMakeAdmins,
                by: caller
            )
        }
        return try await capabilities.provisioning.makeToken(named: name, lifetime: lifetime, by: caller)
    }
    if invocation.has(.json) {
        let json: JSON = ["token": made.token.json, "text": .text(made.text.reveal())]
        invocation.terminal.print(json.formatted)
        return .done
    }
    let end = made.token.expiresAt.map { "It expires at \($0)." } ?? "It does not expire."
    invocation.terminal.print("The token \(made.token.id) is made. \(end) It is shown this once:")
    invocation.terminal.print(made.text.reveal())
    return .done
}

@Sendable private func listKeys(_ invocation: Invocation) async throws -> ExitCode {
    let now = invocation.surroundings.clock.now()
    let (keys, tokens) = try await invocation.asOperator { capabilities, name in
        let caller = try await capabilities.atCommandLine(as: name)
        return (
            try await capabilities.apiKeys.list(by: caller),
            try await capabilities.provisioning.overview(by: caller).tokens
        )
    }
    if invocation.has(.json) {
        invocation.terminal.print(JSON.array(keys.map(\.key.json) + tokens.map(\.json)).formatted)
    } else if keys.isEmpty, tokens.isEmpty {
        invocation.terminal.print("There are no API keys.")
    } else {
        var table = TextTable("id", "name", "begins with", "role", "answered for by", "state", "last used")
        for listed in keys {
            let key = listed.key
            let used = key.lastUsedAt.map { Timestamp(seconds: $0.seconds).iso8601 } ?? "never"
            table.add(
                key.id.rawValue,
                key.name,
                key.prefix + "…",
                key.role.rawValue,
                listed.creatorName,
                state(key.revokedAt, key.expiresAt, at: now),
                used
            )
        }
        for token in tokens {
            let used = token.lastUsedAt.map { Timestamp(seconds: $0.seconds).iso8601 } ?? "never"
            table.add(
                token.id.rawValue,
                token.name,
                token.prefix + "…",
                "identity provider",
                "the organisation",
                state(token.revokedAt, token.expiresAt, at: now),
                used
            )
        }
        invocation.terminal.output(table.text)
    }
    return .done
}

extension Invocation {
    fileprivate func lifetime() throws -> Duration? {
        guard let text = self[.expires] else { return nil }
        guard let lifetime = Format.duration(.minutes(1) ... .days(3660)).read(text) else {
            throw UsageError("The option --expires must be a time such as 12h or 90d.")
        }
        return lifetime
    }
}

private func state(_ revokedAt: Timestamp?, _ expiresAt: Timestamp?, at now: Timestamp) -> String {
    if revokedAt != nil { return "revoked" }
    guard let expiresAt else { return "active" }
    return expiresAt <= now ? "expired" : "active until \(Timestamp(seconds: expiresAt.seconds))"
}

extension ProvisioningToken {
    fileprivate var json: JSON {
        [
            "id": .text(id.rawValue), "name": .text(name), "prefix": .text(prefix), "role": .optional(nil),
            "createdAt": .text(createdAt.iso8601), "lastUsedAt": .optional(lastUsedAt?.iso8601),
            "expiresAt": .optional(expiresAt?.iso8601), "revokedAt": .optional(revokedAt?.iso8601),
        ]
    }
}

extension APIKey {

    fileprivate var json: JSON {
        [
            "id": .text(id.rawValue), "name": .text(name), "prefix": .text(prefix), "role": .text(role.rawValue),
            "createdBy": .text(createdBy.rawValue), "createdAt": .text(createdAt.iso8601),
            "lastUsedAt": .optional(lastUsedAt?.iso8601), "expiresAt": .optional(expiresAt?.iso8601),
            "revokedAt": .optional(revokedAt?.iso8601),
        ]
    }
}

extension Option {
    fileprivate static let keyName = Option.value("name", "NAME", "What the key is for.")
    fileprivate static let keyRole = Option.value(
        "role",
        "ROLE",
        "What it may do: \(listed(Role.allCases.map(\.rawValue))).",
        choices: Role.allCases.map(\.rawValue)
    )
    fileprivate static let scim = Option.flag("scim", "Make a token for an identity provider.")
    fileprivate static let noProductRequired = Option.flag(
        "no-product-required",
        "Let people come without a product from now on."
    )
    fileprivate static let person = Option.value(
        "for",
        "ADDRESS",
        "The e-mail address of the person who answers for it."
    )
    fileprivate static let expires = Option.value(
        "expires",
        "TIME",
        "How long it works, such as 90d; for ever when not said."
    )
}

extension Argument {
    fileprivate static let keyID = Argument("id", "The id of the key, as 'loam key list' shows it.")
}
