import Capabilities
import HTML

struct SignInPage: Sendable {
    let context: EntranceContext
    var email = ""
    /// Where to go after the sign-in.
    var next = ""
    /// The identity providers by which one can sign in instead.
    var offers: [SingleSignOn.Offer] = []
    /// The way in for administrators when the identity provider fails.
    var isLocal = false
    var faults: FormFaults?

    var html: HTML {
        EntranceFrame(
            isLocal ? "Sign in as an admin" : "Sign in",
            lead: isLocal ? "With your password, when the identity provider fails." : "Good to see you again.",
            context
        ).html(
            """
            \(context.notice?.html)\(faults.html(labels: [("email", "E-mail address"), ("password", "Password")]))
            \(when: !offers.isEmpty, ways)
            <form class="form" method="post" action="\(isLocal ? Paths.localSignIn : Paths.signIn)">\(FormToken.field(context.token))\
            \(when: !next.isEmpty, "<input type=\"hidden\" name=\"next\" value=\"\(next)\">")
            \(emailField.html)\(passwordField)
            \(Button(text: "Sign in", style: offers.isEmpty ? .primary : .plain, isWide: true).submit())</form>
            \(when: offers.contains { $0.isOnlyWay }, localWay)\(when: isLocal, EntranceFrame.wayBack)
            """
        )
    }

    private var ways: HTML {
        """
        <div class="form">\(each: offers, { offer in
            Button(text: "Continue with \(offer.name)", style: .primary, isWide: true)
                .link(to: Paths.signOnBegin(offer.id, next: next, email: email))
        })</div><p class="or"><span>or</span></p>
        """
    }

    private var localWay: HTML {
        "<p><a href=\"\(Paths.localSignIn)\">Sign in as an admin with a password</a></p>"
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
