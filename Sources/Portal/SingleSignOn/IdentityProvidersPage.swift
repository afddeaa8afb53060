import HTML

/// The identity providers by which people sign in.
struct IdentityProvidersPage: Sendable {
    struct Line: Sendable {
        let id: String
        let name: String
        let kind: String
        let state: Badge
        let domains: String
        let isOnlyWay: Bool
    }

    let viewer: Viewer
    let lines: [Line]

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Single sign-on",
                section: .singleSignOn,
                lead: "Identity providers by which people sign in instead of with a password.",
                actions: lines.isEmpty ? .empty : add
            ),
            viewer: viewer,
            """
            <section class="card table-card" aria-label="Identity providers">\(lines.isEmpty ? empty.html : table.html)\
            </section>
            """
        )
    }

    private var add: HTML {
        guard viewer.mayChange else { return .empty }
        return Button(text: "Add a provider", icon: .plus, style: .primary).link(to: Paths.newIdentityProvider)
    }

    private var empty: EmptyState {
        EmptyState(
            icon: .lock,
            title: "People sign in with a password",
            text: viewer.mayChange
                ? "Add Okta, Microsoft Entra ID or any provider of OpenID Connect or SAML, and people sign in there."
                : "Once an admin has added an identity provider, it is listed here.",
            action: add
        )
    }

    private var table: Table {
        Table(
            caption: "Identity providers",
            columns: [
                .init(title: "Provider"), .init(title: "State"), .init(title: "Domains"), .init(title: "Only way in"),
            ],
            rows: lines.map { line in
                Table.Row(cells: [
                    """
                    <a class="cell-main" href="\(Paths.identityProvider(line.id))">\(line.name)</a>\
                    <small>\(line.kind)</small>
                    """,
                    line.state.html, line.domains.isEmpty ? "<span class=\"muted\">–</span>" : "\(line.domains)",
                    line.isOnlyWay ? "Yes" : "No",
                ])
            }
        )
    }
}

/// Asks which kind of provider it is; all else follows once it has been told of us.
struct NewIdentityProviderPage: Sendable {
    let viewer: Viewer
    var name = ""
    var kind = "oidc"
    var faults: FormFaults?

    var html: HTML {
        Layout.page(
            PageHead(
                title: "Add a provider",
                section: .singleSignOn,
                crumbs: [.init(text: "Single sign-on", path: Paths.identityProviders)],
                isNarrow: true
            ),
            viewer: viewer,
            Card(title: "The provider").html(
                """
                <form class="form" method="post" action="\(Paths.identityProviders)">\(FormToken.field(viewer.token))
                \(faults.html(labels: [("name", "Name"), ("kind", "Protocol")]))
                \(Field(
                    name: "name",
                    label: "Name",
                    value: name,
                    hint: "Stands on the button: “Continue with Okta”.",
                    fault: faults["name"],
                    autocomplete: "off",
                    isFirst: faults == nil
                ).html)
                \(Choices(name: "kind", label: "Protocol", choices: NewIdentityProviderPage.kinds, value: kind).html)
                <div class="row">\(Button(text: "Continue", style: .primary).submit())\
                \(Button(text: "Cancel").link(to: Paths.identityProviders))</div></form>
                """
            )
        )
    }

    private static let kinds: [Choices.Choice] = [
        .init(
            value: "oidc",
            text: "OpenID Connect",
            detail: "The newer one, with less to copy. Okta, Entra ID, Google, Keycloak and most others."
        ),
        .init(value: "saml", text: "SAML 2.0", detail: "For providers and rules that ask for it."),
    ]
}
