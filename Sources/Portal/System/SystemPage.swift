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
    let migrations: [(id: String, at: Moment?)]

    var html: HTML {
        Layout.page(
            PageHead(title: "System", section: .system, lead: "What runs here, and whether it is well."),
            viewer: viewer,
            """
            \(figures.html)
            <div class="grid-main">
            \(Card(title: "Health", lead: "The same that “loam doctor” looks at.", isPadded: false).html(checkTable))
            <div class="stack">\(Card(title: "About").html(Pairs(facts).html))\
            \(Card(title: "Migrations").html(migrationList))</div></div>
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
        <ul class="stack">\(each: migrations, {
            "<li><span class=\"mono\">\($0.id)</span>\($0.at.map { "<br><small class=\"muted\">\($0.html)</small>" as HTML })</li>"
        })</ul>
        """
    }
}
