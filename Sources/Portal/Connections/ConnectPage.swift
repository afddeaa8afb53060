import HTML

/// Asks for what it takes to connect an org.
struct ConnectPage: Sendable {
    let viewer: Viewer
    /// Where Salesforce sends browsers back to; the connected app has to name it.
    let callback: String
    var name = "Salesforce"
    var place = "production"
    var address = ""
    var way = "browser"
    var consumerKey = ""
    var username = ""
    /// The hosts whose connected app is known already.
    let knownHosts: [String]
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Connect an org",
                section: .salesforce,
                lead: "Loam signs in to your org under a connected app that you make there.",
                crumbs: [.init(text: "Salesforce", path: Paths.salesforce)],
                isNarrow: true
            ),
            viewer: viewer,
            "\(Card(title: "In Salesforce, first", lead: "An administrator of the org does this once.").html(steps))\(form)"
        )
    }

    private var steps: HTML {
        """
        <div class="stack">
        <ol class="steps">
        <li>In Setup, open App Manager and make a new connected app with OAuth enabled.</li>
        <li>Enter this address as its callback:</li>
        </ol>
        \(CopyField(id: "callback", value: callback, label: "Callback address").html)
        <ol class="steps" start="3">
        <li>Choose the scopes “Manage user data via APIs (api)”, “Perform requests at any time (refresh_token)” and \
        “Access the identity URL service (id)”.</li>
        <li>Copy its consumer key and consumer secret from “Manage Consumer Details”.</li>
        </ol></div>
        """
    }

    private var form: HTML {
        Card(title: "The org").html(
            """
            <form class="form" method="post" action="\(Paths.salesforce)">\(FormToken.field(viewer.token))
            \(faults.html(labels: [
                ("name", "Name"), ("place", "Environment"), ("address", "Address"), ("way", "Sign-in"),
                ("consumerKey", "Consumer key"), ("consumerSecret", "Consumer secret"), ("username", "Username"),
                ("privateKey", "Private key"),
            ]))
            \(Field(
                name: "name",
                label: "Name",
                value: name,
                hint: "How you call this connection here.",
                fault: faults["name"],
                autocomplete: "off"
            ).html)
            \(Choices(name: "place", label: "Environment", choices: ConnectPage.places, value: place, fault: faults["place"])
                .html)
            \(Field(
                name: "address",
                label: "Address",
                value: address,
                hint: "Only for an own domain, such as acme.my.salesforce.com, or the address of a local sandbox org.",
                fault: faults["address"],
                isRequired: false,
                autocomplete: "off"
            ).html)
            \(Choices(name: "way", label: "Sign-in", choices: ConnectPage.ways, value: way, fault: faults["way"]).html)
            \(Field(
                name: "consumerKey",
                label: "Consumer key",
                value: consumerKey,
                hint: known,
                fault: faults["consumerKey"],
                isRequired: knownHosts.isEmpty,
                autocomplete: "off"
            ).html)
            \(Field(
                name: "consumerSecret",
                label: "Consumer secret",
                kind: .password(isNew: true),
                hint: "Kept sealed. Leave it empty where the app asks for none.",
                fault: faults["consumerSecret"],
                isRequired: false,
                autocomplete: "off"
            ).html)
            <fieldset class="field"><legend>Only for a signed statement</legend><div class="stack">
            \(Field(
                name: "username",
                label: "Username",
                value: username,
                hint: "The integration user as which Loam signs in.",
                fault: faults["username"],
                isRequired: false,
                autocomplete: "off"
            ).html)
            \(privateKey)</div></fieldset>
            <div class="row">\(Button(text: "Continue", style: .primary).submit())\
            \(Button(text: "Cancel").link(to: Paths.salesforce))</div></form>
            """
        )
    }

    private var known: String {
        guard !knownHosts.isEmpty else { return "Identifies your connected app." }
        return "Leave it empty to use the app that is known for \(knownHosts.joined(separator: ", "))."
    }

    private var privateKey: HTML {
        """
        <div class="field\(when: faults["privateKey"] != nil, " is-wrong")"><label for="field-privateKey">Private key \
        <span class="optional">optional</span></label>
        <textarea class="field-input mono" id="field-privateKey" name="privateKey" rows="4" autocomplete="off" \
        spellcheck="false" aria-describedby="field-privateKey-hint"></textarea>
        <p class="field-hint" id="field-privateKey-hint">An RSA key in PEM form. Without one Loam makes a key, and gives \
        you its certificate to upload.</p>\
        \(faults["privateKey"].map { "<p class=\"field-error\" id=\"field-privateKey-fault\">\(Icon.alert.html)\($0)</p>" as HTML })\
        </div>
        """
    }

    private static let places: [Choices.Choice] = [
        .init(value: "production", text: "Production", detail: "Signs in at login.salesforce.com."),
        .init(value: "sandbox", text: "Sandbox", detail: "Signs in at test.salesforce.com."),
        .init(value: "custom", text: "Own domain", detail: "Signs in at the address below."),
    ]

    private static let ways: [Choices.Choice] = [
        .init(value: "browser", text: "In my browser", detail: "You sign in to Salesforce and allow Loam."),
        .init(
            value: "statement",
            text: "By a signed statement",
            detail: "For servers (JWT bearer): an integration user, a key, no browser."
        ),
    ]
}

/// Sends the browser on its way to Salesforce.
struct DeparturePage: Sendable {
    let viewer: Viewer
    /// The host at Salesforce, for people.
    let host: String
    let address: String
    let text: String
    let back: String

    var html: HTML {
        Layout.page(
            PageHead(
                title: "On to Salesforce",
                section: .salesforce,
                crumbs: [.init(text: "Salesforce", path: Paths.salesforce)],
                isNarrow: true
            ),
            viewer: viewer,
            """
            <section class="card"><div class="card-body stack"><p>\(text)</p>
            <p class="muted">Your browser goes on to \(host) by itself. You have 15 minutes to come back.</p>
            <div class="row">\(Button(text: "Continue to Salesforce", style: .primary).link(to: address))\
            \(Button(text: "Cancel").link(to: back))</div></div></section>
            """
        )
    }
}
