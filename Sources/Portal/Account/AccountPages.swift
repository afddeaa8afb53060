import Capabilities
import Crypto
import HTTP
import Store
import Telemetry

/// What people do with their own account.
struct AccountPages: Sendable {
    func show(_ visit: Visit) async throws -> Response {
        visit.page(try await page(visit).html)
    }

    func rename(_ visit: Visit, _ form: Query) async throws -> Response {
        let name = form["name"] ?? ""
        do {
            try await visit.app.users.rename(to: name, by: visit.caller)
            return visit.redirect(to: Paths.account, saying: "Your name was saved.")
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = try await page(visit)
            page.name = name
            page.nameFaults = faults
            return visit.page(page.html, status: .unprocessableContent)
        }
    }

    func changePassword(_ visit: Visit, _ form: Query) async throws -> Response {
        do {
            let token = try await visit.app.passwords.change(
                from: Secret(form["current"] ?? ""),
                to: Secret(form["password"] ?? ""),
                by: visit.caller
            )
            let sessions = try await visit.app.sessions.list(by: visit.caller)
            let expiry = sessions.first { $0.id == visit.caller.session }?.expiresAt
            let lifetime = expiry.map { $0 - visit.time.now }
            return visit.redirect(
                to: Paths.account,
                saying: "Your password was changed. Other devices were signed out."
            )
            .setting(BrowserCookie.session.set(token.reveal(), maxAge: lifetime, over: visit.request))
        } catch let refusal as Refusal {
            var page = try await page(visit)
            let problem = Problem(refusal)
            page.passwordFaults = FormFaults(refusal) ?? FormFaults(summary: refusal.sentence)
            var response = visit.page(page.html, status: problem.status)
            response.fields.append(contentsOf: problem.headers)
            return response
        }
    }

    func end(_ visit: Visit, _ form: Query) async throws -> Response {
        guard let id = visit.request.parameters["session"].flatMap(ID<Session>.init(parsing:)) else {
            throw Problem.notFound
        }
        return try await visit.act(then: Paths.account, saying: "The device was signed out.") {
            try await visit.app.sessions.revoke(id, by: visit.caller)
        }
    }

    func endOthers(_ visit: Visit, _ form: Query) async throws -> Response {
        let count = try await visit.app.sessions.revokeOthers(by: visit.caller)
        let text = count == 1 ? "One other device was signed out." : "\(count) other devices were signed out."
        return visit.redirect(to: Paths.account, saying: text)
    }

    func signOut(_ visit: Visit, _ form: Query) async throws -> Response {
        let elsewhere = try await visit.app.singleSignOn.signOutAddress(by: visit.caller)
        try await visit.app.sessions.end(by: visit.caller)
        if let elsewhere {
            let guest = Guest(portal: visit.portal, request: visit.request)
            let page = SignedOutPage(
                context: guest.context,
                provider: elsewhere.provider,
                address: elsewhere.address
            )
            return guest.page(page.html).setting(BrowserCookie.session.removed(over: visit.request))
        }
        return Response.redirect(to: Paths.signIn)
            .setting(BrowserCookie.session.removed(over: visit.request))
            .setting(Toast(text: "You are signed out.").cookie(over: visit.request))
    }

    func chooseTheme(_ visit: Visit, _ form: Query) async throws -> Response {
        let theme = form["theme"].flatMap(Theme.init(rawValue:)) ?? .auto
        return Response.redirect(to: LocalAddress.checked(form["back"]))
            .setting(BrowserCookie.theme.set(theme.rawValue, maxAge: .days(400), over: visit.request))
    }

    private func page(_ visit: Visit) async throws -> AccountPage {
        guard let id = visit.caller.user else { throw Refusal.sessionNeeded }
        let user = try await visit.app.users.find(id, by: visit.caller)
        let time = visit.time
        let sessions = try await visit.app.sessions.list(by: visit.caller)
        let viewer = try await visit.viewer()
        let mayExport = visit.caller.role.allows(.use)
        let hasOwnAccounts = mayExport ? try await !visit.app.connections.ownAccounts(by: visit.caller).isEmpty : false
        return AccountPage(
            viewer: viewer,
            name: user.name,
            memberSince: time.moment(user.createdAt),
            devices: sessions.map { session in
                AccountPage.Device(
                    id: session.id.rawValue,
                    name: session.device,
                    address: session.address ?? "",
                    signedIn: time.moment(session.createdAt),
                    seen: time.moment(session.seenAt),
                    isThisOne: session.id == visit.caller.session
                )
            },
            hasOwnAccounts: hasOwnAccounts
        )
    }
}
