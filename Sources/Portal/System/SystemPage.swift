import HTML

/// What runs here, and whether it is well.
struct SystemPage: Sendable {
    struct Check: Sendable {
        let name: String
        let state: Badge
        let text: String
        /// What to do about it.
        let advice: String?
    }

    let viewer: Viewer
    let figures: Figures
    let checks: [Check]
    let facts: [(name: String, value: HTML)]
    let migrations: [String]
    let pendingMigrations: [String]

    var html: HTML {
        Layout.page(
            PageHead(title: "System", section: .system, lead: "What runs here, and whether it is well."),
            viewer: viewer,
            """
            \(figures.html)
            <div class="grid-main">
            \(Card(title: "Health", lead: "The same that “loam doctor” looks at.", isPadded: false).html(checkTable))
            <div class="stack">\(Card(title: "About").html(Pairs(facts).html))\
            \(Card(title: "Migrations", lead: "Changes of the tables that have run.").html(migrationList))</div></div>
            """
        )
    }

    private var checkTable: HTML {
        Table(
            caption: "Health checks",
            columns: [.init(title: "Check"), .init(title: "State")],
            rows: checks.map { check in
                Table.Row(cells: [
                    """
                    <span class="cell-main">\(check.name)</span><small>\(check.text)</small>\
                    \(check.advice.map { "<small><strong>\($0)</strong></small>" as HTML })
                    """,
                    check.state.html,
                ])
            }
        ).html
    }

    private var migrationList: HTML {
        """
        <ul class="stack">\(each: pendingMigrations, { "<li class=\"row\"><span class=\"mono\">\($0)</span>\(pending)</li>" })\
        \(each: migrations.reversed(), { "<li class=\"mono\">\($0)</li>" })</ul>
        """
    }

    private var pending: HTML { Badge(text: "Not run yet", tone: .amber).html }
}
