import HTML

/// Where the catalogue comes from, and what became of each file.
struct SourcesPage: Sendable {
    struct Line: Sendable {
        let name: String
        let path: String
        let priority: Int
        let priorityPath: String
        /// "companies, people"
        let holds: String
        let since: Moment
    }

    let viewer: Viewer
    let lines: [Line]
    let loads: LoadTable

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Sources",
                section: .sources,
                lead:
                    "Where the catalogue comes from. Of sources that say different things of a company, the one with the "
                    + "lowest priority number is believed.",
                badge: "<span class=\"live-mark\">Live</span>"
            ),
            viewer: viewer,
            lines.isEmpty
                ? CatalogueList.empty(.nothingLoaded)
                : """
                <section class="card table-card" aria-label="Sources">\(table.html)</section>
                <section class="card table-card" aria-label="Loads"><header class="card-head"><div><h2>Loads</h2>\
                <p>The latest first. One that stands still was broken off: load its file again to go on.</p></div></header>\
                <div data-live="\(Paths.sourcesLive)">\(loads.html)</div></section>
                """
        )
    }

    private var table: Table {
        Table(
            caption: "Sources",
            columns: [
                .init(title: "Source"), .init(title: "Priority", isNumber: true), .init(title: "Holds"),
                .init(title: "Known since"), .init(title: "Actions", isActions: true),
            ],
            rows: lines.map { line in
                let change = Button(text: "Priority", isSmall: true, object: "of \(line.name)")
                return Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(line.path)\">\(line.name)</a>", "\(line.priority, .grouped)",
                    "\(line.holds)", line.since.html,
                    viewer.mayChange ? change.dialog(at: line.priorityPath) : .empty,
                ])
            }
        )
    }
}

/// What became of files: also sent alone, whenever it changes.
struct LoadTable: Sendable {
    struct Line: Sendable {
        let number: Int64
        let file: String
        let source: String
        let kind: String
        let state: Badge
        /// From 0 to 100, while the file is read.
        let percent: Int?
        /// "12,000 rows, 9,400 a second, 12 s left"
        let pace: String
        let added: Int
        let updated: Int
        let unchanged: Int
        let ended: Int
        let rejected: Int
        let rejectsPath: String
        let started: Moment
    }

    let lines: [Line]

    var html: HTML {
        Table(
            caption: "Loads",
            columns: [
                .init(title: "File"), .init(title: "State"), .init(title: "Pace"), .init(title: "Rows"),
                .init(title: "Refused", isNumber: true), .init(title: "Begun"),
            ],
            rows: lines.map(row)
        ).html
    }

    private func row(_ line: Line) -> Table.Row {
        let progress: HTML? = line.percent.map {
            "<progress class=\"progress\" max=\"100\" value=\"\($0)\" aria-label=\"How much of \(line.file) is read\"></progress>"
        }
        let rejected: HTML =
            line.rejected > 0 ? "<a href=\"\(line.rejectsPath)\">\(line.rejected, .grouped)</a>" : "0"
        return Table.Row(cells: [
            "<span class=\"cell-main\">\(line.file)</span><small>\(line.kind) of \(line.source), load \(String(line.number))</small>",
            "\(line.state.html)\(progress)", "<span class=\"muted\">\(line.pace)</span>", counts(line), rejected,
            line.started.html,
        ])
    }

    private func counts(_ line: Line) -> HTML {
        let counts = [
            (line.added, "added"), (line.updated, "updated"), (line.unchanged, "the same"), (line.ended, "ended"),
        ].filter { $0.0 > 0 }
        if counts.isEmpty { return "<span class=\"muted\">none</span>" }
        return
            "\(each: counts.enumerated(), { "\(when: $0.offset > 0, ", ")\($0.element.0, .grouped) \($0.element.1)" })"
    }
}

/// One source: how its files are understood, and what was loaded of it.
struct SourcePage: Sendable {
    struct Mapping: Sendable {
        let kind: String
        let preset: String?
        let columns: [(column: String, field: String)]
    }

    let viewer: Viewer
    let name: String
    let priority: Int
    let priorityPath: String
    let mappings: [Mapping]
    let loads: LoadTable

    var html: HTML {
        Layout.page(
            PageHead(
                title: name,
                section: .sources,
                lead: "Priority \(priority.formatted(.grouped)).",
                crumbs: [.init(text: "Sources", path: Paths.sources)],
                actions: viewer.mayChange
                    ? Button(text: "Change priority", icon: .pencil).dialog(at: priorityPath) : .empty
            ),
            viewer: viewer,
            """
            \(each: mappings, mapping)
            \(Card(title: "Loads", isPadded: false).html(loads.html))
            """
        )
    }

    private func mapping(_ mapping: Mapping) -> HTML {
        Card(
            title: "How files of \(mapping.kind) are understood",
            lead: mapping.preset.map { "By the preset \($0). 'loam catalogue load --map Column=field' changes it." }
                ?? "As guessed or named; 'loam catalogue load --map Column=field' changes it.",
            isPadded: false
        ).html(
            Table(
                caption: "Columns of files of \(mapping.kind)",
                columns: [.init(title: "Column of the file"), .init(title: "Field of the catalogue")],
                rows: mapping.columns.map {
                    Table.Row(cells: ["<span class=\"mono\">\($0.column)</span>", "\(FieldTitles.target($0.field))"])
                }
            ).html
        )
    }
}

/// Asks for another priority.
struct PriorityPage: Sendable {
    let viewer: Viewer
    let source: String
    let sourcePath: String
    let action: String
    var priority: String
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Priority of \(source)",
                section: .sources,
                crumbs: [.init(text: "Sources", path: Paths.sources), .init(text: source, path: sourcePath)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Priority of \(source)",
                lead:
                    "The source with the lowest number is believed first. Companies that several sources know follow when "
                    + "a file of theirs changes them.",
                action: action,
                token: viewer.token,
                submit: Button(text: "Save", style: .primary),
                back: sourcePath
            ).html(
                """
                \(faults.html(labels: [("priority", "Priority")]))
                \(Field(
                    name: "priority",
                    label: "Priority",
                    value: priority,
                    hint: "A whole number from 1; new sources have 100.",
                    fault: faults["priority"],
                    autocomplete: "off",
                    isFirst: true
                ).html)
                """
            )
        )
    }
}

/// The rows of a file that were not loaded, and why.
struct RejectsPage: Sendable {
    struct Line: Sendable {
        let row: Int
        let column: String?
        let reason: String
    }

    let viewer: Viewer
    let file: String
    let load: Int64
    let total: Int
    let lines: [Line]
    let query: ListQuery
    let isFurther: Bool
    let next: String?
    let exportPath: String

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Rows that were refused",
                section: .sources,
                lead:
                    "\(total.formatted(.grouped)) of \(file), load \(load). Mend them in the file, and load it again.",
                crumbs: [.init(text: "Sources", path: Paths.sources)],
                actions: total > 0 ? Button(text: "Export CSV", icon: .download).link(to: exportPath) : .empty
            ),
            viewer: viewer,
            "<section class=\"card table-card\" aria-label=\"Refused rows\">\(lines.isEmpty ? none : table)</section>"
        )
    }

    private var none: HTML {
        EmptyState(icon: .check, title: "Nothing was refused", text: "Every row of the file was loaded.").html
    }

    private var table: HTML {
        Table(
            caption: "Refused rows",
            columns: [.init(title: "Row"), .init(title: "Column"), .init(title: "Why")],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<span class=\"cell-main number\">\(line.row, .grouped)</span>",
                    line.column.map { "<span class=\"mono\">\($0)</span>" } ?? .empty, "\(line.reason)",
                ])
            }
        ).html
            + """
            <nav class="pager" aria-label="Pages"><p>\(lines.count, .grouped) \(lines.count == 1 ? "row" : "rows") on this page\
            </p><div class="row">\(when: isFurther, Button(text: "First", isSmall: true).link(to: query.address))\
            \(next.map { Button(text: "Further", isSmall: true).link(to: query.address(after: $0)) })</div></nav>
            """
    }
}
