import HTML

/// Asks for the address to which a link is sent.
struct ForgotPasswordPage: Sendable {
    let context: EntranceContext
    var email = ""
    /// Without a mail server the link has to be fetched from an admin.
    let sendsMail: Bool
    var faults: FormFaults?

    var html: HTML {
        EntranceFrame(
            "Forgot your password?",
            lead: sendsMail
                ? "Tell us your address, and a link to set a new one comes by mail."
                : "This installation sends no mail. Ask for the link here, then ask an admin to pass it on to you.",
            context
        ).html(
            EntranceForm(
                action: Paths.forgotPassword,
                fields: [
                    Field(
                        name: "email",
                        label: "E-mail address",
                        kind: .email,
                        value: email,
                        fault: faults["email"],
                        isFirst: faults == nil
                    )
                ],
                submit: "Send the link",
                faults: faults
            ).html(context) + EntranceFrame.wayBack
        )
    }
}

/// Says the same whether the address is known or not.
struct LinkSentPage: Sendable {
    let context: EntranceContext
    let sendsMail: Bool

    var html: HTML {
        EntranceFrame("Look into your mail", context).html(
            Notice(
                tone: .green,
                title: "If the address belongs to someone here, a link is on its way.",
                text: sendsMail
                    ? "It works once and for a limited time. Nothing came? Look into the junk folder, or ask an admin."
                    : "This installation sends no mail: ask an admin, who finds the link in the portal under Mail."
            ).html + EntranceFrame.wayBack
        )
    }
}

/// Sets a password by the link of an invitation or of a forgotten password.
struct SetPasswordPage: Sendable {
    let context: EntranceContext
    let action: String
    let name: String
    let email: String
    let organisation: String
    let isInvitation: Bool
    var faults: FormFaults?

    var html: HTML {
        EntranceFrame(
            isInvitation ? "Welcome, \(name)" : "Set a new password",
            lead: isInvitation
                ? "You are invited to \(organisation). Choose a password, and you are in."
                : "for \(email). Every other device is signed out.",
            context
        ).html(
            EntranceForm(
                action: action,
                fields: [
                    Field(
                        name: "password",
                        label: "Password",
                        kind: .password(isNew: true),
                        hint: "At least 12 characters. A few unrelated words are easy to keep in mind.",
                        fault: faults["password"],
                        isFirst: faults == nil
                    )
                ],
                submit: isInvitation ? "Set password and sign in" : "Set password",
                faults: faults
            ).html(context, extra: Field.username(email))
        )
    }
}

/// A link that was used, replaced or has run out.
struct DeadLinkPage: Sendable {
    let context: EntranceContext

    var html: HTML {
        EntranceFrame("This link no longer works", context).html(
            Notice(
                tone: .amber,
                title: "It was used already, a newer one was made, or its time has run out.",
                text: "Ask for another. If you were invited and never had a password, ask the admin who invited you."
            ).html
                + """
                <div class="form">\(Button(text: "Ask for a new link", style: .primary, isWide: true)
                    .link(to: Paths.forgotPassword))</div>
                """ + EntranceFrame.wayBack
        )
    }
}

extension EntranceFrame {
    static var wayBack: HTML { "<p><a href=\"\(Paths.signIn)\">Back to sign in</a></p>" }
}
