import HTML

/// What the identity provider asked, and why it was refused.
struct ProvisioningRequestsPage: Sendable {
    struct Line: Sendable {
        let at: Moment
        /// "POST /Users"
        let request: String
        let subject: String
        let outcome: Badge
        let reason: String
    }

    let viewer: Viewer
    let lines: [Line]
    let refusedOnly: Bool
    /// Where older ones are.
    let next: String?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Requests",
                section: .provisioning,
                lead:
                    "Every change that the identity provider asked for in the last 90 days, and everything that was refused.",
                crumbs: [.init(text: "Auto provisioning", path: Paths.provisioning)]
            ),
            viewer: viewer,
            """
            \(Tabs(
                label: "Which requests",
                tabs: [
                    .init(text: "All", path: Paths.provisioningRequests, isCurrent: !refusedOnly),
                    .init(text: "Refused", path: Paths.refusedProvisioningRequests, isCurrent: refusedOnly),
                ]
            ).html)
            <section class="card table-card" aria-label="Requests">\(lines.isEmpty ? empty.html : table.html)\
            \(next.map { "<footer class=\"card-foot\">\(Button(text: "Older").link(to: $0))</footer>" as HTML })</section>
            """
        )
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .audit,
            title: refusedOnly ? "Nothing was refused" : "No requests yet",
            text: "Once the identity provider has asked for a change, it is listed here."
        )
    }

    private var table: Table {
        Table(
            caption: "Requests of the identity provider",
            columns: [.init(title: "When"), .init(title: "Whom"), .init(title: "Request"), .init(title: "Outcome")],
            rows: lines.map { line in
                Table.Row(cells: [
                    line.at.html, "\(line.subject)", "<span class=\"mono\">\(line.request)</span>",
                    "\(line.outcome.html)\(when: !line.reason.isEmpty, "<small>\(line.reason)</small>")",
                ])
            }
        )
    }
}

/// The groups of the identity provider, and which products they give.
struct ProvisioningGroupsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let members: Int
        let products: String
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Groups",
                section: .provisioning,
                lead: "The members of a group get a seat of each product that the group gives.",
                crumbs: [.init(text: "Auto provisioning", path: Paths.provisioning)]
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="Groups">\(lines.isEmpty ? empty.html : table.html)</section>
            """
        )
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .users,
            title: "No groups yet",
            text: "Push groups from the identity provider, then choose here which products their members get."
        )
    }

    private var table: Table {
        Table(
            caption: "Groups",
            columns: [
                .init(title: "Group"), .init(title: "Members", isNumber: true), .init(title: "Products"),
                .init(title: "Actions", isActions: true),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    "<span class=\"cell-main\">\(line.name)</span>", "\(line.members, .grouped)",
                    line.products.isEmpty ? "<span class=\"muted\">None</span>" : "\(line.products)",
                    viewer.mayChange
                        ? Button(text: "Products", isSmall: true, object: line.name)
                            .dialog(at: Paths.provisioningGroup(line.id)) : .empty,
                ])
            }
        )
    }
}
