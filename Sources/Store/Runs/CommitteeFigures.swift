package import Database
import Enrichment

/// What a run did for the buying committees of its accounts; of an undo, what it took back.
package struct CommitteeFigures: Sendable, Equatable, RowDecodable {
    /// People who were made or enriched.
    package var contacts = 0
    package var credits = 0
    /// Accounts for which at least one was.
    package var accounts = 0

    package init() {}

    package init(row: Row) throws {
        contacts = try row["committee_contacts"]
        credits = try row["committee_credits"]
        accounts = try row["committee_accounts"]
    }

    /// Of one batch, by the lines that say what became of each person.
    package init(
        of batch: Int,
        of run: ID<Run>,
        credits: Int,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws {
        self = try db.one(
            CommitteeFigures.self,
            """
            SELECT COUNT(*) AS committee_contacts, CAST(\(credits) AS BIGINT) AS committee_credits,
                COUNT(DISTINCT record_id) AS committee_accounts
            FROM run_follow_ups
            WHERE organisation_id = \(organisation) AND run_id = \(run) AND batch = \(batch)
                AND cause = 'committee' AND state IN ('made', 'enriched', 'removed')
            """
        )
    }
}

/// What a run found of e-mail addresses: a column for each answer.
enum EmailColumns {
    static let names: SQL = """
        emails_valid, emails_invalid, emails_unverifiable, emails_disposable, emails_unknown, emails_unchecked
        """

    static func name(_ quality: EmailQuality) -> SQL {
        switch quality {
        case .valid: "emails_valid"
        case .invalid: "emails_invalid"
        case .unverifiable: "emails_unverifiable"
        case .disposable: "emails_disposable"
        case .unknown: "emails_unknown"
        case .unchecked: "emails_unchecked"
        }
    }

    /// Those that there are.
    static func read(_ row: Row) throws -> [EmailQuality: Int] {
        var emails: [EmailQuality: Int] = [:]
        for quality in EmailQuality.allCases {
            let count: Int = try row["emails_\(quality.rawValue)"]
            if count > 0 { emails[quality] = count }
        }
        return emails
    }
}
