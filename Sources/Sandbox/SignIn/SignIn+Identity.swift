import Crypto
import HTTP

extension SignIn {
    /// `/services/oauth2/userinfo`: who the session is of, in OpenID's words.
    @Sendable func userInfo(_ request: Request) async throws -> Response {
        do {
            let parameters = try await request.parameters()
            let person = try await person(of: request, parameters)
            return try answer(facts(of: person, for: request, parameters).userInfo, request, parameters)
        } catch let refusal as IdentityRefusal {
            return refusal.response
        }
    }

    /// `/id/00D…/005…`: who the session is of, in Salesforce's words.
    @Sendable func identity(_ request: Request) async throws -> Response {
        do {
            let parameters = try await request.parameters()
            let person = try await person(of: request, parameters)
            guard let organization = request.parameters["organization"],
                organization.prefix(15) == self.organization.shortID
            else { throw IdentityRefusal.wrongOrganization }
            guard let user = request.parameters["user"], user.prefix(3) == "005", [15, 18].contains(user.count) else {
                throw IdentityRefusal.badID
            }
            guard user.prefix(15) == person.id.prefix(15) else { throw IdentityRefusal.noAccess }
            return try answer(facts(of: person, for: request, parameters).identity, request, parameters)
        } catch let refusal as IdentityRefusal {
            return refusal.response
        }
    }

    private func person(of request: Request, _ parameters: Query) async throws -> Person {
        let brought = (try? request.accessToken) ?? parameters["oauth_token"] ?? parameters["access_token"]
        guard let token = brought else { throw IdentityRefusal.missingToken }
        guard let session = try await sessions.find(token),
            let person = try await Person.find(id: session.userID, in: org.database)
        else { throw IdentityRefusal.badToken }
        guard person.isActive else { throw IdentityRefusal.inactive }
        return person
    }

    private func facts(of person: Person, for request: Request, _ parameters: Query) -> IdentityFacts {
        let version =
            switch parameters["version"] {
            case "latest": "\(APIVersion.newest).0"
            case let version?: version
            case nil: "{version}"
            }
        return IdentityFacts(
            person: person,
            organization: organization,
            origin: Origin(of: request),
            version: version
        )
    }

    private func answer(
        _ document: IdentityDocument,
        _ request: Request,
        _ parameters: Query
    ) throws -> Response {
        let wantsXML =
            parameters["format"].map { $0 == "xml" } ?? (request.fields[.accept]?.hasPrefix("application/xml") == true)
        guard wantsXML else { return try .ofSalesforce(document) }
        return Response(.ok, fields: [.contentType: "application/xml; charset=UTF-8"], body: .bytes(document.xml))
    }
}

/// A plain word, by which clients tell why.
enum IdentityRefusal: String, Error, Sendable {
    case missingToken = "Missing_OAuth_Token"
    case badToken = "Bad_OAuth_Token"
    case wrongOrganization = "Wrong_Org"
    case badID = "Bad_Id"
    case noAccess = "No_Access"
    case inactive = "Inactive"

    var response: Response { .text(rawValue, status: self == .badID ? .notFound : .forbidden) }
}

// MARK: - What is told to everybody

extension SignIn {
    /// `/id/keys`: what checks the org's identity tokens.
    @Sendable func webKeys(_ request: Request) async throws -> Response {
        try .ofSalesforce(["keys": [try await keys.identityKey.publicKey.webKey]])
    }

    /// `/.well-known/openid-configuration`.
    @Sendable func discovery(_ request: Request) async throws -> Response {
        let url = Origin(of: request).url
        return try .ofSalesforce(
            Discovery(
                issuer: url,
                authorization_endpoint: url + "/services/oauth2/authorize",
                token_endpoint: url + "/services/oauth2/token",
                revocation_endpoint: url + "/services/oauth2/revoke",
                userinfo_endpoint: url + "/services/oauth2/userinfo",
                jwks_uri: url + "/id/keys",
                introspection_endpoint: url + "/services/oauth2/introspect",
                scopes_supported: Scopes.all.names
            )
        )
    }
}

/// The document by its names on the wire; it names only what is there.
private struct Discovery: Encodable {
    let issuer: String
    let authorization_endpoint: String
    let token_endpoint: String
    let revocation_endpoint: String
    let userinfo_endpoint: String
    let jwks_uri: String
    let introspection_endpoint: String
    let scopes_supported: [String]
    var response_types_supported = ["code"]
    var subject_types_supported = ["public"]
    var id_token_signing_alg_values_supported = ["RS256"]
    var display_values_supported = ["page", "popup", "touch"]
    var token_endpoint_auth_methods_supported = ["client_secret_post", "client_secret_basic"]
    var code_challenge_methods_supported = ["S256"]
    var claims_supported = [
        "sub", "user_id", "organization_id", "preferred_username", "nickname", "name", "email", "email_verified",
        "given_name", "family_name", "zoneinfo", "locale",
    ]
}
