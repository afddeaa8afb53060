package import Database
package import Enrichment

/// Something that a run was to do beside its records and that the org refused: an object's records that were to be made for a
/// record, or one that was to be deleted.
package struct RunShortfall: Sendable, Equatable, RowDecodable {
    package let object: String
    /// The record that goes without, or that is still there.
    package let record: CRMID
    package let words: String

    package init(object: String, record: CRMID, words: String) {
        (self.object, self.record, self.words) = (object, record, words)
    }

    package init(row: Row) throws {
        object = try row["object"]
        record = try CRMID(stored: try row["record_id"])
        words = try row["words"]
    }
}

extension RunShortfall {
    /// Said again, it changes nothing.
    package static func add(
        _ shortfalls: [RunShortfall],
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for one in shortfalls {
            try db.run(
                """
                INSERT INTO run_shortfalls (organisation_id, run_id, object, record_id, words)
                VALUES (\(organisation), \(run), \(one.object), \(one.record.text), \(one.words))
                ON CONFLICT (organisation_id, run_id, object, record_id) DO NOTHING
                """
            )
        }
    }

    package static func count(of run: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> Int
    {
        try db.one(
            Int.self,
            """
            SELECT COUNT(*) FROM run_shortfalls WHERE organisation_id = \(organisation) AND run_id = \(run)
            """
        )
    }

    /// Where a page ends: they lie in the order of their objects, then of their records.
    package struct Place: Sendable, Equatable {
        package let object: String
        package let record: CRMID

        package init(_ shortfall: RunShortfall) { (object, record) = (shortfall.object, shortfall.record) }

        /// As an address has it; nil for what is no place.
        package init?(text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, let record = CRMID(String(parts[1])) else { return nil }
            (object, self.record) = (String(parts[0]), record)
        }

        package var text: String { "\(object).\(record)" }
    }

    package static func list(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        after place: Place? = nil,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunShortfall] {
        var condition: SQL = "organisation_id = \(organisation) AND run_id = \(run)"
        if let place {
            condition = "\(sql: condition) AND (object, record_id) > (\(place.object), \(place.record.text))"
        }
        return try db.fetch(
            RunShortfall.self,
            """
            SELECT object, record_id, words FROM run_shortfalls WHERE \(sql: condition)
            ORDER BY object, record_id LIMIT \(limit)
            """
        )
    }
}
