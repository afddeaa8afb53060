import HTML

/// How the organisation stands: its products, its connections, what comes next, and where its credits went.
struct Standing: Sendable {
    struct ProductLine: Sendable {
        let name: String
        let seats: Int
        let used: Int
        /// The last day of the subscription; nil without an end.
        let lastDay: String?
        let isOver: Bool
    }

    struct ConnectionLine: Sendable {
        let name: String
        let path: String
        let state: Badge
        let usedToday: Int
        let limit: Int?
        /// Of the org's calls within 24 hours, by all programs.
        let org: (used: Int, granted: Int)?
    }

    struct NextLine: Sendable {
        let name: String
        let path: String
        let at: Moment
    }

    struct Credits: Sendable {
        /// As in "November 2026".
        let month: String
        let users: BarChart
        let jobs: BarChart
    }

    let products: [ProductLine]
    let connections: [ConnectionLine]
    let next: [NextLine]
    let credits: Credits
    /// Whether there is a job at all.
    let hasJobs: Bool

    var html: HTML {
        """
        <div class="grid-main is-even">\(Card(title: "Connections", isPadded: connections.isEmpty).html(connectionList))\
        \(Card(title: "Next jobs", isPadded: next.isEmpty).html(nextList))</div>
        <div class="grid-main is-even">\(Card(title: "Products", isPadded: products.isEmpty).html(productList))\
        \(Card(title: "Credits", lead: credits.month, actions: statement).html(creditList))</div>
        """
    }

    private var connectionList: HTML {
        guard !connections.isEmpty else {
            return """
                <p class="muted">No org is connected yet. <a href="\(Paths.newConnection)">Connect Salesforce</a>, and its accounts, \
                contacts and leads can be enriched.</p>
                """
        }
        return Table(
            caption: "Connections",
            columns: [.init(title: "Org"), .init(title: "State"), .init(title: "Calls")],
            rows: connections.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(line.path)\">\(line.name)</a>", line.state.html, calls(line),
                ])
            }
        ).html
    }

    private func calls(_ line: ConnectionLine) -> HTML {
        let limit: HTML = line.limit.map { " of \($0, .grouped)" } ?? .empty
        let org: HTML =
            line.org.map { "<small>The org: \($0.used, .grouped) of \($0.granted, .grouped)</small>" } ?? .empty
        return "\(line.usedToday, .grouped)\(limit) today\(org)"
    }

    private var nextList: HTML {
        guard !next.isEmpty else {
            let why = hasJobs ? "Every job runs by hand or is off." : "There is no job yet."
            return """
                <p class="muted">\(why) Under <a href="\(Paths.enrichJobs)">Scheduled Enrich</a> a job gets its schedule.</p>
                """
        }
        return Table(
            caption: "Next jobs",
            columns: [.init(title: "Job"), .init(title: "Begins")],
            rows: next.map { line in
                Table.Row(cells: ["<a class=\"cell-main\" href=\"\(line.path)\">\(line.name)</a>", line.at.html])
            }
        ).html
    }

    private var statement: HTML { Button(text: "Statement", style: .quiet, isSmall: true).link(to: Paths.credits) }

    private var creditList: HTML {
        guard !credits.users.bars.isEmpty else { return "<p class=\"muted\">No credit was used this month.</p>" }
        return """
            <div class="stack"><div><h3 class="muted">By who started the run</h3>\(credits.users.html)</div>\
            <div><h3 class="muted">By job</h3>\(credits.jobs.html)</div></div>
            """
    }

    private var productList: HTML {
        guard !products.isEmpty else {
            return """
                <p class="muted">No product is set up, so seats are not counted. \
                <a href="\(Paths.products)">Products</a> say how many people may use what, and until when.</p>
                """
        }
        return Table(
            caption: "Products",
            columns: [
                .init(title: "Product"), .init(title: "Seats", isNumber: true),
                .init(title: "Available", isNumber: true), .init(title: "Last day"),
            ],
            rows: products.map { line in
                Table.Row(cells: [
                    "<a class=\"cell-main\" href=\"\(Paths.products)\">\(line.name)</a>", "\(line.seats, .grouped)",
                    "\(max(0, line.seats - line.used), .grouped)", end(line),
                ])
            }
        ).html
    }

    private func end(_ line: ProductLine) -> HTML {
        guard let lastDay = line.lastDay else { return "<span class=\"muted\">No end</span>" }
        return line.isOver ? "\(Badge(text: "Ended", tone: .red).html)<small>\(lastDay)</small>" : "\(lastDay)"
    }
}
