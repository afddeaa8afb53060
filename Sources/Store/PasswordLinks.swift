package import Database
package import Telemetry

/// A link with which a person sets a password: the answer to an invitation or to a forgotten password.
package struct PasswordLink: Sendable, Equatable, RowDecodable {
    package enum Purpose: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case invitation, reset
    }

    package let user: ID<User>
    package let purpose: Purpose
    package let expiresAt: Timestamp

    package init(user: ID<User>, purpose: Purpose, expiresAt: Timestamp) {
        self.user = user
        self.purpose = purpose
        self.expiresAt = expiresAt
    }

    package init(row: Row) throws {
        user = try row["user_id"]
        purpose = try row["purpose"]
        expiresAt = try row["expires_at"]
    }
}

extension PasswordLink {
    /// Makes this the person's link; an earlier one stops working.
    package static func replace(
        with link: PasswordLink,
        token: Token,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO password_links (organisation_id, user_id, purpose, token_hash, created_at, expires_at)
            VALUES (\(token.organisation), \(link.user), \(link.purpose), \(token.hash), \(now), \(link.expiresAt))
            ON CONFLICT (organisation_id, user_id) DO UPDATE
            SET purpose = excluded.purpose, token_hash = excluded.token_hash, created_at = excluded.created_at,
                expires_at = excluded.expires_at
            """
        )
    }

    package static func find(_ token: Token, at now: Timestamp, on db: isolated Connection) throws -> PasswordLink? {
        try db.first(PasswordLink.self, findStatement(token, now))
    }

    static func findStatement(_ token: Token, _ now: Timestamp) -> SQL {
        """
        SELECT user_id, purpose, expires_at FROM password_links
        WHERE organisation_id = \(token.organisation) AND token_hash = \(token.hash) AND expires_at > \(now)
        """
    }

    /// Uses the link up; of two who try at once, one gets it.
    package static func take(_ token: Token, at now: Timestamp, on db: isolated Connection) throws -> PasswordLink? {
        try db.first(
            PasswordLink.self,
            """
            DELETE FROM password_links
            WHERE organisation_id = \(token.organisation) AND token_hash = \(token.hash) AND expires_at > \(now)
            RETURNING user_id, purpose, expires_at
            """
        )
    }

    package static func remove(
        of user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run("DELETE FROM password_links WHERE organisation_id = \(organisation) AND user_id = \(user)")
    }

    package static func removeExpired(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM password_links WHERE expires_at < \(moment)")
    }
}
