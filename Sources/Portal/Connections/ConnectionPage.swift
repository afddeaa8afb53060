import HTML

/// What the pages of one connection share: its name, its state, and the way from one to the other.
struct ConnectionFrame: Sendable {
    enum Tab: CaseIterable, Sendable { case general, permissions, admins, people }

    /// Something that is to be done before anything else.
    struct Trouble: Sendable {
        let tone: Tone
        let title: String
        let text: String
        var action: HTML = .empty
    }

    let viewer: Viewer
    let id: String
    let name: String
    let badge: Badge
    let trouble: Trouble?
    /// False while nobody has signed in, when there is nothing but the general page.
    let hasTabs: Bool
    let tab: Tab
    let lead: String?

    func html(_ body: HTML) -> HTML {
        Layout.page(
            PageHead(
                title: name,
                section: .salesforce,
                lead: lead,
                crumbs: [.init(text: "Salesforce", path: Paths.salesforce)],
                badge: badge.html
            ),
            viewer: viewer,
            """
            \(when: hasTabs, tabs.html)\
            \(trouble.map { Notice(tone: $0.tone, title: $0.title, text: $0.text, action: $0.action).html })
            \(body)
            """
        )
    }

    private var tabs: Tabs {
        Tabs(
            label: "Parts of the connection",
            tabs: [
                .init(text: "General", path: Paths.connection(id), isCurrent: tab == .general),
                .init(text: "Permissions", path: Paths.connectionPermissions(id), isCurrent: tab == .permissions),
                .init(text: "Admins", path: Paths.connectionAdmins(id), isCurrent: tab == .admins),
                .init(text: "User mapping", path: Paths.connectionPeople(id), isCurrent: tab == .people),
            ]
        )
    }
}

/// The general settings of a connection.
struct ConnectionPage: Sendable {
    struct Usage: Sendable {
        struct Day: Sendable {
            let day: String
            /// In the order of `uses`.
            let calls: [Int]
            let total: Int
        }

        /// Calls of Loam today.
        let today: Int
        /// As the org told last.
        let used: Int?
        let granted: Int?
        let told: Moment?
        let uses: [String]
        let days: [Day]
    }

    let frame: ConnectionFrame
    let facts: [(name: String, value: HTML)]
    /// Nil where there is nothing to switch.
    let isOn: Bool?
    /// What Change User does; nil where it is not offered.
    let mayChangeUser: Bool
    let mayDisconnect: Bool
    let mayRemove: Bool
    var name: String
    var preference: String
    var dailyCalls: String
    var keptPercent: String
    let revision: Int
    let usage: Usage?
    var faults: FormFaults?

    private var viewer: Viewer { frame.viewer }
    private var id: String { frame.id }

    var html: HTML {
        frame.html(
            """
            \(isOn.map(switchCard))
            \(Card(title: "General", actions: changeUser).html(Pairs(facts).html))
            \(when: viewer.mayChange && frame.hasTabs, form)
            \(usage.map(usageCard))
            \(end)
            """
        )
    }

    private var changeUser: HTML {
        guard mayChangeUser else { return .empty }
        return Button(text: "Change User").dialog(at: Paths.connectionUser(id))
    }

    private func switchCard(_ isOn: Bool) -> HTML {
        let button: HTML =
            viewer.mayChange
            ? """
            <form method="post" action="\(Paths.connectionSwitch(id))">\(FormToken.field(viewer.token))\
            \(Button(text: isOn ? "Switch off" : "Switch on", style: isOn ? .plain : .primary)
                .submit(name: "on", value: isOn ? "no" : "yes"))</form>
            """ : .empty
        return Card(
            title: isOn ? "On for everybody" : "Off for everybody",
            lead: isOn
                ? "Jobs run on this connection, and people export by it."
                : "Nothing runs on this connection until it is switched on. No setting is lost.",
            actions: button
        ).headOnly
    }

    private var form: HTML {
        Card(title: "Settings").html(
            """
            <form class="form" method="post" action="\(Paths.connection(id))">\(FormToken.field(viewer.token))
            <input type="hidden" name="revision" value="\(revision)">
            \(faults.html(labels: [
                ("name", "Name"), ("preference", "Export preference"), ("dailyCalls", "Calls a day"),
                ("keptPercent", "Kept for others"),
            ]))
            \(Field(name: "name", label: "Name", value: name, fault: faults["name"], autocomplete: "off").html)
            \(Choices(
                name: "preference",
                label: "Export preference",
                choices: ConnectionPage.preferences,
                value: preference,
                fault: faults["preference"]
            ).html)
            \(Field(
                name: "dailyCalls",
                label: "Calls a day",
                value: dailyCalls,
                hint: "At most so many API calls a day. Background work then waits until tomorrow. Empty for no limit.",
                fault: faults["dailyCalls"],
                isRequired: false,
                autocomplete: "off"
            ).html)
            \(Field(
                name: "keptPercent",
                label: "Kept for others (%)",
                value: keptPercent,
                hint: "This part of the org’s own API limit stays for its other programs in any case.",
                fault: faults["keptPercent"],
                autocomplete: "off"
            ).html)
            <div class="row">\(Button(text: "Save changes", style: .primary).submit())</div></form>
            """
        )
    }

    private func usageCard(_ usage: Usage) -> HTML {
        let figures = Figures(
            figures: [
                .init(name: "Loam’s calls today", value: grouped(usage.today)),
                .init(
                    name: "The org’s last 24 hours",
                    value: usage.used.map(grouped) ?? "–",
                    detail: usage.granted.map { "of \(grouped($0)), by all of its programs" }
                ),
            ]
        )
        let table = Table(
            caption: "Calls by day",
            columns: [.init(title: "Day")] + usage.uses.map { .init(title: $0, isNumber: true) }
                + [.init(title: "All", isNumber: true)],
            rows: usage.days.map { day in
                Table.Row(
                    cells: ["\(day.day)"] + day.calls.map { "\($0, .grouped)" } + [
                        "<strong>\(day.total, .grouped)</strong>"
                    ]
                )
            }
        )
        let told: HTML? = usage.told.map { "<p>Told by Salesforce \($0.html).</p>" }
        return Card(
            title: "API usage",
            lead: "REST and Bulk calls as Salesforce counts them.",
            isPadded: false,
            foot: told
        ).html("<div class=\"card-body\">\(figures.html)</div>\(when: !usage.days.isEmpty, table.html)")
    }

    private func grouped(_ number: Int) -> String {
        let text: HTML = "\(number, .grouped)"
        return text.string
    }

    private var end: HTML {
        if mayRemove {
            return Card(title: "Remove", lead: "Nobody has signed in yet, so nothing is lost.", isDanger: true).html(
                Button(text: "Remove", icon: .trash, style: .danger).dialog(at: Paths.connectionRemoval(id))
            )
        }
        guard mayDisconnect else { return .empty }
        return Card(
            title: "Disconnect",
            lead:
                "Loam’s access is revoked at Salesforce. Runs, history and usage stay. All jobs have to be off first.",
            isDanger: true
        ).html(Button(text: "Disconnect", style: .danger).dialog(at: Paths.connectionEnd(id)))
    }

    private static let preferences: [Choices.Choice] = [
        .init(value: "service", text: "Service account", detail: "Exports run as the service account user."),
        .init(
            value: "user",
            text: "User account",
            detail: "Users connect their own Salesforce account before they export."
        ),
    ]
}

extension Card {
    /// The box without a body.
    fileprivate var headOnly: HTML {
        """
        <section class="card"><header class="card-head"><div><h2>\(title)</h2>\(lead.map { "<p>\($0)</p>" as HTML })</div>\
        \(actions)</header></section>
        """
    }
}
