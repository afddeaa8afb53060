import Crypto
import Database
import HTTP
package import Salesforce
package import Store
import Telemetry

/// Connections to Salesforce orgs: making them, keeping them in order, and calling the orgs behind them.
package struct Connections: Sendable {
    let database: Database
    let secrets: SecretBox
    let outbox: Outbox
    let links: Links
    let orgs: OpenOrgs
    let calls: CallSettings
    let clock: WallClock

    // MARK: For what runs on a connection

    /// The connected org ready to be called, its calls counted for the use; throws a `Refusal` that says why it cannot be.
    ///
    /// What is `.setup` may go on while the connection is switched off.
    package func org(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        for use: APIUse = .scheduled
    ) async throws -> Org {
        try await open(id, in: organisation, for: use).org
    }

    /// What is known of the org's objects, shared by all who ask for the same use.
    package func schema(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        for use: APIUse = .scheduled
    ) async throws -> Schema {
        let open = try await open(id, in: organisation, for: use)
        return orgs.schema(OpenOrgs.Key(connection: id, holder: .service), use, of: open.org)
    }

    /// Calls the org, keeps the count of what that took, and notes what an error says about the connection.
    ///
    /// An error of Salesforce reaches the caller as a `Refusal` with its sentence.
    package func calling<Result>(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        for use: APIUse = .setup,
        _ body: (Org) async throws -> Result
    ) async throws -> Result {
        let org = try await org(id, in: organisation, for: use)
        do {
            let result = try await body(org)
            try await keepCounts(of: id, in: organisation, for: use)
            return result
        } catch let error as SalesforceError {
            try await keepCounts(of: id, in: organisation, for: use)
            try await note(error, of: id, in: organisation)
            throw Refusal(error)
        }
    }

    // MARK: Opening

    struct Opened: Sendable {
        let connection: OrgConnection
        let account: OrgAccount
        let org: Org
    }

    /// Opens the org as an account; one that is broken only where that is what is being looked at.
    func open(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        as holder: OrgAccount.Holder = .service,
        for use: APIUse,
        despiteTrouble: Bool = false
    ) async throws -> Opened {
        let (connection, account, app) = try await database.read { db in
            guard let connection = try OrgConnection.find(id, in: organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            return (
                connection,
                try OrgAccount.find(holder, of: id, in: organisation, on: db),
                try OrgApp.find(connection.host, in: organisation, on: db)
            )
        }
        try connection.checkUsable(for: use, despiteTrouble: despiteTrouble)
        guard let account, let app else {
            throw holder == .service ? Refusal.connectionPending : Refusal.ownAccountNeeded
        }
        let key = OpenOrgs.Key(connection: id, holder: holder)
        let version = OpenOrgs.Version(
            signIns: connection.signIns,
            connectedAt: account.connectedAt,
            app: app.revision
        )
        let session: Salesforce.Session
        if let open = orgs.session(key, version) {
            session = open
        } else {
            session = orgs.keep(try await self.session(of: account, connection, app), key, version)
        }
        var options = Org.Options()
        options.egress = calls.egress
        options.retry = calls.retry
        // Somebody looks at the page that asks, and can ask again.
        if use == .setup { options.retry.attempts = min(options.retry.attempts, 3) }
        options.allowance = Allowance(percentOfOrg: 100 - connection.budget.keptPercent)
        options.clock = clock
        let org = Org(
            session: session,
            client: try orgs.client(),
            calls: orgs.counter(id, use),
            options: options
        )
        return Opened(connection: connection, account: account, org: org)
    }

    private func session(
        of account: OrgAccount,
        _ connection: OrgConnection,
        _ app: OrgApp
    ) async throws -> Salesforce.Session {
        let (tokens, key) = try await database.read { db in
            (
                try self.tokens(of: account, on: db),
                try secrets.find(owner: app.owner, name: OrgApp.privateKey, in: app.organisation, on: db)
            )
        }
        guard let tokens else { throw Refusal.connectionPending }
        let signIn = try await signIn(at: connection.host, app)
        var renewal = Renewal.refreshToken
        if account.holder == .service, connection.way == .statement {
            guard let key else { throw Refusal.keyMissing }
            renewal = .statement(try SignedStatement(for: connection, at: signIn.host, key: key))
        }
        return Salesforce.Session(tokens, signIn: signIn, renewal: renewal, shelf: shelf(of: account))
    }

    /// The addresses at which the users of a host sign in, under the app that it knows us by.
    func signIn(at host: String, _ app: OrgApp) async throws -> Salesforce.SignIn {
        let secret = try await database.read { db in
            try secrets.find(owner: app.owner, name: OrgApp.consumerSecret, in: app.organisation, on: db)
        }
        return Salesforce.SignIn(
            host: try LoginHost(typed: host),
            app: ClientApp(consumerKey: app.consumerKey, consumerSecret: secret, callback: links.salesforceCallback),
            client: try orgs.client(),
            egress: calls.egress,
            clock: clock,
            retry: calls.retry
        )
    }

    // MARK: Tokens

    func tokens(of account: OrgAccount, on db: isolated Connection) throws -> Tokens? {
        try secrets.find(owner: account.owner, name: OrgAccount.tokens, in: account.organisation, on: db)
            .flatMap(KeptTokens.read)
    }

    func keep(_ tokens: Tokens, of account: OrgAccount, at now: Timestamp, on db: isolated Connection) throws {
        try secrets.put(
            KeptTokens.text(of: tokens),
            owner: account.owner,
            name: OrgAccount.tokens,
            in: account.organisation,
            at: now,
            on: db
        )
    }

    private func shelf(of account: OrgAccount) -> TokenShelf {
        TokenShelf(
            load: { try await database.read { db in try tokens(of: account, on: db) } },
            save: { renewed in
                let now = clock.now()
                try await database.write { db in
                    // Whoever was disconnected or replaced meanwhile leaves nothing behind.
                    let current = try OrgAccount.find(
                        account.holder,
                        of: account.connection,
                        in: account.organisation,
                        on: db
                    )
                    guard current?.connectedAt == account.connectedAt else { return }
                    try keep(renewed, of: account, at: now, on: db)
                }
            }
        )
    }
}

/// How the orgs are called.
package struct CallSettings: Sendable {
    /// Which addresses may be called: public ones, and what the operator allows beside.
    let egress: EgressPolicy
    /// Hosts that may be called without TLS and at private addresses.
    let privateHosts: Set<String>
    let retry: RetryRule

    init(privateHosts: [String], retry: RetryRule) {
        egress = .publicOnly(allowing: privateHosts)
        self.privateHosts = Set(privateHosts.map { $0.lowercased() })
        self.retry = retry
    }
}

extension SignedStatement {
    init(for connection: OrgConnection, at host: LoginHost, key: Secret) throws {
        self.init(
            username: connection.username ?? "",
            audience: host.audience,
            key: try RSAPrivateKey(pem: key)
        )
    }
}

extension OrgConnection {
    /// Throws when it cannot be called for this use now.
    func checkUsable(for use: APIUse, despiteTrouble: Bool = false) throws(Refusal) {
        switch state {
        case .pending: throw .connectionPending
        case .disconnected: throw .connectionEnded
        case .broken where !despiteTrouble: throw .connectionBroken(cause ?? "")
        case .broken, .working: break
        }
        if !isOn, use != .setup { throw .connectionOff }
    }
}

extension Refusal {
    /// An error of Salesforce, for the person whose act met it.
    package init(_ error: SalesforceError) {
        self.init(.conflict, "salesforce.\(error.code.name.lowercased())", error.sentence)
    }

    package static let connectionUnknown = Refusal(
        .notFound,
        "connection.unknown",
        "There is no such connection; reload the list."
    )
    static let connectionPending = Refusal(
        .conflict,
        "connection.pending",
        "Nobody has signed in to Salesforce for this connection yet; connect it first."
    )
    static let connectionEnded = Refusal(
        .conflict,
        "connection.disconnected",
        "This connection was disconnected; connect it again."
    )
    static let connectionOff = Refusal(
        .conflict,
        "connection.off",
        "This connection is switched off for everybody; an administrator can switch it on."
    )
    static func connectionBroken(_ cause: String) -> Refusal {
        Refusal(.conflict, "connection.broken", "This connection does not work: \(cause)")
    }
    static let ownAccountNeeded = Refusal(
        .conflict,
        "connection.own-account-needed",
        "Exports run under your own Salesforce account here, and you have not connected it yet; connect it under "
            + "My account."
    )
    static let keyMissing = Refusal(
        .conflict,
        "connection.key-missing",
        "The key that signs Loam in is gone; make a new one and connect again."
    )
}
