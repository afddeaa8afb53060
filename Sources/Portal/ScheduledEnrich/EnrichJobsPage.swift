import Enrichment
import HTML
import HTTP

/// The jobs of Scheduled Enrich.
struct EnrichJobsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let description: String
        /// "Accounts"
        let object: String
        let orgName: String
        /// Why nothing runs although the job is on.
        let trouble: String?
        let interval: String
        /// When it runs, in words.
        let schedule: String
        let created: Moment
        let creator: String?
        let next: Moment?
        let isOn: Bool
        let alerts: Bool
    }

    let viewer: Viewer
    let query: ListQuery
    let lines: [Line]
    /// Whether there are any, also of those that do not fit.
    let hasJobs: Bool
    /// Whether there is an org to make jobs for.
    let isConnected: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Scheduled Enrich",
                section: .scheduledEnrich,
                lead: "Jobs keep the records of your Salesforce orgs in step with the catalogue.",
                actions: hasJobs ? newJob : .empty
            ),
            viewer: viewer,
            """
            \(EnrichTabs.html(.jobs))
            <section class="card table-card jobs-table" aria-label="Jobs">\(when: hasJobs, filter.html)\
            <div id="results">\(lines.isEmpty ? empty.html : table.html)</div></section>
            """
        )
    }

    static func query(_ query: Query) -> ListQuery {
        ListQuery(path: Paths.enrichJobs, reading: query, filters: ["name", "object", "status"])
    }

    private var filter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            search: ("name", "Name"),
            choices: [
                .init(
                    name: "object",
                    label: "Object",
                    options: [.init(value: "", text: "Any object")]
                        + CRMObject.allCases.map { .init(value: $0.rawValue, text: $0.plural) }
                ),
                .init(
                    name: "status",
                    label: "Status",
                    options: [
                        .init(value: "", text: "On or off"), .init(value: "on", text: "On"),
                        .init(value: "off", text: "Off"),
                    ]
                ),
            ]
        )
    }

    private var newJob: HTML {
        guard viewer.mayChange, isConnected else { return .empty }
        return Button(text: "Import").dialog(at: Paths.importEnrichJob)
            + Button(text: "New job", icon: .plus, style: .primary).link(to: Paths.newEnrichJob)
    }

    private var empty: EmptyState {
        if hasJobs {
            return EmptyState(
                icon: .clock,
                title: "No job fits",
                text: "Choose another name, object or status to see more.",
                action: Button(text: "Show all jobs").link(to: query.path)
            )
        }
        guard isConnected else {
            return .noOrgYet(
                viewer,
                "Connect one first; then make a job that enriches its accounts, contacts or leads.",
                whoOnlyLooks: "Once an admin has connected one, the jobs that enrich it are listed here."
            )
        }
        return EmptyState(
            icon: .clock,
            title: "No jobs yet",
            text: viewer.mayChange
                ? "A job says which records are enriched, with which fields, and when."
                : "Once an admin has made a job, it is listed here.",
            action: newJob
        )
    }

    private var table: Table {
        Table(
            caption: "Jobs",
            columns: [
                .init(title: "Job"), .init(title: "Object"), .init(title: "Interval"),
                .init(title: "Created", isMinor: true),
                .init(title: "Next run"), .init(title: "Status"), .init(title: "Alerts"),
                .init(title: "Actions", isActions: true),
            ],
            rows: lines.map(row)
        )
    }

    private func row(_ line: Line) -> Table.Row {
        Table.Row(
            cells: [
                """
                <a class="cell-main" href="\(Paths.enrichJob(line.id))">\(line.name)</a>\
                \(when: !line.description.isEmpty, "<small class=\"clamped\">\(line.description)</small>")
                """,
                "\(line.object)<small>\(line.orgName)</small>",
                "<span title=\"\(line.schedule)\">\(line.interval)</span>",
                "\(line.created.html)\(line.creator.map { "<small>\($0)</small>" as HTML })",
                next(line),
                toggle(line, line.isOn, query.address(at: Paths.enrichJobStatus(line.id)), "Status"),
                toggle(line, line.alerts, query.address(at: Paths.enrichJobAlerts(line.id)), "Alerts"),
                actions(line),
            ],
            isOff: !line.isOn
        )
    }

    private func next(_ line: Line) -> HTML {
        let trouble = line.isOn ? line.trouble.map { "<small>\($0)</small>" as HTML } : nil
        guard let next = line.next else {
            return "<span class=\"muted\">\(line.isOn ? "By hand" : "None")</span>\(trouble)"
        }
        return "<time datetime=\"\(next.iso)\" title=\"\(next.exact)\">\(next.stamp)</time>\(trouble)"
    }

    /// A form of one button, which says what is and does the other, and leads back to the table as it is narrowed down.
    private func toggle(_ line: Line, _ isOn: Bool, _ path: String, _ what: String) -> HTML {
        guard viewer.mayChange else { return Badge(text: isOn ? "On" : "Off", tone: isOn ? .green : .neutral).html }
        return """
            <form method="post" action="\(path)">\(FormToken.field(viewer.token))\
            <button type="submit" class="switch" role="switch" aria-checked="\(isOn ? "true" : "false")" name="on" \
            value="\(isOn ? "off" : "on")" title="\(isOn ? "On" : "Off")"><span class="visually-hidden">\(what) of \(line.name)</span></button></form>
            """
    }

    private func actions(_ line: Line) -> HTML {
        let runs = Paths.runs + Paths.query([("job", line.id)])
        guard viewer.mayChange else {
            return Button(text: "Runs", isSmall: true, object: "of \(line.name)").link(to: runs)
        }
        return """
            \(Button(text: "Run now", isSmall: true, object: line.name).post(to: Paths.enrichJobRun(line.id), token: viewer.token))\
            <details class="menu"><summary class="button is-quiet is-small" aria-label="More for \(line.name)">\
            \(Icon.menu.html)</summary><div class="menu-panel">\
            <form method="post" action="\(Paths.enrichJobRun(line.id))">\(FormToken.field(viewer.token))\
            <button class="menu-item" type="submit" name="purpose" value="preview">\(Icon.eye.html)Preview</button></form>\
            <a class="menu-item" href="\(runs)">\(Icon.again.html)Runs</a>\
            <a class="menu-item" href="\(Paths.enrichJob(line.id))">\(Icon.pencil.html)Edit</a>\
            <form method="post" action="\(Paths.enrichJobClone(line.id))">\(FormToken.field(viewer.token))\
            <button class="menu-item" type="submit">\(Icon.copy.html)Clone</button></form>\
            <a class="menu-item" href="\(Paths.enrichJobExport(line.id))">\(Icon.download.html)Export</a>\
            <a class="menu-item" href="\(Paths.enrichJobDeletion(line.id))" data-opens-dialog>\(Icon.trash.html)Delete</a>\
            </div></details>
            """
    }
}

/// The pages of Scheduled Enrich.
enum EnrichTabs: CaseIterable {
    case jobs, matchInputs

    static func html(_ current: EnrichTabs) -> HTML {
        Tabs(
            label: "Scheduled Enrich",
            tabs: allCases.map { Tabs.Tab(text: $0.title, path: $0.path, isCurrent: $0 == current) }
        ).html
    }

    private var title: String {
        switch self {
        case .jobs: "Jobs"
        case .matchInputs: "Match inputs"
        }
    }

    private var path: String {
        switch self {
        case .jobs: Paths.enrichJobs
        case .matchInputs: Paths.matchInputs
        }
    }
}
