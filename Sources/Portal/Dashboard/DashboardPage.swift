import Capabilities
import Enrichment
import HTML
import Store
import Telemetry

/// What enrichment came to: each figure leads to the runs of which it is the sum.
struct DashboardPage: Sendable {
    let viewer: Viewer
    let query: ListQuery
    let filter: DashboardQuery
    let connections: [OrgConnection]
    let figures: DashboardFigures
    let time: LocalTime

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Enrich dashboard",
                section: .dashboard,
                lead: "How enrichment has changed the records of your orgs, and which of them need somebody."
            ),
            viewer: viewer,
            """
            <section class="card" aria-label="Filter">\(form.html)</section>
            <div id="results" class="stack">\(figures.sums.isEmpty ? empty : body)</div>
            """
        )
    }

    private var form: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            choices: DashboardQuery.choices(connections),
            days: DashboardQuery.days,
            zone: time.zone.name
        )
    }

    private var body: HTML {
        """
        \(numbers.html)\(jobs.html)
        <div class="grid-2 is-even">
        <div class="stack">\
        \(Card(title: "Contact match rate", lead: "What the runs found contacts and leads to be").html(matchRate))\(committee)</div>
        \(Card(title: "E-mail quality", lead: "Of the contacts and leads that were enriched").html(emails))
        </div>
        <div class="grid-2 is-even">\(attention(.people))\(attention(.companies))</div>
        <div class="grid-main">
        \(fields)
        \(calls)
        </div>
        """
    }

    private func path(_ figure: RunFigure) -> String {
        filter.path(Paths.dashboardRuns, [("figure", figure.word)])
    }

    // MARK: Figures

    private var numbers: Figures {
        Figures(figures: [
            .init(
                name: "Contacts enriched",
                value: figures.contactsEnriched.formatted(.grouped),
                detail: takenBack(figures.contactsTakenBack),
                path: path(.contacts)
            ),
            .init(
                name: "Companies enriched",
                value: figures.companiesEnriched.formatted(.grouped),
                detail: takenBack(figures.companiesTakenBack),
                path: path(.companies)
            ),
            .init(name: "Credits used", value: figures.credits.formatted(.grouped), path: path(.credits)),
            .init(
                name: "Bulk API used",
                value: figures.bulkCalls.formatted(.grouped),
                detail: "calls",
                path: path(.bulkCalls)
            ),
            .init(
                name: "REST API used",
                value: figures.restCalls.formatted(.grouped),
                detail: "calls",
                path: path(.restCalls)
            ),
        ])
    }

    private var jobs: Figures {
        Figures(figures: [
            .init(
                name: "Last job",
                value: figures.last.map { time.moment($0.createdAt).relative } ?? "None",
                detail: figures.last?.name,
                path: figures.last.map { Paths.run($0.id.rawValue) }
            ),
            .init(
                name: "Next job",
                value: figures.next.map { time.moment($0.at).relative } ?? "None",
                detail: figures.next?.name
                    ?? (filter.filter.origin == .instant ? "they follow no schedule" : "by hand only"),
                path: figures.next.map { Paths.enrichJob($0.job.rawValue) } ?? Paths.enrichJobs
            ),
        ])
    }

    private func takenBack(_ count: Int) -> String? {
        count > 0 ? "\(count.formatted(.grouped)) taken back since" : nil
    }

    private var matchRate: HTML {
        let parts: [(String, Int, Int, RunFigure)] = [
            ("Matched", figures.matched, 1, .matched),
            ("Company Match Only", figures.companyOnly, 2, .companyOnly),
            ("Unmatched", figures.unmatched, 4, .noMatch),
        ]
        let chart = DonutChart(
            name: "Contact match rate",
            noun: "contacts",
            parts: parts.map { .init(name: $0.0, value: $0.1, colour: $0.2, path: path($0.3)) }
        )
        guard chart.total > 0 else {
            return none(
                "No contact or lead was looked at",
                "As soon as a job for contacts or leads runs, its match rate is drawn here."
            )
        }
        let errors: HTML? =
            figures.errors > 0
            ? """
            <p class="muted"><a href="\(path(.errors))">\(figures.errors, .grouped) with errors</a> are none of these.</p>
            """ : nil
        return "\(chart.html)\(errors)"
    }

    private var emails: HTML {
        let counts = EmailQuality.allCases.map { ($0, figures.emails($0)) }
        guard counts.contains(where: { $0.1 > 0 }) else {
            return none(
                "No e-mail address yet",
                "When contacts or leads are enriched, what the catalogue knows of their e-mail addresses is counted here."
            )
        }
        let highest = max(1, counts.map(\.1).max() ?? 1)
        let shown = counts.filter { $0.0 != .unchecked || $0.1 > 0 }
        return "<ul class=\"bars is-explained\">\(each: shown, { bar($0.0, $0.1, of: highest) })</ul>"
    }

    private func bar(_ quality: EmailQuality, _ count: Int, of highest: Int) -> HTML {
        """
        <li><a class="name" href="\(path(.email(quality)))">\(quality.label)</a><span class="number">\(count, .grouped)</span>\
        <svg class="chart chart-\(quality.colour)" height="8" aria-hidden="true">\
        <rect class="track" width="100%" height="8" rx="4"/>\
        <rect class="fill" width="\(svgPercent(Double(count) / Double(highest)))" height="8" rx="4"/></svg>\
        <small>\(quality.sentence)</small></li>
        """
    }

    // MARK: Attention

    private func attention(_ side: RecordFinding.Side) -> HTML {
        let counts = figures.concerns[side] ?? [:]
        let page = side == .people ? Paths.dashboardContacts : Paths.dashboardCompanies
        let lines = RecordFinding.Concern.all(of: side).map { concern -> HTML in
            let count = counts[concern, default: 0]
            return """
                <li><a href="\(filter.path(page, [("list", concern.rawValue)]))">\(concern.title(of: side))</a>\
                <span class="number\(when: count == 0, " muted")">\(count, .grouped)</span></li>
                """
        }
        return Card(
            title: side.title,
            lead: "By the latest that was found of each",
            actions: Button(text: "See all", isSmall: true).link(to: filter.path(page))
        ).html("<ul class=\"legend concerns\">\(lines.joined())</ul>")
    }

    // MARK: Fields

    private static let fieldsShown = 12

    private var fields: HTML {
        let fields = figures.fields.filter { $0.total.times > 0 }
        guard !fields.isEmpty else {
            return Card(title: "Fields enriched").html(
                none("No field was written", "Every field that a run writes is listed here, the most written first.")
            )
        }
        let more = Array(fields.dropFirst(DashboardPage.fieldsShown))
        return Card(
            title: "Fields enriched",
            lead: "How often each was written, and the value written most often where many records share one",
            isPadded: false
        ).html(
            """
            \(table(Array(fields.prefix(DashboardPage.fieldsShown))).html)\
            \(when: !more.isEmpty, "<details class=\"field-totals\"><summary>\(more.count) more fields</summary>\(table(more).html)</details>")
            """
        )
    }

    private func table(_ fields: [DashboardFigures.Field]) -> Table {
        Table(
            caption: "Fields enriched",
            columns: [.init(title: "Field"), .init(title: "Enriched", isNumber: true), .init(title: "Top value")],
            rows: fields.map { field in
                let total = field.total
                let takenBack: HTML? =
                    total.takenBack > 0 ? "<small>\(total.takenBack, .grouped) taken back</small>" : nil
                return Table.Row(cells: [
                    "<span class=\"cell-main mono\">\(total.field.rawValue)</span><small>\(total.object.plural)</small>",
                    "<a href=\"\(path(.field(total.object, total.field)))\">\(total.times, .grouped)</a>\(takenBack)",
                    field.top.map { "<bdi class=\"told\">\($0.value)</bdi><small>\($0.times, .grouped) times</small>" }
                        ?? .empty,
                ])
            }
        )
    }

    private var committee: HTML {
        let committee = figures.committee
        guard committee != CommitteeFigures() || figures.committeeTakenBack > 0 else {
            return Card(title: "Buying committee").html(
                """
                <p class="muted">No contact was made for a buying committee. A job for accounts can make them; it says so under \
                <a href="\(Paths.enrichJobs)">Scheduled Enrich</a>.</p>
                """
            )
        }
        func link(_ figure: RunFigure, _ value: Int) -> HTML { "<a href=\"\(path(figure))\">\(value, .grouped)</a>" }
        var pairs: [(name: String, value: HTML)] = [
            ("Contacts created", link(.committeeContacts, committee.contacts)),
            ("Credits charged", link(.committeeCredits, committee.credits)),
            ("Accounts with new contacts", link(.committeeAccounts, committee.accounts)),
        ]
        if figures.committeeTakenBack > 0 {
            pairs.append(("Taken back since", "\(figures.committeeTakenBack, .grouped)"))
        }
        return Card(title: "Buying committee", lead: "Created, or there and enriched").html(Pairs(pairs).html)
    }

    /// What each org was asked for today, and what it grants.
    private var calls: HTML {
        guard !figures.allowances.isEmpty else { return .empty }
        let pairs = figures.allowances.map { one -> (name: String, value: HTML) in
            let limit: HTML =
                one.limit.map { "of \($0, .grouped) that it may use" } ?? "with no limit of its own"
            let org: HTML =
                one.org.map { org in
                    """
                    <br>The org: \(org.used, .grouped) of \(org.granted, .grouped) calls within 24 hours, as of \
                    \(time.moment(org.at).html)
                    """
                } ?? .empty
            return (one.name, "Loam today: \(one.usedToday, .grouped) calls \(limit)\(org)")
        }
        return Card(title: "API limits").html(Pairs(pairs).html)
    }

    // MARK: Where nothing is

    private func none(_ title: String, _ text: String) -> HTML { "<p><strong>\(title).</strong> \(text)</p>" }

    private var empty: HTML { "<section class=\"card\">\(emptyState.html)</section>" }

    private var emptyState: EmptyState {
        if query.isFiltered {
            return EmptyState(
                icon: .chart,
                title: "No run fits",
                text: "No run of this type began in this org and time.",
                action: Button(text: "Show all time").link(
                    to: Paths.dashboard + Paths.query([("period", DashboardFilter.Preset.all.rawValue)])
                )
            )
        }
        if connections.isEmpty {
            return EmptyState(
                icon: .cloud,
                title: "Connect Salesforce first",
                text: "Then make a job that enriches its accounts, contacts or leads; what it does is counted here.",
                action: Button(text: "Salesforce", style: .primary).link(to: Paths.salesforce)
            )
        }
        return EmptyState(
            icon: .chart,
            title: figures.jobs == 0 ? "Make a job first" : "No run in the last 30 days",
            text: figures.jobs == 0
                ? "A job says which records are enriched, with which fields, and when. What it does is counted here."
                : "Run a job, or look at an earlier time.",
            action: Button(text: "Scheduled Enrich", style: .primary).link(to: Paths.enrichJobs)
                + (figures.jobs == 0
                    ? .empty
                    : Button(text: "Show all time").link(
                        to: Paths.dashboard + Paths.query([("period", DashboardFilter.Preset.all.rawValue)])
                    ))
        )
    }
}

extension EmailQuality {
    fileprivate var colour: Int {
        switch self {
        case .valid: 1
        case .invalid: 4
        case .unverifiable: 3
        case .disposable: 5
        case .unknown: 2
        case .unchecked: 6
        }
    }
}
