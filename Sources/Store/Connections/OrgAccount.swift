package import Database
package import Telemetry

/// A user of an org as whom a connection signs in.
package struct OrgAccount: Sendable, Equatable, RowDecodable {
    /// Whose account it is.
    package enum Holder: Sendable, Hashable, SQLConvertible, SQLReadable, RowDecodable {
        /// As which all work runs that nobody does for themselves.
        case service
        /// A person's own.
        case person(ID<User>)

        package var text: String {
            switch self {
            case .service: "service"
            case .person(let user): user.rawValue
            }
        }

        package static var sqlType: SQLType { .text }
        package var sqlValue: SQLValue { .text(text) }

        package init?(sqlValue: SQLValue) {
            guard case .text(let text) = sqlValue else { return nil }
            self = text == "service" ? .service : .person(ID(rawValue: text))
        }
    }

    package let connection: ID<OrgConnection>
    package let organisation: ID<Organisation>
    package let holder: Holder
    package let crmUserID: String
    package let username: String
    package let name: String
    package let email: String
    /// Why Salesforce refuses the account; nil while it does not.
    package let cause: String?
    /// When somebody last signed in as it: no process goes on with a session of an earlier sign-in.
    package let connectedAt: Timestamp

    package init(
        connection: ID<OrgConnection>,
        organisation: ID<Organisation>,
        holder: Holder,
        crmUserID: String,
        username: String,
        name: String,
        email: String,
        connectedAt: Timestamp
    ) {
        self.connection = connection
        self.organisation = organisation
        self.holder = holder
        self.crmUserID = crmUserID
        self.username = username
        self.name = name
        self.email = email
        self.connectedAt = connectedAt
        cause = nil
    }

    package init(row: Row) throws {
        connection = try row["connection_id"]
        organisation = try row["organisation_id"]
        holder = try row["holder"]
        crmUserID = try row["crm_user_id"]
        username = try row["username"]
        name = try row["name"]
        email = try row["email"]
        cause = try row["cause"]
        connectedAt = try row["connected_at"]
    }

    /// The name of the secret that holds its tokens.
    package static let tokens = "tokens"

    /// The owner of its secrets.
    package var owner: String { OrgAccount.owner(connection, holder) }

    package static func owner(_ connection: ID<OrgConnection>, _ holder: Holder) -> String {
        "org-account/\(connection)/\(holder.text)"
    }

    private static let columns: SQL = """
        organisation_id, connection_id, holder, crm_user_id, username, name, email, cause, connected_at
        """
}

extension OrgAccount {
    /// Keeps it in place of the one of this holder.
    package static func save(_ account: OrgAccount, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO org_accounts
                (organisation_id, connection_id, holder, crm_user_id, username, name, email, connected_at)
            VALUES (\(account.organisation), \(account.connection), \(account.holder), \(account.crmUserID),
                \(account.username), \(account.name), \(account.email), \(account.connectedAt))
            ON CONFLICT (organisation_id, connection_id, holder) DO UPDATE
            SET crm_user_id = excluded.crm_user_id, username = excluded.username, name = excluded.name,
                email = excluded.email, cause = NULL,
                connected_at = excluded.connected_at
            """
        )
    }

    package static func find(
        _ holder: Holder,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OrgAccount? {
        try db.first(
            OrgAccount.self,
            """
            SELECT \(sql: columns) FROM org_accounts
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND holder = \(holder)
            """
        )
    }

    package static func list(
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [OrgAccount] {
        try db.fetch(
            OrgAccount.self,
            """
            SELECT \(sql: columns) FROM org_accounts
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) ORDER BY holder
            """
        )
    }

    /// Notes why Salesforce refuses the account, or that it does no more.
    package static func setCause(
        _ cause: String?,
        of holder: Holder,
        _ connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE org_accounts SET cause = \(cause)
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND holder = \(holder)
            """
        )
    }

    package static func remove(
        _ holder: Holder,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            DELETE FROM org_accounts
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND holder = \(holder)
            """
        )
    }
}
