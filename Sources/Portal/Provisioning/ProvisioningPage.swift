import Capabilities
import HTML

/// How an identity provider manages people: the way in, the switch, the tokens, and how to end it.
struct ProvisioningPage: Sendable {
    struct Token: Sendable {
        let id: String
        let name: String
        let prefix: String
        let madeBy: String
        let created: Moment
        let lastUsed: Moment?
        let ends: Moment?
        /// The day of its end, as in "31 Dec 2026"; nil without one.
        let endDay: String?
        let end: TokenEnd

        var works: Bool { end != .over && end != .revoked }
    }

    enum State: Sendable { case never, on, off }

    let viewer: Viewer
    let state: State
    let provider: String
    let providers: [Field.Option]
    let needsProduct: Bool
    let mayMakeAdmins: Bool
    let baseURL: String
    let tokens: [Token]
    let hasProducts: Bool
    /// Whether people can sign in by an identity provider.
    let hasSignOn: Bool
    /// How many of the last requests were refused.
    let hasRefusals: Bool

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Auto provisioning",
                section: .provisioning,
                lead: "Let Okta, Entra ID or another identity provider add, change and shut out people by SCIM 2.0.",
                badge: badge.html
            ),
            viewer: viewer,
            """
            <div class="grid-main"><div class="stack">
            \(when: !hasSignOn, noSignOn.html)\(when: !hasProducts && needsProduct, noProducts.html)\(tokenNotice)
            \(Card(title: "Connection").html(connection))
            \(Card(title: "API tokens", actions: newToken, isPadded: tokens.isEmpty).html(tokenTable))
            \(Card(title: "Settings").html(settings))
            </div><div class="stack">
            \(Card(title: "Manage users through IdP").html(switching))
            \(Card(title: "Steps").html(steps))
            \(Card(title: "More").html(more))
            </div></div>
            """
        )
    }

    private var badge: Badge {
        switch state {
        case .never: Badge(text: "Not connected yet")
        case .on: Badge(text: "On", tone: .green)
        case .off: Badge(text: "Off", tone: .amber)
        }
    }

    private var noSignOn: Notice {
        Notice(
            tone: .amber,
            title: "Single sign-on comes first.",
            text:
                "People who are brought here have no password, so they sign in by the identity provider. Turn it on, then generate a token.",
            action: viewer.mayChange
                ? Button(text: "Single sign-on", isSmall: true).link(to: Paths.identityProviders) : .empty
        )
    }

    private var noProducts: Notice {
        Notice(
            tone: .amber,
            title: "There are no products yet, so everybody is refused.",
            text: "Add what the organisation has subscribed to, or let people come without a product.",
            action: viewer.mayChange ? Button(text: "Products", isSmall: true).link(to: Paths.products) : .empty
        )
    }

    private var connection: HTML {
        """
        <div class="stack"><p class="muted">Enter this address and one of the API tokens in the identity provider.</p>
        \(CopyField(id: "base-url", value: baseURL, label: "Base URL").html)</div>
        """
    }

    private var newToken: HTML {
        guard viewer.mayChange, hasSignOn else { return .empty }
        return Button(text: "Generate API token", icon: .plus, style: .primary).dialog(at: Paths.newProvisioningToken)
    }

    /// What to do about tokens that end soon, or after the last one has ended.
    private var tokenNotice: HTML {
        let soon = tokens.filter(\.endsSoon)
        if let first = soon.first {
            return Notice(
                tone: .amber,
                title: soon.count == 1
                    ? "The API token “\(first.name)” \(first.endWords)."
                    : "\(soon.count) API tokens end within 30 days.",
                text: """
                    From then on the identity provider’s calls with such a token are refused. Generate a new one, enter it in the identity \
                    provider, then revoke the old one; both work in between.
                    """
            ).html
        }
        guard state != .off, !tokens.contains(where: \.works), let ended = tokens.first(where: { $0.end == .over })
        else {
            return .empty
        }
        return Notice(
            tone: .red,
            title: "No API token works any more: “\(ended.name)” \(ended.endWords).",
            text: """
                Every call of the identity provider is refused, so nobody is added, changed or shut out by it. Generate a new token \
                and enter it in the identity provider.
                """
        ).html
    }

    private var tokenTable: HTML {
        guard !tokens.isEmpty else {
            return "<p class=\"muted\">None yet. A token lets the identity provider in; it is shown once.</p>"
        }
        return Table(
            caption: "API tokens of identity providers",
            columns: [
                .init(title: "Token"), .init(title: "Last used"), .init(title: "Ends"), .init(title: "State"),
                .init(title: "Actions", isActions: true),
            ],
            rows: tokens.map { token in
                Table.Row(
                    cells: [
                        """
                        <span class="cell-main">\(token.name)</span><small class="mono">\(token.prefix)…</small>\
                        <small>\(token.madeBy), \(token.created.html)</small>
                        """,
                        token.lastUsed?.html ?? "<span class=\"muted\">Never</span>",
                        token.endHTML, token.badge.html,
                        token.works && viewer.mayChange
                            ? Button(text: "Revoke", isSmall: true, object: token.name)
                                .dialog(at: Paths.provisioningTokenRevocation(token.id)) : .empty,
                    ],
                    isOff: !token.works
                )
            }
        ).html
    }

    private var settings: HTML {
        guard viewer.mayChange else {
            return Pairs([
                ("Identity provider", "\(providers.first { $0.value == provider }?.text ?? provider)"),
                ("A product is required", needsProduct ? "Yes" : "No"),
                ("May make admins", mayMakeAdmins ? "Yes" : "No"),
            ]).html
        }
        return """
            <form method="post" action="\(Paths.provisioning)" class="form">\(FormToken.field(viewer.token))
            \(Field(name: "provider", label: "Identity provider", kind: .options(providers), value: provider).html)
            \(Toggle(
                name: "needsProduct",
                label: "A product is required",
                detail: "Who comes without a subscribed product is refused, even where a group would give one later. Who loses theirs sees only their account until they have one.",
                isOn: needsProduct
            ).html)
            \(Toggle(
                name: "mayMakeAdmins",
                label: "May make admins",
                detail: "Whoever has a token could then give out the role of an admin.",
                isOn: mayMakeAdmins
            ).html)
            <div class="row">\(Button(text: "Save").submit())</div></form>
            """
    }

    private var switching: HTML {
        let text: HTML =
            switch state {
            case .never: "It turns on by itself at the identity provider’s first call that goes well."
            case .on: "People are changed in the identity provider. Loam shows how they stand."
            case .off: "Every call of the identity provider is refused. People can be changed by hand."
            }
        guard viewer.mayChange, state != .never else { return "<p>\(text)</p>" }
        let button =
            state == .on
            ? Button(text: "Turn off").dialog(at: Paths.provisioningSwitch)
            : Button(text: "Turn on", style: .primary).post(to: Paths.provisioningSwitch, token: viewer.token)
        return "<div class=\"stack\"><p>\(text)</p><div class=\"row\">\(button)</div></div>"
    }

    private var steps: HTML {
        """
        <p>To set it up:</p><ol class="steps"><li>Set up single sign-on with the identity provider.</li>\
        <li>Add the products with their seats.</li><li>Generate an API token.</li>\
        <li>Enter the base URL and the token in the identity provider.</li><li>Assign people or groups there.</li></ol>
        <p>To end it, in this order:</p><ol class="steps"><li>Turn off <em>Manage users through IdP</em>.</li>\
        <li>Revoke the API tokens.</li><li>Reset single sign-on.</li></ol>
        """
    }

    private var more: HTML {
        """
        <ul><li><a href="\(Paths.provisioningRequests)">Requests</a> and why they were refused\
        \(when: hasRefusals, " \(Badge(text: "Refusals", tone: .amber).html)")</li>\
        <li><a href="\(Paths.provisioningGroups)">Groups</a> and the products that they give</li>\
        <li><a href="\(Paths.products)">Products</a> and their seats</li></ul>
        """
    }
}

extension ProvisioningPage.Token {
    fileprivate var endsSoon: Bool { if case .soon = end { true } else { false } }

    /// "ends in 12 days"; nothing of one that neither ends soon nor has ended.
    fileprivate var endWords: String {
        switch end {
        case .soon(0): "ends today"
        case .soon(1): "ends tomorrow"
        case .soon(let days): "ends in \(days) days"
        case .over: "ended on \(endDay ?? "")"
        case .far, .revoked: ""
        }
    }

    fileprivate var endHTML: HTML {
        guard end == .over else { return ends?.html ?? "<span class=\"muted\">Never</span>" }
        return "Ended on \(endDay ?? "")<small>It lets nobody in any more.</small>"
    }

    fileprivate var badge: Badge {
        switch end {
        case .far: Badge(text: "Active", tone: .green)
        case .soon: Badge(text: endWords.prefix(1).uppercased() + endWords.dropFirst(), tone: .amber)
        case .over: Badge(text: "Ended")
        case .revoked: Badge(text: "Revoked")
        }
    }
}

/// Asks for what a token is to be made.
struct NewProvisioningTokenPage: Sendable {
    let viewer: Viewer
    var name: String
    var lifetime: String
    let lifetimes: [Field.Option]
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "New API token",
                section: .provisioning,
                crumbs: [.init(text: "Auto provisioning", path: Paths.provisioning)],
                isNarrow: true,
                isTitleHidden: true
            ),
            viewer: viewer,
            Sheet(
                title: "New API token",
                lead: "Earlier tokens go on working, so that you can put this one in before you revoke them.",
                action: Paths.provisioningTokens,
                token: viewer.token,
                submit: Button(text: "Generate token", style: .primary),
                back: Paths.provisioning
            ).html(
                """
                \(faults.html(labels: [("name", "Name"), ("lifetime", "Ends")]))
                \(Field(name: "name", label: "Name", value: name, fault: faults["name"], autocomplete: "off").html)
                \(Field(
                    name: "lifetime",
                    label: "Ends",
                    kind: .options(lifetimes),
                    value: lifetime,
                    fault: faults["lifetime"]
                ).html)
                """
            )
        )
    }
}

/// The one time that a token is shown.
struct ProvisioningTokenShownPage: Sendable {
    let viewer: Viewer
    let name: String
    let text: String
    let baseURL: String

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Your new API token",
                section: .provisioning,
                lead: "For \(name).",
                crumbs: [.init(text: "Auto provisioning", path: Paths.provisioning)],
                isNarrow: true
            ),
            viewer: viewer,
            """
            \(Notice(
                tone: .amber,
                title: "Copy it now: it is not shown again.",
                text: "Loam keeps only a hash of it. If it gets lost, revoke it and generate another."
            ).html)
            <section class="card"><div class="card-body stack">
            \(CopyField(id: "token", value: text, label: "API token").html)
            <p class="muted">The identity provider asks for the base URL, too:</p>
            \(CopyField(id: "base-url", value: baseURL, label: "Base URL").html)
            <div class="row">\(Button(text: "I have copied it", icon: .check, style: .primary)
                .link(to: Paths.provisioning))</div>
            </div></section>
            """
        )
    }
}
