import Capabilities
import Crypto
import HTTP
import Store
import Telemetry

/// The ways in: the first run, the sign-in, and the links that set a password.
struct EntrancePages: Sendable {
    let portal: Portal

    private var app: Capabilities { portal.app }

    // MARK: First run

    func firstRun(_ guest: Guest) async throws -> Response {
        guard try await app.firstRun.isPossible() else { return .redirect(to: Paths.signIn) }
        return guest.page(firstRunPage(guest).html)
    }

    func perform(_ guest: Guest, _ form: Query) async throws -> Response {
        let answers = FirstRun.Form(
            organisation: form["organisation"] ?? "",
            timeZone: form["timeZone"] ?? "",
            name: form["name"] ?? "",
            email: form["email"] ?? "",
            password: Secret(form["password"] ?? "")
        )
        do {
            let signedIn = try await app.firstRun.perform(answers, from: Origin(guest.request))
            return welcome(signedIn, guest, to: Paths.overview)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = firstRunPage(guest)
            page.organisation = answers.organisation
            page.name = answers.name
            page.email = answers.email
            page.timeZone = answers.timeZone
            page.faults = faults
            return guest.page(page.html, status: .unprocessableContent)
        }
    }

    private func firstRunPage(_ guest: Guest) -> FirstRunPage {
        FirstRunPage(context: guest.context, timeZone: TimeZones.ofThisMachine, timeZones: TimeZones.all)
    }

    // MARK: Signing in

    func signIn(_ guest: Guest) async throws -> Response {
        let next = guest.request.query["next"]
        if try await portal.visit(guest.request) != nil { return .redirect(to: LocalAddress.checked(next)) }
        if try await app.firstRun.isPossible() { return .redirect(to: Paths.firstRun) }
        var page = SignInPage(context: guest.context, next: next.map(LocalAddress.checked) ?? "")
        page.offers = try await app.singleSignOn.offers()
        return guest.page(page.html)
    }

    /// The way in for administrators when the identity provider fails.
    func localSignIn(_ guest: Guest) async throws -> Response {
        if try await portal.visit(guest.request) != nil { return .redirect(to: Paths.overview) }
        return guest.page(SignInPage(context: guest.context, isLocal: true).html)
    }

    func enter(_ guest: Guest, _ form: Query) async throws -> Response {
        try await enter(guest, form, isLocal: false)
    }

    func enterLocally(_ guest: Guest, _ form: Query) async throws -> Response {
        try await enter(guest, form, isLocal: true)
    }

    private func enter(_ guest: Guest, _ form: Query, isLocal: Bool) async throws -> Response {
        let email = form["email"] ?? ""
        do {
            let signedIn = try await app.signIn.perform(
                email: email,
                password: Secret(form["password"] ?? ""),
                isLocal: isLocal,
                from: Origin(guest.request),
                replacing: BrowserCookie.session.value(in: guest.request)
            )
            return welcome(signedIn, guest, to: LocalAddress.checked(form["next"]))
        } catch let refusal as Refusal {
            var page = SignInPage(context: guest.context, next: form["next"] ?? "", isLocal: isLocal)
            page.email = email
            if !isLocal { page.offers = try await app.singleSignOn.offers() }
            page.faults = FormFaults(summary: refusal.sentence)
            let problem = Problem(refusal)
            var response = guest.page(page.html, status: problem.status)
            response.fields.append(contentsOf: problem.headers)
            return response
        }
    }

    private func welcome(_ signedIn: SignedIn, _ guest: Guest, to path: String) -> Response {
        portal.welcome(signedIn, over: guest.request, to: path)
    }

    // MARK: Without a password

    func forgotPassword(_ guest: Guest) async throws -> Response {
        guest.page(ForgotPasswordPage(context: guest.context, sendsMail: app.outbox.sendsMail).html)
    }

    func sendLink(_ guest: Guest, _ form: Query) async throws -> Response {
        do {
            try await app.passwords.requestReset(for: form["email"] ?? "", from: Origin(guest.request))
        } catch let refusal as Refusal {
            guard case .tooMany = refusal.kind else { throw refusal }
            var page = ForgotPasswordPage(context: guest.context, sendsMail: app.outbox.sendsMail)
            page.email = form["email"] ?? ""
            page.faults = FormFaults(summary: refusal.sentence)
            return guest.page(page.html, status: .tooManyRequests)
        }
        return guest.page(LinkSentPage(context: guest.context, sendsMail: app.outbox.sendsMail).html)
    }

    func openLink(_ guest: Guest) async throws -> Response {
        let token = guest.request.parameters["token"] ?? ""
        guard let purpose = try await app.passwords.purpose(ofLink: token) else { return deadLink(guest) }
        return guest.page(linkPage(guest, purpose).html)
    }

    func useLink(_ guest: Guest, _ form: Query) async throws -> Response {
        let token = guest.request.parameters["token"] ?? ""
        guard let purpose = try await app.passwords.purpose(ofLink: token) else { return deadLink(guest) }
        do {
            let password = Secret(form["password"] ?? "")
            let signedIn = try await app.passwords.use(link: token, password: password, from: Origin(guest.request))
            return welcome(signedIn, guest, to: Paths.overview)
        } catch let refusal as Refusal where refusal.kind == .notFound {
            return deadLink(guest)
        } catch let refusal as Refusal {
            guard let faults = FormFaults(refusal) else { throw refusal }
            var page = linkPage(guest, purpose)
            page.faults = faults
            return guest.page(page.html, status: .unprocessableContent)
        }
    }

    private func linkPage(_ guest: Guest, _ purpose: Passwords.LinkPurpose) -> SetPasswordPage {
        SetPasswordPage(
            context: guest.context,
            action: guest.request.path,
            name: purpose.name,
            email: purpose.email.rawValue,
            organisation: purpose.organisationName,
            isInvitation: purpose.purpose == .invitation
        )
    }

    private func deadLink(_ guest: Guest) -> Response {
        guest.page(DeadLinkPage(context: guest.context).html, status: .notFound)
    }
}

extension Portal {
    /// The browser is given the session, and another text to tie forms to: the old one belonged to nobody.
    func welcome(_ signedIn: SignedIn, over request: Request, to path: String) -> Response {
        let lifetime = signedIn.expiresAt - surroundings.clock.now()
        return Response.redirect(to: path)
            .setting(BrowserCookie.session.set(signedIn.token.reveal(), maxAge: lifetime, over: request))
            .setting(BrowserCookie.visitor.removed(over: request))
    }
}
