import HTML
import HTTP

/// Where people sign in, with the users that have a password to pick from.
struct LoginPage: Sendable {
    var users: [String]
    var username = ""
    /// Where to go afterwards.
    var start = ""
    /// Where a program waits that may be let in at once.
    var callback: String?
    var complaint: String?

    var response: Response {
        Entrance(title: "Sign in", lead: "to a sandbox org of Loam", status: complaint == nil ? .ok : .unauthorized)
            .response(
                """
                \(when: complaint != nil, "<p class=\"notice bad\" role=\"alert\">\(complaint ?? "")</p>")\
                <form method="post" action="/login">\
                \(when: !start.isEmpty, "<input type=\"hidden\" name=\"startURL\" value=\"\(start)\">")\
                <div class="field"><label for="username">Username</label>\
                <input id="username" name="un" list="users" value="\(username)" autocomplete="username" required\
                \(attribute: "autofocus", when: username.isEmpty) autocapitalize="off" spellcheck="false"></div>\
                <datalist id="users">\(each: users, option)</datalist>\
                <div class="field"><label for="password">Password</label>\
                <input id="password" name="pw" type="password" autocomplete="current-password" required\
                \(attribute: "autofocus", when: !username.isEmpty)></div>\
                <button class="primary">Sign in</button></form>
                """
            )
            .lettingForms(lead: callback)
    }

    private func option(_ user: String) -> HTML { "<option value=\"\(user)\"></option>" }
}

/// Asks the user whether a program may do what it wants to.
struct ConsentPage: Sendable {
    let wanted: AuthorizeRequest
    let scopes: Scopes
    let visitor: Visitor

    var response: Response {
        Entrance(
            title: "Allow access?",
            lead: """
                <strong>\(wanted.app.name)</strong> asks to act for you, \(visitor.person.username), in \
                \(visitor.organization.name).
                """
        ).response(
            """
            <ul class="scopes">\(each: scopes.names, item)</ul>\
            <form method="post" action="/services/oauth2/authorize">\
            \(each: wanted.query.pairs, field)\
            <div class="choice"><button name="decision" value="deny">Deny</button>\
            <button class="primary" name="decision" value="allow">Allow</button></div></form>
            """
        )
        .lettingForms(lead: wanted.redirectURI)
    }

    private func item(_ scope: String) -> HTML { "<li>\(Scopes.meaning(of: scope))</li>" }

    private func field(_ pair: (name: String, value: String)) -> HTML {
        "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
    }
}

extension Response {
    /// A browser follows the redirection after a form only to where forms may go.
    fileprivate func lettingForms(lead address: String?) -> Response {
        guard let address else { return self }
        var policy = ContentSecurityPolicy.page
        policy.forms.append(.origin(Response.origin(of: address)))
        var response = self
        response.fields[.contentSecurityPolicy] = policy.description
        return response
    }

    /// `https://app.example:8080` of `https://app.example:8080/callback?x=1`; of other schemes the scheme.
    private static func origin(of address: String) -> String {
        guard let colon = address.firstIndex(of: ":") else { return address }
        let scheme = address[..<colon].lowercased()
        guard scheme == "http" || scheme == "https" else { return scheme + ":" }
        return scheme + "://" + address[colon...].dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }
}

extension Scopes {
    fileprivate static func meaning(of name: String) -> String {
        switch name {
        case "api": "Read and change your data by the APIs"
        case "refresh_token", "offline_access": "Do so at any time, also when you are not there"
        case "id", "profile", "email", "address", "phone", "openid": "Know who you are (\(name))"
        case "web": "Use the org’s pages in your name"
        case "full": "Everything that you can do yourself"
        default: "Use \(name)"
        }
    }
}

/// What a user sees when a program has sent him or her here with a request that cannot be answered.
struct RefusalPage: Sendable {
    let error: OAuthError

    var response: Response {
        Entrance(
            title: "This cannot be done",
            lead: "The program that sent you here asked wrongly.",
            status: error.status
        )
        .response("<p class=\"notice bad\"><code>\(error.error)</code>: \(error.description)</p>")
    }
}
