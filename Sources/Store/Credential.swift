package import Database
package import Telemetry

/// What lets a program in: kept as a hash, told by its beginning, ended by a date or by hand.
package protocol Credential: Sendable {
    static var table: SQL { get }

    var id: ID<Self> { get }
    var lastUsedAt: Timestamp? { get }
    var expiresAt: Timestamp? { get }
    var revokedAt: Timestamp? { get }
}

extension Credential {
    package func works(at now: Timestamp) -> Bool { revokedAt == nil && expiresAt.map { $0 > now } ?? true }

    /// Notes that it was used; does nothing when another request has just done so.
    package static func touch(
        _ id: ID<Self>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        unlessUsedSince recently: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE \(sql: table) SET last_used_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id) AND COALESCE(last_used_at, 0) < \(recently)
            """
        )
    }

    /// Ends it; false when it had ended before.
    package static func revoke(
        _ id: ID<Self>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            UPDATE \(sql: table) SET revoked_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id) AND revoked_at IS NULL
            """
        ).rows == 1
    }
}

extension APIKey: Credential {
    package static let table: SQL = "api_keys"
}

extension ProvisioningToken: Credential {
    package static let table: SQL = "provisioning_tokens"
}
