import HTML

/// Every administrative act, newest first.
struct AuditPage: Sendable {
    struct Line: Sendable {
        let at: Moment
        let actor: String
        /// "in the portal", "with the key prod".
        let via: String
        let action: String
        let subject: String
        let subjectPath: String?
        let was: String?
        let became: String?
        let address: String?
    }

    let viewer: Viewer
    let query: ListQuery
    let lines: [Line]
    let users: [Field.Option]
    let acts: FilterForm.Choice
    let isFurther: Bool
    let older: String?
    /// The time zone of all that it tells.
    let zone: String

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Audit log",
                section: .audit,
                lead: "Who did what, when and from where. Entries are only ever added, never changed."
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="Audit log">\(filter.html)<div id="results">\(results)</div></section>
            """
        )
    }

    static func acts(_ options: [Field.Option]) -> FilterForm.Choice {
        .init(name: "action", label: "What", options: [.init(value: "", text: "Any act")] + options)
    }

    private var filter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            choices: [
                .init(name: "user", label: "Who", options: [.init(value: "", text: "Anyone")] + users),
                acts,
            ],
            days: [("from", "From"), ("until", "To")],
            zone: zone
        )
    }

    private var results: HTML {
        guard !lines.isEmpty else { return empty.html }
        let export = Button(text: "Export CSV", icon: .download, isSmall: true)
        return table.html
            + OlderPager(
                query: query,
                noun: lines.count == 1 ? "entry" : "entries",
                count: lines.count,
                isFurther: isFurther,
                older: older,
                actions: export.link(to: query.address(at: Paths.auditExport))
            ).html
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .audit,
            title: query.isFiltered ? "No entry fits" : "Nothing has been done yet",
            text: query.isFiltered
                ? "Choose another person, act or period to see more."
                : "Each sign-in, invitation, change of a role or of a setting will be listed here.",
            action: query.isFiltered ? Button(text: "Show all entries").link(to: query.path) : .empty
        )
    }

    private var table: Table {
        Table(
            caption: "Audit log",
            columns: [
                .init(title: "When"), .init(title: "Who"), .init(title: "What"), .init(title: "Change"),
                .init(title: "From"),
            ],
            rows: lines.map(row)
        )
    }

    private func row(_ line: Line) -> Table.Row {
        let subject: HTML = line.subjectPath.map { "<a href=\"\($0)\">\(line.subject)</a>" } ?? "\(line.subject)"
        return Table.Row(cells: [
            "\(line.at.html)<small class=\"stamp\">\(line.at.stamp)</small>",
            "<span class=\"cell-main\">\(line.actor)</span>\(when: !line.via.isEmpty, "<small>\(line.via)</small>")",
            "\(line.action)\(when: !line.subject.isEmpty, "<small>\(subject)</small>")", change(line),
            line.address.map { "<span class=\"mono\">\($0)</span>" } ?? .empty,
        ])
    }

    private func change(_ line: Line) -> HTML {
        switch (line.was, line.became) {
        case (let was?, let became?): "<del>\(was)</del> → \(became)"
        case (nil, let became?): "\(became)"
        case (let was?, nil): "<del>\(was)</del>"
        case (nil, nil): .empty
        }
    }
}
