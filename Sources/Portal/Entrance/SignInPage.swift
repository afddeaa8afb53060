import HTML

struct SignInPage: Sendable {
    let context: EntranceContext
    var email = ""
    /// Where to go after the sign-in.
    var next = ""
    var faults: FormFaults?

    var html: HTML {
        EntranceFrame("Sign in", lead: "Good to see you again.", context).html(
            """
            \(context.notice?.html)\(faults.html(labels: [("email", "E-mail address"), ("password", "Password")]))
            <form class="form" method="post" action="\(Paths.signIn)">\(FormToken.field(context.token))\
            \(when: !next.isEmpty, "<input type=\"hidden\" name=\"next\" value=\"\(next)\">")
            \(emailField.html)\(passwordField)
            \(Button(text: "Sign in", style: .primary, isWide: true).submit())</form>
            """
        )
    }

    private var emailField: Field {
        Field(
            name: "email",
            label: "E-mail address",
            kind: .email,
            value: email,
            fault: faults["email"],
            autocomplete: "username",
            isFirst: email.isEmpty && faults == nil
        )
    }

    private var passwordField: HTML {
        let field = Field(
            name: "password",
            label: "Password",
            kind: .password(isNew: false),
            fault: faults["password"],
            isFirst: !email.isEmpty && faults == nil
        )
        return """
            <div class="field\(when: field.fault != nil, " is-wrong")"><div class="field-line">\
            <label for="\(field.id)">Password</label><a href="\(Paths.forgotPassword)">Forgot it?</a></div>\
            \(field.input)\(field.faultLine)</div>
            """
    }
}
