package import Database
package import Enrichment
package import Telemetry

/// Something that is done in the org for a batch: written down before it is done.
package struct RunEffect: Sendable, Equatable, RowDecodable {
    package let number: Int
    /// Of what is sent: whoever comes after a crash sends the same or nothing.
    package let digest: String
    package let size: Int
    /// The id that the org gave it.
    package let remoteID: String?
    package let endedAt: Timestamp?

    package init(row: Row) throws {
        number = try row["number"]
        digest = try row["digest"]
        size = try row["size"]
        remoteID = try row["remote_id"]
        endedAt = try row["ended_at"]
    }
}

extension RunEffect {
    /// Those of a batch, in their order.
    package static func list(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RunEffect] {
        try db.fetch(
            RunEffect.self,
            """
            SELECT number, digest, size, remote_id, ended_at FROM run_effects
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) ORDER BY number
            """
        )
    }

    /// Writes down what is about to be done.
    package static func intend(
        _ number: Int,
        digest: String,
        size: Int,
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws -> RunEffect {
        try db.one(
            RunEffect.self,
            """
            INSERT INTO run_effects (organisation_id, run_id, batch, number, digest, size, intended_at)
            VALUES (\(organisation), \(run), \(batch), \(number), \(digest), \(size), \(now))
            RETURNING number, digest, size, remote_id, ended_at
            """
        )
    }

    package static func keep(
        remoteID: String,
        of number: Int,
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE run_effects SET remote_id = \(remoteID)
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) AND number = \(number)
                AND ended_at IS NULL
            """
        ).expect(rows: 1)
    }

    /// Ends an effect with what the org refused; what is not among that was done.
    package static func end(
        _ number: Int,
        _ refusals: [RunRefusal],
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE run_effects SET ended_at = \(now)
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) AND number = \(number)
                AND ended_at IS NULL
            """
        ).expect(rows: 1)
        for refusal in refusals {
            try db.run(
                """
                INSERT INTO run_refusals (organisation_id, run_id, batch, number, record_id, code, words, is_passing)
                VALUES (\(organisation), \(run), \(batch), \(number), \(refusal.record.text), \(refusal.code),
                    \(refusal.words), \(refusal.isPassing))
                ON CONFLICT (organisation_id, run_id, batch, number, record_id) DO NOTHING
                """
            )
        }
    }
}

/// Why the org did not take the change of one record.
package struct RunRefusal: Sendable, Equatable, RowDecodable {
    package let record: CRMID
    package let code: String
    package let words: String
    /// Whether another attempt may succeed, as when the record was locked.
    package let isPassing: Bool

    package init(_ record: CRMID, code: String, words: String, isPassing: Bool) {
        self.record = record
        self.code = code
        self.words = words
        self.isPassing = isPassing
    }

    package init(row: Row) throws {
        record = try CRMID(stored: try row["record_id"])
        code = try row["code"]
        words = try row["words"]
        isPassing = try row["is_passing"]
    }

    /// What an effect of a batch was refused.
    package static func list(
        of effect: Int,
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RunRefusal] {
        try db.fetch(
            RunRefusal.self,
            """
            SELECT record_id, code, words, is_passing FROM run_refusals
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) AND number = \(effect)
            ORDER BY record_id
            """
        )
    }
}

extension CRMID {
    /// As a column holds it.
    init(stored text: String) throws(DatabaseError) {
        guard let id = CRMID(text) else {
            throw DatabaseError(.corrupt, "The id of a record is damaged in the database; restore a backup.")
        }
        self = id
    }
}
