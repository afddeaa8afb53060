package import Database
package import Telemetry

/// Who one of our people is in an org.
package struct OrgPerson: Sendable, Equatable, RowDecodable {
    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case mapped
        /// Several users of the org fit; somebody has to choose.
        case several
        /// No user of the org fits.
        case none
    }

    package struct CRMUser: Sendable, Equatable {
        package let id: String
        package let name: String
        package let email: String

        package init(id: String, name: String, email: String) {
            self.id = id
            self.name = name
            self.email = email
        }
    }

    package let user: ID<User>
    package let state: State
    package let crmUser: CRMUser?
    /// Chosen by an administrator, so that it is not found anew.
    package let isByHand: Bool
    package let updatedAt: Timestamp

    package init(user: ID<User>, state: State, crmUser: CRMUser?, isByHand: Bool, updatedAt: Timestamp) {
        self.user = user
        self.state = state
        self.crmUser = crmUser
        self.isByHand = isByHand
        self.updatedAt = updatedAt
    }

    package init(row: Row) throws {
        user = try row["user_id"]
        state = try row["state"]
        let id: String? = try row["crm_user_id"]
        let name: String? = try row["crm_name"]
        let email: String? = try row["crm_email"]
        crmUser = id.map { CRMUser(id: $0, name: name ?? "", email: email ?? "") }
        isByHand = try row["is_by_hand"]
        updatedAt = try row["updated_at"]
    }

    private static let columns: SQL = "user_id, state, crm_user_id, crm_name, crm_email, is_by_hand, updated_at"
}

extension OrgPerson {
    package static func save(
        _ person: OrgPerson,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO org_people (organisation_id, connection_id, \(sql: columns))
            VALUES (\(organisation), \(connection), \(person.user), \(person.state), \(person.crmUser?.id),
                \(person.crmUser?.name), \(person.crmUser?.email), \(person.isByHand), \(person.updatedAt))
            ON CONFLICT (organisation_id, connection_id, user_id) DO UPDATE
            SET state = excluded.state, crm_user_id = excluded.crm_user_id, crm_name = excluded.crm_name,
                crm_email = excluded.crm_email, is_by_hand = excluded.is_by_hand, updated_at = excluded.updated_at
            """
        )
    }

    package static func find(
        _ user: ID<User>,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OrgPerson? {
        try db.first(
            OrgPerson.self,
            """
            SELECT \(sql: columns) FROM org_people
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND user_id = \(user)
            """
        )
    }

    package static func list(
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [OrgPerson] {
        try db.fetch(
            OrgPerson.self,
            """
            SELECT \(sql: columns) FROM org_people
            WHERE organisation_id = \(organisation) AND connection_id = \(connection) ORDER BY user_id
            """
        )
    }

    /// Forgets all of them, as when another org is connected.
    package static func removeAll(
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run("DELETE FROM org_people WHERE organisation_id = \(organisation) AND connection_id = \(connection)")
    }
}
