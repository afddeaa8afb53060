package import Database
package import Telemetry

/// A token with which an identity provider calls us. It is the organisation's, not a person's: it does not stop when the
/// one who made it leaves, and it opens nothing but the directory.
package struct ProvisioningToken: Sendable, Equatable, RowDecodable {
    package let id: ID<ProvisioningToken>
    package let name: String
    /// The beginning of the token, by which people tell one from another.
    package let prefix: String
    /// The name of who made it, as it was then.
    package let madeBy: String
    package let createdAt: Timestamp
    package let lastUsedAt: Timestamp?
    package let expiresAt: Timestamp?
    package let revokedAt: Timestamp?

    package init(
        id: ID<ProvisioningToken>,
        name: String,
        prefix: String,
        madeBy: String,
        createdAt: Timestamp,
        expiresAt: Timestamp?
    ) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.madeBy = madeBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        lastUsedAt = nil
        revokedAt = nil
    }

    package init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        prefix = try row["prefix"]
        madeBy = try row["made_by"]
        createdAt = try row["created_at"]
        lastUsedAt = try row["last_used_at"]
        expiresAt = try row["expires_at"]
        revokedAt = try row["revoked_at"]
    }

    private static let columns: SQL = "id, name, prefix, made_by, created_at, last_used_at, expires_at, revoked_at"
}

extension ProvisioningToken {
    package static func insert(_ made: ProvisioningToken, token: Token, on db: isolated Connection) throws {
        try db.run(
            """
            INSERT INTO provisioning_tokens
                (organisation_id, id, name, prefix, token_hash, made_by, created_at, expires_at)
            VALUES (\(token.organisation), \(made.id), \(made.name), \(made.prefix), \(token.hash), \(made.madeBy),
                \(made.createdAt), \(made.expiresAt))
            """
        )
    }

    /// A live token with the settings of its organisation: what each call reads.
    package struct Holder: Sendable, RowDecodable {
        package let token: ProvisioningToken
        package let hash: [UInt8]

        package init(row: Row) throws {
            token = try ProvisioningToken(row: row)
            hash = try row["token_hash"]
        }
    }

    package static func holder(of token: Token, at now: Timestamp, on db: isolated Connection) throws -> Holder? {
        try db.first(Holder.self, holderStatement(token, now))
    }

    static func holderStatement(_ token: Token, _ now: Timestamp) -> SQL {
        """
        SELECT \(sql: columns), token_hash FROM provisioning_tokens
        WHERE organisation_id = \(token.organisation) AND token_hash = \(token.hash) AND revoked_at IS NULL
            AND (expires_at IS NULL OR expires_at > \(now))
        """
    }

    package static func find(
        _ id: ID<ProvisioningToken>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> ProvisioningToken? {
        try db.first(
            ProvisioningToken.self,
            "SELECT \(sql: columns) FROM provisioning_tokens WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// All tokens, the newest first.
    package static func list(in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> [ProvisioningToken]
    {
        try db.fetch(
            ProvisioningToken.self,
            """
            SELECT \(sql: columns) FROM provisioning_tokens WHERE organisation_id = \(organisation)
            ORDER BY created_at DESC, id DESC
            """
        )
    }
}
