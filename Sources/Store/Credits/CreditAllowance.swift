package import Database
import Enrichment
package import Telemetry

/// How many credits a person may spend by the runs that he or she starts.
package struct CreditAllowance: Sendable, Equatable, RowDecodable {
    /// When what was spent stops counting.
    package enum Reset: String, CaseIterable, Sendable, SQLConvertible, SQLReadable {
        /// With each month of the organisation's clock.
        case monthly
        /// Only when an admin says so.
        case manual
    }

    package let credits: Int
    package let reset: Reset
    /// What was spent before does not count.
    package let since: Timestamp

    package init(credits: Int, reset: Reset, since: Timestamp) {
        (self.credits, self.reset, self.since) = (credits, reset, since)
    }

    package init(row: Row) throws {
        (credits, reset, since) = (try row["credits"], try row["reset"], try row["since"])
    }
}

extension CreditAllowance {
    package static func find(of user: ID<User>, in organisation: ID<Organisation>, on db: isolated Connection) throws
        -> CreditAllowance?
    {
        try db.first(
            CreditAllowance.self,
            """
            SELECT credits, reset, since FROM credit_allowances
            WHERE organisation_id = \(organisation) AND user_id = \(user)
            """
        )
    }

    /// Those who have one.
    package static func users(in organisation: ID<Organisation>, on db: isolated Connection) throws -> [ID<User>] {
        try db.fetch(
            ID<User>.self,
            "SELECT user_id FROM credit_allowances WHERE organisation_id = \(organisation) ORDER BY user_id"
        )
    }

    /// Gives the person this allowance instead of the one before.
    package static func keep(
        _ allowance: CreditAllowance,
        of user: ID<User>,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        try db.run(
            """
            INSERT INTO credit_allowances (organisation_id, user_id, credits, reset, since)
            VALUES (\(organisation), \(user), \(allowance.credits), \(allowance.reset), \(allowance.since))
            ON CONFLICT (organisation_id, user_id) DO UPDATE SET credits = EXCLUDED.credits, reset = EXCLUDED.reset,
                since = EXCLUDED.since
            """
        )
    }

    package static func remove(of user: ID<User>, in organisation: ID<Organisation>, on db: isolated Connection) throws
    {
        try db.run("DELETE FROM credit_allowances WHERE organisation_id = \(organisation) AND user_id = \(user)")
    }

    /// What the runs of a person have spent or set aside since a moment.
    package static func used(
        by user: ID<User>,
        since start: Timestamp,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT CAST(COALESCE(SUM(-credits), 0) AS BIGINT) FROM credit_entries
            WHERE organisation_id = \(organisation) AND user_id = \(user) AND account = 'available'
                AND entered_at >= \(start)
            """
        )
    }
}
