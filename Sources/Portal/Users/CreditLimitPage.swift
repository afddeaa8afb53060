import HTML

/// Asks how many credits a person may spend.
struct CreditLimitPage: Sendable {
    let viewer: Viewer
    let id: String
    let name: String
    var credits: String
    var reset: String
    var faults: FormFaults?

    static let resets: [Choices.Choice] = [
        .init(value: "monthly", text: "Every month", detail: "What was spent stops counting when a month begins."),
        .init(value: "manual", text: "By hand", detail: "It counts until an administrator resets it."),
    ]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Credit limit of \(name)",
                section: .users,
                crumbs: [.init(text: "Users", path: Paths.users), .init(text: name, path: Paths.user(id))],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "Credit limit of \(name)",
                lead:
                    "It holds for the runs that \(name) starts. At the limit a run goes on with profiles that are paid for, and the "
                    + "rest comes first in the next run.",
                action: Paths.userCredits(id),
                token: viewer.token,
                submit: Button(text: "Save", style: .primary),
                back: Paths.user(id)
            ).html(
                """
                \(faults.html(labels: [("credits", "Credits"), ("reset", "Reset")]))
                \(Field(
                    name: "credits",
                    label: "Credits",
                    value: credits,
                    hint: "Leave it empty for no limit.",
                    fault: faults["credits"],
                    isRequired: false,
                    autocomplete: "off"
                ).html)
                \(Choices(name: "reset", label: "Reset", choices: CreditLimitPage.resets, value: reset, fault: faults["reset"])
                    .html)
                """
            )
        )
    }
}
