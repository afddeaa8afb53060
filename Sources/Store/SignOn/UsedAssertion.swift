package import Database
package import Telemetry

/// Assertions that were used, so that none is used twice.
package enum UsedAssertion {
    /// Notes the use; false when it was used before.
    package static func insert(
        hash: [UInt8],
        forgetAfter moment: Timestamp,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try db.run(
            """
            INSERT INTO used_assertions (organisation_id, assertion_hash, forget_after)
            VALUES (\(organisation), \(hash), \(moment))
            ON CONFLICT (organisation_id, assertion_hash) DO NOTHING
            """
        ).rows == 1
    }

    package static func removeForgotten(before moment: Timestamp, on db: isolated Connection) throws {
        try db.run("DELETE FROM used_assertions WHERE forget_after < \(moment)")
    }
}
