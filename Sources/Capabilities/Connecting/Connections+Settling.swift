import Database
import Salesforce
import Store
import Telemetry

extension Connections {
    /// Keeps a sign-in as the service account: the connection works from now on, and the admin answers for it.
    func settle(
        _ connection: OrgConnection,
        _ tokens: Tokens,
        _ person: UserInfo,
        _ signIn: Salesforce.SignIn,
        isChange: Bool,
        _ admin: ID<User>,
        by caller: Caller
    ) async throws {
        let facts = await facts(of: connection, tokens, signIn)
        let now = clock.now()
        let account = OrgAccount(person, of: connection, holder: .service, at: now)
        do {
            try await database.write { db in
                guard let current = try OrgConnection.find(connection.id, in: connection.organisation, on: db) else {
                    throw Refusal.connectionUnknown
                }
                // Records, runs and mappings belong to the org they were made with.
                guard current.orgID == nil || current.orgID == facts.id else { throw Refusal.otherOrg }
                try checkFree(facts, for: current, on: db)
                let before = try OrgAccount.find(.service, of: current.id, in: current.organisation, on: db)
                // What another sign-in replaces is given back; a session of the same user may be the one we have now.
                if let before, try self.tokens(of: before, on: db)?.refresh != tokens.refresh {
                    try giveBack(before, of: current, at: now, on: db)
                }
                // Who mends what is broken does not take it over.
                let primary = isChange ? admin : current.primaryAdmin ?? admin
                try OrgConnection.connect(
                    current.id,
                    in: current.organisation,
                    to: facts,
                    primaryAdmin: primary,
                    at: now,
                    on: db
                )
                try OrgAccount.save(account, on: db)
                try keep(tokens, of: account, at: now, on: db)
                let named = try ActiveAdmin.list(of: current.id, in: current.organisation, on: db).map(\.product)
                for product in ActiveAdmin.Product.allCases where !named.contains(product) {
                    try ActiveAdmin.set(
                        primary,
                        for: product,
                        of: current.id,
                        in: current.organisation,
                        at: now,
                        on: db
                    )
                }
                try record(
                    isChange ? .connectionUserChanged : .connectionConnected,
                    .connection(current),
                    was: before.map { "service account \($0.username)" },
                    became: "org \(facts.id), service account \(account.username)",
                    by: Author(caller),
                    at: now,
                    on: db
                )
            }
        } catch {
            await drop(tokens, signIn)
            throw error
        }
        orgs.close(connection.id)
        _ = try await keepCounts(of: connection.id, in: connection.organisation, for: .setup)
    }

    /// Keeps a person's own sign-in, under which their exports run.
    func settleOwn(
        _ connection: OrgConnection,
        _ tokens: Tokens,
        _ person: UserInfo,
        _ user: ID<User>,
        by caller: Caller
    ) async throws {
        guard tokens.organizationID.text == connection.orgID else { throw Refusal.otherOrg }
        let now = clock.now()
        let account = OrgAccount(person, of: connection, holder: .person(user), at: now)
        try await database.write { db in
            try OrgAccount.save(account, on: db)
            try keep(tokens, of: account, at: now, on: db)
            try record(
                .ownAccountConnected,
                .connection(connection),
                became: account.username,
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    /// What the org says of itself. A user who may not read that can be connected all the same; the permissions tell.
    private func facts(
        of connection: OrgConnection,
        _ tokens: Tokens,
        _ signIn: Salesforce.SignIn
    ) async -> OrgConnection.Org {
        var facts = OrgConnection.Org(
            id: tokens.organizationID.text,
            name: connection.orgName ?? connection.name,
            address: tokens.instance.shortOrigin,
            isSandbox: connection.isSandbox
        )
        do {
            var options = Salesforce.Org.Options()
            options.egress = calls.egress
            options.retry = calls.retry
            options.clock = clock
            let org = Salesforce.Org(
                session: Salesforce.Session(
                    tokens,
                    signIn: signIn,
                    shelf: TokenShelf(load: { nil }, save: { _ in })
                ),
                client: try orgs.client(),
                calls: orgs.counter(connection.id, .setup),
                options: options
            )
            let row = try await org.rows("SELECT Name, IsSandbox FROM Organization").first
            facts.name = row?.text("Name") ?? facts.name
            facts.isSandbox = row?.flag("IsSandbox") ?? facts.isSandbox
        } catch {
            Log.notice("The org's own name could not be read", ["connection": connection.id])
        }
        return facts
    }

    /// Throws where another connection of the organisation leads to the same org.
    private func checkFree(
        _ facts: OrgConnection.Org,
        for connection: OrgConnection,
        on db: isolated Connection
    ) throws {
        let others = try OrgConnection.list(in: connection.organisation, on: db).filter {
            $0.id != connection.id && $0.orgID == facts.id && $0.state != .disconnected
        }
        if let other = others.first { throw Refusal.orgTaken(other.name) }
    }

    /// Gives back at Salesforce a permission that is not kept here; when that fails, its user can still withdraw it.
    ///
    /// A session without a permission to renew it is left alone: others of the same user may share it.
    func drop(_ tokens: Tokens, _ signIn: Salesforce.SignIn) async {
        guard tokens.refresh != nil else { return }
        do {
            try await signIn.revoke(tokens)
        } catch {
            Log.warning("Tokens that are not kept could not be revoked at Salesforce")
        }
    }
}

extension OrgAccount {
    init(_ person: UserInfo, of connection: OrgConnection, holder: Holder, at now: Timestamp) {
        self.init(
            connection: connection.id,
            organisation: connection.organisation,
            holder: holder,
            crmUserID: person.userID.text,
            username: person.username,
            name: person.name,
            email: person.email,
            connectedAt: now
        )
    }
}

extension Refusal {
    static let otherOrg = Refusal(
        .conflict,
        "connection.other-org",
        "This sign-in was to another org than the one that is connected here; add a connection of its own for it."
    )
    static func orgTaken(_ name: String) -> Refusal {
        Refusal(
            .conflict,
            "connection.org-taken",
            "This org is connected already, as \(name); use that connection or disconnect it first."
        )
    }
}
