package import Database
package import Enrichment
package import Telemetry

/// The movements of an organisation's credits. Entries are added and never changed, and sum to zero.
package enum CreditLedger {
    /// Notes a movement for a batch, once: said again, it changes nothing.
    package static func enter(
        _ movement: CreditMovement?,
        for batch: Int,
        of run: ID<Run>,
        by user: ID<User>?,
        in organisation: ID<Organisation>,
        at now: Timestamp,
        on db: isolated Connection
    ) throws {
        guard let movement else { return }
        for posting in movement.postings {
            try db.run(
                """
                INSERT INTO credit_entries (organisation_id, run_id, batch, kind, account, credits, user_id, entered_at)
                VALUES (\(organisation), \(run), \(batch), \(movement.kind.rawValue), \(posting.account.rawValue),
                    \(posting.credits), \(user), \(now))
                ON CONFLICT (organisation_id, run_id, batch, kind, account) DO NOTHING
                """
            )
        }
    }

    /// What each account holds by the entries before a moment.
    package static func balances(
        in organisation: ID<Organisation>,
        before end: Timestamp? = nil,
        on db: isolated Connection
    ) throws -> [CreditMovement.Account: Int] {
        var condition: SQL = "organisation_id = \(organisation)"
        if let end { condition = "\(sql: condition) AND entered_at < \(end)" }
        let rows = try db.fetch(
            Balance.self,
            """
            SELECT account, CAST(SUM(credits) AS BIGINT) AS credits FROM credit_entries WHERE \(sql: condition)
            GROUP BY account
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.account, $0.credits) })
    }

    /// What a run has reserved and not yet settled: the credits of its batches that are planned.
    package static func reserved(
        by run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> [(batch: Int, credits: Int)] {
        try db.fetch(
            OfBatch.self,
            """
            SELECT batch, CAST(SUM(credits) AS BIGINT) AS credits FROM credit_entries
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND account = 'reserved'
            GROUP BY batch HAVING SUM(credits) <> 0 ORDER BY batch
            """
        ).map { ($0.batch, $0.credits) }
    }

    /// What a run has spent or set aside, so that it keeps within its limit.
    package static func spent(
        by run: ID<Run>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT CAST(COALESCE(SUM(-credits), 0) AS BIGINT) FROM credit_entries
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND account = 'available'
            """
        )
    }

    /// The movements of a period by kind: a statement.
    package static func movements(
        in organisation: ID<Organisation>,
        from start: Timestamp,
        before end: Timestamp,
        on db: isolated Connection
    ) throws -> [CreditMovement.Kind: Int] {
        let rows = try db.fetch(
            OfKind.self,
            """
            SELECT kind, CAST(SUM(credits) AS BIGINT) AS credits FROM credit_entries
            WHERE organisation_id = \(organisation) AND entered_at >= \(start) AND entered_at < \(end) AND credits > 0
            GROUP BY kind
            """
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.kind, $0.credits) })
    }

    private struct Balance: RowDecodable {
        let account: CreditMovement.Account
        let credits: Int

        init(row: Row) throws { (account, credits) = (try row["account"], try row["credits"]) }
    }

    private struct OfBatch: RowDecodable {
        let batch: Int
        let credits: Int

        init(row: Row) throws { (batch, credits) = (try row["batch"], try row["credits"]) }
    }

    private struct OfKind: RowDecodable {
        let kind: CreditMovement.Kind
        let credits: Int

        init(row: Row) throws { (kind, credits) = (try row["kind"], try row["credits"]) }
    }
}

extension CreditMovement.Account: SQLConvertible, SQLReadable {}
extension CreditMovement.Kind: SQLConvertible, SQLReadable {}
