package import Database
package import Telemetry

/// A Salesforce org to which an organisation is connected.
package struct OrgConnection: Sendable, Equatable, RowDecodable {
    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// Entered, but nobody has signed in yet.
        case pending
        case working
        /// Salesforce refuses us; the cause says why.
        case broken
        case disconnected
    }

    /// How Loam signs in as the service account.
    package enum Way: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// An admin's browser goes to Salesforce and comes back.
        case browser
        /// A signed statement (JWT bearer), without a browser.
        case statement
    }

    /// As whom people's exports run.
    package enum Preference: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// All as the service account.
        case service
        /// Each person as themselves.
        case user
    }

    package let id: ID<OrgConnection>
    package let organisation: ID<Organisation>
    package var name: String
    /// Where the org's users sign in, as an origin.
    package let host: String
    package let way: Way
    /// The user as whom a signed statement signs in.
    package let username: String?
    package let state: State
    /// Why the connection is broken, and the mend.
    package let cause: String?
    package let stateSince: Timestamp
    /// Whether anything but setting up may run on it.
    package let isOn: Bool
    package let orgID: String?
    package let orgName: String?
    /// Where people open the org.
    package let orgAddress: String?
    package let isSandbox: Bool
    package var preference: Preference
    package let primaryAdmin: ID<User>?
    package let connectedBy: ID<User>?
    package let connectedAt: Timestamp?
    package var budget: APIBudget
    /// What the org told last.
    package let usage: OrgUsage?
    package let probedAt: Timestamp?
    /// Grows whenever somebody signs in anew, so that no process goes on with an earlier session.
    package let signIns: Int
    /// Grows with each change of a setting, so that of two who change them at once the second is told.
    package let revision: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    /// One that was entered and waits for a first sign-in.
    package init(
        id: ID<OrgConnection>,
        organisation: ID<Organisation>,
        name: String,
        host: String,
        way: Way,
        username: String? = nil,
        isSandbox: Bool,
        connectedBy: ID<User>?,
        createdAt: Timestamp
    ) {
        self.id = id
        self.organisation = organisation
        self.name = name
        self.host = host
        self.way = way
        self.username = username
        self.isSandbox = isSandbox
        self.connectedBy = connectedBy
        self.createdAt = createdAt
        state = .pending
        cause = nil
        stateSince = createdAt
        isOn = false
        (orgID, orgName, orgAddress) = (nil, nil, nil)
        preference = .service
        primaryAdmin = nil
        connectedAt = nil
        budget = APIBudget()
        usage = nil
        probedAt = nil
        signIns = 0
        revision = 1
        updatedAt = createdAt
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        name = try row["name"]
        host = try row["host"]
        way = try row["way"]
        username = try row["username"]
        state = try row["state"]
        cause = try row["cause"]
        stateSince = try row["state_since"]
        isOn = try row["is_on"]
        orgID = try row["org_id"]
        orgName = try row["org_name"]
        orgAddress = try row["org_address"]
        isSandbox = try row["is_sandbox"]
        preference = try row["preference"]
        primaryAdmin = try row["primary_admin"]
        connectedBy = try row["connected_by"]
        connectedAt = try row["connected_at"]
        budget = APIBudget(dailyCalls: try row["daily_calls"], keptPercent: try row["kept_percent"])
        usage = try OrgUsage(row: row)
        probedAt = try row["probed_at"]
        signIns = try row["sign_ins"]
        revision = try row["revision"]
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
    }

    static let columns: SQL = """
        organisation_id, id, name, host, way, username, state, cause, state_since, is_on, org_id, org_name, org_address,
        is_sandbox, preference, primary_admin, connected_by, connected_at, daily_calls, kept_percent, used_calls,
        granted_calls, usage_at, probed_at, sign_ins, revision, created_at, updated_at
        """
}

/// How many of an org's calls Loam may use.
package struct APIBudget: Sendable, Equatable {
    /// In a day of the organisation; nil for no limit of its own.
    package var dailyCalls: Int?
    /// The part of the org's calls that stays for its other programs.
    package var keptPercent: Int

    package init(dailyCalls: Int? = nil, keptPercent: Int = 20) {
        self.dailyCalls = dailyCalls
        self.keptPercent = keptPercent
    }
}

/// How many calls an org had in its last 24 hours, from whomever, and how many it grants.
package struct OrgUsage: Sendable, Equatable {
    package let used: Int
    package let granted: Int
    package let at: Timestamp

    package init(used: Int, granted: Int, at: Timestamp) {
        self.used = used
        self.granted = granted
        self.at = at
    }

    init?(row: Row) throws {
        let used: Int? = try row["used_calls"]
        let granted: Int? = try row["granted_calls"]
        let at: Timestamp? = try row["usage_at"]
        guard let used, let granted, let at else { return nil }
        self.init(used: used, granted: granted, at: at)
    }
}

extension OrgConnection {
    package static func insert(_ connection: OrgConnection, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO org_connections (organisation_id, id, name, host, way, username, state, state_since, is_on,
                is_sandbox, preference, connected_by, kept_percent, sign_ins, revision, created_at, updated_at)
            VALUES (\(connection.organisation), \(connection.id), \(connection.name), \(connection.host),
                \(connection.way), \(connection.username), \(connection.state), \(connection.stateSince),
                \(connection.isOn), \(connection.isSandbox), \(connection.preference), \(connection.connectedBy),
                \(connection.budget.keptPercent), \(connection.signIns), \(connection.revision),
                \(connection.createdAt), \(connection.updatedAt))
            """
        )
    }

    package static func find(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OrgConnection? {
        try db.first(
            OrgConnection.self,
            "SELECT \(sql: columns) FROM org_connections WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    package static func find(
        named name: String,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OrgConnection? {
        try db.first(
            OrgConnection.self,
            "SELECT \(sql: columns) FROM org_connections WHERE organisation_id = \(organisation) AND name = \(name)"
        )
    }

    /// All of them by name, those that were disconnected last.
    package static func list(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [OrgConnection] {
        try db.fetch(
            OrgConnection.self,
            """
            SELECT \(sql: columns) FROM org_connections WHERE organisation_id = \(organisation)
            ORDER BY CASE WHEN state = \(State.disconnected) THEN 1 ELSE 0 END, name, id
            """
        )
    }

    /// The working and the broken ones of every organisation: those that are to be probed.
    package static func live(on db: isolated Connection) throws -> [OrgConnection] {
        try db.fetch(
            OrgConnection.self,
            """
            SELECT \(sql: columns) FROM org_connections WHERE state IN \(in: [State.working, .broken])
            ORDER BY organisation_id, id
            """
        )
    }

    /// Removes one to which nobody ever signed in; false when it is no such.
    package static func removePending(
        _ id: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            DELETE FROM org_connections
            WHERE organisation_id = \(organisation) AND id = \(id) AND state = \(State.pending)
            """
        ).rows == 1
    }
}
