import HTML

/// Asks for a user's address, name and role.
struct EditUserPage: Sendable {
    let viewer: Viewer
    let id: String
    /// As the user is called now.
    let title: String
    var name: String
    var email: String
    var role: String
    let roles: [Choices.Choice]
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Edit \(title)",
                section: .users,
                crumbs: [.init(text: "Users", path: Paths.users), .init(text: title, path: Paths.user(id))],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Edit \(title)",
                lead: "Whose role changes is signed out and signs in again with the new one.",
                action: Paths.user(id),
                token: viewer.token,
                submit: Button(text: "Save", style: .primary),
                back: Paths.user(id)
            ).html(
                """
                \(faults.html(labels: [("name", "Name"), ("email", "E-mail address"), ("role", "Role")]))
                \(Field(name: "name", label: "Name", value: name, fault: faults["name"], autocomplete: "off").html)
                \(Field(
                    name: "email",
                    label: "E-mail address",
                    kind: .email,
                    value: email,
                    fault: faults["email"],
                    autocomplete: "off"
                ).html)
                \(Choices(name: "role", label: "Role", choices: roles, value: role, fault: faults["role"]).html)
                """
            )
        )
    }
}

/// A link that an admin passes on by hand: shown once, for it lets its reader in.
struct LinkShownPage: Sendable {
    let viewer: Viewer
    let id: String
    let name: String
    let link: String
    let isInvitation: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: isInvitation ? "Invite \(name) by hand" : "A password link for \(name)",
                section: .users,
                lead: isInvitation
                    ? "No mail server is set, so pass this link on yourself. \(name) sets a password with it."
                    : "Pass this link on. \(name) sets a new password with it, and every other device is signed out.",
                crumbs: [.init(text: "Users", path: Paths.users), .init(text: name, path: Paths.user(id))],
                isNarrow: true
            ),
            viewer: viewer,
            """
            \(Notice(
                tone: .amber,
                title: "Whoever has this link can sign in as \(name).",
                text: "Send it on a way that only they read. It works once, for \(isInvitation ? "7 days" : "2 hours")."
            ).html)
            <section class="card"><div class="card-body stack">
            \(CopyField(id: "link", value: link, label: "Link").html)
            <div class="row">\(Button(text: "Done", icon: .check, style: .primary).link(to: Paths.user(id)))</div>
            </div></section>
            """
        )
    }
}
