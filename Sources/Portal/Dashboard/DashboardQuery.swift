import Capabilities
import Enrichment
import HTTP
import Store
import Telemetry

/// The filter of the dashboard as it stands in an address; what makes no sense counts as not asked.
struct DashboardQuery: Sendable {
    let filter: DashboardFilter
    /// The filter's part of an address.
    let parts: [(name: String, value: String)]

    static let names = ["type", "connection", "period", "from", "until"]

    init(_ list: ListQuery) {
        var filter = DashboardFilter()
        filter.origin = Run.Origin(rawValue: list["type"])
        filter.connection = ID(parsing: list["connection"])
        let (first, last) = (CivilDate(parsing: list["from"]), CivilDate(parsing: list["until"]))
        if first != nil || last != nil {
            filter.period = .days(first, last)
        } else if let preset = DashboardFilter.Preset(rawValue: list["period"]) {
            filter.period = .preset(preset)
        }
        self.filter = filter
        parts = DashboardQuery.names.map { ($0, list[$0]) }.filter { !$0.1.isEmpty }
    }

    /// Another page with the same filter.
    func path(_ path: String, _ more: [(name: String, value: String)] = []) -> String {
        path + Paths.query(parts + more)
    }

    /// What can be chosen.
    static func choices(_ connections: [OrgConnection]) -> [FilterForm.Choice] {
        var choices = [
            FilterForm.Choice(
                name: "type",
                label: "Enrich type",
                options: [.init(value: "", text: "Any type")]
                    + Run.Origin.allCases.map { .init(value: $0.rawValue, text: $0.title) }
            )
        ]
        if connections.count > 1 {
            choices.append(
                .init(
                    name: "connection",
                    label: "Connection",
                    options: [.init(value: "", text: "All orgs")]
                        + connections.map { .init(value: $0.id.rawValue, text: $0.name) }
                )
            )
        }
        let presets = DashboardFilter.Preset.allCases.filter { $0 != .month }
        choices.append(
            .init(
                name: "period",
                label: "Period",
                options: [.init(value: "", text: DashboardFilter.Preset.month.title)]
                    + presets.map { .init(value: $0.rawValue, text: $0.title) },
                givesWayToDays: true
            )
        )
        return choices
    }

    static let days: [(name: String, label: String)] = [("from", "From"), ("until", "Until")]
}

extension Run.Origin {
    var title: String {
        switch self {
        case .scheduled: "Scheduled Enrich"
        case .instant: "Instant Enrich"
        }
    }
}

extension RunFigure {
    /// As an address calls it, as in `email-valid` and `field-Contact.Title`.
    var word: String {
        switch self {
        case .contacts: "contacts"
        case .companies: "companies"
        case .credits: "credits"
        case .restCalls: "rest-calls"
        case .bulkCalls: "bulk-calls"
        case .matched: "matched"
        case .companyOnly: "company-only"
        case .noMatch: "no-match"
        case .errors: "errors"
        case .email(let quality): "email-\(quality.rawValue)"
        case .field(let object, let field): "field-\(object.rawValue).\(field)"
        case .committeeContacts: "committee-contacts"
        case .committeeCredits: "committee-credits"
        case .committeeAccounts: "committee-accounts"
        case .contactsTakenBack: "contacts-taken-back"
        case .companiesTakenBack: "companies-taken-back"
        }
    }

    private static let plain: [RunFigure] =
        [
            .contacts, .companies, .credits, .restCalls, .bulkCalls, .matched, .companyOnly, .noMatch, .errors,
            .committeeContacts, .committeeCredits, .committeeAccounts, .contactsTakenBack, .companiesTakenBack,
        ] + EmailQuality.allCases.map(RunFigure.email)

    init?(word: String) {
        if let figure = RunFigure.plain.first(where: { $0.word == word }) {
            self = figure
            return
        }
        guard word.hasPrefix("field-") else { return nil }
        let parts = word.dropFirst(6).split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let object = CRMObject(rawValue: String(parts[0])) else { return nil }
        self = .field(object, CRMField(String(parts[1])))
    }

    var title: String {
        switch self {
        case .contacts: "Contacts enriched"
        case .companies: "Companies enriched"
        case .credits: "Credits used"
        case .restCalls: "REST API used"
        case .bulkCalls: "Bulk API used"
        case .matched: "Contacts matched"
        case .companyOnly: "Contacts with a company match only"
        case .noMatch: "Contacts unmatched"
        case .errors: "Contacts with errors"
        case .email(let quality): "E-mail addresses: \(quality.label.lowercased())"
        case .field(let object, let field): "\(object.rawValue) · \(field)"
        case .committeeContacts: "Buying committee: contacts created"
        case .committeeCredits: "Buying committee: credits charged"
        case .committeeAccounts: "Buying committee: accounts with new contacts"
        case .contactsTakenBack: "Contacts taken back"
        case .companiesTakenBack: "Companies taken back"
        }
    }

    /// What is added up.
    var lead: String {
        switch self {
        case .contacts, .companies:
            "Records with a match of which something was written. One that two runs enrich counts twice."
        case .credits: "What the runs were charged; an undo gives none back."
        case .restCalls, .bulkCalls: "Calls that the runs made of Salesforce, undone runs and undos among them."
        case .matched, .companyOnly, .noMatch, .errors: "What the runs found contacts and leads to be."
        case .email: "Of the contacts and leads that were enriched, what was known of the e-mail address then."
        case .field: "How often a value was written into the field."
        case .committeeContacts: "People who were made as contacts, or were there and enriched."
        case .committeeCredits: "What was paid for people of buying committees."
        case .committeeAccounts: "Accounts for which at least one contact was made or enriched; once in each run."
        case .contactsTakenBack, .companiesTakenBack:
            "Records whose fields an undo brought back to what they held before."
        }
    }

    /// Where the records of one run that count are listed.
    func path(in run: String) -> String {
        func records(_ parts: (name: String, value: String)...) -> String { Paths.run(run) + Paths.query(parts) }
        switch self {
        case .contacts, .companies, .contactsTakenBack, .companiesTakenBack:
            return records(("status", RunRecordLine.enriched))
        case .matched: return records(("status", RunRecord.Status.matched.rawValue))
        case .companyOnly: return records(("status", RunRecord.Status.companyOnly.rawValue))
        case .noMatch: return records(("status", RunRecord.Status.noMatch.rawValue))
        case .errors: return records(("status", RunRecord.Status.error.rawValue))
        case .email(let quality): return records(("email", quality.rawValue))
        case .committeeContacts, .committeeCredits, .committeeAccounts: return Paths.runFollowUps(run)
        case .credits: return records(("status", RunRecordLine.enriched))
        case .restCalls, .bulkCalls, .field: return Paths.run(run)
        }
    }
}

extension RecordFinding.Concern {
    func title(of side: RecordFinding.Side) -> String {
        switch self {
        case .moved: "Person Has Moved"
        case .defunct: "Defunct"
        case .duplicates: "Duplicates"
        case .companyOnly: "Company Match Only"
        case .unmatched: "Unmatched"
        case .errors: "Errors"
        }
    }

    /// Whether its records are known to be somebody.
    var hasProfiles: Bool { self == .defunct || self == .duplicates }

    /// What it means, and what to do.
    func lead(of side: RecordFinding.Side) -> String {
        switch (self, side) {
        case (.moved, _):
            "They have left the company that the record names. Let the job say what becomes of them, or change the record."
        case (.defunct, _):
            "The catalogue says that they do business no more. Look at the account before anybody calls."
        case (.duplicates, .people): "Several records are the same person. Merge them in Salesforce."
        case (.duplicates, .companies): "Several accounts are the same company. Merge them in Salesforce."
        case (.companyOnly, _): "The company is known, but not the person. Complete the name or the e-mail address."
        case (.unmatched, .people): "Nobody in the catalogue is this person for sure. The reason says what is missing."
        case (.unmatched, .companies):
            "No company of the catalogue is this account for sure. The reason says what is missing."
        case (.errors, _): "They could not be read or written. Each says what happened and what to do."
        }
    }
}

extension RecordFinding.Side {
    var title: String { self == .people ? "Contacts that require attention" : "Companies that require attention" }
    var noun: String { self == .people ? "contacts" : "companies" }
}
