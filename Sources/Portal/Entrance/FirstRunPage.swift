import HTML

/// What a fresh installation shows first: the form that makes the organisation and its first admin.
struct FirstRunPage: Sendable {
    let context: EntranceContext
    var organisation = ""
    var name = ""
    var email = ""
    var timeZone: String
    let timeZones: [String]
    var faults: FormFaults?

    var html: HTML {
        EntranceFrame(
            "Welcome to Loam",
            lead:
                "A few answers, and this installation is yours. You become its first admin and can invite others next.",
            context
        ).html(
            EntranceForm(
                action: Paths.firstRun,
                fields: [
                    Field(
                        name: "organisation",
                        label: "Organisation",
                        value: organisation,
                        hint: "The name that everyone sees at the top of the portal.",
                        fault: faults["organisation"],
                        autocomplete: "organization",
                        isFirst: faults == nil
                    ),
                    Field(name: "name", label: "Your name", value: name, fault: faults["name"], autocomplete: "name"),
                    Field(
                        name: "email",
                        label: "E-mail address",
                        kind: .email,
                        value: email,
                        hint: "You sign in with it.",
                        fault: faults["email"]
                    ),
                    Field(
                        name: "password",
                        label: "Password",
                        kind: .password(isNew: true),
                        hint: "At least 12 characters. A few unrelated words are easy to keep in mind.",
                        fault: faults["password"]
                    ),
                    Field(
                        name: "timeZone",
                        label: "Time zone",
                        kind: .suggestions(timeZones),
                        value: timeZone,
                        hint: "Schedules and dates follow it. It can be changed later.",
                        fault: faults["timeZone"]
                    ),
                ],
                submit: "Create organisation",
                faults: faults
            ).html(context)
        )
    }
}
