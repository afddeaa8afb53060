import Capabilities
import Crypto
import HTTP
import Store
import Telemetry

/// Entering identity providers, trying them, and who signs in by them.
struct IdentityProviderPages: Sendable {
    func index(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.singleSignOn.list(by: visit.caller)
        let lines = seen.map { seen in
            IdentityProvidersPage.Line(
                id: seen.provider.id.rawValue,
                name: seen.provider.name,
                kind: seen.provider.kind.title,
                state: seen.provider.badge,
                domains: seen.domains.joined(separator: ", "),
                isOnlyWay: seen.provider.isEnforced
            )
        }
        return visit.page(IdentityProvidersPage(viewer: try await visit.viewer(), lines: lines).html)
    }

    // MARK: Entering

    func new(_ visit: Visit) async throws -> Response {
        visit.page(NewIdentityProviderPage(viewer: try await visit.viewer()).html)
    }

    func create(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let kind = form["kind"].flatMap(SignOnProvider.Kind.init(rawValue:)) else { throw Problem.staleForm }
        do {
            let made = try await visit.app.singleSignOn.create(kind, named: form["name"] ?? "", by: visit.caller)
            return visit.redirect(to: Paths.identityProvider(made.id.rawValue), saying: "The provider was entered.")
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = NewIdentityProviderPage(viewer: try await visit.viewer())
            page.name = form["name"] ?? ""
            page.kind = kind.rawValue
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func show(_ visit: Visit) async throws -> Response { visit.page(try await page(visit).html) }

    func change(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        let answers = SingleSignOn.Form(
            name: form["name"] ?? "",
            issuer: form["issuer"] ?? "",
            clientID: form["clientID"] ?? "",
            clientSecret: Secret(form["clientSecret"] ?? ""),
            signOnAddress: form["signOnAddress"] ?? "",
            logoutAddress: form["logoutAddress"] ?? "",
            certificates: form["certificates"] ?? "",
            signsRequests: form["signsRequests"] != nil,
            metadata: form["metadata"] ?? ""
        )
        return try await correcting(visit, "What the provider says was saved; test it next.") {
            try await visit.app.singleSignOn.change(id, to: answers, by: visit.caller)
        } keeping: { page in
            page.name = answers.name
            page.issuer = answers.issuer
            page.clientID = answers.clientID
            page.signOnAddress = answers.signOnAddress
            page.logoutAddress = answers.logoutAddress
            page.certificates = answers.certificates
            page.signsRequests = answers.signsRequests
            page.metadata = answers.metadata
        }
    }

    func setRules(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        let domains = form["domains"] ?? ""
        let isEnforced = form["enforced"] != nil
        let createsPeople = form["creates"] != nil
        return try await correcting(visit, "Who signs in here was saved.") {
            try await visit.app.singleSignOn.setRules(
                id,
                domains: domains,
                isEnforced: isEnforced,
                createsPeople: createsPeople,
                by: visit.caller
            )
        } keeping: { page in
            page.domains = domains
            page.isEnforced = isEnforced
            page.createsPeople = createsPeople
        }
    }

    /// Saves a form of the page, or shows it again with what is to be corrected.
    private func correcting(
        _ visit: Visit,
        _ said: String,
        _ body: () async throws -> Void,
        keeping: (inout IdentityProviderPage) -> Void
    ) async throws -> Response {
        do {
            return try await visit.act(then: Paths.identityProvider(try id(visit).rawValue), saying: said, body)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(visit)
            keeping(&page)
            page.faults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    // MARK: Test, on and off, the end

    /// Sends the administrator's browser to the provider; what arrives is shown on the page to which it comes back.
    func test(_ visit: Visit) async throws -> Response {
        let id = try id(visit)
        do {
            let departure = try await visit.app.singleSignOn.beginTest(id, by: visit.caller)
            return SignOnDoor.send(departure, over: visit.request)
        } catch let refusal as Refusal where refusal.kind == .notSignedIn || refusal.kind == .conflict {
            return visit.redirect(
                to: Paths.identityProvider(id.rawValue),
                saying: refusal.sentence,
                isProblem: true
            )
        }
    }

    func toggle(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        let isOn = form["on"] == "yes"
        let said = isOn ? "People can sign in by it now." : "It is not offered at the sign-in any more."
        return try await visit.act(then: Paths.identityProvider(id.rawValue), saying: said) {
            try await visit.app.singleSignOn.setOn(isOn, id, by: visit.caller)
        }
    }

    func askToForget(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.singleSignOn.get(try id(visit), by: visit.caller)
        return try await ask(
            visit,
            seen.provider,
            title: "Forget who is whom at \(seen.provider.name)?",
            text: """
                The next sign-in of each person goes by the e-mail address again. Do this after accounts were made anew \
                there.
                """,
            action: Paths.identityProviderPeople(seen.provider.id.rawValue),
            submit: Button(text: "Forget", style: .danger)
        )
    }

    func forget(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.identityProvider(id.rawValue), saying: "The links were forgotten.") {
            try await visit.app.singleSignOn.forgetPeople(of: id, by: visit.caller)
        }
    }

    func askToRemove(_ visit: Visit) async throws -> Response {
        let seen = try await visit.app.singleSignOn.get(try id(visit), by: visit.caller)
        return try await ask(
            visit,
            seen.provider,
            title: "Remove \(seen.provider.name)?",
            text: """
                Everybody who signed in by it is signed out. People stay, and sign in with a password; who has none asks \
                for a link.
                """,
            action: Paths.identityProviderRemoval(seen.provider.id.rawValue),
            submit: Button(text: "Remove", style: .danger)
        )
    }

    func remove(_ visit: Visit, _ form: Query) async throws -> Response {
        let id = try id(visit)
        return try await visit.act(then: Paths.identityProviders, saying: "The provider was removed.") {
            try await visit.app.singleSignOn.remove(id, by: visit.caller)
        }
    }

    private func ask(
        _ visit: Visit,
        _ provider: SignOnProvider,
        title: String,
        text: String,
        action: String,
        submit: Button
    ) async throws -> Response {
        let page = ConfirmationPage(
            viewer: try await visit.viewer(),
            section: .singleSignOn,
            title: title,
            text: text,
            crumbs: [
                .init(text: "Single sign-on", path: Paths.identityProviders),
                .init(text: provider.name, path: Paths.identityProvider(provider.id.rawValue)),
            ],
            action: action,
            submit: submit,
            back: Paths.identityProvider(provider.id.rawValue)
        )
        return visit.page(page.html)
    }

    // MARK: Parts

    private func page(_ visit: Visit) async throws -> IdentityProviderPage {
        let seen = try await visit.app.singleSignOn.get(try id(visit), by: visit.caller)
        let provider = seen.provider
        let time = visit.time
        return IdentityProviderPage(
            viewer: try await visit.viewer(),
            provider: provider,
            addresses: visit.app.singleSignOn.addresses(of: provider),
            test: seen.test.map { test in
                IdentityProviderPage.Test(
                    at: time.moment(test.testedAt),
                    by: test.testedBy,
                    refusal: test.refusal,
                    arrived: test.arrived.map { ($0.name, $0.value) }
                )
            },
            people: seen.people,
            hasSecret: seen.hasSecret,
            name: provider.name,
            issuer: provider.issuer ?? "",
            clientID: provider.clientID ?? "",
            signOnAddress: provider.signOnAddress ?? "",
            logoutAddress: provider.logoutAddress ?? "",
            certificates: provider.certificates ?? "",
            signsRequests: provider.signsRequests,
            domains: seen.domains.joined(separator: "\n"),
            isEnforced: provider.isEnforced,
            createsPeople: provider.createsPeople
        )
    }

    private func id(_ visit: Visit) throws(Problem) -> ID<SignOnProvider> {
        guard let id = visit.request.parameters["provider"].flatMap(ID<SignOnProvider>.init(parsing:)) else {
            throw .notFound
        }
        return id
    }
}

extension SignOnProvider.Kind {
    var title: String {
        switch self {
        case .oidc: "OpenID Connect"
        case .saml: "SAML 2.0"
        }
    }
}

extension SignOnProvider {
    var badge: Badge {
        if !isComplete { return Badge(text: "To be entered", tone: .blue) }
        if isOn { return isTested ? Badge(text: "On", tone: .green) : Badge(text: "On, changed", tone: .amber) }
        return isTested ? Badge(text: "Off") : Badge(text: "To be tested", tone: .blue)
    }
}
