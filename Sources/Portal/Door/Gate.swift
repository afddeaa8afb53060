import Capabilities
import Crypto
import HTTP

extension Access {
    /// Anyone who is signed in.
    static let signedIn = Access("signed in")
    static let use = Access("use")
    static let inspect = Access("inspect")
    static let administer = Access("administer")
}

extension Portal {
    typealias PageHandler = @Sendable (Visit) async throws -> Response
    typealias ActionHandler = @Sendable (Visit, Query) async throws -> Response

    private static let formLimit = 1 << 16

    /// A page for those who are signed in and, where one is named, have the permission.
    ///
    /// It sees one state of the data and writes nothing, unless looking at it is itself an act that is written down. What is the
    /// person's own needs no seat.
    func page(
        _ pattern: String,
        requires permission: Permission? = nil,
        isOwn: Bool = false,
        isAct: Bool = false,
        _ handler: @escaping PageHandler
    ) -> Route {
        .get(RoutePattern(pattern), access: access(permission)) { [self] request in
            if !isAct {
                // Who asks is read with the page: to wake another thread would cost more than the statement.
                let response = try await app.reading { () -> Response? in
                    switch try await look(request) {
                    case .nobody: return try await askToSignIn(request)
                    case .visit(let visit):
                        return try await refusing(visit.caller, permission, isOwn) { try await handler(visit) }
                    case .due: return nil
                    }
                }
                if let response { return response }
            }
            guard let visit = try await visit(request) else { return try await askToSignIn(request) }
            return try await refusing(visit.caller, permission, isOwn) {
                guard !isAct else { return try await handler(visit) }
                return try await app.reading { try await handler(visit) }
            }
        }
    }

    /// What a form of a page does. The form must be ours, made for this browser.
    func action(
        _ pattern: String,
        requires permission: Permission? = nil,
        isOwn: Bool = false,
        _ handler: @escaping ActionHandler
    ) -> Route {
        .post(RoutePattern(pattern), access: access(permission), bodyLimit: Portal.formLimit) { [self] request in
            try RequestOrigin.check(request)
            guard let visit = try await visit(request) else { return .redirect(to: Paths.signIn) }
            let form = try await request.form(upTo: Portal.formLimit)
            guard FormToken.isValid(form[FormToken.name] ?? "", for: visit.secret) else { throw Problem.staleForm }
            return try await refusing(visit.caller, permission, isOwn) { try await handler(visit, form) }
        }
    }

    /// A page for everyone.
    func openPage(_ pattern: String, _ handler: @escaping @Sendable (Guest) async throws -> Response) -> Route {
        .get(RoutePattern(pattern), access: .open) { [self] request in
            let guest = Guest(portal: self, request: request)
            return guest.remembered(try await translating { try await handler(guest) })
        }
    }

    /// What a form before the sign-in does. It must be ours, made for this browser.
    func openAction(
        _ pattern: String,
        _ handler: @escaping @Sendable (Guest, Query) async throws -> Response
    ) -> Route {
        .post(RoutePattern(pattern), access: .open, bodyLimit: Portal.formLimit) { [self] request in
            try RequestOrigin.check(request)
            let guest = Guest(portal: self, request: request)
            let form = try await request.form(upTo: Portal.formLimit)
            guard guest.isKnown, FormToken.isValid(form[FormToken.name] ?? "", for: guest.secret) else {
                throw Problem.staleForm
            }
            return guest.remembered(try await translating { try await handler(guest, form) })
        }
    }

    /// Nil when nobody is signed in.
    func visit(_ request: Request) async throws -> Visit? {
        guard let token = BrowserCookie.session.value(in: request),
            let caller = try await app.sessions.caller(for: token, from: Origin(request))
        else { return nil }
        return Visit(portal: self, request: request, caller: caller, secret: Secret(token))
    }

    /// What the request's cookie tells, without writing.
    private func look(_ request: Request) async throws -> Sighting {
        guard let token = BrowserCookie.session.value(in: request) else { return .nobody }
        switch try await app.sessions.look(at: token, from: Origin(request)) {
        case .nobody: return .nobody
        case .caller(let caller):
            return .visit(Visit(portal: self, request: request, caller: caller, secret: Secret(token)))
        case .due: return .due
        }
    }

    private enum Sighting {
        case nobody, due
        case visit(Visit)
    }

    private func askToSignIn(_ request: Request) async throws -> Response {
        if try await app.firstRun.isPossible() { return .redirect(to: Paths.firstRun) }
        let next = request.path == Paths.overview ? [] : [(name: "next", value: request.target.text)]
        return .redirect(to: Paths.signIn + Paths.query(next))
    }

    private func refusing(
        _ caller: Caller,
        _ permission: Permission?,
        _ isOwn: Bool,
        _ body: () async throws -> Response
    ) async throws -> Response {
        try await translating {
            if !isOwn { try caller.requireSeat() }
            if let permission { try caller.require(permission) }
            return try await body()
        }
    }

    /// A refusal that no page took up is a problem of its own page.
    private func translating(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let refusal as Refusal {
            throw Problem(refusal)
        }
    }

    private func access(_ permission: Permission?) -> Access {
        switch permission {
        case nil: .signedIn
        case .use: .use
        case .inspect: .inspect
        case .administer: .administer
        }
    }
}

extension Origin {
    init(_ request: Request) {
        self.init(
            address: request.peer.address?.description,
            userAgent: request.fields[.userAgent],
            requestID: request.id.text
        )
    }
}
