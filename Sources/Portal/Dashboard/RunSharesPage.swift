import Capabilities
import HTML
import Store
import Telemetry

/// The runs of which a figure of the dashboard is the sum, each with its share and the way to its records.
struct RunSharesPage: Sendable {
    let viewer: Viewer
    let query: ListQuery
    let filter: DashboardQuery
    let figure: RunFigure
    let found: Dashboard.Shares
    let isFurther: Bool
    let time: LocalTime

    var html: HTML {
        Layout.page(
            PageHead(
                title: figure.title,
                section: .dashboard,
                lead: figure.lead,
                crumbs: [.init(text: "Enrich dashboard", path: filter.path(Paths.dashboard))]
            ),
            viewer: viewer,
            "<section class=\"card table-card\" aria-label=\"Runs\">\(found.shares.isEmpty ? empty.html : list)</section>"
        )
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .again,
            title: "No run adds to it",
            text: "In the time and org that were chosen, the figure is zero.",
            action: Button(text: "Back to the dashboard").link(to: filter.path(Paths.dashboard))
        )
    }

    private var list: HTML {
        Table(
            caption: "Runs",
            columns: [
                .init(title: "Run"), .init(title: "Began"), .init(title: "Share", isNumber: true),
                .init(title: "Records", isActions: true),
            ],
            rows: found.shares.map(row) + [
                Table.Row(cells: ["<strong>All runs</strong>", "", "<strong>\(found.total, .grouped)</strong>", ""])
            ]
        ).html
            + OlderPager(
                query: query,
                noun: found.shares.count == 1 ? "run" : "runs",
                count: found.shares.count,
                isFurther: isFurther,
                older: found.next?.rawValue
            ).html
    }

    private func row(_ share: RunShare) -> Table.Row {
        let id = share.run.rawValue
        return Table.Row(cells: [
            """
            <a class="cell-main" href="\(Paths.run(id))">\(share.name)</a><small>\(share.purpose.title) · \
            \(share.object.plural)</small>
            """,
            time.moment(share.createdAt).html, "\(share.amount, .grouped)",
            Button(text: "Records", isSmall: true, object: "of \(share.name)").link(to: figure.path(in: id)),
        ])
    }
}
