import Capabilities
import Enrichment
import HTML
import Store

/// What follows from records: leads, contacts and tasks that are made, and contacts that are enriched.
struct FollowUpTable: Sendable {
    /// One of them as a line.
    struct Line: Sendable {
        let run: String
        let record: String
        let target: String?
        let what: String
        let cause: String
        let person: HTML
        let company: HTML
        let price: String
        let badge: Badge
        let words: String?

        init(_ one: RunFollowUp, _ names: [ProfileID: String]) {
            (run, record, target) = (one.run.rawValue, one.record.text, one.target?.text)
            (what, cause) = (one.kind.label, one.cause.label)
            person = RunRecordLine.link(to: one.person, names[one.person])
            company = RunRecordLine.link(to: one.company, names[one.company])
            price = one.price.title
            badge = Badge(text: one.state.label, tone: one.state.tone)
            words = one.words
        }
    }

    let lines: [Line]

    var html: HTML {
        Table(
            caption: "What follows",
            columns: [
                .init(title: "What"), .init(title: "Status"), .init(title: "Follows"), .init(title: "Who"),
                .init(title: "Price"),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "\(what(line))<small>\(line.cause)</small>",
                    "\(line.badge.html)\(line.words.map { "<small>\($0)</small>" as HTML })",
                    "<a class=\"mono\" href=\"\(Paths.recordHistory(line.record))\">\(line.record)</a>",
                    "\(line.person) at \(line.company)",
                    "\(line.price)",
                ])
            }
        ).html
    }

    private func what(_ line: Line) -> HTML {
        guard let target = line.target else { return "\(line.what)" }
        return "\(line.what) <a class=\"cell-main mono\" href=\"\(Paths.recordHistory(target))\">\(target)</a>"
    }
}

extension RunFollowUp.State {
    /// As it stands beside what it is of.
    var label: String {
        switch self {
        case .planned: "Planned"
        case .left: "Left"
        case .sending: "Under way"
        case .made: "Made"
        case .enriched: "Enriched"
        case .removed: "Removed"
        case .failed: "Failed"
        }
    }

    fileprivate var tone: Tone {
        switch self {
        case .planned, .sending: .blue
        case .left: .amber
        case .made, .enriched: .green
        case .removed: .neutral
        case .failed: .red
        }
    }
}

/// How many of a run's follow-ups are in which state, in words.
struct FollowUpSummary: Sendable {
    let counts: [RunFollowUp.State: Int]

    var total: Int { counts.values.reduce(0, +) }
    /// Whether an undo has something to take back.
    var hasWritten: Bool { counts[.made] != nil || counts[.enriched] != nil }

    var text: String {
        RunFollowUp.State.allCases.compactMap { state in
            counts[state].map { "\(state.label.lowercased()) \($0.formatted(.grouped))" }
        }.joined(separator: ", ")
    }
}

/// All that follows from the records of a run.
struct RunFollowUpsPage: Sendable {
    let viewer: Viewer
    let run: Run
    let summary: FollowUpSummary
    let query: ListQuery
    let lines: [FollowUpTable.Line]
    let isFurther: Bool
    let next: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "What follows from the run",
                section: .runs,
                lead: lead,
                crumbs: [
                    .init(text: "Runs", path: Paths.runs), .init(text: run.name, path: Paths.run(run.id.rawValue)),
                ]
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="What follows"><div id="results">\(results)</div></section>
            """
        )
    }

    private var lead: String {
        let what = "Records that are made or enriched because of what others were found to be"
        return summary.total == 0 ? what + "." : "\(what): \(summary.text)."
    }

    private var results: HTML {
        guard !lines.isEmpty else {
            return EmptyState(
                icon: .list,
                title: "Nothing follows",
                text: "Records are made for people who moved and for buying committees, where the job says so."
            ).html
        }
        return FollowUpTable(lines: lines).html
            + OlderPager(
                query: query,
                noun: lines.count == 1 ? "record" : "records",
                count: lines.count,
                isFurther: isFurther,
                older: next
            ).html
    }
}
