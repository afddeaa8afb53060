package import Database
package import Telemetry

/// A secret that is kept sealed, by what it belongs to and what it is called.
package struct KeptSecret: Sendable, RowDecodable {
    package let organisation: ID<Organisation>
    /// As in `connection/ID`; all secrets of an owner go when it goes.
    package let owner: String
    package let name: String
    package let body: [UInt8]

    package init(row: Row) throws {
        organisation = try row["organisation_id"]
        owner = try row["owner"]
        name = try row["name"]
        body = try row["body"]
    }
}

extension KeptSecret {
    /// Keeps it, in place of one of the same name.
    package static func put(
        _ body: [UInt8],
        keyID: String,
        owner: String,
        name: String,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO secrets (organisation_id, owner, name, body, body_key, updated_at)
            VALUES (\(organisation), \(owner), \(name), \(body), \(keyID), \(now))
            ON CONFLICT (organisation_id, owner, name) DO UPDATE
            SET body = excluded.body, body_key = excluded.body_key, updated_at = excluded.updated_at
            """
        )
    }

    package static func find(
        owner: String,
        name: String,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> KeptSecret? {
        try db.first(
            KeptSecret.self,
            """
            SELECT organisation_id, owner, name, body FROM secrets
            WHERE organisation_id = \(organisation) AND owner = \(owner) AND name = \(name)
            """
        )
    }

    /// Removes all secrets of the owner, or the one of this name.
    package static func remove(
        owner: String,
        name: String? = nil,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        var condition: SQL = "organisation_id = \(organisation) AND owner = \(owner)"
        if let name { condition = condition + " AND name = \(name)" }
        try db.run("DELETE FROM secrets WHERE \(sql: condition)")
    }
}

// MARK: - Rotation of the sealing keys

extension KeptSecret {
    /// Secrets that were sealed with one of these keys.
    package static func sealed(
        with keyIDs: [String],
        limit: Int,
        on db: isolated Connection
    ) throws -> [KeptSecret] {
        try db.fetch(KeptSecret.self, sealedStatement(keyIDs, limit))
    }

    static func sealedStatement(_ keyIDs: [String], _ limit: Int) -> SQL {
        """
        SELECT organisation_id, owner, name, body FROM secrets
        WHERE body_key IN \(in: keyIDs) ORDER BY body_key, organisation_id, owner, name LIMIT \(limit)
        """
    }

    /// Puts the secret sealed anew in place of the one that was read; nothing happens when that has changed meanwhile.
    package static func replace(
        _ old: KeptSecret,
        with body: [UInt8],
        keyID: String,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE secrets SET body = \(body), body_key = \(keyID)
            WHERE organisation_id = \(old.organisation) AND owner = \(old.owner) AND name = \(old.name)
                AND body = \(old.body)
            """
        )
    }

    /// How many secrets each key has sealed.
    package static func countByKey(on db: isolated Connection) throws -> [String: Int] {
        struct Count: RowDecodable {
            let key: String
            let secrets: Int

            init(row: Row) throws {
                key = try row["body_key"]
                secrets = try row["secrets"]
            }
        }
        let counts = try db.fetch(
            Count.self,
            "SELECT body_key, COUNT(*) AS secrets FROM secrets GROUP BY body_key ORDER BY body_key"
        )
        return Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.secrets) })
    }
}
