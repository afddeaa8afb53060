package import Database
package import Telemetry

/// A key with which a program calls us. It may never do more than the person who made it.
package struct APIKey: Sendable, Equatable, RowDecodable {
    package let id: ID<APIKey>
    package let name: String
    /// The beginning of the key, by which people tell one from another.
    package let prefix: String
    package let role: Role
    package let createdBy: ID<User>
    package let createdAt: Timestamp
    package let lastUsedAt: Timestamp?
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?

    package init(
        id: ID<APIKey>,
        name: String,
        prefix: String,
        role: Role,
        createdBy: ID<User>,
        createdAt: Timestamp,
        expiresAt: Timestamp?
    ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.role = role
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        lastUsedAt = nil
        revokedAt = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        prefix = try row["prefix"]
        role = try row["role"]
        createdBy = try row["created_by"]
        createdAt = try row["created_at"]
        lastUsedAt = try row["last_used_at"]
        expiresAt = try row["expires_at"]
        revokedAt = try row["revoked_at"]
    }
}

extension APIKey {
    package static func insert(_ key: APIKey, token: Token, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO api_keys (organisation_id, id, name, prefix, key_hash, role, created_by, created_at, expires_at)
            VALUES (\(token.organisation), \(key.id), \(key.name), \(key.prefix), \(token.hash), \(key.role),
                \(key.createdBy), \(key.createdAt), \(key.expiresAt))
            """
        )
    }

    /// A live key with the person who made it and the organisation: what each call of a program reads.
    package struct Holder: Sendable, RowDecodable {
        package let key: APIKey
        package let hash: [UInt8]
        package let creatorName: String
        package let creatorRole: Role
        package let organisationName: String
        package let timeZone: String

        package init(row: Row) throws {
            key = try APIKey(row: row)
            hash = try row["key_hash"]
            creatorName = try row["creator_name"]
            creatorRole = try row["creator_role"]
            organisationName = try row["organisation_name"]
            timeZone = try row["time_zone"]
        }
    }

    package static func holder(of token: Token, at now: Timestamp, on db: isolated Connection) throws -> Holder? {
        try db.first(Holder.self, holderStatement(token, now))
    }

    static func holderStatement(_ token: Token, _ now: Timestamp) -> SQL {
        """
        SELECT k.id, k.name, k.prefix, k.role, k.created_by, k.created_at, k.last_used_at, k.expires_at,
            k.revoked_at, k.key_hash, u.name AS creator_name, u.role AS creator_role,
            o.name AS organisation_name, o.time_zone
        FROM api_keys k
        JOIN users u ON u.organisation_id = k.organisation_id AND u.id = k.created_by
        JOIN organisations o ON o.id = k.organisation_id
        WHERE k.organisation_id = \(token.organisation) AND k.key_hash = \(token.hash) AND k.revoked_at IS NULL
            AND (k.expires_at IS NULL OR k.expires_at > \(now)) AND u.state = \(User.State.active)
        """
    }

    package static func find(
        _ id: ID<APIKey>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> APIKey? {
        try db.first(
            APIKey.self,
            """
            SELECT id, name, prefix, role, created_by, created_at, last_used_at, expires_at, revoked_at
            FROM api_keys WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }

    /// A key and the person who made it, for the page that lists them.
    package struct Listed: Sendable, RowDecodable {
        package let key: APIKey
        package let creatorName: String
        package let creatorState: User.State
        package let creatorRole: Role

        package init(row: Row) throws {
            key = try APIKey(row: row)
            creatorName = try row["creator_name"]
            creatorState = try row["creator_state"]
            creatorRole = try row["creator_role"]
        }
    }

    /// All keys, the newest first.
    package static func list(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [Listed] {
        try db.fetch(
            Listed.self,
            """
            SELECT k.id, k.name, k.prefix, k.role, k.created_by, k.created_at, k.last_used_at, k.expires_at,
                k.revoked_at, u.name AS creator_name, u.state AS creator_state, u.role AS creator_role
            FROM api_keys k JOIN users u ON u.organisation_id = k.organisation_id AND u.id = k.created_by
            WHERE k.organisation_id = \(organisation)
            ORDER BY k.created_at DESC, k.id DESC
            """
        )
    }
}
