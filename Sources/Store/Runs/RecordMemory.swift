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
        let changes = changesByRecord(written)
        let known = try find(changes.compactMap { $0.first?.record }, of: connection, in: organisation, on: db)
        let (organisation, connection) = (SQLValue.text(organisation.rawValue), SQLValue.text(connection.rawValue))
        let rows = changes.lazy.compactMap { changes -> [SQLValue]? in
            guard let record = changes.first?.record else { return nil }
            let document: [UInt8]
            if let memory = known[record] ?? (takenBack ? WrittenValues() : nil) {
                var memory = memory
                for change in changes {
                    if takenBack { memory.values[change.field] = nil } else { memory.note(change) }
                }
                document = memory.encoded
            } else {
                document = WrittenValues.encoded(ofFirst: changes)
            }
            return [organisation, connection, .text(record.text), .bytes(document)]
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

    /// In the order of the records.
    private static func changesByRecord(_ written: [Settlement.Written]) -> [ArraySlice<Settlement.Written>] {
        let isInOrder = zip(written, written.dropFirst()).allSatisfy { $0.record <= $1.record }
        let ordered =
            isInOrder
            ? written
            : written.enumerated().sorted {
                ($0.element.record, $0.offset) < ($1.element.record, $1.offset)
            }.map(\.element)
        var chunks: [ArraySlice<Settlement.Written>] = []
        var start = 0
        for place in ordered.indices
        where place + 1 == ordered.count || ordered[place + 1].record != ordered[place].record {
            chunks.append(ordered[start...place])
            start = place + 1
        }
        return chunks
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
