import Capabilities
import Crypto
import HTTP
import Store
import Telemetry

/// The settings of auto provisioning, its tokens, and what was asked.
struct ProvisioningPages: Sendable {
    private static let providers: [Field.Option] = [
        .init(value: "okta", text: "Okta"), .init(value: "entra", text: "Microsoft Entra ID"),
        .init(value: "other", text: "Another one"),
    ]
    private static let lifetimes: [Field.Option] = [
        .init(value: "90", text: "in 90 days"), .init(value: "365", text: "in a year"),
        .init(value: "never", text: "never"),
    ]

    func show(_ visit: Visit) async throws -> Response {
        let time = visit.time
        let overview = try await visit.app.provisioning.overview(by: visit.caller)
        let refusals = try await visit.app.provisioning.requests(refusedOnly: true, size: 1, by: visit.caller)
        let isRecent = refusals.requests.first.map { $0.at > time.now - .days(7) } ?? false
        let page = ProvisioningPage(
            viewer: try await visit.viewer(),
            state: overview.settings.state.shown,
            provider: overview.settings.provider.rawValue,
            providers: ProvisioningPages.providers,
            needsProduct: overview.settings.needsProduct,
            mayMakeAdmins: overview.settings.mayMakeAdmins,
            baseURL: baseURL(visit),
            tokens: overview.tokens.map { line($0, time) },
            hasProducts: !overview.products.isEmpty,
            hasSignOn: overview.hasSignOn,
            hasRefusals: isRecent
        )
        return visit.page(page.html)
    }

    private func line(_ token: ProvisioningToken, _ time: LocalTime) -> ProvisioningPage.Token {
        ProvisioningPage.Token(
            id: token.id.rawValue,
            name: token.name,
            prefix: token.prefix,
            madeBy: token.madeBy,
            created: time.moment(token.createdAt),
            lastUsed: time.moment(token.lastUsedAt),
            ends: time.moment(token.revokedAt ?? token.expiresAt),
            endDay: token.expiresAt.map(time.date),
            end: TokenEnd(of: token, at: time.now, in: time.zone)
        )
    }

    private func baseURL(_ visit: Visit) -> String { visit.portal.surroundings.publicURL + "/scim/v2" }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let provider = form["provider"].flatMap(ProvisioningSettings.Provider.init(rawValue:)) else {
            throw Problem.staleForm
        }
        return try await visit.act(then: Paths.provisioning, saying: "The settings were saved.") {
            try await visit.app.provisioning.change(
                provider: provider,
                needsProduct: form["needsProduct"] == "on",
                mayMakeAdmins: form["mayMakeAdmins"] == "on",
                by: visit.caller
            )
        }
    }

    // MARK: The switch

    func askToTurnOff(_ visit: Visit) async throws -> Response {
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .provisioning,
            title: "Turn off Manage users through IdP?",
            text: """
                Every call of the identity provider is refused from now on, and people can be changed by hand. To end it for \
                good, revoke the API tokens next, and reset single sign-on last.
                """,
            crumbs: [.init(text: "Auto provisioning", path: Paths.provisioning)],
            action: Paths.provisioningSwitch,
            submit: Button(text: "Turn off", style: .danger),
            back: Paths.provisioning
        )
        return visit.page(page.html)
    }

    /// The other way round than it is.
    func turn(_ visit: Visit, _ form: Query) async throws -> Response {
        let isOn = try await visit.app.provisioning.overview(by: visit.caller).settings.state == .on
        let toast = isOn ? "Users are managed in Loam now." : "The identity provider manages users now."
        return try await visit.act(then: Paths.provisioning, saying: toast) {
            try await visit.app.provisioning.turn(on: !isOn, by: visit.caller)
        }
    }

    // MARK: Tokens

    func newToken(_ visit: Visit) async throws -> Response {
        visit.page(try await newTokenPage(visit).html)
    }

    func createToken(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let lifetime = form["lifetime"], ProvisioningPages.lifetimes.contains(where: { $0.value == lifetime })
        else {
            throw Problem.staleForm
        }
        let name = form["name"] ?? ""
        do {
            let made = try await visit.app.provisioning.makeToken(
                named: name,
                lifetime: Int64(lifetime).map { .days($0) },
                by: visit.caller
            )
            let page = ProvisioningTokenShownPage(
                viewer: try await visit.viewer(),
                name: made.token.name,
                text: made.text.reveal(),
                baseURL: baseURL(visit)
            )
            return visit.page(page.html)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await newTokenPage(visit)
            (page.name, page.lifetime, page.faults) = (name, lifetime, faults)
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    private func newTokenPage(_ visit: Visit) async throws -> NewProvisioningTokenPage {
        NewProvisioningTokenPage(
            viewer: try await visit.viewer(),
            name: "",
            lifetime: "365",
            lifetimes: ProvisioningPages.lifetimes
        )
    }

    func askToRevoke(_ visit: Visit) async throws -> Response {
        let id = try token(visit)
        let tokens = try await visit.app.provisioning.overview(by: visit.caller).tokens
        guard let token = tokens.first(where: { $0.id == id }) else { throw Problem.notFound }
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .provisioning,
            title: "Revoke “\(token.name)”?",
            text: "An identity provider that uses it is refused from now on. A revoked token cannot be brought back.",
            crumbs: [.init(text: "Auto provisioning", path: Paths.provisioning)],
            action: Paths.provisioningTokenRevocation(id.rawValue),
            submit: Button(text: "Revoke token", style: .danger),
            back: Paths.provisioning
        )
        return visit.page(page.html)
    }

    func revoke(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try token(visit)
        return try await visit.act(then: Paths.provisioning, saying: "The token was revoked.") {
            try await visit.app.provisioning.revokeToken(id, by: visit.caller)
        }
    }

    private func token(_ visit: Visit) throws(Problem) -> ID<ProvisioningToken> {
        guard let id = visit.request.parameters["token"].flatMap(ID<ProvisioningToken>.init(parsing:)) else {
            throw .notFound
        }
        return id
    }

    // MARK: Requests

    func requests(_ visit: Visit) async throws -> Response {
        let refusedOnly = visit.request.query["refused"] == "1"
        let place = visit.request.query["before"].flatMap(ID<ProvisioningRequest>.init(parsing:))
        let found = try await visit.app.provisioning.requests(refusedOnly: refusedOnly, before: place, by: visit.caller)
        let time = visit.time
        let page = ProvisioningRequestsPage(
            viewer: try await visit.viewer(),
            lines: found.requests.map { request in
                ProvisioningRequestsPage.Line(
                    at: time.moment(request.at),
                    request: "\(request.method) \(request.path.replacing("/scim/v2", with: "", maxReplacements: 1))",
                    subject: request.subject ?? "",
                    outcome: request.status < 400
                        ? Badge(text: "Done", tone: .green) : Badge(text: "Refused (\(request.status))", tone: .red),
                    reason: request.reason ?? ""
                )
            },
            refusedOnly: refusedOnly,
            next: found.next.map { Paths.provisioningRequests(refusedOnly: refusedOnly, before: $0.rawValue) }
        )
        return visit.page(page.html)
    }

    // MARK: Groups

    func groups(_ visit: Visit) async throws -> Response {
        let groups = try await visit.app.subscription.groups(by: visit.caller)
        let products = try await visit.app.subscription.products(by: visit.caller)
        let names = Dictionary(uniqueKeysWithValues: products.map { ($0.id, $0.name) })
        let page = ProvisioningGroupsPage(
            viewer: try await visit.viewer(),
            lines: groups.map { group in
                .init(
                    id: group.id.rawValue,
                    name: group.name,
                    members: group.members,
                    products: group.products.map { names[$0] ?? $0 }.joined(separator: ", ")
                )
            }
        )
        return visit.page(page.html)
    }

    func chooseForGroup(_ visit: Visit) async throws -> Response {
        let id = try group(visit)
        let group = try await visit.app.subscription.group(id, by: visit.caller)
        let page = ChooseProductsPage(
            viewer: try await visit.viewer(),
            section: .provisioning,
            title: "Products of “\(group.name)”",
            lead: "Each member gets a seat of each of these, or nothing is changed.",
            crumbs: [
                .init(text: "Auto provisioning", path: Paths.provisioning),
                .init(text: "Groups", path: Paths.provisioningGroups),
            ],
            choices: try await visit.productChoices(chosen: group.products),
            action: Paths.provisioningGroup(id.rawValue),
            back: Paths.provisioningGroups
        )
        return visit.page(page.html)
    }

    func grant(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try group(visit)
        let products = try await visit.chosenProducts(form)
        return try await visit.act(then: Paths.provisioningGroups, saying: "The products of the group were saved.") {
            try await visit.app.subscription.grant(products, to: id, by: visit.caller)
        }
    }

    private func group(_ visit: Visit) throws(Refusal) -> ID<DirectoryEntry> {
        guard let id = visit.request.parameters["group"].flatMap(ID<DirectoryEntry>.init(parsing:)) else {
            throw .groupUnknown
        }
        return id
    }
}

extension ProvisioningSettings.State {
    fileprivate var shown: ProvisioningPage.State {
        switch self {
        case .never: .never
        case .on: .on
        case .off: .off
        }
    }
}

extension Visit {
    /// All products, those that somebody has marked; what comes from groups besides is said.
    func productChoices(
        chosen: [String],
        grants: [GroupProduct.Grant] = []
    ) async throws -> [ChooseProductsPage.Choice] {
        try await app.subscription.products(by: caller).map { product in
            let seats = "\(product.seats - product.used) of \(product.seats) seats available"
            let groups = grants.filter { $0.product == product.id }.map(\.group)
            let givers = "the \(groups.count == 1 ? "group" : "groups") \(groups.joined(separator: ", "))"
            return .init(
                id: product.id,
                name: product.name,
                detail: groups.isEmpty ? seats : "\(seats). Given by \(givers), whatever is chosen here.",
                isChosen: chosen.contains(product.id)
            )
        }
    }

    func chosenProducts(_ form: Query) async throws -> [String] {
        try await app.subscription.products(by: caller).map(\.id).filter { form["product-" + $0] == "on" }
    }
}
