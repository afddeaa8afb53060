package import Database
package import Enrichment

/// A record that Loam has made in an org: the profile of one of its records, a signal, a contact, a lead or a task.
package struct MadeRecord: Sendable, Equatable, RowDecodable {
    /// What it is for, as in `profile:001…`.
    package let key: String
    package let object: String
    package let record: CRMID
    /// The record beside which it was made.
    package let parent: CRMID?

    package init(key: String, object: String, record: CRMID, parent: CRMID? = nil) {
        (self.key, self.object, self.record, self.parent) = (key, object, record, parent)
    }

    package init(row: Row) throws {
        key = try row["key"]
        object = try row["object"]
        record = try CRMID(stored: try row["record_id"])
        let parent: String? = try row["parent"]
        self.parent = try parent.map { try CRMID(stored: $0) }
    }

    /// Of the profile that is written for a record.
    package static func profileKey(_ record: CRMID) -> String { profilePrefix + record.text }
    package static let profilePrefix = "profile:"
}

extension MadeRecord {
    package static func insert(
        _ records: [MadeRecord],
        by run: ID<Run>,
        batch: Int,
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for made in records {
            try db.run(
                """
                INSERT INTO made_records (organisation_id, connection_id, key, object, record_id, run_id, batch,
                    parent)
                VALUES (\(organisation), \(connection), \(made.key), \(made.object), \(made.record.text), \(run), \(batch),
                    \(made.parent?.text))
                ON CONFLICT (organisation_id, connection_id, key) DO UPDATE SET record_id = EXCLUDED.record_id,
                    run_id = EXCLUDED.run_id, batch = EXCLUDED.batch, parent = EXCLUDED.parent
                """
            )
        }
    }

    package static func find(
        _ keys: [String],
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [String: CRMID] {
        var found: [String: CRMID] = [:]
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = keys[start..<min(start + 500, keys.count)]
            let rows = try db.fetch(
                MadeRecord.self,
                """
                SELECT key, object, record_id, parent FROM made_records
                WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND key IN \(in: some)
                """
            )
            for row in rows { found[row.key] = row.record }
        }
        return found
    }

    /// Those that a batch has made and that are still known.
    package static func list(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [MadeRecord] {
        try db.fetch(
            MadeRecord.self,
            """
            SELECT key, object, record_id, parent FROM made_records
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) ORDER BY key
            """
        )
    }

    /// How many contacts were made beside each of these accounts.
    package static func contacts(
        beside accounts: [CRMID],
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [CRMID: Int] {
        var counts: [CRMID: Int] = [:]
        for start in stride(from: 0, to: accounts.count, by: 500) {
            let some = accounts[start..<min(start + 500, accounts.count)].map(\.text)
            let rows = try db.fetch(
                MadeRecord.self,
                """
                SELECT key, object, record_id, parent FROM made_records
                WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND object = 'Contact'
                    AND parent IN \(in: some)
                """
            )
            for row in rows { if let parent = row.parent { counts[parent, default: 0] += 1 } }
        }
        return counts
    }

    /// Forgets records that are not in the org any more, with what was written into them.
    package static func forget(
        _ records: [CRMID],
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for start in stride(from: 0, to: records.count, by: 500) {
            let some = records[start..<min(start + 500, records.count)].map(\.text)
            for table in ["made_records", "written_values"] {
                try db.run(
                    """
                    DELETE FROM \(identifier: table)
                    WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND record_id IN \(in: some)
                    """
                )
            }
        }
    }
}
