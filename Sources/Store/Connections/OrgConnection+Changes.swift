package import Database
package import Telemetry

extension OrgConnection {
    /// What a sign-in told about the org.
    package struct Org: Sendable, Equatable {
        package var id: String
        package var name: String
        package var address: String
        package var isSandbox: Bool

        package init(id: String, name: String, address: String, isSandbox: Bool) {
            self.id = id
            self.name = name
            self.address = address
            self.isSandbox = isSandbox
        }
    }

    /// Lets nobody else who asks for this go on before the transaction is over; in SQLite whoever writes is alone anyway.
    static func lock(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        _ = try db.fetch(
            String.self,
            """
            SELECT id FROM org_connections WHERE organisation_id = \(organisation) AND id = \(id)
            \(.either(sqlite: "", postgres: "FOR UPDATE"))
            """
        )
    }

    /// Somebody has signed in as the service account: the connection works from now on.
    package static func connect(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        to org: Org,
        primaryAdmin: ID<User>?,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE org_connections
            SET state = \(State.working), cause = NULL,
                state_since = CASE WHEN state = \(State.working) THEN state_since ELSE \(now) END,
                org_id = \(org.id), org_name = \(org.name), org_address = \(org.address), is_sandbox = \(org.isSandbox),
                primary_admin = \(primaryAdmin),
                connected_by = CASE WHEN state IN \(in: [State.pending, .disconnected]) THEN \(primaryAdmin)
                    ELSE connected_by END,
                connected_at = CASE WHEN state IN \(in: [State.pending, .disconnected]) THEN \(now) ELSE connected_at END,
                sign_ins = sign_ins + 1, probed_at = \(now), updated_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        ).expect(rows: 1)
    }

    /// Keeps the settings; false when another has changed them since they were read.
    package static func update(
        _ connection: OrgConnection,
        expecting revision: Int,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE org_connections
            SET name = \(connection.name), preference = \(connection.preference),
                daily_calls = \(connection.budget.dailyCalls), kept_percent = \(connection.budget.keptPercent),
                revision = revision + 1, updated_at = \(now)
            WHERE organisation_id = \(connection.organisation) AND id = \(connection.id) AND revision = \(revision)
            """
        ).rows == 1
    }

    package static func setOn(
        _ isOn: Bool,
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE org_connections SET is_on = \(isOn), updated_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        ).expect(rows: 1)
    }

    /// Notes that Salesforce refuses us; false when the connection was not working, or somebody has signed in since.
    package static func breakDown(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        cause: String,
        signIns: Int,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE org_connections
            SET state = \(State.broken), cause = \(cause), state_since = \(now), probed_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = \(State.working) AND sign_ins = \(signIns)
            """
        ).rows == 1
    }

    /// Notes that it was tried and is still broken, by what cause.
    package static func stayBroken(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        cause: String,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE org_connections SET cause = \(cause), probed_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = \(State.broken)
            """
        )
    }

    /// Notes that Salesforce lets us in again; false when it was not broken.
    package static func mend(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE org_connections
            SET state = \(State.working), cause = NULL, state_since = \(now), probed_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = \(State.broken)
            """
        ).rows == 1
    }

    package static func disconnect(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE org_connections
            SET state = \(State.disconnected), cause = NULL, state_since = \(now), is_on = \(false),
                primary_admin = NULL, sign_ins = sign_ins + 1, updated_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        ).expect(rows: 1)
    }

    /// Keeps what the org told of its calls, unless a later telling is kept already.
    package static func note(
        _ usage: OrgUsage,
        of id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE org_connections
            SET used_calls = \(usage.used), granted_calls = \(usage.granted), usage_at = \(usage.at)
            WHERE organisation_id = \(organisation) AND id = \(id) AND COALESCE(usage_at, 0) <= \(usage.at)
            """
        )
    }
}
