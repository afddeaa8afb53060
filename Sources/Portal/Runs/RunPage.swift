import Enrichment
import HTML
import Store
import Telemetry

/// One run: how far it is, what it came to, and its records.
struct RunPage: Sendable {
    let viewer: Viewer
    let run: Run
    let course: RunCourse
    let facts: [(name: String, value: HTML)]
    let fields: FieldTotals
    /// What follows from its records, and the first of it.
    let followUps: FollowUpSummary
    let followUpLines: [FollowUpTable.Line]
    let shortfalls: ShortfallTable
    let sequel: RunSequel?
    /// Of the plan of a preview that can be carried out.
    let digest: String?
    let query: ListQuery
    let fault: String?
    let lines: [RunRecordLine]
    let isFurther: Bool
    let next: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: run.name,
                section: .runs,
                lead: "\(run.purpose.title) of \(run.object.plural.lowercased()), started by \(run.startedByName).",
                crumbs: [.init(text: "Runs", path: Paths.runs)],
                badge: run.badge.html,
                actions: "\(origin)\(actions)"
            ),
            viewer: viewer,
            """
            \(run.state == .ended ? course.html : "<div data-live=\"\(Paths.runLive(run.id.rawValue))\">\(course.html)</div>")
            \(sequel.map(\.html) ?? .empty)\(plan)\(fields.html)
            <section class="card table-card" aria-label="Records">\(filter.html)<div id="results">\(results)</div></section>
            \(following)\(shortfalls.html)
            \(Card(title: "Facts").html(Pairs(facts).html))
            """
        )
    }

    /// The plan of a preview, and the one way to carry it out.
    private var plan: HTML {
        guard let digest, mayGoOn else { return .empty }
        let button: HTML = """
            <form method="post" action="\(Paths.runApply(run.id.rawValue))">\(FormToken.field(viewer.token))\
            <input type="hidden" name="digest" value="\(digest)">\
            \(Button(text: "Carry out this plan", icon: .check, style: .primary).submit())</form>
            """
        return Notice(
            tone: .blue,
            title: sequel == nil ? "Nothing has been written." : "It can be carried out again.",
            text:
                "This is the plan \(digest.prefix(12)). Carrying it out writes exactly what is shown here; records that "
                + "somebody changes meanwhile are left out and listed.",
            action: viewer.mayChange ? button : .empty
        ).html
    }

    /// Whether the plan can be carried out, or the run be undone: nobody has begun to, or it did not go through.
    private var mayGoOn: Bool { sequel.map(\.mayBeRepeated) ?? true }

    private var following: HTML {
        guard !followUpLines.isEmpty else { return .empty }
        return Card(
            title: "What follows from it",
            lead: "Records that are made or enriched besides: \(followUps.text).",
            actions: followUps.total > followUpLines.count
                ? Button(text: "All of them", isSmall: true).link(to: Paths.runFollowUps(run.id.rawValue)) : .empty,
            isPadded: false
        ).html(FollowUpTable(lines: followUpLines).html)
    }

    /// The preview whose plan it carried out, or the run that it took back.
    private var origin: HTML {
        guard let source = run.source else { return .empty }
        return Button(text: run.purpose == .undo ? "Run taken back" : "Preview", icon: .left)
            .link(to: Paths.run(source.rawValue))
    }

    private var actions: HTML {
        guard viewer.mayChange else { return .empty }
        let id = run.id.rawValue
        switch run.state {
        case .working:
            guard run.stopsAs == nil else { return .empty }
            return Button(text: "Pause", icon: .clock).post(to: Paths.runPause(id), token: viewer.token)
                + Button(text: "Stop", icon: .stop).dialog(at: Paths.runStop(id))
        case .paused:
            return Button(text: "Resume", icon: .again, style: .primary).post(
                to: Paths.runResume(id),
                token: viewer.token
            )
                + Button(text: "Stop", icon: .stop).dialog(at: Paths.runStop(id))
        case .ended:
            guard run.purpose == .enrich || run.purpose == .apply, run.fields > 0 || followUps.hasWritten, mayGoOn
            else {
                return .empty
            }
            return Button(text: sequel == nil ? "Undo" : "Undo again", icon: .again).dialog(at: Paths.runUndo(id))
        }
    }

    // MARK: Records

    private var filter: FilterForm {
        guard run.purpose != .undo else { return undoFilter }
        let statuses = RunRecord.Status.allCases.map { Field.Option(value: $0.rawValue, text: $0.label) }
        let reasons = NoMatchReason.allCases.map { Field.Option(value: $0.rawValue, text: $0.label) }
        return FilterForm(
            results: "results",
            query: query,
            search: ("record", "Salesforce id"),
            choices: [
                .init(
                    name: "status",
                    label: "Status",
                    options: [
                        .init(value: "", text: "Any status"), .init(value: RunRecordLine.enriched, text: "Enriched"),
                        .init(value: RunRecordLine.changed, text: "Changed"),
                        .init(value: RunRecordLine.held, text: "Held back"),
                    ] + statuses
                ),
                .init(name: "reason", label: "Reason", options: [.init(value: "", text: "Any reason")] + reasons),
            ] + (run.object.isPerson ? [emails] : [])
        )
    }

    /// An undo matches nobody and costs nothing.
    private var undoFilter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            search: ("record", "Salesforce id"),
            choices: [
                .init(
                    name: "status",
                    label: "Status",
                    options: [
                        .init(value: "", text: "Any status"), .init(value: RunRecordLine.changed, text: "Taken back"),
                        .init(value: RunRecord.Status.error.rawValue, text: RunRecord.Status.error.label),
                    ]
                )
            ]
        )
    }

    private var emails: FilterForm.Choice {
        .init(
            name: "email",
            label: "E-mail",
            options: [.init(value: "", text: "Any e-mail")]
                + EmailQuality.allCases.map { .init(value: $0.rawValue, text: $0.label) }
        )
    }

    private var results: HTML {
        if let fault { return EmptyState(icon: .alert, title: "Nothing to look for", text: fault).html }
        guard !lines.isEmpty else { return empty.html }
        return table.html
            + OlderPager(
                query: query,
                noun: lines.count == 1 ? "record" : "records",
                count: lines.count,
                isFurther: isFurther,
                older: next
            ).html
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .list,
            title: query.isFiltered ? "No record fits" : "No record yet",
            text: query.isFiltered
                ? "Choose another status or reason to see more."
                : run.state == .ended
                    ? "The job's filter let no record through." : "Records appear here as soon as they are planned.",
            action: query.isFiltered ? Button(text: "Show all records").link(to: query.path) : .empty
        )
    }

    private var table: Table {
        let isUndo = run.purpose == .undo
        return Table(
            caption: "Records",
            columns: [.init(title: "Record"), .init(title: "Status")]
                + (isUndo ? [] : [.init(title: "Profile"), .init(title: "Confidence", isNumber: true)])
                + [.init(title: "Fields", isNumber: true)] + (isUndo ? [] : [.init(title: "Price")]),
            rows: lines.map { line in
                let fields: HTML = "\(line.fields)"
                return Table.Row(
                    cells: [record(line), status(line)]
                        + (isUndo ? [fields] : [line.profile, "\(line.confidence)", fields, "\(line.price)"])
                )
            }
        )
    }

    private func record(_ line: RunRecordLine) -> HTML {
        """
        <a class="cell-main mono" href="\(Paths.runRecord(run.id.rawValue, line.record))">\(line.record)</a>\
        \(when: !line.name.isEmpty, "<small class=\"clip\"><bdi>\(line.name)</bdi></small>")
        """
    }

    private func status(_ line: RunRecordLine) -> HTML {
        var badge = line.badge
        if run.purpose == .undo, !line.isError {
            badge = line.fields > 0 ? Badge(text: "Taken back", tone: .green) : Badge(text: "Left as it is")
        }
        return "\(badge.html)\(line.detail.map { "<small>\($0)</small>" as HTML })"
    }
}

/// How far a run is and what it came to: also sent alone, whenever it changes.
struct RunCourse: Sendable {
    let run: Run
    let since: Moment?

    init(_ run: Run, _ time: LocalTime) {
        self.run = run
        since = time.moment(run.waitsSince)
    }

    var html: HTML { "\(notice)\(figures.html)\(when: run.state == .ended, "<span hidden data-over></span>")" }

    private var notice: HTML {
        if let waitsFor = run.waitsFor, run.state == .working {
            return """
                <div class="notice is-amber">\(Icon.clock.html)<div><p><strong>The run waits</strong> \
                \(since.map { "since \($0.html)" as HTML }).</p><p>\(waitsFor)</p></div></div>
                """
        }
        guard let reason = run.reason else { return .empty }
        return Notice(tone: run.ending == .failed ? .red : .amber, title: reason).html
    }

    private var figures: Figures {
        let path = Paths.run(run.id.rawValue)
        func narrowed(_ status: String) -> String { path + Paths.query([("status", status)]) }
        let counts = run.counts
        let toRead = run.state == .ended ? nil : "\(run.records.formatted(.grouped)) read so far"
        var figures: [Figures.Figure] = [
            .init(name: "Total", value: counts.total.formatted(.grouped), detail: toRead, path: path)
        ]
        guard run.purpose != .undo else {
            return Figures(
                figures: figures + [
                    .init(
                        name: "Taken back",
                        value: counts.enriched.formatted(.grouped),
                        detail: "\(run.fields.formatted(.grouped)) fields",
                        path: narrowed(RunRecordLine.changed)
                    ),
                    .init(
                        name: "Errors",
                        value: counts.errors.formatted(.grouped),
                        path: narrowed(RunRecord.Status.error.rawValue)
                    ),
                ]
            )
        }
        figures.append(
            .init(
                name: "Matched",
                value: counts.matched.formatted(.grouped),
                path: narrowed(RunRecord.Status.matched.rawValue)
            )
        )
        if run.object.isPerson {
            figures.append(
                .init(
                    name: "Company match only",
                    value: counts.companyOnly.formatted(.grouped),
                    path: narrowed(RunRecord.Status.companyOnly.rawValue)
                )
            )
        }
        figures += [
            .init(
                name: "No match",
                value: counts.noMatch.formatted(.grouped),
                path: narrowed(RunRecord.Status.noMatch.rawValue)
            ),
            .init(
                name: "Enriched",
                value: counts.enriched.formatted(.grouped),
                detail: "\(run.fields.formatted(.grouped)) fields",
                path: narrowed(RunRecordLine.enriched)
            ),
            .init(
                name: "Errors",
                value: counts.errors.formatted(.grouped),
                path: narrowed(RunRecord.Status.error.rawValue)
            ),
            .init(
                name: run.purpose == .preview ? "Credits it would cost" : "Credits",
                value: counts.credits.formatted(.grouped),
                detail: held
            ),
        ]
        return Figures(figures: figures)
    }

    private var held: String? {
        let counts = run.counts
        if counts.deferred > 0 { return "\(counts.deferred.formatted(.grouped)) wait for the next run" }
        return counts.notOwned > 0 ? "\(counts.notOwned.formatted(.grouped)) are not under management" : nil
    }
}

/// A record of a run as a line of a list.
struct RunRecordLine: Sendable {
    let record: String
    /// What the record calls itself; empty where that is not known.
    let name: String
    let badge: Badge
    let isError: Bool
    let detail: String?
    let profile: HTML
    let confidence: Int
    let fields: Int
    let price: String

    /// Filters that are no status.
    static let changed = "changed"
    static let held = "held"
    static let enriched = "enriched"

    /// `names` are what the catalogue calls profiles; of one that it no longer has, the number is left.
    init(_ line: RunRecord, _ names: [ProfileID: String]) {
        record = line.record.text
        name = line.name
        badge = Badge(text: line.status.label, tone: line.status.tone)
        isError = line.status == .error
        detail = line.error ?? line.reason?.label ?? line.hold?.sentence
        profile = line.profile.map { RunRecordLine.link(to: $0, names[$0]) } ?? .empty
        confidence = line.confidence
        fields = line.fields
        price = line.price.title
    }

    static func link(to profile: ProfileID, _ name: String?) -> HTML {
        let number = String(profile.number)
        return profile.kind == .company
            ? "<a href=\"\(Paths.company(profile.number))\">\(name ?? "Company " + number)</a>"
            : "<a href=\"\(Paths.person(profile.number))\">\(name ?? "Person " + number)</a>"
    }
}

extension RunRecord.Status {
    fileprivate var tone: Tone {
        switch self {
        case .matched: .green
        case .companyOnly: .blue
        case .noMatch: .neutral
        case .error: .red
        }
    }
}

extension Price {
    var title: String {
        switch self {
        case .free: "Free"
        case .owned: "Owned already"
        case .credit: "1 credit"
        }
    }
}
