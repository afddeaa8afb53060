import Crypto
import Database
import HTTP

/// Coming in with a browser and leaving.
struct SignInPages: Sendable {
    let signIn: SignIn

    var routes: [Route] {
        [
            .get("/login", access: .open, show),
            .post("/login", access: .open, enter),
            .post("/secur/logout", access: .open, leave),
            .get("/secur/frontdoor.jsp", access: .open, frontDoor),
            .post("/secur/frontdoor.jsp", access: .open, frontDoor),
        ]
    }

    @Sendable private func show(_ request: Request) async throws -> Response {
        LoginPage(
            users: try await usernames(),
            username: request.query["un"] ?? "",
            start: request.query["startURL"] ?? "",
            callback: await callback(of: request.query["startURL"])
        ).response
    }

    @Sendable private func enter(_ request: Request) async throws -> Response {
        try signIn.requireOwnPage(request)
        let form = try await request.parameters()
        let username = form["un"] ?? form["username"] ?? ""
        do {
            let person = try await signIn.passwords.check(username, Secret(form["pw"] ?? ""))
            guard try await !signIn.org.caller(userID: person.id).rights.permissions.contains("ApiUserOnly") else {
                return try await refuse("This user may only use the APIs.", username, form)
            }
            let (token, _) = try await signIn.sessions.begin(.page, of: person.id)
            return .redirect(to: LocalPath(form["startURL"]).text).setting(cookie(token, over: request))
        } catch Passwords.Refusal.lockedOut {
            return try await refuse("This user is locked out for a while, after too many attempts.", username, form)
        } catch is Passwords.Refusal {
            return try await refuse("Username and password do not fit.", username, form)
        }
    }

    private func refuse(_ complaint: String, _ username: String, _ form: Query) async throws -> Response {
        LoginPage(
            users: try await usernames(),
            username: username,
            start: form["startURL"] ?? "",
            callback: await callback(of: form["startURL"]),
            complaint: complaint
        ).response
    }

    /// Where the program waits whose request for access comes next.
    private func callback(of start: String?) async -> String? {
        guard let start, let mark = start.firstIndex(of: "?"), start[..<mark] == AuthorizeRequest.path,
            let query = Query(parsing: start[mark...].dropFirst())
        else { return nil }
        // What is wrong with it is shown on the page that comes next.
        return try? await AuthorizeRequest(query, among: signIn.apps).redirectURI
    }

    @Sendable private func leave(_ request: Request) async throws -> Response {
        try signIn.requireOwnPage(request)
        if let token = request.cookies[SetCookie.hostName(SignIn.cookie, over: request)] {
            _ = try await signIn.sessions.end(token)
        }
        return .redirect(to: "/login").setting(.removing(host: SignIn.cookie, over: request))
    }

    /// Turns the session of a program into one of a browser, as `sf org open` does.
    @Sendable private func frontDoor(_ request: Request) async throws -> Response {
        let parameters = try await request.parameters()
        guard let token = parameters["sid"], let session = try await signIn.sessions.find(token),
            session.scopes.allowsPages
        else { return .redirect(to: "/login") }
        let (page, _) = try await signIn.sessions.begin(.page, of: session.userID, refreshHash: session.refreshHash)
        return .redirect(to: LocalPath(parameters["retURL"]).text, .found).setting(cookie(page, over: request))
    }

    private func cookie(_ token: Secret, over request: Request) -> SetCookie {
        SetCookie(host: SignIn.cookie, token.reveal(), over: request)
    }

    /// Those who have a password; there are few.
    private func usernames() async throws -> [String] {
        try await signIn.org.database.read { db in
            try db.fetch(
                String.self,
                """
                SELECT "Username" FROM "User" WHERE "IsActive" = 1
                AND "Id" IN (SELECT user_id FROM sign_in_passwords) ORDER BY "Username" LIMIT 200
                """
            )
        }
    }
}

/// A path on this server that a request asks to be sent to; anything else leads home.
struct LocalPath: Sendable, Equatable {
    let text: String

    init(_ wanted: String?) {
        // Browsers take a backslash for a slash, and two slashes for another host.
        let isLocal =
            wanted.map {
                $0.hasPrefix("/") && !$0.hasPrefix("//") && !$0.contains("\\")
                    && $0.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
            } ?? false
        text = isLocal ? wanted ?? "/home" : "/home"
    }
}
