import HTML

/// Everyone who has, had or will have an account.
struct UsersPage: Sendable {
    struct Line: Sendable {
        let person: Person
        let role: String
        let state: Badge
        let lastSignIn: Moment?
        let created: Moment
        let isOff: Bool
        /// How the person stands with the identity provider, where one manages people.
        let sync: Badge?
    }

    let viewer: Viewer
    let query: ListQuery
    let lines: [Line]
    let total: Int
    let pageSize: Int
    let roles: [Field.Option]
    let states: [Field.Option]
    let isManaging: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Users",
                section: .users,
                lead: "Who can sign in to \(viewer.organisation), and what they may do.",
                actions: viewer.mayChange && !isManaging
                    ? Button(text: "Invite user", icon: .plus, style: .primary).dialog(at: Paths.newUser) : .empty
            ),
            viewer: viewer,
            """
            \(when: isManaging, managing.html)<section class="card table-card" aria-label="Users">\(filter.html)<div id="results">\(results)</div></section>
            """
        )
    }

    private var managing: Notice {
        Notice(
            tone: .blue,
            title: "The identity provider manages users.",
            text: "Add and change people there; this page shows how they stand.",
            action: Button(text: "Auto provisioning", isSmall: true).link(to: Paths.provisioning)
        )
    }

    private var filter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            search: ("search", "Search names and addresses"),
            choices: [
                .init(name: "role", label: "Role", options: [.init(value: "", text: "Any role")] + roles),
                .init(name: "state", label: "State", options: [.init(value: "", text: "Any state")] + states),
            ]
        )
    }

    private var results: HTML {
        guard !lines.isEmpty else { return empty.html }
        return table.html
            + Pager(query: query, total: total, pageSize: pageSize, noun: total == 1 ? "user" : "users").html
    }

    private var table: Table {
        Table(
            caption: "Users",
            columns: [
                .init(title: "Name", sort: "name"), .init(title: "Role", sort: "role"),
                .init(title: "State", sort: "state"), .init(title: "Last sign-in", sort: "lastSignInAt"),
                .init(title: "Added", sort: "createdAt"),
            ] + (isManaging ? [.init(title: "Identity provider")] : []),
            rows: lines.map { line in
                Table.Row(
                    cells: [
                        line.person.html, "\(line.role)", line.state.html,
                        line.lastSignIn?.html ?? "<span class=\"muted\">Never</span>", line.created.html,
                    ] + (isManaging ? [line.sync?.html ?? .empty] : []),
                    isOff: line.isOff
                )
            },
            query: query
        )
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .users,
            title: "No user fits",
            text: "Nobody here has this name, role and state at once. Loosen the filter to see more.",
            action: Button(text: "Show all users").link(to: query.path)
        )
    }
}
