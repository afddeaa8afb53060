package import Database
package import Telemetry

/// A browser on its way to Salesforce and back.
package struct OrgTrip: Sendable, Equatable, RowDecodable {
    package enum Purpose: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// The first sign-in, or one that mends what is broken.
        case connect
        /// Another admin and another service account in place of those there are.
        case changeUser = "change-user"
        /// A person for themselves.
        case ownAccount = "own-account"
    }

    package let id: ID<OrgTrip>
    package let organisation: ID<Organisation>
    package let connection: ID<OrgConnection>
    package let purpose: Purpose
    package let user: ID<User>
    /// The browser in which it began.
    package let session: ID<Session>
    package let expiresAt: Timestamp

    package init(
        id: ID<OrgTrip>,
        organisation: ID<Organisation>,
        connection: ID<OrgConnection>,
        purpose: Purpose,
        user: ID<User>,
        session: ID<Session>,
        expiresAt: Timestamp
    ) {
        self.id = id
        self.organisation = organisation
        self.connection = connection
        self.purpose = purpose
        self.user = user
        self.session = session
        self.expiresAt = expiresAt
    }

    package init(row: Row) throws {
        id = try row["id"]
        organisation = try row["organisation_id"]
        connection = try row["connection_id"]
        purpose = try row["purpose"]
        user = try row["user_id"]
        session = try row["session_id"]
        expiresAt = try row["expires_at"]
    }

    /// The name of the secret that proves that it is the same browser which comes back.
    package static let proof = "proof"

    /// The owner of its secret.
    package var owner: String { "org-trip/\(id)" }

    private static let columns: SQL = "organisation_id, id, connection_id, purpose, user_id, session_id, expires_at"
}

extension OrgTrip {
    package static func insert(_ trip: OrgTrip, stateHash: [UInt8], on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO org_trips
                (organisation_id, id, state_hash, connection_id, purpose, user_id, session_id, expires_at)
            VALUES (\(trip.organisation), \(trip.id), \(stateHash), \(trip.connection), \(trip.purpose), \(trip.user),
                \(trip.session), \(trip.expiresAt))
            """
        )
    }

    package static func find(
        stateHash: [UInt8],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> OrgTrip? {
        try db.first(OrgTrip.self, findStatement(stateHash, organisation))
    }

    static func findStatement(_ stateHash: [UInt8], _ organisation: ID<Organisation>) -> SQL {
        "SELECT \(sql: columns) FROM org_trips WHERE organisation_id = \(organisation) AND state_hash = \(stateHash)"
    }

    /// Ends the trip; false when it had ended before, as when a code is sent twice.
    package static func end(_ trip: OrgTrip, on db: isolated Connection) throws -> Bool {
        try KeptSecret.remove(owner: trip.owner, in: trip.organisation, on: db)
        return try db.run("DELETE FROM org_trips WHERE organisation_id = \(trip.organisation) AND id = \(trip.id)").rows
            == 1
    }

    /// Ends the trips from which no browser came back in time.
    package static func removeExpired(before moment: Timestamp, on db: isolated Connection) throws {
        let expired = try db.fetch(
            OrgTrip.self,
            "SELECT \(sql: columns) FROM org_trips WHERE expires_at <= \(moment) ORDER BY expires_at LIMIT 1000"
        )
        for trip in expired { _ = try end(trip, on: db) }
    }
}
