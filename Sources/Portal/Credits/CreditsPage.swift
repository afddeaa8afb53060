import Capabilities
import Enrichment
import HTML
import Store
import Telemetry

/// A month's statement of credits: what was there, what each run did, what is left.
struct CreditsPage: Sendable {
    let viewer: Viewer
    let query: ListQuery
    let statement: CreditStatement
    /// A page of what the runs did.
    let lines: [CreditLine]
    let isFurther: Bool
    /// Where the next page begins.
    let older: String?
    /// Whether a later month has begun.
    let hasNext: Bool
    let time: LocalTime

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Credits",
                section: .credits,
                lead: "A profile costs one credit when it first enriches a record, and none again for twelve months.",
                actions: months
            ),
            viewer: viewer,
            """
            \(figures.html)\(when: !statement.isBalanced, imbalance)
            <section class="card table-card" aria-label="\(time.month(statement.month))">\(runs)</section>
            """
        )
    }

    private var months: HTML {
        let earlier = Button(text: time.month(statement.month.previous), icon: .left)
            .link(to: Paths.credits(of: statement.month.previous))
        let later = Button(text: time.month(statement.month.next), icon: .right)
            .link(to: Paths.credits(of: statement.month.next))
        return "\(earlier)\(when: hasNext, later)"
    }

    private var figures: Figures {
        Figures(figures: [
            .init(
                name: "Charged",
                value: statement.charged.formatted(.grouped),
                detail: "in " + time.month(statement.month)
            ),
            .init(name: "Set aside, then released", value: statement.released.formatted(.grouped)),
            .init(name: "Refunded", value: statement.refunded.formatted(.grouped)),
            .init(
                name: "Still set aside",
                value: statement.closing[.reserved, default: 0].formatted(.grouped),
                detail: "for runs under way"
            ),
            .init(
                name: "Spent in all",
                value: statement.closing[.spent, default: 0].formatted(.grouped),
                detail:
                    "\(statement.opening[.spent, default: 0].formatted(.grouped)) before \(time.month(statement.month))"
            ),
        ])
    }

    private var imbalance: HTML {
        Notice(
            tone: .red,
            title: "This statement does not add up.",
            text:
                "What the accounts hold is not what the lines say. Nothing is charged twice by this; run “loam doctor” "
                + "and keep a backup before anything else."
        ).html
    }

    private var runs: HTML {
        guard !lines.isEmpty else {
            return isFurther
                ? EmptyState(
                    icon: .credit,
                    title: "No further runs",
                    text: "These are all runs that moved credits in \(time.month(statement.month)).",
                    action: Button(text: "Newest").link(to: Paths.credits(of: statement.month))
                ).html
                : EmptyState(
                    icon: .credit,
                    title: "No credit was moved in \(time.month(statement.month))",
                    text: "Every run that sets credits aside, charges them or gives them back is listed here."
                ).html
        }
        return table.html
            + OlderPager(
                query: query,
                noun: lines.count == 1 ? "run" : "runs",
                count: lines.count,
                isFurther: isFurther,
                older: older,
                actions: Button(text: "Export CSV", icon: .download, isSmall: true)
                    .link(to: Paths.creditsExport(of: statement.month))
            ).html
    }

    private var table: Table {
        Table(
            caption: "Credits by run",
            columns: [
                .init(title: "Run"), .init(title: "Started by"), .init(title: "When"),
                .init(title: "Set aside", isNumber: true), .init(title: "Charged", isNumber: true),
                .init(title: "Released", isNumber: true), .init(title: "Refunded", isNumber: true),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(Paths.run(line.run.rawValue))\">\(line.name)</a>",
                    "\(line.startedBy)", time.moment(line.first).html, "\(line.reserved, .grouped)",
                    "\(line.charged, .grouped)", "\(line.released, .grouped)", "\(line.refunded, .grouped)",
                ])
            }
                + [
                    Table.Row(cells: [
                        "<strong>\(isFurther || older != nil ? "The whole month" : "Together")</strong>", "", "",
                        "<strong>\(statement.reserved, .grouped)</strong>",
                        "<strong>\(statement.charged, .grouped)</strong>",
                        "<strong>\(statement.released, .grouped)</strong>",
                        "<strong>\(statement.refunded, .grouped)</strong>",
                    ])
                ]
        )
    }
}
