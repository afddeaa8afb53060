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

    struct Product: Sendable {
        let name: String
        /// Whether the person holds a seat of it.
        let isSeated: Bool
        /// Whether it was given to the person alone, be it beside their groups.
        let isOwn: Bool
        /// By their names, the groups from which it comes.
        let groups: [String]
    }

    /// How the person stands with the identity provider.
    struct Provisioned: Sendable {
        let isManaged: Bool
        /// Whether people are managed by the identity provider now, so that it alone changes those it manages.
        let isOn: Bool
        let synced: Moment?
        let refused: Moment?
        let reason: String
        /// An administrator of Loam's own is handed over first.
        let mayHandOver: Bool
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
    let products: [Product]
    let provisioned: Provisioned

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
            \(Card(title: "Products").html(productCard))
            \(Card(title: "Credits").html(creditCard))
            \(when: provisioned.isManaged || provisioned.isOn, Card(title: "Identity provider").html(providerCard))
            \(Card(title: "Recent activity", actions: auditLink).html(history))
            </div></div>
            """
        )
    }

    private var actions: HTML {
        guard viewer.mayChange, !isViewer, !isReadOnly else { return .empty }
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

    /// Whether only the identity provider changes the person.
    private var isReadOnly: Bool { provisioned.isManaged && provisioned.isOn }

    private var productCard: HTML {
        let list: HTML =
            products.isEmpty
            ? "<p class=\"muted\">None.</p>"
            : "<ul>\(each: products, { "<li>\($0.name)\($0.detail)</li>" })</ul>"
        guard viewer.mayChange, !isReadOnly else { return list }
        return """
            <div class="stack">\(list)<div class="row">\(Button(text: "Change products", isSmall: true)
                .dialog(at: Paths.userProducts(id)))</div></div>
            """
    }

    private var providerCard: HTML {
        let state: HTML =
            if let refused = provisioned.refused {
                "\(Badge(text: "Refused", tone: .red).html) \(refused.html)"
            } else if let synced = provisioned.synced {
                "\(Badge(text: "In sync", tone: .green).html) \(synced.html)"
            } else {
                Badge(text: "Not assigned yet").html
            }
        let handOver =
            viewer.mayChange && provisioned.mayHandOver
            ? Button(text: provisioned.isManaged ? "Take back" : "Hand over", isSmall: true)
                .dialog(at: Paths.userManagement(id)) : .empty
        let manager =
            switch (provisioned.isManaged, provisioned.isOn) {
            case (true, true): "Managed by the identity provider."
            case (true, false): "Managed in Loam while the identity provider is switched off."
            case (false, _): "Managed in Loam."
            }
        return """
            <div class="stack"><p>\(manager)</p>\
            <p>\(state)</p>\(when: !provisioned.reason.isEmpty, "<p class=\"muted\">\(provisioned.reason)</p>")\
            \(when: !handOver.isEmpty, "<div class=\"row\">\(handOver)</div>")</div>
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

extension UserPage.Product {
    /// "also from the groups Everybody, Sales", and whether the seat is missing.
    fileprivate var detail: HTML {
        let origin: HTML =
            groups.isEmpty
            ? .empty
            : """
             <span class="muted">\(when: isOwn, "also ")from the \(groups.count == 1 ? "group" : "groups") \
            \(groups.joined(separator: ", "))</span>
            """
        return "\(origin)\(when: !isSeated, " <span class=\"muted\">(no seat)</span>")"
    }
}
