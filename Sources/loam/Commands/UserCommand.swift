import Capabilities
import Crypto
import Store
import Telemetry

extension Command {
    static let user = Command(
        "user",
        "List people, let them in, shut them out.",
        discussion: "What is done here stands in the audit log, as done at the command line.",
        subcommands: [
            Command(
                "list",
                "List the people of the organisation.",
                options: [OptionGroup("Which", .search, .onlyRole, .onlyState), .output],
                configuration: Keys.forStorage,
                action: listUsers
            ),
            Command(
                "create",
                "Add a person without a mail, and print the link for their password.",
                discussion: """
                    With --password-stdin the password is read from standard input and nothing has to be sent. Before
                    anything else is set up, --organisation makes the organisation, and this person its first
                    administrator.
                    """,
                options: [
                    OptionGroup("Person", .email, .name, .role, .passwordStdin, .organisation, .timeZone), .output,
                ],
                configuration: Keys.forPeople,
                action: createUser
            ),
            Command(
                "invite",
                "Add a person and send them an invitation; without a mail server, print its link.",
                options: [OptionGroup("Person", .email, .name, .role), .output],
                configuration: Keys.forPeople,
                action: inviteUser
            ),
            Command(
                "role",
                "Give a person another role. They sign in again.",
                arguments: [.person, .newRole],
                configuration: Keys.forStorage
            ) { invocation in
                try await invocation.withPerson { capabilities, person, caller in
                    let role = Role(rawValue: try invocation.required(Argument.newRole)) ?? person.role
                    let form = Users.Form(email: person.email.rawValue, name: person.name, role: role)
                    try await capabilities.users.change(person.id, to: form, by: caller)
                    invocation.terminal.print("\(person.email.rawValue) has the role \(role.rawValue).")
                }
            },
            Command(
                "deactivate",
                "Shut a person out at once; what they did stays.",
                arguments: [.person],
                configuration: Keys.forStorage
            ) { invocation in
                try await invocation.withPerson { capabilities, person, caller in
                    try await capabilities.users.deactivate(person.id, by: caller)
                    invocation.terminal.print("\(person.email.rawValue) is deactivated.")
                }
            },
            Command(
                "reactivate",
                "Let a person in again, with the password that they had.",
                arguments: [.person],
                configuration: Keys.forStorage
            ) { invocation in
                try await invocation.withPerson { capabilities, person, caller in
                    try await capabilities.users.reactivate(person.id, by: caller)
                    invocation.terminal.print("\(person.email.rawValue) is let in again.")
                }
            },
            Command(
                "reset-password",
                "Print a link with which a person sets a new password.",
                discussion: """
                    With --password-stdin the new password is read from standard input instead. The old one stops
                    working, and every session of the person ends, when the new one is set.
                    """,
                arguments: [.person],
                options: [OptionGroup("Password", .passwordStdin)],
                configuration: Keys.forPeople
            ) { invocation in
                let password = try invocation.passwordFromInput()
                return try await invocation.withPerson { capabilities, person, caller in
                    guard let password else {
                        invocation.terminal.print(
                            try await capabilities.passwords.resetLink(for: person.id, by: caller)
                        )
                        return
                    }
                    try await capabilities.passwords.set(password, for: person.id, by: caller)
                    invocation.terminal.print("\(person.email.rawValue) has a new password.")
                }
            },
        ]
    )
}

// MARK: - What they do

@Sendable private func listUsers(_ invocation: Invocation) async throws -> ExitCode {
    let users = try await invocation.asOperator { capabilities, name in
        let caller = try await capabilities.atCommandLine(as: name)
        var query = User.Query(
            search: invocation[.search] ?? "",
            role: invocation[.onlyRole].flatMap(Role.init),
            state: invocation[.onlyState].flatMap(User.State.init),
            pageSize: 500
        )
        var users: [User] = []
        while true {
            let page = try await capabilities.users.list(query, by: caller)
            users += page.users
            if page.users.isEmpty || users.count >= page.total { return users }
            query.page += 1
        }
    }
    if invocation.has(.json) {
        invocation.terminal.print(JSON.array(users.map(\.json)).formatted)
    } else if users.isEmpty {
        invocation.terminal.print("There is nobody like that.")
    } else {
        var table = TextTable("e-mail", "name", "role", "state", "last signed in")
        for user in users {
            let seen = user.lastSignInAt.map { Timestamp(seconds: $0.seconds).iso8601 } ?? "never"
            table.add(user.email.rawValue, user.name, user.role.rawValue, user.state.rawValue, seen)
        }
        invocation.terminal.output(table.text)
    }
    return .done
}

@Sendable private func createUser(_ invocation: Invocation) async throws -> ExitCode {
    let form = try invocation.personForm()
    let password = try invocation.passwordFromInput()
    let organisation = invocation[.organisation]
    if organisation != nil, form.role != .admin {
        throw UsageError("The first person of an organisation is its administrator: --role admin.")
    }
    let (person, link) = try await invocation.asOperator(creating: organisation != nil) { capabilities, name in
        if let organisation {
            let first = FirstRun.Form(
                organisation: organisation,
                timeZone: invocation[.timeZone] ?? "UTC",
                name: form.name,
                email: form.email,
                password: password ?? Secret(Random.token())
            )
            let signedIn = try await capabilities.firstRun.perform(first, from: Origin())
            // Nobody is at a browser.
            try await capabilities.sessions.end(by: signedIn.caller)
            let caller = try await capabilities.atCommandLine(as: name)
            let person = try await capabilities.users.find(email: form.email, by: caller)
            return (
                person, password == nil ? try await capabilities.passwords.resetLink(for: person.id, by: caller) : nil
            )
        }
        let caller = try await capabilities.atCommandLine(as: name)
        if let password, let fault = PasswordRules.fault(in: password, avoiding: [form.name, form.email]) {
            throw Failure(fault)
        }
        let person = try await capabilities.users.add(form, by: caller)
        guard let password else {
            return (person, try await capabilities.passwords.resetLink(for: person.id, by: caller))
        }
        try await capabilities.passwords.set(password, for: person.id, by: caller)
        return (try await capabilities.users.find(person.id, by: caller), nil)
    }
    invocation.report(person, link: link, "\(person.email.rawValue) is added as \(person.role.rawValue).")
    return .done
}

@Sendable private func inviteUser(_ invocation: Invocation) async throws -> ExitCode {
    let form = try invocation.personForm()
    let invitation = try await invocation.asOperator { capabilities, name in
        let caller = try await capabilities.atCommandLine(as: name)
        return try await capabilities.users.invite(form, by: caller)
    }
    let email = invitation.user.email.rawValue
    let sentence = invitation.link == nil ? "An invitation is on its way to \(email)." : "\(email) is invited."
    invocation.report(invitation.user, link: invitation.link, sentence)
    return .done
}

extension Invocation {
    fileprivate func personForm() throws -> Users.Form {
        let email = try required(.email)
        let mailbox = email.prefix { $0 != "@" }
        return Users.Form(
            email: email,
            name: self[.name] ?? String(mailbox),
            role: self[.role].flatMap(Role.init) ?? .member
        )
    }

    /// The first line of standard input, when it is to hold the password.
    fileprivate func passwordFromInput() throws -> Secret? {
        guard has(.passwordStdin) else { return nil }
        let line = try terminal.input().prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard !line.isEmpty else { throw UsageError("Standard input holds no password.") }
        return Secret(line)
    }

    /// Runs the body for the person whose address is the first argument.
    fileprivate func withPerson(_ body: (Capabilities, User, Caller) async throws -> Void) async throws -> ExitCode {
        let email = try required(Argument.person)
        try await asOperator { capabilities, name in
            let caller = try await capabilities.atCommandLine(as: name)
            try await body(capabilities, try await capabilities.users.find(email: email, by: caller), caller)
        }
        return .done
    }

    /// The link is the last line, so that a script can take it.
    fileprivate func report(_ person: User, link: String?, _ sentence: String) {
        if has(.json) {
            let json: JSON = ["user": person.json, "link": .optional(link)]
            terminal.print(json.formatted)
            return
        }
        terminal.print(sentence)
        if let link {
            terminal.print("They set their password at:")
            terminal.print(link)
        }
    }
}

extension User {
    fileprivate var json: JSON {
        [
            "id": .text(id.rawValue), "email": .text(email.rawValue), "name": .text(name), "role": .text(role.rawValue),
            "state": .text(state.rawValue), "createdAt": .text(createdAt.iso8601),
            "lastSignInAt": .optional(lastSignInAt?.iso8601),
        ]
    }
}

// MARK: - What they take

extension Option {
    fileprivate static let search = Option.value("search", "TEXT", "Only people whose name or address holds this.")
    fileprivate static let onlyRole = Option.value(
        "role",
        "ROLE",
        "Only people with this role: \(listed(Role.allCases.map(\.rawValue))).",
        choices: Role.allCases.map(\.rawValue)
    )
    fileprivate static let onlyState = Option.value(
        "state",
        "STATE",
        "Only people in this state: \(listed(User.State.allCases.map(\.rawValue))).",
        choices: User.State.allCases.map(\.rawValue)
    )
    fileprivate static let email = Option.value("email", "ADDRESS", "Their e-mail address.", required: true)
    fileprivate static let name = Option.value(
        "name",
        "NAME",
        "Their name; the beginning of the address when not said."
    )
    fileprivate static let role = Option.value(
        "role",
        "ROLE",
        "What they may do: \(listed(Role.allCases.map(\.rawValue))). Members use the product, auditors read everything.",
        choices: Role.allCases.map(\.rawValue),
        required: true
    )
    fileprivate static let passwordStdin = Option.flag(
        "password-stdin",
        "Read the password from the first line of standard input."
    )
    fileprivate static let organisation = Option.value(
        "organisation",
        "NAME",
        "Make the organisation too. Works once, before anything else is set up."
    )
    fileprivate static let timeZone = Option.value(
        "time-zone",
        "ZONE",
        "The organisation's time zone, such as Europe/Berlin; UTC when not said."
    )
}

extension Argument {
    fileprivate static let person = Argument("e-mail", "The person's e-mail address.")
    fileprivate static let newRole = Argument("role", "The new role.", choices: Role.allCases.map(\.rawValue))
}

extension Keys {
    /// What a command needs that may print a link or send a mail.
    fileprivate static let forPeople = forStorage + [declared.publicURL.description]
}
