import HTML

/// What runs in the background, what waits, and what has failed for good.
struct JobsPage: Sendable {
    struct Line: Sendable {
        let path: String
        let kind: String
        let state: Badge
        let attempts: String
        let created: Moment
        /// When it runs next or ended.
        let next: Moment?
        let error: String?
    }

    let viewer: Viewer
    let counts: JobCounts
    let query: ListQuery
    let lines: [Line]
    let isFurther: Bool
    let older: String?
    let states: [Field.Option]
    let kinds: [Field.Option]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Background jobs",
                section: .jobs,
                lead: "Work that Loam does by itself: carrying out runs, sending mail, tidying up.",
                badge: "<span class=\"live-mark\">Live</span>"
            ),
            viewer: viewer,
            """
            <div data-live="\(Paths.jobsLive)">\(counts.html)</div>
            <section class="card table-card" aria-label="Jobs">\(filter.html)<div id="results">\(results)</div></section>
            """
        )
    }

    private var filter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            choices: [
                .init(name: "state", label: "State", options: [.init(value: "", text: "Any state")] + states),
                .init(name: "kind", label: "Kind", options: [.init(value: "", text: "Any kind")] + kinds),
            ]
        )
    }

    private var results: HTML {
        guard !lines.isEmpty else { return empty.html }
        return table.html
            + OlderPager(
                query: query,
                noun: lines.count == 1 ? "job" : "jobs",
                count: lines.count,
                isFurther: isFurther,
                older: older
            ).html
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .jobs,
            title: query.isFiltered ? "No job fits" : "No job yet",
            text: query.isFiltered
                ? "Choose another state or kind to see more."
                : "As soon as there is something to do in the background, it is listed here.",
            action: query.isFiltered ? Button(text: "Show all jobs").link(to: query.path) : .empty
        )
    }

    private var table: Table {
        Table(
            caption: "Jobs",
            columns: [
                .init(title: "Job"), .init(title: "State"), .init(title: "Attempts", isNumber: true),
                .init(title: "Asked for"), .init(title: "Next or ended"),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    """
                    <a class="cell-main" href="\(line.path)">\(line.kind)</a>\
                    \(line.error.map { "<small class=\"clip\">\($0)</small>" as HTML })
                    """,
                    line.state.html, "\(line.attempts)", line.created.html, line.next?.html ?? .empty,
                ])
            }
        )
    }
}

/// How many jobs there are in each state: also sent alone, whenever it changes.
struct JobCounts: Sendable, Equatable {
    struct Count: Sendable, Equatable {
        let state: String
        let count: Int
        let detail: String
        let path: String
    }

    let counts: [Count]

    var html: HTML {
        Figures(
            figures: counts.map {
                .init(name: $0.state, value: $0.count.formatted(.grouped), detail: $0.detail, path: $0.path)
            }
        ).html
    }
}

/// One job: how it went so far, and what can be done about it.
struct JobPage: Sendable {
    let viewer: Viewer
    let id: String
    let kind: String
    let state: Badge
    let facts: [(name: String, value: HTML)]
    let arguments: String
    let error: String?
    let isDead: Bool
    let timeline: TimelineChart?
    let mayRetry: Bool
    let mayCancel: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: kind,
                section: .jobs,
                crumbs: [.init(text: "Background jobs", path: Paths.jobs)],
                badge: state.html,
                actions: actions
            ),
            viewer: viewer,
            """
            \(error.map { Notice(tone: isDead ? .red : .amber, title: errorTitle, text: $0).html })
            <div class="grid-main"><div class="stack">
            \(timeline.map { Card(title: "Course").html($0.html) })
            \(Card(title: "Arguments", lead: "What the job was told.").html(
                "<pre class=\"text-block\" tabindex=\"0\"><code>\(arguments)</code></pre>"
            ))
            </div>\(Card(title: "Facts").html(Pairs(facts).html))</div>
            """
        )
    }

    private var errorTitle: String {
        isDead
            ? "It failed for good, and waits for someone to retry it."
            : "The last attempt failed; it will be tried again."
    }

    private var actions: HTML {
        guard viewer.mayChange else { return .empty }
        let retry = Button(text: "Retry now", icon: .again, style: .primary).post(
            to: Paths.jobRetry(id),
            token: viewer.token
        )
        let cancel = Button(text: "Cancel job", icon: .stop).dialog(at: Paths.jobCancellation(id))
        return "\(when: mayRetry, retry)\(when: mayCancel, cancel)"
    }
}
