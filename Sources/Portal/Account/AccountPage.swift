import HTML

/// One's own name, password, devices and looks.
struct AccountPage: Sendable {
    let viewer: Viewer
    var name: String
    let memberSince: Moment
    let devices: [Device]
    /// Whether there are Salesforce orgs where people connect their own account.
    var hasOwnAccounts = false
    var nameFaults: FormFaults?
    var passwordFaults: FormFaults?

    struct Device: Sendable {
        let id: String
        /// "Firefox on Linux".
        let name: String
        let address: String
        let signedIn: Moment
        let seen: Moment
        let isThisOne: Bool
    }

    var html: HTML {
        Layout.page(
            PageHead(
                title: "My account",
                section: .account,
                lead: "Your name, your password and where you are signed in.",
                isNarrow: true
            ),
            viewer: viewer,
            """
            \(Card(title: "Profile").html(profile))
            \(Card(title: "Password", lead: "Changing it signs you out on every other device.").html(password))
            \(Card(title: "Devices", lead: "Where you are signed in now.", actions: others, isPadded: false).html(deviceTable))
            \(when: hasOwnAccounts, ownAccounts)\
            \(Card(title: "Appearance").html(Layout.themeChoice(viewer)))
            """
        )
    }

    private var ownAccounts: HTML {
        Card(title: "Salesforce", lead: "Exports run under your own account there.").html(
            Button(text: "My Salesforce accounts", icon: .cloud).link(to: Paths.ownAccounts)
        )
    }

    private var profile: HTML {
        """
        <div class="stack">\(nameFaults.html(labels: [("name", "Name")]))
        <form class="form" method="post" action="\(Paths.accountName)">\(FormToken.field(viewer.token))
        \(Field(name: "name", label: "Name", value: name, fault: nameFaults["name"], autocomplete: "name").html)
        <div class="row">\(Button(text: "Save name", style: .primary).submit())</div></form>
        \(Pairs([
            ("E-mail address", "\(viewer.email)"),
            ("Role", "\(viewer.roleName)"),
            ("Member since", memberSince.html),
        ]).html)</div>
        """
    }

    private var password: HTML {
        let fields = [
            Field(
                name: "current",
                label: "Present password",
                kind: .password(isNew: false),
                fault: passwordFaults["current"]
            ),
            Field(
                name: "password",
                label: "New password",
                kind: .password(isNew: true),
                hint: "At least 12 characters. A few unrelated words are easy to keep in mind.",
                fault: passwordFaults["password"]
            ),
        ]
        return """
            <div class="stack">\(passwordFaults.html(labels: fields.map { ($0.name, $0.label) }))
            <form class="form" method="post" action="\(Paths.accountPassword)">\(FormToken.field(viewer.token))
            \(Field.username(viewer.email))
            \(each: fields, \.html)
            <div class="row">\(Button(text: "Change password", style: .primary).submit())</div></form></div>
            """
    }

    private var others: HTML {
        guard devices.count > 1 else { return .empty }
        return Button(text: "Sign out everywhere else", isSmall: true)
            .post(to: Paths.accountOtherSessions, token: viewer.token)
    }

    private var deviceTable: HTML {
        Table(
            caption: "Devices on which you are signed in",
            columns: [
                .init(title: "Device"), .init(title: "Last seen"), .init(title: "Signed in"),
                .init(title: "Actions", isActions: true),
            ],
            rows: devices.map(row)
        ).html
    }

    private func row(_ device: Device) -> Table.Row {
        let action: HTML =
            device.isThisOne
            ? .empty
            : Button(text: "Sign out", isSmall: true, object: device.name)
                .post(to: Paths.accountSession(device.id), token: viewer.token)
        return Table.Row(cells: [
            """
            <div class="row"><span class="cell-main">\(device.name)</span>\
            \(when: device.isThisOne, Badge(text: "This device", tone: .green).html)</div><small>\(device.address)</small>
            """,
            device.seen.html, device.signedIn.html, action,
        ])
    }
}
