package import Database
package import Telemetry

/// How often something failed for a subject lately, and until when it may not be tried again.
package struct Throttle: Sendable, Equatable, RowDecodable {
    package enum Kind: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        /// Sign-ins to one account.
        case account
        /// Sign-ins from one network address.
        case address
        /// Links asked for by one account.
        case reset
    }

    package let failures: Int
    package let failedAt: Timestamp
    package let blockedUntil: Timestamp

    package init(failures: Int, failedAt: Timestamp, blockedUntil: Timestamp) {
        self.failures = failures
        self.failedAt = failedAt
        self.blockedUntil = blockedUntil
    }

    package init(row: Row) throws {
        failures = try row["failures"]
        failedAt = try row["failed_at"]
        blockedUntil = try row["blocked_until"]
    }
}

extension Throttle {
    /// Counts an attempt as failed before it is made, and returns the throttle as it is now; nil when the attempt may not
    /// be made. Many who try at once are counted one after the other.
    package static func count(
        _ kind: Kind,
        _ subject: [UInt8],
        in organisation: ID<Organisation>,
        at now: Timestamp,
        forgottenBefore: Timestamp,
        on db: isolated Connection
    ) throws -> Throttle? {
        try db.first(
            Throttle.self,
            """
            INSERT INTO throttles (organisation_id, kind, subject, failures, failed_at, blocked_until)
            VALUES (\(organisation), \(kind), \(subject), 1, \(now), 0)
            ON CONFLICT (organisation_id, kind, subject) DO UPDATE
            SET failures = CASE WHEN throttles.failed_at < \(forgottenBefore) THEN 1 ELSE throttles.failures + 1 END,
                failed_at = excluded.failed_at
            WHERE throttles.blocked_until <= \(now)
            RETURNING failures, failed_at, blocked_until
            """
        )
    }

    package static func block(
        _ kind: Kind,
        _ subject: [UInt8],
        in organisation: ID<Organisation>,
        until moment: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE throttles SET blocked_until = \(moment)
            WHERE organisation_id = \(organisation) AND kind = \(kind) AND subject = \(subject)
            """
        )
    }

    package static func find(
        _ kind: Kind,
        _ subject: [UInt8],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Throttle? {
        try db.first(
            Throttle.self,
            """
            SELECT failures, failed_at, blocked_until FROM throttles
            WHERE organisation_id = \(organisation) AND kind = \(kind) AND subject = \(subject)
            """
        )
    }

    /// Takes back the counted attempt, which succeeded, and lifts the block that it brought.
    package static func takeBack(
        _ kind: Kind,
        _ subject: [UInt8],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE throttles SET failures = failures - 1, blocked_until = 0
            WHERE organisation_id = \(organisation) AND kind = \(kind) AND subject = \(subject) AND failures > 0
            """
        )
    }

    package static func forget(
        _ kind: Kind,
        _ subject: [UInt8],
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            DELETE FROM throttles
            WHERE organisation_id = \(organisation) AND kind = \(kind) AND subject = \(subject)
            """
        )
    }

    package static func removeForgotten(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM throttles WHERE failed_at < \(moment)")
    }
}
