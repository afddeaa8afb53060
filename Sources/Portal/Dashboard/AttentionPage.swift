import Capabilities
import Enrichment
import HTML
import HTTP
import Store
import Telemetry

/// Records that need somebody's attention, a tab for each reason.
struct AttentionPage: Sendable {
    let viewer: Viewer
    let side: RecordFinding.Side
    let concern: RecordFinding.Concern
    let query: ListQuery
    let filter: DashboardQuery
    let found: AttentionLists.Page
    /// Of the list of duplicates.
    let shared: [ProfileID: SharedProfile]
    let names: [ProfileID: String]
    /// Of the companies of the page.
    let owners: [ProfileID: CompanyOwners]
    let exportRows: ExportRows
    let isFurther: Bool
    let time: LocalTime

    /// How many a page has at most.
    static let records = 50
    static let groups = 25

    static func query(_ side: RecordFinding.Side, _ query: Query) -> ListQuery {
        ListQuery(
            path: path(of: side),
            reading: query,
            filters: ["list", "name", "profile"] + DashboardQuery.names,
            sorts: RecordFinding.Order.allCases.map(\.rawValue),
            usually: (RecordFinding.Order.name.rawValue, .ascending)
        )
    }

    static func path(of side: RecordFinding.Side) -> String {
        side == .people ? Paths.dashboardContacts : Paths.dashboardCompanies
    }

    var html: HTML {
        Layout.page(
            PageHead(
                title: side.title,
                section: .dashboard,
                lead: concern.lead(of: side),
                crumbs: [.init(text: "Enrich dashboard", path: filter.path(Paths.dashboard))],
                actions: Button(
                    text: other == .people ? "Contacts" : "Companies",
                    icon: other == .people ? .contact : .company
                )
                .link(to: filter.path(AttentionPage.path(of: other)))
            ),
            viewer: viewer,
            """
            <section class="card" aria-label="Filter">\(form.html)</section>
            <div id="results" class="stack">\(tabs)\
            <section class="card table-card" aria-label="\(concern.title(of: side))">\(results)</section></div>
            """
        )
    }

    private var other: RecordFinding.Side { side == .people ? .companies : .people }

    private var tabs: HTML {
        Tabs(
            label: side.title,
            tabs: RecordFinding.Concern.all(of: side).map { one in
                Tabs.Tab(
                    text: one.title(of: side),
                    path: filter.path(query.path, [("list", one.rawValue)]),
                    isCurrent: one == concern,
                    count: number(one).records,
                    isLeast: number(one).isLeast
                )
            }
        ).html
    }

    private func number(_ concern: RecordFinding.Concern) -> RecordFinding.Number {
        found.counts[concern] ?? RecordFinding.Number(0)
    }

    private var form: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            search: ("name", "Name"),
            choices: DashboardQuery.choices(Array(found.connections.values).sorted { $0.name < $1.name }),
            days: DashboardQuery.days,
            zone: time.zone.name,
            actions: hidden
        )
    }

    /// Which list it is stays when the filter changes.
    private var hidden: HTML {
        let kept = ["list", "profile"].filter { !query[$0].isEmpty }
        return "\(each: kept, { "<input type=\"hidden\" name=\"\($0)\" value=\"\(query[$0])\">" })"
    }

    private var file: String {
        query.address(at: side == .people ? Paths.dashboardContactsFile : Paths.dashboardCompaniesFile)
    }

    private var results: HTML {
        guard !found.findings.isEmpty else { return found.next.map(notYet) ?? empty.html }
        return table.html
            + OlderPager(
                query: query,
                noun: noun,
                count: found.findings.count,
                isFurther: isFurther,
                older: found.next?.text,
                actions: Button(text: "Export CSV", icon: .download, isSmall: true).link(to: file),
                words: (first: "First page", further: "Next page")
            ).html + limit
    }

    private var noun: String {
        switch (isGrouped, found.findings.count == 1) {
        case (true, true): "profile"
        case (true, false): "profiles"
        case (false, true): side == .people ? "contact" : "company"
        case (false, false): side.noun
        }
    }

    /// Many names have one of the words that are asked for, and none of those that were looked at has all.
    private func notYet(_ next: RecordFinding.Place) -> HTML {
        EmptyState(
            icon: .search,
            title: "None yet",
            text: query["name"].isEmpty
                ? "Thousands of records here are a profile that stands on an earlier page."
                : "Many names have one of these words. None of those looked at so far has all of them.",
            action: Button(text: "Search further").link(to: query.address(after: next.text))
        ).html
    }

    private var limit: HTML {
        guard let most = exportRows.number, number(concern).records > most else { return .empty }
        return """
            <footer class="card-foot"><p class="muted">The file holds the first \(most, .grouped) of them\
            \(when: viewer.mayChange, "; under <a href=\"\(Paths.settings)\">Organisation</a> you choose another number").</p></footer>
            """
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .check,
            title: isNarrowed ? "None fits" : "Nothing to do here",
            text: isNarrowed
                ? "Choose another time, org or name to see more."
                : "No record is on this list. What a run finds comes here by itself.",
            action: isNarrowed
                ? Button(text: "Show all").link(
                    to: query.path
                        + Paths.query([("list", concern.rawValue), ("period", DashboardFilter.Preset.all.rawValue)])
                ) : .empty
        )
    }

    private var isNarrowed: Bool { query.filters.contains { $0.name != "list" && !$0.value.isEmpty } || isFurther }

    // MARK: The table

    private var table: Table { isGrouped ? duplicates : listed }

    private var listed: Table {
        Table(
            caption: concern.title(of: side),
            columns: [.init(title: "Name", sort: RecordFinding.Order.name.rawValue)]
                + (side == .people
                    ? [.init(title: "Title"), .init(title: "Company")]
                    : concern.hasProfiles ? [.init(title: "Parent company"), .init(title: "Ultimate parent")] : [])
                + [
                    .init(title: finding), .init(title: "Found", sort: RecordFinding.Order.found.rawValue),
                    .init(title: "Links", isActions: true),
                ],
            rows: found.findings.map { one in Table.Row(cells: cells(one)) },
            query: query
        )
    }

    /// What the column says that is only this list's.
    private var finding: String {
        switch concern {
        case .moved: "Is now at"
        case .defunct: "Company"
        case .duplicates: "Same profile"
        case .companyOnly: "Known company"
        case .unmatched: "Reason"
        case .errors: "What happened"
        }
    }

    private func cells(_ one: RecordFinding) -> [HTML] {
        let person: [HTML] =
            side == .people
            ? [told(one.title), told(one.company)] : []
        let family = side == .companies && concern.hasProfiles ? family(of: one.profile.flatMap { owners[$0] }) : []
        return [main(one)] + person + family + [said(of: one), time.moment(one.foundAt).html, links(one)]
    }

    func main(_ one: RecordFinding) -> HTML {
        """
        <a class="cell-main" href="\(Paths.recordHistory(one.record.text))"><bdi class="told">\(name(of: one))</bdi></a>\
        <small>\(one.object.rawValue)</small>
        """
    }

    /// What a record says; where it says nothing a phone shows no label for it.
    func told(_ text: String) -> HTML { text.isEmpty ? .empty : "<bdi class=\"told\">\(text)</bdi>" }

    private func name(of one: RecordFinding) -> String { one.name.isEmpty ? one.record.text : one.name }

    private func family(of owners: CompanyOwners?) -> [HTML] {
        guard let owners else { return ["", ""] }
        return [owners.parent, owners.ultimate].map { "<a href=\"\(Paths.company($0.number))\">\($0.name)</a>" }
    }

    private func said(of one: RecordFinding) -> HTML {
        switch concern {
        case .moved: told(one.newCompany)
        case .defunct, .companyOnly, .duplicates: one.profile.map(link) ?? .empty
        case .unmatched: "\(one.reason?.label ?? "")"
        case .errors: "\(one.error ?? "")"
        }
    }

    private func link(_ profile: ProfileID) -> HTML { RunRecordLine.link(to: profile, names[profile]) }

    func links(_ one: RecordFinding) -> HTML {
        let name = name(of: one)
        let history = Button(text: "History", isSmall: true, object: "of \(name)")
            .link(to: Paths.recordHistory(one.record.text))
        guard let org = found.connections[one.connection]?.orgAddress else { return history }
        return """
            <a class="button is-small" href="\(org)/\(one.record.text)" rel="noreferrer">Salesforce\
            <span class="visually-hidden"> record of \(name)</span></a>\(history)
            """
    }
}
