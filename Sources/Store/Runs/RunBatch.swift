import Crypto
package import Database
package import Enrichment
package import Telemetry

/// Some of a run's records, which are planned, written and settled together.
package struct RunBatch: Sendable, Equatable, RowDecodable {
    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case read, planned, settled
    }

    package let number: Int
    package let state: State
    /// The batch whose records changed in the org before they were written, and were planned again here.
    package let origin: Int?
    package let size: Int
    package let digest: String?
    /// Of a batch of committees: of which batch's accounts, and up to which of them.
    package let follows: Int?
    package let followsTo: CRMID?

    package init(row: Row) throws {
        number = try row["number"]
        state = try row["state"]
        origin = try row["origin"]
        size = try row["size"]
        digest = try row["digest"]
        follows = try row["follows"]
        let last: String? = try row["follows_to"]
        followsTo = try last.map { try CRMID(stored: $0) }
    }

    private static let columns: SQL = "number, state, origin, size, digest, follows, follows_to"
}

extension RunBatch {
    /// Keeps what was read until it is planned.
    package static func insert(
        _ number: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        _ page: RecordPage,
        origin: Int? = nil,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO run_batches (organisation_id, run_id, number, state, origin, size)
            VALUES (\(organisation), \(run), \(number), \(State.read), \(origin), \(page.records.count))
            """
        )
        try db.run(
            """
            INSERT INTO run_pages (organisation_id, run_id, batch, records)
            VALUES (\(organisation), \(run), \(number), \(page.encoded))
            """
        )
    }

    /// A batch of so many records whose plan does not come from reading; it is kept at once.
    package static func insert(
        _ number: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        plan size: Int,
        following accounts: (batch: Int, last: CRMID)? = nil,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO run_batches (organisation_id, run_id, number, state, size, follows, follows_to)
            VALUES (\(organisation), \(run), \(number), \(State.read), \(size), \(accounts?.batch),
                \(accounts?.last.text))
            """
        )
    }

    /// The first batch in this state.
    package static func first(
        _ state: State,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> RunBatch? {
        try first(1, state, of: run, in: organisation, on: db).first
    }

    /// The first batches in this state, one of them left out.
    package static func first(
        _ limit: Int,
        _ state: State,
        besides sent: Int? = nil,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RunBatch] {
        try db.fetch(
            RunBatch.self,
            """
            SELECT \(sql: columns) FROM run_batches
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND state = \(state) AND number <> \(sent ?? -1)
            ORDER BY number LIMIT \(limit)
            """
        )
    }

    package static func count(
        _ state: State,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT COUNT(*) FROM run_batches
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND state = \(state)
            """
        )
    }

    /// All, in their order.
    package static func list(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RunBatch] {
        try db.fetch(
            RunBatch.self,
            """
            SELECT \(sql: columns) FROM run_batches WHERE organisation_id = \(organisation) AND run_id = \(run)
            ORDER BY number
            """
        )
    }

    /// What names all plans of a run together.
    package static func digest(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> String {
        let digests = try list(of: run, in: organisation, on: db).map { "\($0.number):\($0.digest ?? "")" }
        return Base64.encode(Digest.sha256(digests.joined(separator: "\n")), .url)
    }

    package static func records(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> RecordPage? {
        let bytes = try db.first(
            [UInt8].self,
            """
            SELECT records FROM run_pages
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch)
            """
        )
        return try bytes.map { try RecordPage(encoded: $0) }
    }

    /// Nil where it was not made yet, or its values were dropped.
    package static func plan(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Plan? {
        let bytes = try PlanPiece.document(of: batch, of: run, in: organisation, on: db)
        return bytes.isEmpty ? nil : try Plan(encoded: bytes)
    }

    /// Stores the plan, which never changes again.
    package static func keep(
        _ plan: Plan.Document,
        digest: String,
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE run_batches SET state = 'planned', digest = \(digest), planned_at = \(now)
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND number = \(batch) AND state = 'read'
            """
        ).expect(rows: 1)
        try PlanPiece.insert(plan, batch: batch, of: run, in: organisation, on: db)
        try db.run(
            "DELETE FROM run_pages WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch)"
        )
    }

    /// Forgets what was read and will not be planned.
    package static func dropRecords(of run: ID<Run>, in organisation: ID<Organisation>, on db: isolated Connection)
        throws
    {
        try db.run(
            "DELETE FROM run_pages WHERE organisation_id = \(organisation) AND run_id = \(run)"
        )
    }

    /// Drops the plans of runs that ended before a moment, of some of them at a time; tells of how many.
    package static func dropPlans(endedBefore moment: Timestamp, runs limit: Int, on db: isolated Connection) throws
        -> Int
    {
        try PlanPiece.drop(endedBefore: moment, runs: limit, on: db)
    }

    /// Whether the plans of a run were dropped.
    package static func plansAreDropped(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Bool {
        try PlanPiece.areDropped(of: run, in: organisation, on: db)
    }

    package static func settle(
        _ batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            UPDATE run_batches SET state = 'settled', settled_at = \(now)
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND number = \(batch) AND state = 'planned'
            """
        ).expect(rows: 1)
    }

    /// Takes over the plans of another run, which are to be carried out as they are.
    package static func copy(
        from source: ID<Run>,
        to run: ID<Run>,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO run_batches (organisation_id, run_id, number, state, size, digest, planned_at, follows, follows_to)
            SELECT organisation_id, \(run), number, 'planned', size, digest, CAST(\(now) AS BIGINT), follows, follows_to
            FROM run_batches WHERE organisation_id = \(organisation) AND run_id = \(source)
            """
        )
        try PlanPiece.copy(from: source, to: run, in: organisation, on: db)
        try db.run(
            """
            INSERT INTO run_records (organisation_id, run_id, record_id, batch, place, length, status, reason, profile_kind,
                profile, confidence, moved, fields, price, hold, error, is_enriched, name, sort_name, title, company,
                new_company, email, is_defunct)
            SELECT organisation_id, \(run), record_id, batch, place, length, status, reason, profile_kind,
                profile, confidence, moved, fields, price, hold, error, is_enriched, name, sort_name, title, company,
                new_company, email, is_defunct
            FROM run_records WHERE organisation_id = \(organisation) AND run_id = \(source)
            """
        )
        try RunFollowUp.copy(from: source, to: run, in: organisation, on: db)
        try db.run(
            """
            UPDATE runs SET is_read = \(true),
                batches = (SELECT COUNT(*) FROM run_batches b WHERE b.organisation_id = runs.organisation_id
                    AND b.run_id = runs.id),
                planned = (SELECT COUNT(*) FROM run_batches b WHERE b.organisation_id = runs.organisation_id
                    AND b.run_id = runs.id),
                records = (SELECT s.records FROM runs s WHERE s.organisation_id = runs.organisation_id
                    AND s.id = runs.source_run)
            WHERE organisation_id = \(organisation) AND id = \(run)
            """
        )
    }
}
