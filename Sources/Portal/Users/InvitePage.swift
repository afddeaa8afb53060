import HTML

/// Asks whom to invite.
struct InvitePage: Sendable {
    let viewer: Viewer
    var name = ""
    var email = ""
    var role: String
    let roles: [Choices.Choice]
    let sendsMail: Bool
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Invite user",
                section: .users,
                crumbs: [.init(text: "Users", path: Paths.users)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Invite user",
                lead: sendsMail
                    ? "They get a mail with a link to set a password."
                    : "No mail server is set, so you get a link to pass on, with which they set a password.",
                action: Paths.users,
                token: viewer.token,
                submit: sendsMail
                    ? Button(text: "Send invitation", icon: .send, style: .primary)
                    : Button(text: "Make invitation link", icon: .key, style: .primary),
                back: Paths.users
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
