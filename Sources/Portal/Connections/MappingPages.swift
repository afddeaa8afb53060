import HTML

/// Who the organisation's people are in the org.
struct PeopleMappingPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let email: String
        let crmUser: String?
        let state: Badge
        let isByHand: Bool
    }

    let frame: ConnectionFrame
    let query: ListQuery
    let lines: [Line]
    let total: Int
    let pageSize: Int
    let mapped: Int
    let all: Int

    private var viewer: Viewer { frame.viewer }

    var html: HTML {
        frame.html(
            """
            <section class="card table-card" aria-label="User mapping">\(filter.html)<div id="results">\(results)</div>\
            </section>
            """
        )
    }

    private var filter: FilterForm {
        FilterForm(
            results: "results",
            query: query,
            search: ("search", "Search users"),
            actions: viewer.mayChange
                ? Button(text: "Reset Mapping", icon: .again).dialog(at: Paths.connectionPeopleReset(frame.id)) : .empty
        )
    }

    private var results: HTML {
        guard !lines.isEmpty else {
            return EmptyState(
                icon: .users,
                title: "No user fits",
                text: "Nobody here has this name or address. Loosen the search to see more.",
                action: Button(text: "Show all users").link(to: query.path)
            ).html
        }
        return
            "\(table.html)\(Pager(query: query, total: total, pageSize: pageSize, noun: total == 1 ? "user" : "users").html)"
    }

    private var table: Table {
        Table(
            caption: "User mapping",
            columns: [
                .init(title: "User"), .init(title: "Salesforce user"), .init(title: "Mapping"),
                .init(title: "Actions", isActions: true),
            ],
            rows: lines.map { line in
                let choose = Button(text: line.crmUser == nil ? "Choose" : "Change", isSmall: true, object: line.name)
                return Table.Row(
                    cells: [
                        "<span class=\"cell-main\">\(line.name)</span><small>\(line.email)</small>",
                        line.crmUser.map { "\($0)\(when: line.isByHand, "<small>Chosen by hand</small>")" }
                            ?? "<span class=\"muted\">–</span>",
                        line.state.html,
                        viewer.mayChange
                            ? choose.link(to: Paths.connectionPerson(frame.id, line.id)) : .empty,
                    ]
                )
            }
        )
    }
}

/// Asks who somebody is in the org.
struct ChooseUserPage: Sendable {
    struct Candidate: Sendable {
        let id: String
        let name: String
        let email: String
    }

    let viewer: Viewer
    let id: String
    let connection: String
    let user: String
    let name: String
    let email: String
    let search: String
    let chosen: String?
    let candidates: [Candidate]
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Who is \(name) in Salesforce?",
                section: .salesforce,
                lead: "What \(name) (\(email)) exports belongs to this user.",
                crumbs: [
                    .init(text: "Salesforce", path: Paths.salesforce),
                    .init(text: connection, path: Paths.connection(id)),
                    .init(text: "User mapping", path: Paths.connectionPeople(id)),
                ],
                isNarrow: true
            ),
            viewer: viewer,
            """
            <section class="card"><div class="card-body stack">
            <form class="row" method="get" action="\(Paths.connectionPerson(id, user))" role="search">
            <label class="search">\(Icon.search.html)<span class="visually-hidden">Search Salesforce users</span>\
            <input class="field-input" type="search" name="search" value="\(search)" \
            placeholder="Search Salesforce users" autocomplete="off"></label>\
            <button type="submit" class="button">Search</button></form>
            <form class="form" method="post" action="\(Paths.connectionPerson(id, user))">\(FormToken.field(viewer.token))
            \(faults.html(labels: [("crmUser", "Salesforce user")]))
            \(Choices(
                name: "crmUser",
                label: search.isEmpty ? "Who fits" : "Who was found",
                choices: candidates.map { .init(value: $0.id, text: $0.name, detail: $0.email) } + [
                    .init(value: "", text: "Nobody", detail: "New records belong to the service account."),
                ],
                value: chosen ?? "",
                fault: faults["crmUser"]
            ).html)
            <div class="row">\(Button(text: "Save", style: .primary).submit())\
            \(Button(text: "Cancel").link(to: Paths.connectionPeople(id)))</div></form></div></section>
            """
        )
    }
}

/// A person's own accounts in the orgs, where exports run under them.
struct OwnAccountsPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let org: String
        let username: String?
        /// Why Salesforce refuses the account.
        let cause: String?
        let connected: Moment?
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "My Salesforce accounts",
                section: .account,
                lead: "Where exports run under your own account, you connect it here.",
                crumbs: [.init(text: "My account", path: Paths.account)],
                isNarrow: true
            ),
            viewer: viewer,
            lines.isEmpty ? empty : "\(each: lines, card)"
        )
    }

    private var empty: HTML {
        """
        <section class="card">\(EmptyState(
            icon: .cloud,
            title: "There is nothing to connect",
            text: "Exports run under the service account, which an admin has connected for everybody."
        ).html)</section>
        """
    }

    private func card(_ line: Line) -> HTML {
        let connect: HTML = """
            <form method="post" action="\(Paths.connectionDeparture(line.id))">\(FormToken.field(viewer.token))\
            \(Button(
                text: line.username == nil ? "Connect my account" : "Connect again",
                style: line.username == nil || line.cause != nil ? .primary : .plain
            ).submit(name: "purpose", value: "own-account"))</form>
            """
        let end: HTML =
            line.username == nil
            ? .empty
            : Button(text: "Disconnect", object: line.name)
                .post(to: Paths.connectionOwnEnd(line.id), token: viewer.token)
        let facts: [(name: String, value: HTML)] = [
            ("Org", "\(line.org)"),
            ("Your account", line.username.map { "\($0)" } ?? "<span class=\"muted\">Not connected</span>"),
        ]
        return Card(title: line.name).html(
            """
            <div class="stack">\(line.cause.map { Notice(tone: .red, title: "Salesforce refuses your account.", text: $0).html })
            \(Pairs(facts + (line.connected.map { [("Connected", $0.html)] } ?? [])).html)
            <div class="row">\(connect)\(end)</div></div>
            """
        )
    }
}
