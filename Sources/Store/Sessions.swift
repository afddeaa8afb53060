package import Database
package import Telemetry

/// A browser in which a person is signed in.
package struct Session: Sendable, Equatable, RowDecodable {
    package let id: ID<Session>
    package let user: ID<User>
    package let createdAt: Timestamp
    package let seenAt: Timestamp
    package let endsAt: Timestamp
    package let expiresAt: Timestamp
    /// As in *Firefox on Linux*.
    package let device: String
    package let address: String?

    package init(
        id: ID<Session>,
        user: ID<User>,
        createdAt: Timestamp,
        seenAt: Timestamp,
        endsAt: Timestamp,
        expiresAt: Timestamp,
        device: String,
        address: String?
    ) {
        self.id = id
        self.user = user
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.endsAt = endsAt
        self.expiresAt = expiresAt
        self.device = device
        self.address = address
    }

    package init(row: Row) throws {
        id = try row["id"]
        user = try row["user_id"]
        createdAt = try row["created_at"]
        seenAt = try row["seen_at"]
        endsAt = try row["ends_at"]
        expiresAt = try row["expires_at"]
        device = try row["device"]
        address = try row["address"]
    }

    private static let columns: SQL = "id, user_id, created_at, seen_at, ends_at, expires_at, device, address"
}

extension Session {
    package static func insert(_ session: Session, token: Token, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO sessions
                (organisation_id, id, user_id, token_hash, created_at, seen_at, ends_at, expires_at, device, address)
            VALUES (\(token.organisation), \(session.id), \(session.user), \(token.hash), \(session.createdAt),
                \(session.seenAt), \(session.endsAt), \(session.expiresAt), \(session.device), \(session.address))
            """
        )
    }

    /// A live session with its person and organisation: what each request of a signed-in person reads, in one statement.
    package struct Holder: Sendable, RowDecodable {
        package let session: Session
        package let name: String
        package let email: EmailAddress
        package let role: Role
        package let organisationName: String
        package let timeZone: String
        /// Whether an identity provider manages the person, a product is required of whom it manages, and they hold none that runs.
        package let lacksSeat: Bool

        package init(row: Row) throws {
            session = try Session(row: row)
            name = try row["name"]
            email = try row["email"]
            role = try row["role"]
            organisationName = try row["organisation_name"]
            timeZone = try row["time_zone"]
            lacksSeat = try row["lacks_seat"]
        }
    }

    package static func holder(of token: Token, at now: Timestamp, on db: isolated Connection) throws -> Holder? {
        try db.first(Holder.self, holderStatement(token, now))
    }

    static func holderStatement(_ token: Token, _ now: Timestamp) -> SQL {
        """
        SELECT s.id, s.user_id, s.created_at, s.seen_at, s.ends_at, s.expires_at, s.device, s.address,
            u.name, u.email, u.role, o.name AS organisation_name, o.time_zone,
            u.role <> \(Role.admin) AND EXISTS (
                SELECT 1 FROM provisioning v JOIN directory_entries e
                    ON e.organisation_id = v.organisation_id AND e.id = u.id AND e.is_managed = \(true)
                WHERE v.organisation_id = u.organisation_id AND v.state = \(ProvisioningSettings.State.on)
                    AND v.needs_product = \(true)
            ) AND NOT EXISTS (
                SELECT 1 FROM seats h JOIN products p ON p.organisation_id = h.organisation_id AND p.id = h.product_id
                WHERE h.organisation_id = u.organisation_id AND h.user_id = u.id
                    AND (p.ends_at IS NULL OR p.ends_at > \(now))
            ) AS lacks_seat
        FROM sessions s
        JOIN users u ON u.organisation_id = s.organisation_id AND u.id = s.user_id
        JOIN organisations o ON o.id = s.organisation_id
        WHERE s.organisation_id = \(token.organisation) AND s.token_hash = \(token.hash)
            AND s.ends_at > \(now) AND u.state = \(User.State.active)
        """
    }

    /// Notes that the session was used; does nothing when another request has just done so.
    package static func touch(
        _ id: ID<Session>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        endsAt: Timestamp,
        unlessSeenSince recently: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE sessions SET seen_at = \(now), ends_at = \(endsAt)
            WHERE organisation_id = \(organisation) AND id = \(id) AND seen_at < \(recently)
            """
        )
    }

    /// Gives the session another token; whoever holds the old one is out.
    package static func rotate(_ id: ID<Session>, to token: Token, on db: isolated Connection) throws {
        try db.run(
            """
            UPDATE sessions SET token_hash = \(token.hash)
            WHERE organisation_id = \(token.organisation) AND id = \(id)
            """
        ).expect(rows: 1)
    }

    /// The person's live sessions, the last used first.
    package static func list(
        of user: ID<User>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> [Session] {
        try db.fetch(
            Session.self,
            """
            SELECT \(sql: columns) FROM sessions
            WHERE organisation_id = \(organisation) AND user_id = \(user) AND ends_at > \(now)
            ORDER BY seen_at DESC, id DESC
            """
        )
    }

    /// Ends one session of the person; false when there is none such.
    package static func remove(
        _ id: ID<Session>,
        of user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            DELETE FROM sessions WHERE organisation_id = \(organisation) AND id = \(id) AND user_id = \(user)
            """
        ).rows == 1
    }

    /// Ends the session of this token, whoever's it is.
    package static func remove(_ token: Token, on db: isolated Connection) throws {
        try db.run(
            "DELETE FROM sessions WHERE organisation_id = \(token.organisation) AND token_hash = \(token.hash)"
        )
    }

    /// Ends all sessions of the person but one, and tells how many.
    @discardableResult
    package static func removeAll(
        of user: ID<User>,
        in organisation: ID<Organisation>,
        except kept: ID<Session>? = nil,
        on db: isolated Connection
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM sessions
            WHERE organisation_id = \(organisation) AND user_id = \(user) AND id <> \(kept?.rawValue ?? "")
            """
        ).rows
    }

    package static func removeEnded(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM sessions WHERE ends_at < \(moment)")
    }
}
