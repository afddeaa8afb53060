package import Database
package import Enrichment

/// What Loam wrote last into the fields of an org's records: an edit that somebody made since is told from our own by it.
package enum RecordMemory {
    /// Of those of these records into which something was written.
    package static func find(
        _ records: [CRMID],
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [CRMID: WrittenValues] {
        var found: [CRMID: WrittenValues] = [:]
        for start in stride(from: 0, to: records.count, by: 500) {
            let some = records[start..<min(start + 500, records.count)].map(\.text)
            let rows = try db.fetch(
                Remembered.self,
                """
                SELECT record_id, document FROM written_values
                WHERE organisation_id = \(organisation) AND connection_id = \(connection) AND record_id IN \(in: some)
                """
            )
            for row in rows { found[row.record] = row.values }
        }
        return found
    }

    /// Adds what was written, in place of what was written into the same fields before. What was taken back is forgotten:
    /// it is somebody else's value again.
    package static func keep(
        _ written: [Settlement.Written],
        takenBack: Bool,
        of connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        var records: [CRMID: [Settlement.Written]] = [:]
        for one in written { records[one.record, default: []].append(one) }
        var known = try find(Array(records.keys), of: connection, in: organisation, on: db)
        var rows: [[SQLValue]] = []
        for (record, changes) in records.sorted(by: { $0.key < $1.key }) {
            var memory = known.removeValue(forKey: record) ?? WrittenValues()
            for change in changes {
                if takenBack { memory.values[change.field] = nil } else { memory.note(change) }
            }
            rows.append([
                .text(organisation.rawValue), .text(connection.rawValue), .text(record.text), .bytes(memory.encoded),
            ])
        }
        try db.run(
            """
            INSERT INTO written_values (organisation_id, connection_id, record_id, document)
            VALUES (\(""), \(""), \(""), \([UInt8]()))
            ON CONFLICT (organisation_id, connection_id, record_id) DO UPDATE SET document = EXCLUDED.document
            """,
            with: rows
        )
    }

    private struct Remembered: RowDecodable {
        let record: CRMID
        let values: WrittenValues

        init(row: Row) throws {
            record = try CRMID(stored: try row["record_id"])
            values = try WrittenValues(encoded: try row["document"])
        }
    }
}
