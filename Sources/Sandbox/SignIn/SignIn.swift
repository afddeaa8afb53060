import Crypto
import Database
import HTTP

/// Everything about who may come into an org and who has: put together once per server.
struct SignIn: Sendable {
    let org: Org
    let organization: Organization
    let policy: SignInPolicy
    let sessions: Sessions
    let apps: ConnectedApps
    let grants: Grants
    let passwords: Passwords
    let keys: OrgKeys

    /// Makes the tables where there are none.
    static func open(
        _ org: Org,
        policy: SignInPolicy = SignInPolicy(),
        strength: Password.Strength = .standard
    ) async throws -> SignIn {
        let database = org.database
        try await database.write { db in
            for statement in SignInTables.statements { try db.run(statement) }
        }
        let organization = try await Organization.load(from: database)
        return SignIn(
            org: org,
            organization: organization,
            policy: policy,
            sessions: Sessions(database: database, organization: organization, policy: policy),
            apps: ConnectedApps(database: database),
            grants: Grants(database: database, policy: policy),
            passwords: Passwords(database: database, policy: policy, strength: strength),
            keys: OrgKeys(database: database)
        )
    }

    /// Counts one call, or refuses it when there were too many.
    typealias CountCall = @Sendable () throws(OrgError) -> Void

    /// What clients call, below `/services`.
    func serviceRoutes(counting count: @escaping CountCall) -> [Route] {
        let oauth = "/services/oauth2"
        let soapCall: Handler = { request in try await soap(request, counting: count) }
        return [
            .get("/services/oauth2/authorize", access: .open, authorize),
            .post("/services/oauth2/authorize", access: .open, decide),
            .post("/services/oauth2/token", access: .open, token),
            .get("/services/oauth2/revoke", access: .open, revoke),
            .post("/services/oauth2/revoke", access: .open, revoke),
            .post("/services/oauth2/introspect", access: .open, introspect),
            .get(RoutePattern(oauth + "/userinfo"), access: .session, userInfo),
            .post(RoutePattern(oauth + "/userinfo"), access: .session, userInfo),
        ]
            + ["u", "c"].flatMap { api in
                ["", "/:organization"].map { rest in
                    .post(RoutePattern("/services/Soap/\(api)/:version\(rest)"), access: .open, soapCall)
                }
            }
    }

    /// Who a session is of, below `/id`.
    var identityRoutes: [Route] {
        [
            .get("/id/keys", access: .open, webKeys),
            .get("/id/:organization/:user", access: .session, identity),
            .post("/id/:organization/:user", access: .session, identity),
        ]
    }

    var discoveryRoutes: [Route] {
        [.get("/.well-known/openid-configuration", access: .open, discovery)]
    }
}

extension Access {
    /// Whoever brings the token of a session.
    static let session = Access("session")
}
