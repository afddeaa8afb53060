import HTML

/// The keys with which programs call the API.
struct KeysPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let prefix: String
        let role: String
        let creator: String
        let creatorPath: String?
        let created: Moment
        let lastUsed: Moment?
        let expires: Moment?
        let state: Badge
        let mayRevoke: Bool
        let isOff: Bool
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "API keys",
                section: .keys,
                lead: "A key lets a program call the API with the rights of a role. It is shown once, when it is made.",
                actions: lines.isEmpty ? .empty : newKey
            ),
            viewer: viewer,
            "<section class=\"card table-card\" aria-label=\"API keys\">\(lines.isEmpty ? empty.html : table.html)</section>"
        )
    }

    private var newKey: HTML {
        guard viewer.mayChange else { return .empty }
        return Button(text: "New key", icon: .plus, style: .primary).dialog(at: Paths.newKey)
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .key,
            title: "No API keys yet",
            text: viewer.mayChange
                ? "Make one for each program that calls the API, so that each can be revoked without the others."
                : "Once an admin has made a key for a program, it is listed here.",
            action: newKey
        )
    }

    private var table: Table {
        Table(
            caption: "API keys",
            columns: [
                .init(title: "Key"), .init(title: "Role"), .init(title: "Made by"), .init(title: "Last used"),
                .init(title: "Ends"), .init(title: "State"), .init(title: "Actions", isActions: true),
            ],
            rows: lines.map(row)
        )
    }

    private func row(_ line: Line) -> Table.Row {
        let creator: HTML = line.creatorPath.map { "<a href=\"\($0)\">\(line.creator)</a>" } ?? "\(line.creator)"
        let revoke = Button(text: "Revoke", isSmall: true, object: line.name).dialog(at: Paths.keyRevocation(line.id))
        return Table.Row(
            cells: [
                "<span class=\"cell-main\">\(line.name)</span><small class=\"mono\">\(line.prefix)…</small>",
                "\(line.role)", "\(creator)<small>\(line.created.html)</small>",
                line.lastUsed?.html ?? "<span class=\"muted\">Never</span>",
                line.expires?.html ?? "<span class=\"muted\">Never</span>", line.state.html,
                line.mayRevoke && viewer.mayChange ? revoke : .empty,
            ],
            isOff: line.isOff
        )
    }
}

/// Asks for what a key is to be made.
struct NewKeyPage: Sendable {
    let viewer: Viewer
    var name = ""
    var role: String
    let roles: [Choices.Choice]
    var lifetime: String
    let lifetimes: [Field.Option]
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "New API key",
                section: .keys,
                crumbs: [.init(text: "API keys", path: Paths.keys)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "New API key",
                lead: "Give it the least role that its program needs. It stops working when you are deactivated.",
                action: Paths.keys,
                token: viewer.token,
                submit: Button(text: "Make key", style: .primary),
                back: Paths.keys
            ).html(
                """
                \(faults.html(labels: [("name", "Name"), ("role", "Role"), ("lifetime", "Ends")]))
                \(Field(
                    name: "name",
                    label: "Name",
                    value: name,
                    hint: "What uses it, such as “Nightly report”.",
                    fault: faults["name"],
                    autocomplete: "off"
                ).html)
                \(Choices(name: "role", label: "Role", choices: roles, value: role, fault: faults["role"]).html)
                \(Field(
                    name: "lifetime",
                    label: "Ends",
                    kind: .options(lifetimes),
                    value: lifetime,
                    fault: faults["lifetime"]
                ).html)
                """
            )
        )
    }
}

/// The one time that a key is shown.
struct KeyShownPage: Sendable {
    let viewer: Viewer
    let name: String
    let key: String
    /// The address of this installation, for the example.
    let example: String

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Your new key",
                section: .keys,
                lead: "For \(name).",
                crumbs: [.init(text: "API keys", path: Paths.keys)],
                isNarrow: true
            ),
            viewer: viewer,
            """
            \(Notice(
                tone: .amber,
                title: "Copy it now: it is not shown again.",
                text: "Loam keeps only a hash of it. If it gets lost, revoke it and make another."
            ).html)
            <section class="card"><div class="card-body stack">
            \(CopyField(id: "key", value: key, label: "API key").html)
            <p class="muted">A program sends it with each call:</p>
            \(CopyField(id: "example", value: example, label: "Example").html)
            <div class="row">\(Button(text: "I have copied it", icon: .check, style: .primary).link(to: Paths.keys))</div>
            </div></section>
            """
        )
    }
}
