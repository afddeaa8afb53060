import Capabilities
import Enrichment
import HTTP
import Store
import Telemetry

extension API {
    private static let dashboardFilter: [Operation.Parameter] = [
        .init("type", .words(Run.Origin.allCases.map(\.rawValue)), "Only what was set off so; any when not said."),
        .init("connection", .id, "Only this connection."),
        .init(
            "period",
            .words(DashboardFilter.Preset.allCases.map(\.rawValue)),
            "By the organisation's clock; 30d when neither this nor a day is said."
        ),
        .init("from", .text, "The first day, as in 2026-11-01, in place of a period."),
        .init("until", .text, "The last day, which counts with all its hours."),
    ]

    var dashboard: [Operation] {
        [
            Operation(
                method: .get,
                path: "/v1/dashboard",
                name: "showDashboard",
                summary: "Show what enrichment came to: sums over what runs settled",
                needs: .inspect,
                query: API.dashboardFilter,
                answer: .init(.named("Dashboard"), "The figures."),
                run: showDashboard
            ),
            Operation(
                method: .get,
                path: "/v1/attention",
                name: "listAttention",
                summary: "List records that need somebody's attention, by the latest that a run found of each",
                needs: .inspect,
                query: [
                    .init("of", .words(RecordFinding.Side.allCases.map(\.rawValue)), "people when not said."),
                    .init(
                        "list",
                        .words(RecordFinding.Concern.allCases.map(\.rawValue)),
                        "Which list; people have no defunct, companies no moved and company_only."
                    ),
                    .init(
                        "name",
                        .text,
                        "Only records whose name has, for each of these words, a word that begins with it."
                    ),
                ] + API.dashboardFilter + Page.keyed,
                answer: .init(
                    .object([
                        .init(
                            "records",
                            .list(.named("AttentionRecord")),
                            "The records of the page, by name; with a name, there may be fewer than asked for, or none, and a next."
                        ),
                        .init(
                            "counts",
                            .map(.integer(0...Int.max)),
                            "How many there are on each list of the side; with a name, at least so many from 100 on."
                        ),
                        Page.next,
                    ]),
                    "A page of a list."
                ),
                run: listAttention
            ),
        ]
    }

    private func filter(_ query: inout QueryInput) -> DashboardFilter {
        var filter = DashboardFilter()
        filter.origin = query.word("type", Run.Origin.self)
        filter.connection = query.id("connection", of: OrgConnection.self)
        if let preset = query.word("period", DashboardFilter.Preset.self) { filter.period = .preset(preset) }
        let fault = "Expected a day, as in 2026-11-01."
        let first = query.read("from", fault) { CivilDate(iso8601: $0) }
        let last = query.read("until", fault) { CivilDate(iso8601: $0) }
        if first != nil || last != nil { filter.period = .days(first, last) }
        return filter
    }

    private func showDashboard(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let filter = filter(&query)
        try query.check()
        return try .json(DashboardBody(try await app.dashboard.figures(filter, by: caller)))
    }

    private func listAttention(_ request: Request, _ query: QueryInput, _ caller: Caller) async throws -> Response {
        var query = query
        let side = query.word("of", RecordFinding.Side.self) ?? .people
        let concern = query.read("list", API.listFault(side)) { word in
            RecordFinding.Concern.all(of: side).first { $0.rawValue == word }
        }
        var list = AttentionLists.Query(side, concern)
        list.filter = filter(&query)
        list.search = query.text("name") ?? ""
        let place = query.read("after", "Expected the next of another page.") { RecordFinding.Place(text: $0) }
        let size = query.size()
        try query.check()
        let page = try await app.attention.page(list, after: place, size: size, by: caller)
        let owners = try await app.attention.owners(of: page.findings.compactMap(\.profile), by: caller)
        let next = page.next?.text
        return try Response.json(AttentionBody(page, owners, next: next)).linkingNext(request, "after", next)
    }

    private static func listFault(_ side: RecordFinding.Side) -> String {
        "Expected one of \(RecordFinding.Concern.all(of: side).map(\.rawValue).joined(separator: ", "))."
    }
}

// MARK: - What is answered

struct DashboardBody: Encodable {
    let from: String?
    let until: String?
    let contactsEnriched: Int
    let companiesEnriched: Int
    let contactsTakenBack: Int
    let companiesTakenBack: Int
    let credits: Int
    let bulkCalls: Int
    let restCalls: Int
    let lastRun: String?
    let lastRunAt: Timestamp?
    let nextJob: String?
    let nextJobAt: Timestamp?
    let matched: Int
    let companyOnly: Int
    let unmatched: Int
    let errors: Int
    let emails: [String: Int]
    let fields: [DashboardFieldBody]
    let committeeContacts: Int
    let committeeCredits: Int
    let committeeAccounts: Int
    let committeeTakenBack: Int
    let limits: [DashboardLimitBody]
    let people: [String: Int]
    let companies: [String: Int]

    init(_ figures: DashboardFigures) {
        (from, until) = (figures.days.first?.description, figures.days.last?.description)
        (contactsEnriched, companiesEnriched) = (figures.contactsEnriched, figures.companiesEnriched)
        (contactsTakenBack, companiesTakenBack) = (figures.contactsTakenBack, figures.companiesTakenBack)
        (credits, bulkCalls, restCalls) = (figures.credits, figures.bulkCalls, figures.restCalls)
        (lastRun, lastRunAt) = (figures.last?.id.rawValue, figures.last?.createdAt)
        (nextJob, nextJobAt) = (figures.next?.job.rawValue, figures.next?.at)
        (matched, companyOnly, unmatched, errors) =
            (figures.matched, figures.companyOnly, figures.unmatched, figures.errors)
        emails = Dictionary(uniqueKeysWithValues: EmailQuality.allCases.map { ($0.rawValue, figures.emails($0)) })
        fields = figures.fields.filter { $0.total.times > 0 }.map(DashboardFieldBody.init)
        let committee = figures.committee
        (committeeContacts, committeeCredits) = (committee.contacts, committee.credits)
        (committeeAccounts, committeeTakenBack) = (committee.accounts, figures.committeeTakenBack)
        limits = figures.allowances.map(DashboardLimitBody.init)
        people = AttentionBody.counts(figures.concerns[.people] ?? [:])
        companies = AttentionBody.counts(figures.concerns[.companies] ?? [:])
    }

    private static let count = Schema.integer(0...Int.max)

    static let schema = Schema.object([
        .init("from", .text, optional: true, "The first day that is added up; left out for all time."),
        .init("until", .text, optional: true, "The last day that is added up."),
        .init("contactsEnriched", count, "Contacts and leads with a match of which something was written."),
        .init("companiesEnriched", count, "Accounts with a match of which something was written."),
        .init("contactsTakenBack", count, "Contacts and leads that an undo brought back."),
        .init("companiesTakenBack", count, "Accounts that an undo brought back."),
        .init("credits", count, "What the runs were charged."),
        .init("bulkCalls", count, "Bulk calls that the runs made of Salesforce."),
        .init("restCalls", count, "REST calls that the runs made of Salesforce."),
        .init("lastRun", .id, optional: true, "The newest run."),
        .init("lastRunAt", .time, optional: true, "When it began."),
        .init("nextJob", .id, optional: true, "The job that runs next by its schedule."),
        .init("nextJobAt", .time, optional: true, "When it will."),
        .init("matched", count, "Contacts and leads that were found."),
        .init("companyOnly", count, "Contacts and leads of whom only the company was found."),
        .init("unmatched", count, "Contacts and leads that were not found."),
        .init("errors", count, "Contacts and leads that could not be read or written."),
        .init("emails", .map(count), "Of those enriched, what is known of the e-mail address."),
        .init("fields", .list(.named("DashboardField")), "The fields that were written most often first."),
        .init("committeeContacts", count, "People of buying committees who were made or enriched."),
        .init("committeeCredits", count, "What was paid for them."),
        .init("committeeAccounts", count, "Accounts for which at least one was."),
        .init("committeeTakenBack", count, "People of buying committees whom an undo took back."),
        .init("limits", .list(.named("DashboardLimit")), "What each org was asked for today, and what it grants."),
        .init("people", .map(count), "How many contacts and leads need attention, by list."),
        .init("companies", .map(count), "How many accounts need attention, by list."),
    ])
}

struct DashboardFieldBody: Encodable {
    let object: String
    let field: String
    let enriched: Int
    let takenBack: Int
    let topValue: String?
    let topValueTimes: Int?

    init(_ field: DashboardFigures.Field) {
        (object, self.field) = (field.total.object.rawValue, field.total.field.rawValue)
        (enriched, takenBack) = (field.total.times, field.total.takenBack)
        (topValue, topValueTimes) = (field.top?.value, field.top?.times)
    }

    static let schema = Schema.object([
        .init("object", .words(CRMObject.allCases.map(\.rawValue)), "The object."),
        .init("field", .text, "Its API name."),
        .init("enriched", .integer(0...Int.max), "How often a value was written into it."),
        .init("takenBack", .integer(0...Int.max), "How often an undo brought it back."),
        .init(
            "topValue",
            .text,
            optional: true,
            "The value that was written most often, where many records share one."
        ),
        .init("topValueTimes", .integer(1...Int.max), optional: true, "How often that was."),
    ])
}

struct DashboardLimitBody: Encodable {
    let connection: String
    let name: String
    let usedToday: Int
    let limit: Int?
    let orgUsed: Int?
    let orgGranted: Int?
    let orgAt: Timestamp?

    init(_ one: DashboardFigures.Allowance) {
        (connection, name) = (one.connection.rawValue, one.name)
        (usedToday, limit) = (one.usedToday, one.limit)
        (orgUsed, orgGranted, orgAt) = (one.org?.used, one.org?.granted, one.org?.at)
    }

    static let schema = Schema.object([
        .init("connection", .id, "The connection."),
        .init("name", .text, "Its name."),
        .init("usedToday", .integer(0...Int.max), "Calls of Loam today, whatever for."),
        .init("limit", .integer(0...Int.max), optional: true, "How many it may make in a day."),
        .init("orgUsed", .integer(0...Int.max), optional: true, "Calls of all programs within 24 hours."),
        .init("orgGranted", .integer(0...Int.max), optional: true, "How many the org grants within 24 hours."),
        .init("orgAt", .time, optional: true, "When the org said so."),
    ])
}

struct AttentionBody: Encodable {
    let records: [AttentionRecordBody]
    let counts: [String: Int]
    let next: String?

    init(_ page: AttentionLists.Page, _ owners: [ProfileID: CompanyOwners], next: String?) {
        records = page.findings.map { AttentionRecordBody($0, $0.profile.flatMap { owners[$0] }) }
        counts = AttentionBody.counts(page.counts.mapValues(\.records))
        self.next = next
    }

    static func counts(_ counts: [RecordFinding.Concern: Int]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }
}

struct AttentionRecordBody: Encodable {
    let record: String
    let object: String
    let connection: String
    let run: String
    let foundAt: Timestamp
    let name: String
    let title: String
    let company: String
    let newCompany: String
    let profileKind: String?
    let profile: String?
    let copies: Int
    let reason: String?
    let error: String?
    let parent: CompanyOwnerBody?
    let ultimateParent: CompanyOwnerBody?

    init(_ one: RecordFinding, _ owners: CompanyOwners?) {
        (record, object) = (one.record.text, one.object.rawValue)
        (connection, run, foundAt) = (one.connection.rawValue, one.run.rawValue, one.foundAt)
        (name, title, company, newCompany) = (one.name, one.title, one.company, one.newCompany)
        (profileKind, profile) = (one.profile?.kind.rawValue, one.profile.map { String($0.number) })
        (copies, reason, error) = (one.copies, one.reason?.rawValue, one.error)
        (parent, ultimateParent) = (
            owners.map { CompanyOwnerBody($0.parent) }, owners.map { CompanyOwnerBody($0.ultimate) }
        )
    }

    static let schema = Schema.object([
        .init("record", .text, "The record's id in Salesforce."),
        .init("object", .words(CRMObject.allCases.map(\.rawValue)), "What it is."),
        .init("connection", .id, "In which org."),
        .init("run", .id, "The run that found it so."),
        .init("foundAt", .time, "When that was."),
        .init("name", .text, "As the record says it; empty where it says none."),
        .init("title", .text, "As the record says it."),
        .init("company", .text, "As the record says it."),
        .init("newCompany", .text, "Of a person who has moved, where they are now."),
        .init(
            "profileKind",
            .words(ProfileID.Kind.allCases.map(\.rawValue)),
            optional: true,
            "What the profile is of."
        ),
        .init("profile", .text, optional: true, "The profile that was found."),
        .init("copies", .integer(1...Int.max), "How many records of the org are this profile."),
        .init("reason", .words(NoMatchReason.allCases.map(\.rawValue)), optional: true, "Why there is no match."),
        .init("error", .text, optional: true, "What happened, and what to do."),
        .init(
            "parent",
            .named("CompanyOwner"),
            optional: true,
            "Of a company that is found: the nearest that owns it."
        ),
        .init(
            "ultimateParent",
            .named("CompanyOwner"),
            optional: true,
            "Of a company that is found: the one at the top of its family."
        ),
    ])
}

/// A company that owns another.
struct CompanyOwnerBody: Encodable {
    let profile: String
    let name: String

    init(_ owner: CompanyOwners.Owner) { (profile, name) = (String(owner.number), owner.name) }

    static let schema = Schema.object([
        .init("profile", .text, "Its profile in the catalogue."), .init("name", .text, "Its name."),
    ])
}
