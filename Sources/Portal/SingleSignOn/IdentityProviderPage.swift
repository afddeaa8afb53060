import Capabilities
import HTML
import Store

/// One identity provider: what to enter there, what to enter here, a test, and who signs in by it.
struct IdentityProviderPage: Sendable {
    struct Test: Sendable {
        let at: Moment
        let by: String
        /// Why it was refused; nil when it passed.
        let refusal: String?
        let arrived: [(name: String, value: String)]
    }

    let viewer: Viewer
    let provider: SignOnProvider
    let addresses: SingleSignOn.Addresses
    let test: Test?
    let people: Int
    let hasSecret: Bool
    var name: String
    var issuer: String
    var clientID: String
    var signOnAddress: String
    var logoutAddress: String
    var certificates: String
    var signsRequests: Bool
    var metadata = ""
    var domains: String
    var isEnforced: Bool
    var createsPeople: Bool
    var faults: FormFaults?

    private var id: String { provider.id.rawValue }
    private var isSAML: Bool { provider.kind == .saml }

    var html: HTML {
        Layout.page(
            PageHead(
                title: provider.name,
                section: .singleSignOn,
                lead: provider.kind.title,
                crumbs: [.init(text: "Single sign-on", path: Paths.identityProviders)],
                badge: provider.badge.html,
                isNarrow: true
            ),
            viewer: viewer,
            """
            \(when: provider.isComplete, switchCard)\(there)\(when: viewer.mayChange, here)\
            \(when: viewer.mayChange, rules, else: facts)\(when: provider.isComplete, testCard)\
            \(when: viewer.mayChange, end)
            """
        )
    }

    private var switchCard: HTML {
        let isOn = provider.isOn
        let lead =
            if isOn, !provider.isTested {
                "It was changed since the last test that passed; test it again."
            } else if isOn {
                "The page of the sign-in has a button for it."
            } else if provider.isTested {
                "Nobody signs in by it yet."
            } else {
                "It can be switched on once a test has passed."
            }
        let button: HTML =
            viewer.mayChange && (isOn || provider.isTested)
            ? """
            <form method="post" action="\(Paths.identityProviderSwitch(id))">\(FormToken.field(viewer.token))\
            \(Button(text: isOn ? "Switch off" : "Switch on", style: isOn ? .plain : .primary)
                .submit(name: "on", value: isOn ? "no" : "yes"))</form>
            """ : .empty
        return """
            <section class="card"><header class="card-head"><div><h2>\(isOn ? "On" : "Off")</h2><p>\(lead)</p></div>\
            \(button)</header></section>
            """
    }

    // MARK: What to enter there

    private var there: HTML {
        Card(
            title: "Enter at \(provider.name)",
            lead: isSAML
                ? "Make a SAML application there with these values, or import the metadata."
                : "Make a web application there (authorization code) with these values."
        ).html("<div class=\"stack\">\(each: values, value)\(when: isSAML, metadataButton)</div>")
    }

    private var values: [(id: String, label: String, value: String)] {
        isSAML
            ? [
                ("consumer", "Assertion consumer service (ACS)", addresses.answer),
                ("entity", "Entity ID (audience)", addresses.entityID),
                ("begin", "Start address of the application", addresses.begin),
                ("signout", "Single logout service (SLO)", addresses.signOut),
            ]
            : [
                ("callback", "Redirect URI", addresses.answer),
                ("begin", "Initiate login URI", addresses.begin),
                ("out", "Sign-out redirect URI", addresses.signedOut),
            ]
    }

    private func value(_ value: (id: String, label: String, value: String)) -> HTML {
        """
        <div class="field is-whole"><p class="muted">\(value.label)</p>\
        \(CopyField(id: "copy-" + value.id, value: value.value, label: value.label).html)</div>
        """
    }

    private var metadataButton: HTML {
        """
        <div class="row">\(Button(text: "Download metadata", icon: .download)
            .link(to: Paths.signOnMetadata(provider.id)))</div>
        """
    }

    // MARK: What to enter here

    private var here: HTML {
        Card(title: "From \(provider.name)").html(
            """
            <form class="form" method="post" action="\(Paths.identityProvider(id))">\(FormToken.field(viewer.token))
            \(faults.html(labels: IdentityProviderPage.labels))
            \(Field(
                name: "name",
                label: "Name",
                value: name,
                hint: "Stands on the button: “Continue with \(provider.name)”.",
                fault: faults["name"],
                autocomplete: "off"
            ).html)
            \(isSAML ? samlFields : oidcFields)
            <div class="row">\(Button(text: "Save", style: .primary).submit())</div></form>
            """
        )
    }

    private static let labels: [(name: String, label: String)] = [
        ("name", "Name"), ("issuer", "Issuer"), ("clientID", "Client ID"), ("metadata", "Metadata"),
        ("signOnAddress", "Sign-in address"), ("logoutAddress", "Sign-out address"),
        ("certificates", "Signing certificate"), ("domains", "Domains"),
    ]

    private var oidcFields: HTML {
        """
        \(Field(
            name: "issuer",
            label: "Issuer",
            value: issuer,
            hint: "Such as https://example.okta.com, in exactly the provider’s letters.",
            fault: faults["issuer"],
            autocomplete: "off"
        ).html)
        \(Field(name: "clientID", label: "Client ID", value: clientID, fault: faults["clientID"], autocomplete: "off")
            .html)
        \(Field(
            name: "clientSecret",
            label: "Client secret",
            kind: .password(isNew: true),
            hint: hasSecret ? "One is kept, sealed. Leave it empty to keep it." : "Kept sealed.",
            fault: faults["clientSecret"],
            isRequired: false,
            saysOptional: false,
            autocomplete: "off"
        ).html)
        """
    }

    private var samlFields: HTML {
        """
        \(TextArea(
            name: "metadata",
            label: "Metadata",
            value: metadata,
            hint: "Paste the provider’s metadata (XML), and the fields below are filled from it.",
            isRequired: false,
            fault: faults["metadata"]
        ).html)
        \(Field(
            name: "issuer",
            label: "Entity ID (issuer)",
            value: issuer,
            fault: faults["issuer"],
            isRequired: false,
            saysOptional: false,
            autocomplete: "off"
        ).html)
        \(Field(
            name: "signOnAddress",
            label: "Sign-in address",
            value: signOnAddress,
            hint: "The one for HTTP-Redirect.",
            fault: faults["signOnAddress"],
            isRequired: false,
            saysOptional: false,
            autocomplete: "off"
        ).html)
        \(Field(
            name: "logoutAddress",
            label: "Sign-out address",
            value: logoutAddress,
            fault: faults["logoutAddress"],
            isRequired: false,
            autocomplete: "off"
        ).html)
        \(TextArea(
            name: "certificates",
            label: "Signing certificate",
            value: certificates,
            hint: "As PEM; two below each other while the provider changes it.",
            isRequired: false,
            saysOptional: false,
            fault: faults["certificates"]
        ).html)
        \(Toggle(
            name: "signsRequests",
            label: "Sign requests",
            detail: "For providers that take none without a signature; the metadata holds our certificate.",
            isOn: signsRequests
        ).html)
        """
    }

    // MARK: The test

    private var testCard: HTML {
        Card(
            title: "Test",
            lead: test.map { "Last by \($0.by)." } ?? "Sign in there once; nothing changes here.",
            actions: viewer.mayChange
                ? Button(text: "Test sign-in", style: provider.isTested ? .plain : .primary)
                    .link(to: Paths.identityProviderTest(id)) : .empty
        ).html(test.map(result) ?? "<p class=\"muted\">It has not been tested yet.</p>")
    }

    private func result(_ test: Test) -> HTML {
        let notice =
            test.refusal.map { Notice(tone: .red, title: "The sign-in was refused.", text: $0) }
            ?? Notice(tone: .green, title: "The sign-in passed every check.")
        let lines = test.arrived.map { (name: $0.name, value: "\($0.value)" as HTML) }
        return """
            <div class="stack">\(notice.html)<p class="muted">\(test.at.html)</p>\
            \(when: !lines.isEmpty, "<h3>What arrived</h3>\(Pairs(lines).html)")</div>
            """
    }

    // MARK: Who signs in

    private var rules: HTML {
        Card(title: "Who signs in by \(provider.name)").html(
            """
            <form class="form" method="post" action="\(Paths.identityProviderRules(id))">\(FormToken.field(viewer.token))
            \(TextArea(
                name: "domains",
                label: "Domains",
                value: domains,
                hint: "Of their e-mail addresses, one in a line. The provider’s word counts for these only.",
                rows: 3,
                isRequired: false,
                saysOptional: false,
                fault: faults["domains"]
            ).html)
            \(Toggle(
                name: "enforced",
                label: "The only way in",
                detail: "People of these domains sign in here, not with a password. Admins may still, at a page of its own.",
                isOn: isEnforced
            ).html)
            \(Toggle(
                name: "creates",
                label: "Let new people in",
                detail: "Who is not known yet becomes a member at the first sign-in. Leave it off where provisioning adds people.",
                isOn: createsPeople
            ).html)
            <div class="row">\(Button(text: "Save", style: .primary).submit())</div></form>
            """
        )
    }

    private var facts: HTML {
        Card(title: "Who signs in by \(provider.name)").html(
            Pairs([
                ("Domains", "\(domains)"), ("The only way in", isEnforced ? "Yes" : "No"),
                ("Lets new people in", createsPeople ? "Yes" : "No"), ("People so far", "\(people, .grouped)"),
            ]).html
        )
    }

    private var forgetting: HTML {
        """
        <div class="row"><p>\(people == 1 ? "1 person has" : "\(people) people have") signed in by it so far, and \
        \(people == 1 ? "is" : "are") known by the provider’s own name for them.</p>\
        \(Button(text: "Forget who is whom").dialog(at: Paths.identityProviderPeople(id)))</div>
        """
    }

    private var end: HTML {
        Card(title: "Start over", isDanger: true).html(
            """
            <div class="stack">
            \(people == 0 ? "<p>Nobody has signed in by it yet.</p>" : forgetting)
            <div class="row"><p>Removing the provider signs out everybody who signed in by it.</p>\
            \(Button(text: "Remove", style: .danger).dialog(at: Paths.identityProviderRemoval(id)))</div></div>
            """
        )
    }
}
