import Enrichment
import HTML
import Store
import Telemetry

/// Every run, the newest first, while it goes on and afterwards.
struct RunsPage: Sendable {
    let viewer: Viewer
    let query: ListQuery
    let lines: RunLines
    let isFurther: Bool
    let older: String?
    /// The jobs that there are, by name.
    let jobs: [Field.Option]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Runs",
                section: .runs,
                lead: "What jobs have read, planned and written, record by record.",
                actions: Button(text: "Find a record", icon: .search).link(to: Paths.recordHistory)
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="Runs">\(filter.html)<div id="results">\(results)</div></section>
            """
        )
    }

    private var filter: FilterForm {
        let endings = RunEnding.allCases.map { Field.Option(value: $0.rawValue, text: $0.title) }
        return FilterForm(
            results: "results",
            query: query,
            choices: [
                .init(
                    name: "ending",
                    label: "Status",
                    options: [.init(value: "", text: "Any status"), .init(value: RunPages.underWay, text: "Under way")]
                        + endings
                ),
                .init(name: "job", label: "Job", options: [.init(value: "", text: "Any job")] + jobs),
            ]
        )
    }

    private var results: HTML {
        guard !lines.lines.isEmpty else { return empty.html }
        // What is looked at live is the newest page of all runs.
        let table: HTML =
            isFurther || query.isFiltered ? lines.html : "<div data-live=\"\(Paths.runsLive)\">\(lines.html)</div>"
        return table
            + OlderPager(
                query: query,
                noun: lines.lines.count == 1 ? "run" : "runs",
                count: lines.lines.count,
                isFurther: isFurther,
                older: older
            ).html
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .again,
            title: query.isFiltered ? "No run fits" : "No run yet",
            text: query.isFiltered
                ? "Choose another status or job to see more." : "As soon as a job runs, you can watch it here.",
            action: query.isFiltered
                ? Button(text: "Show all runs").link(to: query.path)
                : Button(text: "Scheduled Enrich").link(to: Paths.enrichJobs)
        )
    }
}

/// A run as a line of a list.
struct RunLine: Sendable {
    let path: String
    let name: String
    let detail: String
    let badge: Badge
    let started: Moment
    /// How long it took, once it has ended.
    let took: String?
    let counts: Counts
    let calls: Int
    let waitsFor: String?
    /// It matches nothing; what it takes back counts as enriched.
    let isUndo: Bool

    init(_ run: Run, _ time: LocalTime) {
        path = Paths.run(run.id.rawValue)
        name = run.name
        detail = "\(run.purpose.title) · \(run.object.plural)"
        badge = run.badge
        started = time.moment(run.createdAt)
        took = run.endedAt.map { LocalTime.length($0 - run.createdAt) }
        counts = run.counts
        calls = run.restCalls + run.bulkCalls
        waitsFor = run.waitsFor
        isUndo = run.purpose == .undo
    }
}

/// The table of runs: also sent alone, whenever it changes.
struct RunLines: Sendable {
    let lines: [RunLine]

    var html: HTML {
        Table(
            caption: "Runs",
            columns: [
                .init(title: "Job"), .init(title: "Status"), .init(title: "Started"),
                .init(title: "Total", isNumber: true), .init(title: "Matched", isNumber: true),
                .init(title: "No match", isNumber: true, isMinor: true), .init(title: "Enriched", isNumber: true),
                .init(title: "Errors", isNumber: true), .init(title: "Credits", isNumber: true),
                .init(title: "API calls", isNumber: true, isMinor: true),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(line.path)\">\(line.name)</a><small>\(line.detail)</small>",
                    "\(line.badge.html)\(line.waitsFor.map { "<small class=\"clip\">\($0)</small>" as HTML })",
                    "\(line.started.html)\(line.took.map { "<small>took \($0)</small>" as HTML })",
                    "\(line.counts.total, .grouped)",
                    line.isUndo ? "" : "\(line.counts.matched + line.counts.companyOnly, .grouped)",
                    line.isUndo ? "" : "\(line.counts.noMatch, .grouped)",
                    "\(line.counts.enriched, .grouped)", "\(line.counts.errors, .grouped)",
                    "\(line.counts.credits, .grouped)", "\(line.calls, .grouped)",
                ])
            }
        ).html
    }
}

extension Run {
    /// Its state in a word; never green when a record failed.
    var badge: Badge {
        switch (state, ending) {
        case (.working, _):
            if stopsAs != nil {
                Badge(text: "Stopping", tone: .amber)
            } else {
                waitsFor == nil ? Badge(text: "Running", tone: .blue) : Badge(text: "Waiting", tone: .amber)
            }
        case (.paused, _): Badge(text: "Paused", tone: .amber)
        case (.ended, .succeeded?): Badge(text: RunEnding.succeeded.title, tone: .green)
        case (.ended, .partial?): Badge(text: RunEnding.partial.title, tone: .amber)
        case (.ended, .stopped?): Badge(text: RunEnding.stopped.title, tone: .neutral)
        case (.ended, _): Badge(text: RunEnding.failed.title, tone: .red)
        }
    }
}

extension RunEnding {
    var title: String {
        switch self {
        case .succeeded: "Succeeded"
        case .partial: "Partial"
        case .failed: "Failed"
        case .stopped: "Stopped"
        }
    }
}

extension Run.Purpose {
    var title: String {
        switch self {
        case .enrich: "Enrichment"
        case .preview: "Preview"
        case .apply: "Plan of a preview"
        case .undo: "Undo"
        }
    }
}

extension CRMObject {
    var plural: String {
        switch self {
        case .account: "Accounts"
        case .contact: "Contacts"
        case .lead: "Leads"
        }
    }
}
