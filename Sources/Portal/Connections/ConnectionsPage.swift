import HTML

/// The Salesforce orgs to which the organisation is connected.
struct ConnectionsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        /// The org as it calls itself.
        let org: String?
        let environment: String
        let state: Badge
        /// Nil where nothing could be on.
        let isOn: Bool?
        let account: String?
        let admin: String?
        let connected: Moment?
        let isOff: Bool
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Salesforce",
                section: .salesforce,
                lead: "The orgs that \(viewer.organisation) is connected to.",
                actions: lines.isEmpty ? .empty : connect
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="Connections">\(lines.isEmpty ? empty.html : table.html)</section>
            """
        )
    }

    private var connect: HTML {
        guard viewer.mayChange else { return .empty }
        return Button(text: "Connect an org", icon: .plus, style: .primary).link(to: Paths.newConnection)
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .cloud,
            title: "No org is connected yet",
            text: viewer.mayChange
                ? "Connect a Salesforce org so that Loam can enrich its records. A sandbox is a good place to begin."
                : "Once an admin has connected a Salesforce org, it is listed here.",
            action: connect
        )
    }

    private var table: Table {
        Table(
            caption: "Connections",
            columns: [
                .init(title: "Connection"), .init(title: "State"), .init(title: "For everybody"),
                .init(title: "Service account"), .init(title: "Primary admin"),
                .init(title: "Connected", isMinor: true),
            ],
            rows: lines.map(row)
        )
    }

    private func row(_ line: Line) -> Table.Row {
        let none: HTML = "<span class=\"muted\">–</span>"
        return Table.Row(
            cells: [
                """
                <a class="cell-main" href="\(Paths.connection(line.id))">\(line.name)</a>\
                <small>\(line.org.map { "\($0) · " })\(line.environment)</small>
                """,
                line.state.html,
                line.isOn.map { ($0 ? Badge(text: "On", tone: .green) : Badge(text: "Off")).html } ?? none,
                line.account.map { "\($0)" } ?? none, line.admin.map { "\($0)" } ?? none,
                line.connected?.html ?? none,
            ],
            isOff: line.isOff
        )
    }
}
