/// What a token may be used for.
struct Scopes: Sendable, Equatable, CustomStringConvertible {
    private(set) var names: [String]

    /// Every scope that an app can be given here.
    static let all = Scopes(names: [
        "id", "profile", "email", "address", "phone", "openid", "api", "refresh_token", "offline_access", "web", "full",
        "custom_permissions", "chatter_api", "visualforce", "content", "lightning", "pardot_api",
        "cdp_ingest_api", "cdp_profile_api", "cdp_query_api", "sfap_api", "einstein_gpt_api",
    ])

    /// What a new app is given.
    static let usual = Scopes(names: ["api", "refresh_token", "id", "openid", "web", "full"])

    private init(names: [String]) {
        self.names = names
    }

    /// Reads names with blanks between them; fails for one that does not exist.
    init(parsing text: String) throws(OAuthError) {
        names = []
        for name in text.split(whereSeparator: \.isWhitespace).map(String.init) {
            guard Scopes.all.names.contains(name) else { throw .invalidScope }
            if !names.contains(name) { names.append(name) }
        }
    }

    /// What a request for these gets of an app with all of `allowed`: everything when it names nothing.
    func granted(of allowed: Scopes) throws(OAuthError) -> Scopes {
        guard !names.isEmpty else { return allowed }
        guard names.allSatisfy({ allowed.covers($0) }) else { throw .invalidScope }
        return self
    }

    /// Flows that answer with a token at once, and so with no refresh token, grant none.
    var withoutRefresh: Scopes { Scopes(names: names.filter { $0 != "refresh_token" && $0 != "offline_access" }) }

    var allowsRefresh: Bool { covers("refresh_token") }
    var allowsIdentityToken: Bool { names.contains("openid") }
    var allowsAPI: Bool { covers("api") }
    var allowsPages: Bool { covers("web") }

    /// `full` stands for all but refresh tokens, and the two names of those for each other.
    private func covers(_ name: String) -> Bool {
        switch name {
        case "refresh_token", "offline_access":
            names.contains("refresh_token") || names.contains("offline_access")
        default: names.contains(name) || names.contains("full")
        }
    }

    var description: String { names.joined(separator: " ") }
}
