import Crypto
import Database
import Enrichment
import Jobs
import Salesforce
package import Store
import Telemetry

extension Connections {
    // MARK: Active admins

    /// The caller answers for what the product does on the connection from now on.
    package func becomeActiveAdmin(
        of product: ActiveAdmin.Product,
        _ id: ID<OrgConnection>,
        by caller: Caller
    ) async throws {
        let now = clock.now()
        try await database.write { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            try caller.require(.becomeActiveAdmin, on: connection)
            guard let user = caller.user else { throw Refusal.sessionNeeded }
            let before = try ActiveAdmin.list(of: id, in: caller.organisation, on: db).first { $0.product == product }
            guard before?.user != user else { throw Refusal.activeAdminAlready }
            let was = try before.flatMap { try User.find($0.user, in: caller.organisation, on: db)?.name }
            try ActiveAdmin.set(user, for: product, of: id, in: caller.organisation, at: now, on: db)
            try record(
                .activeAdminChanged,
                .connection(connection),
                was: was,
                became: "\(caller.name) for \(product.title)",
                by: Author(caller),
                at: now,
                on: db
            )
        }
    }

    // MARK: Disconnecting

    /// Ends the connection. Its history stays; what Salesforce gave us for it is given back.
    package func disconnect(_ id: ID<OrgConnection>, by caller: Caller) async throws {
        let now = clock.now()
        try await database.write { db in
            guard let connection = try OrgConnection.find(id, in: caller.organisation, on: db) else {
                throw Refusal.connectionUnknown
            }
            try caller.require(.disconnect, on: connection)
            switch connection.state {
            case .pending: throw Refusal.connectionPending
            case .disconnected: throw Refusal.connectionEnded
            case .working, .broken: break
            }
            let jobs = try EnrichJob.list(in: caller.organisation, on: db).filter { $0.connection == id && $0.isOn }
            guard jobs.isEmpty else { throw Refusal.jobsAreOn(jobs.map(\.settings.name)) }
            for account in try OrgAccount.list(of: id, in: caller.organisation, on: db) {
                try giveBack(account, of: connection, at: now, on: db)
            }
            try OrgConnection.disconnect(id, in: caller.organisation, at: now, on: db)
            try record(
                .connectionDisconnected,
                .connection(connection),
                was: "org \(connection.orgID ?? "")",
                by: Author(caller),
                at: now,
                on: db
            )
        }
        orgs.close(id)
    }

    /// Takes the account's tokens away, in the caller's transaction, and has them revoked at Salesforce by a job: once it
    /// is decided it happens, also when Salesforce cannot be reached just now.
    func giveBack(
        _ account: OrgAccount,
        of connection: OrgConnection,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        let tokens = try tokens(of: account, on: db)
        try KeptSecret.remove(owner: account.owner, in: account.organisation, on: db)
        try OrgAccount.remove(account.holder, of: connection.id, in: account.organisation, on: db)
        guard let tokens, tokens.refresh != nil || connection.way == .statement else { return }
        let revocation = Revocation(
            organisation: account.organisation,
            host: connection.host,
            owner: "org-revocation/\(UUIDv7.make(at: now.microseconds))"
        )
        try secrets.put(
            KeptTokens.text(of: tokens),
            owner: revocation.owner,
            name: OrgAccount.tokens,
            in: account.organisation,
            at: now,
            on: db
        )
        try Queue.enqueue(
            try NewJob(Revocation.kind, arguments: revocation, organisation: account.organisation.rawValue),
            at: now,
            on: db
        )
    }

    /// Tokens that are to be revoked.
    struct Revocation: Codable {
        let organisation: ID<Organisation>
        let host: String
        let owner: String

        static let kind = JobKind("connection.revoke")
    }

    /// Revokes the tokens, and forgets them once that is done.
    func revoke(_ revocation: Revocation) async throws {
        let (kept, app) = try await database.read { db in
            (
                try self.secrets.find(
                    owner: revocation.owner,
                    name: OrgAccount.tokens,
                    in: revocation.organisation,
                    on: db
                ),
                try OrgApp.find(revocation.host, in: revocation.organisation, on: db)
            )
        }
        guard let tokens = kept.flatMap(KeptTokens.read), let app else { return }
        do {
            try await signIn(at: revocation.host, app).revoke(tokens)
        } catch let error as SalesforceError {
            // Its sentence holds nothing secret, and tells who looks at the queue why it is tried again.
            throw JobFailure(error.sentence)
        }
        try await database.write { db in
            try KeptSecret.remove(owner: revocation.owner, in: revocation.organisation, on: db)
        }
    }
}

extension Refusal {
    static let activeAdminAlready = Refusal(
        .conflict,
        "connection.active-admin-already",
        "You are the active admin already."
    )

    static func jobsAreOn(_ names: [String]) -> Refusal {
        let list = names.sorted().map { "“\($0)”" }.joined(separator: ", ")
        return Refusal(
            .conflict,
            "connection.jobs-on",
            names.count == 1
                ? "The job \(list) is on; switch it off before you disconnect."
                : "\(names.count) jobs are on: \(list). Switch them off before you disconnect."
        )
    }
}
