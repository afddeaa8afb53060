import Capabilities
import Crypto
import HTML
import HTTP
import Store
import Telemetry

/// The way in by an identity provider: the browser is sent there, and comes back with an answer.
struct SignOnDoor: Sendable {
    let portal: Portal

    private var app: Capabilities { portal.app }

    /// Large enough for the largest response that is read, as a form writes it.
    private static let responseLimit = 1 << 20

    func begin(_ guest: Guest) async throws -> Response {
        let id = try id(guest.request)
        return try await showing(guest) {
            let departure = try await app.singleSignOn.begin(
                id,
                next: LocalAddress.checked(guest.request.query["next"]),
                hint: guest.request.query["email"] ?? guest.request.query["login_hint"]
            )
            return SignOnDoor.send(departure, over: guest.request)
        }
    }

    /// The browser is sent to the provider, with a cookie by which it is known when it is back.
    static func send(_ departure: SingleSignOn.Departure, over request: Request) -> Response {
        var cookie = BrowserCookie.signOn.set(
            departure.cookie.reveal(),
            maxAge: SingleSignOn.tripLifetime,
            over: request
        )
        // A form that another site's page sends brings no other cookies; without TLS browsers take none such.
        if departure.comesBackByForm, request.isSecure { cookie.sameSite = .none }
        return Response.redirect(to: departure.address).setting(cookie)
    }

    /// Back from a provider of OpenID Connect.
    func callback(_ guest: Guest) async throws -> Response { try await arrive(guest, guest.request.query) }

    /// Back from a SAML provider, whose page sends a form; what it is worth is in the form itself and in the cookie.
    var consumer: Route {
        .post(RoutePattern(Paths.signOnConsumerPattern), access: .open, bodyLimit: SignOnDoor.responseLimit) {
            request in
            let form = try await request.form(upTo: SignOnDoor.responseLimit)
            return try await arrive(Guest(portal: portal, request: request), form)
        }
    }

    private func arrive(_ guest: Guest, _ answer: Query) async throws -> Response {
        let request = guest.request
        let id = try id(request)
        return try await showing(guest) {
            let arrival = try await app.singleSignOn.complete(
                id,
                answer,
                cookie: BrowserCookie.signOn.value(in: request),
                from: Origin(request),
                replacing: BrowserCookie.session.value(in: request)
            )
            let response: Response
            switch arrival {
            case .signedIn(let signedIn, let next): response = portal.welcome(signedIn, over: request, to: next)
            case .tested(let id): response = .redirect(to: Paths.identityProvider(id.rawValue))
            case .unasked(let id): return .redirect(to: Paths.signOnBegin(id, next: "", email: ""))
            }
            return response.setting(BrowserCookie.signOn.removed(over: request))
        }
    }

    func metadata(_ guest: Guest) async throws -> Response {
        guard let text = try await app.singleSignOn.metadata(of: try id(guest.request)) else { throw Problem.notFound }
        return Response(
            fields: [
                .contentType: "application/samlmetadata+xml",
                "Content-Disposition": "attachment; filename=\"loam-metadata.xml\"",
            ],
            body: .text(text)
        )
    }

    /// Back after the provider has ended its own session; ours had ended before.
    func signedOut(_ guest: Guest) async throws -> Response {
        Response.redirect(to: Paths.signIn)
            .setting(Toast(text: "You are signed out.").cookie(over: guest.request))
    }

    /// Somebody has signed out at a SAML provider, whose page sends their browser here.
    func signOut(_ guest: Guest) async throws -> Response {
        // The answer to a sign-out that began here, where the session had ended before.
        guard guest.request.query.contains("SAMLRequest") else { return try await signedOut(guest) }
        return try await signOut(guest, .query(guest.request.target.queryText))
    }

    var signOutByForm: Route {
        .post(RoutePattern(Paths.signOutPattern), access: .open, bodyLimit: SignOnDoor.responseLimit) { request in
            let form = try await request.form(upTo: SignOnDoor.responseLimit)
            let guest = Guest(portal: portal, request: request)
            return form.contains("SAMLRequest") ? try await signOut(guest, .form(form)) : try await signedOut(guest)
        }
    }

    private func signOut(_ guest: Guest, _ request: SingleSignOn.SignOutRequest) async throws -> Response {
        let id = try id(guest.request)
        return try await showing(guest, "You are not signed out") {
            let answer = try await app.singleSignOn.signOut(id, request, from: Origin(guest.request))
            if let answer { return .redirect(to: answer) }
            return try await signedOut(guest)
        }
    }

    /// What was refused is told on a page of its own.
    private func showing(
        _ guest: Guest,
        _ title: String = "You are not signed in",
        _ body: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as Refusal where refusal.kind == .notSignedIn || refusal.kind == .conflict {
            let page = SignOnRefusedPage(context: guest.context, title: title, sentence: refusal.sentence)
            return guest.page(page.html, status: .forbidden)
        }
    }

    private func id(_ request: Request) throws(Problem) -> ID<SignOnProvider> {
        guard let id = request.parameters["provider"].flatMap(ID<SignOnProvider>.init(parsing:)) else {
            throw .notFound
        }
        return id
    }
}

/// Says why an identity provider's word was not enough.
struct SignOnRefusedPage: Sendable {
    let context: EntranceContext
    let title: String
    let sentence: String

    var html: HTML {
        EntranceFrame(title, context).html(
            Notice(tone: .amber, title: sentence).html + EntranceFrame.wayBack
        )
    }
}

/// Offers to end the session at the provider as well, which others of its applications may be using.
struct SignedOutPage: Sendable {
    let context: EntranceContext
    let provider: String
    let address: String

    var html: HTML {
        EntranceFrame("You are signed out", lead: "You may still be signed in at \(provider).", context).html(
            """
            <div class="form">\(Button(text: "Sign out of \(provider), too", style: .primary, isWide: true)
                .link(to: address))</div>
            """ + EntranceFrame.wayBack
        )
    }
}
