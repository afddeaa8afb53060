import Database
import Jobs
package import Salesforce
package import Store
import Telemetry

extension Connections {
    /// Notes what a call says about the connection: one that Salesforce refuses becomes broken, with its cause, and its
    /// admins get one mail; a good call (`nil`) mends it.
    package func note(
        _ error: SalesforceError?,
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>
    ) async throws {
        guard let error else { return try await mend(id, in: organisation) }
        guard error.endsConnection else { return }
        // A session may end twice in a row, and an answer may be cut: the org is asked before anybody is alarmed.
        if error.mayBeOfOneCall {
            guard let cause = try await refusal(of: id, in: organisation) else { return }
            try await breakDown(id, in: organisation, cause)
        } else {
            try await breakDown(id, in: organisation, error)
        }
    }

    /// Why Salesforce refuses the connection now; nil when it does not.
    private func refusal(of id: ID<OrgConnection>, in organisation: ID<Organisation>) async throws -> SalesforceError? {
        let (connection, _) = try await found(id, in: organisation)
        guard connection.state == .working else { return nil }
        do {
            let org = try await open(id, in: organisation, for: .setup).org
            _ = try await org.firstPage(of: "SELECT Id FROM Organization LIMIT 1")
        } catch let error as SalesforceError {
            return error.endsConnection ? error : nil
        }
        return nil
    }

    func mend(_ id: ID<OrgConnection>, in organisation: ID<Organisation>) async throws {
        let now = clock.now()
        try await database.write { db in
            if try OrgConnection.mend(id, in: organisation, at: now, on: db) {
                Log.notice("A connection to Salesforce works again", ["connection": id])
            }
        }
    }

    func breakDown(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        _ error: SalesforceError
    ) async throws {
        let now = clock.now()
        try await database.write { db in
            guard let connection = try OrgConnection.find(id, in: organisation, on: db),
                try OrgConnection.breakDown(
                    id,
                    in: organisation,
                    cause: error.sentence,
                    signIns: connection.signIns,
                    at: now,
                    on: db
                )
            else { return }
            try tellAdmins(of: connection, cause: error.sentence, at: now, on: db)
            try AlertWatch.begin(at: now, on: db)
            try AlertWatch.lookNow(at: now, on: db)
            try enqueueProbe(of: connection, at: now, on: db)
            Log.warning("A connection to Salesforce broke", ["connection": id, "code": "\(error.code)"])
        }
    }

    /// One mail to each who answers for the connection.
    private func tellAdmins(
        of connection: OrgConnection,
        cause: String,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        for admin in try connection.admins(on: db) {
            try outbox.enqueue(
                .connectionBroken(to: admin, connection.name, cause: cause, link: links.connection(connection.id)),
                to: admin.email,
                in: connection.organisation,
                deliverBefore: now + .days(2),
                at: now,
                on: db
            )
        }
    }
}

extension SalesforceError {
    /// Whether it is the connection itself that Salesforce refuses, and not what was asked of it.
    var endsConnection: Bool {
        switch code.name {
        case "invalid_grant", "INVALID_LOGIN", "invalid_client_id", "invalid_client", "invalid_app_access",
            "inactive_user", "inactive_org", "API_DISABLED_FOR_ORG", "INVALID_SESSION_ID", "UNREACHABLE":
            // Lines are cut and servers fall silent all the time, which mends itself; a certificate does not.
            remedy == .report(.admin) || code == .invalidSession
        default: false
        }
    }

    /// Whether it may have been the bad luck of one call, which the next does not have.
    fileprivate var mayBeOfOneCall: Bool {
        code == .unreachable || (code == .invalidSession && remedy == .refresh)
    }
}
