package import Database
package import Enrichment
package import Telemetry

/// A figure of the dashboard that is a sum over runs.
package enum RunFigure: Sendable, Hashable {
    case contacts, companies, credits, restCalls, bulkCalls
    /// Of records of people: what they were found to be.
    case matched, companyOnly, noMatch, errors
    case email(EmailQuality)
    case field(CRMObject, CRMField)
    case committeeContacts, committeeCredits, committeeAccounts
    /// Records that an undo has brought back.
    case contactsTakenBack, companiesTakenBack

    /// What of a run it adds up.
    fileprivate var amount: SQL {
        switch self {
        case .contacts, .companies: "r.enriched"
        case .contactsTakenBack, .companiesTakenBack: "r.taken_back"
        case .credits: "r.credits"
        case .restCalls: "r.rest_calls"
        case .bulkCalls: "r.bulk_calls"
        case .matched: "r.matched"
        case .companyOnly: "r.company_only"
        case .noMatch: "r.no_match"
        case .errors: "r.errors"
        case .email(let quality): "r.\(sql: EmailColumns.name(quality))"
        case .field: "f.filled + f.replaced"
        case .committeeContacts: "r.committee_contacts"
        case .committeeCredits: "r.committee_credits"
        case .committeeAccounts: "r.committee_accounts"
        }
    }

    /// Which runs it is about.
    fileprivate var condition: SQL {
        switch self {
        case .contacts, .matched, .companyOnly, .noMatch, .errors, .email:
            "r.object <> 'Account' AND r.purpose <> 'undo'"
        case .companies: "r.object = 'Account' AND r.purpose <> 'undo'"
        case .contactsTakenBack: "r.object <> 'Account' AND r.purpose = 'undo'"
        case .companiesTakenBack: "r.object = 'Account' AND r.purpose = 'undo'"
        case .field(let object, _): "r.object = \(object) AND r.purpose <> 'undo'"
        case .committeeContacts, .committeeCredits, .committeeAccounts: "r.purpose <> 'undo'"
        case .credits, .restCalls, .bulkCalls: "1 = 1"
        }
    }

    fileprivate var table: SQL {
        guard case .field(_, let field) = self else { return "runs r" }
        return """
            runs r JOIN run_fields f ON f.organisation_id = r.organisation_id AND f.run_id = r.id
                AND f.field = \(field.rawValue)
            """
    }
}

/// What one run adds to a figure.
package struct RunShare: Sendable, Equatable, RowDecodable {
    package let run: ID<Run>
    package let name: String
    package let object: CRMObject
    package let purpose: Run.Purpose
    package let createdAt: Timestamp
    package let amount: Int

    package init(row: Row) throws {
        run = try row["id"]
        name = try row["name"]
        object = try row["object"]
        purpose = try row["purpose"]
        createdAt = try row["created_at"]
        amount = try row["amount"]
    }

    /// Those that add something, the newest first.
    package static func list(
        of figure: RunFigure,
        _ scope: RunScope,
        in organisation: ID<Organisation>,
        below: ID<Run>?,
        limit: Int,
        on db: isolated Connection
    ) throws -> [RunShare] {
        var condition: SQL =
            "\(sql: scope.condition(in: organisation)) AND \(sql: figure.condition) AND \(sql: figure.amount) > 0"
        if let below { condition = "\(sql: condition) AND r.id < \(below)" }
        return try db.fetch(
            RunShare.self,
            """
            SELECT r.id, r.name, r.object, r.purpose, r.created_at, \(sql: figure.amount) AS amount
            FROM \(sql: figure.table)
            WHERE \(sql: condition) ORDER BY r.id DESC LIMIT \(limit)
            """
        )
    }

    /// The figure: the sum over all runs of the scope.
    package static func total(
        of figure: RunFigure,
        _ scope: RunScope,
        in organisation: ID<Organisation>,
        on db: isolated Connection
    ) throws -> Int {
        try db.one(
            Int.self,
            """
            SELECT CAST(COALESCE(SUM(\(sql: figure.amount)), 0) AS BIGINT)
            FROM \(sql: figure.table)
            WHERE \(sql: scope.condition(in: organisation)) AND \(sql: figure.condition)
            """
        )
    }
}
