import HTML

/// One user: who they are, what they may do, where they are signed in, what they did.
struct UserPage: Sendable {
    struct Device: Sendable {
        let name: String
        let address: String
        let signedIn: Moment
        let seen: Moment
    }

    struct Key: Sendable {
        let name: String
        let prefix: String
        let role: String
        let lastUsed: Moment?
        let state: Badge
    }

    let viewer: Viewer
    let id: String
    let name: String
    let email: String
    let role: String
    let state: Badge
    let isDeactivated: Bool
    let isInvited: Bool
    /// Nobody takes away their own rights by accident.
    let isViewer: Bool
    let created: Moment
    let lastSignIn: Moment?
    let devices: [Device]
    let keys: [Key]
    /// "4,200 of 5,000 credits this month"
    let credits: String
    let hasCreditLimit: Bool
    let activity: Activity

    var html: HTML {
        Layout.page(
            PageHead(
                title: name,
                section: .users,
                lead: email,
                crumbs: [.init(text: "Users", path: Paths.users)],
                badge: state.html,
                actions: actions
            ),
            viewer: viewer,
            """
            <div class="grid-main"><div class="stack">
            \(Card(title: "Profile").html(profile))
            \(Card(title: "Devices", isPadded: devices.isEmpty).html(deviceTable))
            \(Card(title: "API keys", isPadded: keys.isEmpty).html(keyTable))
            </div><div class="stack">
            \(Card(title: "Credits").html(creditCard))
            \(Card(title: "Recent activity", actions: auditLink).html(history))
            </div></div>
            """
        )
    }

    private var actions: HTML {
        guard viewer.mayChange, !isViewer else { return .empty }
        if isDeactivated {
            return Button(text: "Reactivate", icon: .again, style: .primary)
                .post(to: Paths.userReactivation(id), token: viewer.token)
        }
        let access: HTML =
            isInvited
            ? Button(text: "Invite again", icon: .send).dialog(at: Paths.userInvitation(id))
            : Button(text: "Password link", icon: .key).dialog(at: Paths.userPasswordLink(id))
        return """
            \(Button(text: "Edit", icon: .pencil).dialog(at: Paths.userEdit(id)))\(access)\
            \(Button(text: "Deactivate", icon: .stop).dialog(at: Paths.userDeactivation(id)))
            """
    }

    private var profile: HTML {
        Pairs([
            ("Name", "\(name)"), ("E-mail address", "\(email)"), ("Role", "\(role)"),
            ("Last sign-in", lastSignIn?.html ?? "Never"), ("Added", created.html),
        ]).html
    }

    private var creditCard: HTML {
        guard viewer.mayChange else { return "<p>\(credits)</p>" }
        let reset = Button(text: "Reset usage", isSmall: true).post(to: Paths.userCreditsReset(id), token: viewer.token)
        return """
            <div class="stack"><p>\(credits)</p><div class="row">\
            \(Button(text: "Change limit", isSmall: true).dialog(at: Paths.userCredits(id)))\
            \(when: hasCreditLimit, reset)</div></div>
            """
    }

    private var auditLink: HTML {
        Button(text: "All", style: .quiet, isSmall: true).link(to: Paths.audit + Paths.query([("user", id)]))
    }

    private var history: HTML {
        activity.events.isEmpty ? "<p class=\"muted\">\(name) has not changed anything yet.</p>" : activity.html
    }

    private var deviceTable: HTML {
        guard !devices.isEmpty else { return "<p class=\"muted\">Not signed in anywhere.</p>" }
        let table = Table(
            caption: "Devices on which \(name) is signed in",
            columns: [.init(title: "Device"), .init(title: "Last seen"), .init(title: "Signed in")],
            rows: devices.map { device in
                Table.Row(cells: [
                    "<span class=\"cell-main\">\(device.name)</span><small>\(device.address)</small>",
                    device.seen.html, device.signedIn.html,
                ])
            }
        ).html
        guard viewer.mayChange, !isViewer else { return table }
        return table + """
            <footer class="card-foot"><p class="muted">Ends every session at once.</p>\
            \(Button(text: "Sign out everywhere", isSmall: true).post(to: Paths.userSessions(id), token: viewer.token))\
            </footer>
            """
    }

    private var keyTable: HTML {
        guard !keys.isEmpty else { return "<p class=\"muted\">\(name) has made no API keys.</p>" }
        return Table(
            caption: "API keys made by \(name)",
            columns: [.init(title: "Key"), .init(title: "Role"), .init(title: "Last used"), .init(title: "State")],
            rows: keys.map { key in
                Table.Row(cells: [
                    "<span class=\"cell-main\">\(key.name)</span><small class=\"mono\">\(key.prefix)…</small>",
                    "\(key.role)", key.lastUsed?.html ?? "<span class=\"muted\">Never</span>", key.state.html,
                ])
            }
        ).html
    }
}
