package import Database
package import Enrichment

/// What follows from a record of a run, and what became of it: a line of the ledger of outcomes.
package struct RunFollowUp: Sendable, Equatable, RowDecodable {
    package enum State: String, CaseIterable, Sendable, SQLConvertible, SQLReadable, RowDecodable {
        case planned
        /// Nothing is done, and the words say why.
        case left
        case sending
        case made, enriched, removed, failed
    }

    package let run: ID<Run>
    package let key: String
    package let batch: Int
    package let kind: FollowUp.Kind
    package let cause: FollowUp.Cause
    /// The record that it follows.
    package let record: CRMID
    package let person: ProfileID
    package let company: ProfileID
    package let price: Price
    package let state: State
    /// The record that was made, or that is enriched or removed.
    package let target: CRMID?
    package let words: String?

    package init(row: Row) throws {
        run = try row["run_id"]
        key = try row["key"]
        batch = try row["batch"]
        kind = try row["kind"]
        cause = try row["cause"]
        record = try CRMID(stored: try row["record_id"])
        person = .person(try row["person"])
        company = .company(try row["company"])
        price = try row["price"]
        state = try row["state"]
        let target: String? = try row["target"]
        self.target = try target.map { try CRMID(stored: $0) }
        words = try row["words"]
    }

    private static let columns: SQL = """
        run_id, key, batch, kind, cause, record_id, person, company, price, state, target, words
        """
}

extension FollowUp.Kind: SQLConvertible, SQLReadable {}
extension FollowUp.Cause: SQLConvertible, SQLReadable {}

// MARK: - Planning

extension RunFollowUp {
    /// Adds what a plan says follows from its records.
    package static func insert(
        _ plan: Plan,
        batch: Int,
        of run: ID<Run>,
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for one in plan.outcomes.flatMap(\.followUps) {
            try db.run(
                """
                INSERT INTO run_follow_ups (organisation_id, run_id, key, connection_id, batch, kind, cause, record_id, person,
                    company, price, state, target, words)
                VALUES (\(organisation), \(run), \(one.key), \(connection), \(batch), \(one.kind), \(one.cause),
                    \(one.linkedTo.text), \(one.person.number), \(one.company.number), \(one.price),
                    \(one.isWritten ? State.planned : .left), \(one.record?.text), \(one.gap?.sentence))
                """
            )
        }
    }

    /// Adds those of another run that this one takes back; the ones with words stay.
    package static func insert(
        _ removed: [RunFollowUp],
        staying words: [CRMID: String],
        batch: Int,
        of run: ID<Run>,
        connection: ID<OrgConnection>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for one in removed {
            let reason = one.target.flatMap { words[$0] }
            try db.run(
                """
                INSERT INTO run_follow_ups (organisation_id, run_id, key, connection_id, batch, kind, cause, record_id, person,
                    company, price, state, target, words)
                VALUES (\(organisation), \(run), \(one.key), \(connection), \(batch), \(one.kind), \(one.cause),
                    \(one.record.text), \(one.person.number), \(one.company.number), \(Price.free),
                    \(reason == nil ? State.planned : .left), \(one.target?.text), \(reason))
                """
            )
        }
    }

    /// Those of these keys that the run knows already.
    package static func known(
        _ keys: [String],
        in run: ID<Run>,
        of organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<String> {
        var known: Set<String> = []
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = keys[start..<min(start + 500, keys.count)]
            known.formUnion(
                try db.fetch(
                    String.self,
                    """
                    SELECT key FROM run_follow_ups
                    WHERE organisation_id = \(organisation) AND run_id = \(run) AND key IN \(in: some)
                    """
                )
            )
        }
        return known
    }

    /// The people whom a run has priced with a credit.
    package static func priced(
        in run: ID<Run>,
        of organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Set<ProfileID> {
        Set(
            try db.fetch(
                Int64.self,
                """
                SELECT person FROM run_follow_ups
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND price = 'credit'
                """
            ).map(ProfileID.person)
        )
    }

    /// Takes out those of records that are planned again in another batch.
    package static func remove(
        following records: [CRMID],
        from run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        for start in stride(from: 0, to: records.count, by: 500) {
            let some = records[start..<min(start + 500, records.count)].map(\.text)
            try db.run(
                """
                DELETE FROM run_follow_ups
                WHERE organisation_id = \(organisation) AND run_id = \(run) AND record_id IN \(in: some)
                """
            )
        }
    }

    /// Takes over those of a preview whose plan is carried out.
    package static func copy(
        from source: ID<Run>,
        to run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO run_follow_ups (organisation_id, run_id, key, connection_id, batch, kind, cause, record_id, person,
                company, price, state, target, words)
            SELECT organisation_id, \(run), key, connection_id, batch, kind, cause, record_id, person, company, price, state,
                target, words
            FROM run_follow_ups WHERE organisation_id = \(organisation) AND run_id = \(source)
            """
        )
    }
}

// MARK: - Looking

extension RunFollowUp {
    package static func list(
        of batch: Int,
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [RunFollowUp] {
        try db.fetch(
            RunFollowUp.self,
            """
            SELECT \(sql: columns) FROM run_follow_ups
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch) ORDER BY key
            """
        )
    }

    /// Those of a run, in the order of their keys.
    package static func list(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        above: String?,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunFollowUp] {
        try db.fetch(
            RunFollowUp.self,
            """
            SELECT \(sql: columns) FROM run_follow_ups
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND key > \(above ?? "")
            ORDER BY key LIMIT \(limit)
            """
        )
    }

    /// Those that follow a record or are that record, the newest runs first.
    package static func list(
        about record: CRMID,
        in run: ID<Run>? = nil,
        of organisation: ID<Organisation>,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunFollowUp] {
        let ofRun: SQL = run.map { "AND run_id = \($0)" } ?? ""
        return try db.fetch(
            RunFollowUp.self,
            """
            SELECT \(sql: columns) FROM run_follow_ups
            WHERE organisation_id = \(organisation) AND (record_id = \(record.text) OR target = \(record.text)) \(sql: ofRun)
            ORDER BY run_id DESC, key LIMIT \(limit)
            """
        )
    }

    /// How many there are of each state.
    package static func counts(
        of run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [State: Int] {
        let rows = try db.fetch(
            StateCount.self,
            """
            SELECT state, COUNT(*) AS number FROM run_follow_ups
            WHERE organisation_id = \(organisation) AND run_id = \(run) GROUP BY state
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.state, $0.number) })
    }

    private struct StateCount: RowDecodable {
        let state: State
        let number: Int

        init(row: Row) throws { (state, number) = (try row["state"], try row["number"]) }
    }
}
